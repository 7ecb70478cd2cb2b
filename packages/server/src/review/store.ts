import { parseRecorded, type RecordedEvent } from '@bancheng/core/cases/events.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { Instant } from '@bancheng/core/kernel/time.ts'
import type { ReviewCause } from '@bancheng/core/policy/service.ts'
import { InstructionEntryKind } from '@bancheng/core/review/contract.ts'
import { InstructedParty, InstructionState } from '@bancheng/core/review/instructions.ts'
import type { Month } from '@bancheng/core/review/month.ts'
import type { Holding } from '@bancheng/core/review/rules.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../platform/db.ts'

export type Review = { readonly month: Month; readonly frozenAt: Instant; readonly frozenBy: string }

export async function readReviews(db: Db, centerId: string): Promise<(Review & { total: number })[]> {
  const { rows } = await sql<Review & { total: number }>`
    select month, frozen_at as "frozenAt", frozen_by as "frozenBy", (
      select count(*) from review_entry e where (e.center_id, e.month) = (r.center_id, r.month)) as total
    from review r where center_id = ${centerId} order by month desc
  `.execute(db)
  return rows
}

export type CountedEntry = {
  readonly month: Month
  readonly unitId: string | null
  readonly causes: z.infer<typeof ReviewCause>[]
  readonly isRemoved: boolean
}

/** What the front pages of some months count. */
export async function readCounted(db: Db, centerId: string, months: readonly Month[]): Promise<CountedEntry[]> {
  const { rows } = await sql<CountedEntry>`
    select e.month, e.unit_id as "unitId", e.causes, x.case_id is not null as "isRemoved"
    from review_entry e left join review_removal x using (center_id, month, case_id)
    where e.center_id = ${centerId} and e.month = any(${[...months]})
  `.execute(db)
  return rows
}

export type EntryRecord = {
  readonly caseId: string
  readonly caseVersion: number
  readonly causes: z.infer<typeof ReviewCause>[]
  readonly unitId: string | null
  readonly holdings: readonly Holding[]
  readonly removedAt: Instant | null
  readonly removedBy: string | null
  readonly reason: string | null
  readonly instructions: number
  /** As the case stands now. */
  readonly state: CaseState
}

/** The list in its order; of one case, or all. */
export async function readEntries(db: Db, centerId: string, month: Month, caseId?: string): Promise<EntryRecord[]> {
  const { rows } = await sql<EntryRecord>`
    select e.case_id as "caseId", e.case_version as "caseVersion", e.causes, e.unit_id as "unitId", e.holdings,
      x.removed_at as "removedAt", p.name as "removedBy", x.reason, r.state, (
        select count(*) from instruction_case i
        where (i.center_id, i.month, i.case_id) = (e.center_id, e.month, e.case_id)) as instructions
    from review_entry e join case_record r using (center_id, case_id)
      left join review_removal x using (center_id, month, case_id)
      left join person p on (p.center_id, p.person_id) = (x.center_id, x.removed_by)
    where e.center_id = ${centerId} and e.month = ${month} and (${caseId ?? null}::text is null or e.case_id = ${caseId ?? null})
    order by e.position
  `.execute(db)
  return rows
}

/** The log of each case of the list, as far as it had come when the list froze. */
export async function readFrozenLogs(
  db: Db,
  centerId: string,
  month: Month,
  caseId?: string,
): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
  const { rows } = await sql<Parameters<typeof parseRecorded>[0] & { caseId: string }>`
    select l.case_id as "caseId", l.seq, l.type, l.version, l.at, l.actor, l.policy_version as "policyVersion", l.payload
    from review_entry e join case_event l on l.center_id = e.center_id and l.case_id = e.case_id and l.seq <= e.case_version
    where e.center_id = ${centerId} and e.month = ${month} and (${caseId ?? null}::text is null or e.case_id = ${caseId ?? null})
    order by l.case_id, l.seq
  `.execute(db)
  const logs = new Map<string, RecordedEvent[]>()
  for (const { caseId: of, ...row } of rows) {
    const log = logs.get(of) ?? []
    log.push(parseRecorded(row))
    logs.set(of, log)
  }
  return logs
}

export async function insertRemoval(
  tx: Tx,
  key: { centerId: string; month: Month; caseId: string },
  removal: { reason: string; by: string; at: Instant },
): Promise<void> {
  await sql`
    insert into review_removal (center_id, month, case_id, reason, removed_by, removed_at)
    values (${key.centerId}, ${key.month}, ${key.caseId}, ${removal.reason}, ${removal.by}, ${removal.at})
  `.execute(tx)
}

const moment = z
  .string()
  .transform((text) => new Date(text).toISOString())
  .pipe(Instant)

const TaskRecord = z.object({
  taskId: z.string(),
  instructionId: z.string(),
  month: z.string(),
  text: z.string(),
  givenBy: z.string(),
  givenAt: Instant,
  party: InstructedParty,
  state: InstructionState,
  dueAt: Instant,
  cases: z.array(z.object({ caseId: z.string(), caseNo: z.string() })),
  entries: z.array(z.object({ kind: InstructionEntryKind, by: z.string(), at: moment, text: z.string() })),
})
export type InstructionTaskRecord = z.infer<typeof TaskRecord>

