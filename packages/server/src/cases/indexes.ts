import { type CaseState, isDeliveryEnded, type Task } from '@bancheng/core/cases/state.ts'
import type { Party } from '@bancheng/core/cases/words.ts'
import { involvedUnits } from '@bancheng/core/identity/permissions.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'

/** The party as an inbox asks for it; `owner` and what the applicant or somebody outside owes stand in the owner's inbox. */
export function partyKey(party: Party, ownerId: string): string {
  switch (party.kind) {
    case 'owner':
    case 'applicant':
    case 'outside':
      return `person:${ownerId}`
    case 'window':
    case 'supervisor':
    case 'leader':
      return `role:${party.kind}`
    case 'unit':
      return `unit:${party.unitId}`
    case 'person':
      return `person:${party.personId}`
  }
}

const taskRow = (task: Task, ownerId: string) => ({
  task_id: task.taskId,
  kind: task.kind,
  state: task.state,
  party: task.party,
  party_key: partyKey(task.party, ownerId),
  ask: task.ask,
  opened_at: task.opened.at,
  due_at: task.dueAt,
  signed_at: task.signed?.at ?? null,
  ended_at: task.ended?.at ?? null,
})

/** When the case as a whole is due: its own clock while it runs, then its next open task; null once it has ended. */
function dueOfCase(state: CaseState): Instant | null {
  if (state.status === 'closed' || state.status === 'refused') return null
  if (state.caseClock?.dueAt && state.status === 'in-progress') return state.caseClock.dueAt
  const due = state.tasks.flatMap((task) => (task.state === 'open' && task.dueAt ? [task.dueAt] : [])).sort()
  return due[0] ?? null
}

/** Every file that the state names, wherever it stands. */
export function fileIdsOf(value: unknown, found: Set<string> = new Set()): ReadonlySet<string> {
  if (Array.isArray(value)) for (const one of value) fileIdsOf(one, found)
  else if (typeof value === 'object' && value !== null)
    for (const [name, field] of Object.entries(value))
      if (name === 'fileIds' && Array.isArray(field)) for (const id of field) found.add(String(id))
      else fileIdsOf(field, found)
  return found
}

const searchTextOf = ({ caseNo, applicant, want, item }: CaseState) =>
  [caseNo, applicant.name, applicant.contactName, applicant.uscc, want, item?.name]
    .filter(Boolean)
    .join('\n')
    .toLowerCase()

/** What lists ask for: every row of the tables beside the log, made from the state alone. `verify` compares them. */
export function indexRows(state: CaseState) {
  return {
    record: {
      version: state.version,
      state,
      case_no: state.caseNo,
      status: state.status,
      pain: state.pain,
      grade: state.grade,
      channel: state.channel,
      applicant_name: state.applicant.name,
      phone_digest: state.applicant.phone?.digest ?? null,
      phone_masked: state.applicant.phone?.masked ?? null,
      want: state.want,
      item_id: state.item?.itemId ?? null,
      item_name: state.item?.name ?? null,
      owner_id: state.ownerId,
      registered_at: state.registered.at,
      due_at: dueOfCase(state),
      closed_at: state.closed?.at ?? state.refusal?.at ?? null,
      changed_at: state.changedAt,
      level: state.level,
      trips: state.trips,
      result_kind: state.result?.kind ?? null,
      unit_ids: [...involvedUnits(state)].sort(),
      file_ids: [...fileIdsOf(state)].sort(),
      search_text: searchTextOf(state),
    },
    task: state.tasks.map((task) => taskRow(task, state.ownerId)),
    paper: state.papers.map((paper) => ({
      paper_id: paper.paperId,
      receipt_no: state.receipts.find((receipt) => receipt.receiptId === paper.receiptId)?.receiptNo ?? '',
      name: paper.name,
      state: paper.state,
      holder: paper.holder,
      place: paper.place,
    })),
    delivery: state.deliveries.map((delivery) => ({
      delivery_id: delivery.deliveryId,
      state: delivery.state,
      waybill: isDeliveryEnded(delivery) && delivery.state === 'cancelled' ? null : (delivery.waybills.at(-1) ?? null),
    })),
  }
}
export type IndexRows = ReturnType<typeof indexRows>
