import type { Directory } from '../cases/context.ts'
import { superiorOf } from '../cases/superior.ts'
import type { Party } from '../cases/words.ts'
import type { WorkingCalendar } from '../kernel/calendar.ts'
import { compare, type Instant } from '../kernel/time.ts'
import type { Rung } from '../policy/ladder.ts'
import { lateRungs, overdueAt, remindersOf } from '../policy/late.ts'
import { isRungForAll } from '../policy/rungs.ts'
import type { Policy } from '../policy/schema.ts'
import type { ReceptionTask } from './contact.ts'

/** What the clock says of something that is owed outside of a case: each once, remembered by its name. */
export type OwedAlarm = {
  readonly at: Instant
  readonly name: string
  readonly kind: 'reminded' | 'overdue' | 'escalated'
  readonly to: Party
}

export type OwedContext = {
  readonly now: Instant
  readonly calendar: WorkingCalendar
  readonly policy: Policy
  readonly directory: Directory
}

type Owed = Pick<ReceptionTask, 'party' | 'dueAt'> & { readonly openedAt: Instant }

const nth = (time: number): string => (time === 0 ? '' : `/${time}`)

/**
 * The same ladder as in a case: reminded before, overdue a minute after, urged, and then those above, each rung that
 * lateness reaches. @returns the soonest first, without what was said
 */
export function owedAlarms(task: Owed, said: ReadonlySet<string>, ctx: OwedContext): readonly OwedAlarm[] {
  const { dueAt, party } = task
  const late = { calendar: ctx.calendar, ladder: ctx.policy.ladder }
  const alarms: OwedAlarm[] = [{ at: overdueAt(dueAt), name: `overdue/${dueAt}`, kind: 'overdue', to: party }]
  for (const { at, index } of remindersOf(late, { since: task.openedAt, dueAt }))
    alarms.push({ at, name: `reminder/${dueAt}${nth(index)}`, kind: 'reminded', to: party })
  for (const { rung, at, time } of lateRungs(late, { dueAt, until: ctx.now, isFor: isRungForAll }))
    alarms.push({
      at,
      name: `${rung.key}/${dueAt}${nth(time)}`,
      kind: rung.to === 'holder' ? 'overdue' : 'escalated',
      to: partyOf(rung, party, ctx),
    })
  return alarms.filter(({ name }) => !said.has(name)).sort((a, b) => compare(a.at, b.at))
}

/**
 * Between the window and its head stands nobody, but above a unit that keeps an answer there may be another; what waits
 * for the head goes to the leader.
 */
function partyOf(rung: Rung, party: Party, ctx: OwedContext): Party {
  if (rung.to === 'holder') return party
  if (rung.to === 'superior' && party.kind === 'unit') return superiorOf(party, ctx.directory)
  return rung.to === 'district' || isHead(party, ctx) ? { kind: 'leader' } : { kind: 'supervisor' }
}

const isHead = (party: Party, { directory }: OwedContext): boolean =>
  party.kind === 'supervisor' || (party.kind === 'person' && directory.person(party.personId)?.role === 'supervisor')