const selectTasks = sql`
  select t.task_id as "taskId", t.instruction_id as "instructionId", i.month, i.text, g.name as "givenBy", i.given_at as "givenAt",
    t.party, t.state, t.due_at as "dueAt", coalesce((
      select jsonb_agg(jsonb_build_object('caseId', c.case_id, 'caseNo', r.case_no) order by r.case_no)
      from instruction_case c join case_record r using (center_id, case_id)
      where (c.center_id, c.instruction_id) = (i.center_id, i.instruction_id)), '[]') as cases, coalesce((
      select jsonb_agg(jsonb_build_object('kind', e.kind, 'by', p.name, 'at', e.at, 'text', e.text) order by e.position)
      from instruction_entry e join person p using (center_id, person_id)
      where (e.center_id, e.task_id) = (t.center_id, t.task_id)), '[]') as entries
  from instruction_task t join instruction i using (center_id, instruction_id)
    join person g on (g.center_id, g.person_id) = (i.center_id, i.given_by)
`
const parsed = (rows: readonly unknown[]) => z.array(TaskRecord).parse(rows)

export async function tasksOfMonth(db: Db, centerId: string, month: Month): Promise<InstructionTaskRecord[]> {
  const { rows } = await sql`
    ${selectTasks} where t.center_id = ${centerId} and i.month = ${month} order by i.given_at, t.task_id
  `.execute(db)
  return parsed(rows)
}

/** Of the month before, whatever became of them; of older ones, those that are not over. */
export async function earlierTasks(db: Db, centerId: string, month: Month, last: Month | null) {
  const { rows } = await sql`
    ${selectTasks} where t.center_id = ${centerId} and (i.month = ${last} or i.month < ${month} and t.state <> 'accepted')
    order by i.month desc, i.given_at, t.task_id
  `.execute(db)
  return parsed(rows)
}

/** Everything that is not over, or what waits for one unit; what is late on top. */
export async function waitingTasks(db: Db, centerId: string, states: readonly string[], partyKey: string | null) {
  const { rows } = await sql`
    ${selectTasks} where t.center_id = ${centerId} and t.state <> 'accepted' and t.state = any(${[...states]})
      and (${partyKey}::text is null or t.party_key = ${partyKey})
    order by t.due_at, t.task_id limit 300
  `.execute(db)
  return parsed(rows)
}

/** The task, and nobody else may change it until this transaction ends. */
export async function lockTask(tx: Tx, centerId: string, taskId: string): Promise<InstructionTaskRecord | null> {
  const { rows } = await sql`
    ${selectTasks} where t.center_id = ${centerId} and t.task_id = ${taskId} for update of t
  `.execute(tx)
  return parsed(rows)[0] ?? null
}

export const partyKeyOf = (party: InstructedParty): string =>
  party.kind === 'unit' ? `unit:${party.unitId}` : `role:${party.kind}`

export type NewInstruction = {
  readonly instructionId: string
  readonly month: Month
  readonly text: string
  readonly by: string
  readonly at: Instant
  readonly caseIds: readonly string[]
  readonly tasks: readonly { readonly taskId: string; readonly party: InstructedParty; readonly dueAt: Instant }[]
}

export async function insertInstruction(tx: Tx, centerId: string, given: NewInstruction): Promise<void> {
  await sql`
    insert into instruction (center_id, instruction_id, month, text, given_by, given_at)
    values (${centerId}, ${given.instructionId}, ${given.month}, ${given.text}, ${given.by}, ${given.at})
  `.execute(tx)
  await sql`
    insert into instruction_case (center_id, instruction_id, month, case_id)
    select ${centerId}, ${given.instructionId}, ${given.month}, case_id from unnest(${[...given.caseIds]}::text[]) as case_id
  `.execute(tx)
  const tasks = given.tasks.map(({ taskId, party, dueAt }) => ({
    task_id: taskId,
    party,
    party_key: partyKeyOf(party),
    due_at: dueAt,
  }))
  await sql`
    insert into instruction_task (center_id, task_id, instruction_id, party, party_key, state, due_at)
    select ${centerId}, task_id, ${given.instructionId}, party, party_key, 'open', due_at
    from jsonb_to_recordset(${JSON.stringify(tasks)}::jsonb) as t (task_id text, party jsonb, party_key text, due_at timestamptz)
  `.execute(tx)
}

/** One more word about a task, and how it stands after it. */
export async function writeEntry(
  tx: Tx,
  key: { centerId: string; taskId: string },
  entry: { kind: z.infer<typeof InstructionEntryKind>; text: string; by: string; at: Instant },
  after: { state: InstructionState; dueAt: Instant },
): Promise<void> {
  await sql`
    insert into instruction_entry (center_id, task_id, position, kind, text, person_id, at)
    select ${key.centerId}, ${key.taskId}, count(*) + 1, ${entry.kind}, ${entry.text}, ${entry.by}, ${entry.at}
    from instruction_entry where center_id = ${key.centerId} and task_id = ${key.taskId}
  `.execute(tx)
  await sql`
    update instruction_task set state = ${after.state}, due_at = ${after.dueAt}
    where center_id = ${key.centerId} and task_id = ${key.taskId}
  `.execute(tx)
}
