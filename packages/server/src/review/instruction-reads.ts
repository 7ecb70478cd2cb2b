import { isParty } from '@bancheng/core/cases/party.ts'
import type { Party } from '@bancheng/core/cases/words.ts'
import { isProvisional, type WorkingCalendar } from '@bancheng/core/kernel/calendar.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { rungTitle } from '@bancheng/core/policy/rungs.ts'
import type { InstructionTaskView, RungPaper } from '@bancheng/core/review/contract.ts'
import { answerTo, type Receipt, receiptOf, receiptOfPaper, refusalToSign } from '@bancheng/core/review/receipts.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import type { Locale } from '@bancheng/core/texts/refusals.ts'
import { type Names, sayWho } from '@bancheng/core/texts/sentences.ts'
import type { Deps } from '../deps.ts'
import { loadNames } from '../directory/names.ts'
import type { Session } from '../identity/session.ts'
import type { Db } from '../platform/db.ts'
import { loadCalendar } from '../policy/center.ts'
import { type InstructionTaskRecord, openTasks, partyKeyOf, readTask, tasksOfLeader } from './instruction-store.ts'

export type Reader = { readonly session: Session; readonly locale: Locale; readonly now: Instant }
export type Known = { readonly names: Names; readonly calendar: WorkingCalendar }

export function taskView(task: InstructionTaskRecord, { names, calendar }: Known, reader: Reader): InstructionTaskView {
  const { session, locale, now } = reader
  const { role, unitId } = session.actor
  const { cases, givenById, alarms, receipts, ...rest } = task
  const sayParty = (party: Party) => sayWho(party, givenById, names, locale)
  const isTheirs =
    role === 'supervisor' || (role === 'liaison' && task.party.kind === 'unit' && task.party.unitId === unitId)
  return {
    ...rest,
    caseNos: cases.map(({ caseNo }) => caseNo),
    caseIds: cases.map(({ caseId }) => caseId),
    who: task.party.kind === 'unit' ? names.unit(task.party.unitId) : labelOf('party', task.party.kind, locale),
    isLate: task.state === 'open' && task.dueAt < now,
    round: 1 + task.entries.filter(({ kind }) => kind === 'sent-back').length,
    isProvisional: task.state === 'open' && isProvisional(calendar, task.dueAt),
    receipt: whoAndWhen(receiptOf(task)),
    maySign: refusalToSign(task, task.number, session.actor) === null,
    alarms: alarms.map((alarm) => ({
      kind: alarm.kind,
      who: sayParty(alarm.party),
      paper: alarm.paper && paperOf(task, { ...alarm, paper: alarm.paper }, { calendar, session }),
      at: alarm.at,
    })),
    mayAnswer: task.state === 'open' && isTheirs,
    mayJudge: task.state === 'answered' && role === 'leader',
  }
}

const whoAndWhen = (receipt: Receipt | null) => receipt && { by: receipt.by, at: receipt.at }

type Alarm = InstructionTaskRecord['alarms'][number]

/** A paper that was sent before papers were kept says what the instruction says. */
function paperOf(
  task: InstructionTaskRecord,
  alarm: Alarm & { readonly paper: NonNullable<Alarm['paper']> },
  { calendar, session }: { calendar: WorkingCalendar; session: Session },
): RungPaper {
  const { paper, until, rungName, rung, cause } = alarm
  const answeredAt = answerTo(task, alarm)?.at ?? null
  return {
    ...paper,
    rungName: rungName ?? rungTitle(rung ?? '', undefined, 'zh'),
    cause: cause ?? 'late',
    until,
    isProvisional: answeredAt === null && isProvisional(calendar, until),
    receipt: whoAndWhen(receiptOfPaper(task, paper.number)),
    answeredAt,
    maySign: refusalToSign(task, paper.number, session.actor) === null,
  }
}

/** A liaison sees what their unit was asked, and what climbed up to it. @throws Refusal not-found */
export async function viewTask(deps: Pick<Deps, 'db'>, reader: Reader, taskId: string): Promise<InstructionTaskView> {
  const { centerId, actor } = reader.session
  const task = await readTask(deps.db, centerId, taskId)
  const isTheirs = (party: Party) => isParty(party, actor, '')
  if (!task || (actor.role === 'liaison' && ![task, ...task.alarms].some(({ party }) => isTheirs(party))))
    throw new Refusal('not-found')
  return taskView(task, await knownOf(deps.db, centerId), reader)
}

export const knownOf = async (db: Db, centerId: string): Promise<Known> => ({
  names: await loadNames(db, centerId),
  calendar: await loadCalendar(db, centerId),
})

/**
 * A unit sees what it is asked and what climbed up to it; the head of the window everything that is open; the leader what
 * was answered, and what nobody answered until it came back up.
 */
export async function waitingFor(deps: Pick<Deps, 'db'>, reader: Reader) {
  const known = await knownOf(deps.db, reader.session.centerId)
  const rows = (await waitingTasks(deps.db, reader.session)).map((task) => taskView(task, known, reader))
  return { rows, late: rows.filter(({ isLate }) => isLate).length }
}

function waitingTasks(db: Db, { centerId, actor }: Session): Promise<InstructionTaskRecord[]> {
  if (actor.role === 'leader')
    return tasksOfLeader(db, centerId, partyKeyOf({ kind: 'person', personId: actor.personId }))
  return openTasks(
    db,
    centerId,
    actor.role === 'supervisor' ? null : partyKeyOf({ kind: 'unit', unitId: actor.unitId }),
  )
}
