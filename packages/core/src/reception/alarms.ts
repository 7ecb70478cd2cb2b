import type { Directory } from '../cases/context.ts'
import type { Party } from '../cases/words.ts'
import type { WorkingCalendar } from '../kernel/calendar.ts'
import { addMinutes, compare, type Instant } from '../kernel/time.ts'
import type { Rung } from '../policy/ladder.ts'
import { after, before } from '../policy/moments.ts'
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
  readonly calendar: WorkingCalendar
  readonly policy: Policy
  readonly directory: Pick<Directory, 'person'>
}

type Owed = Pick<ReceptionTask, 'party' | 'dueAt'> & { readonly openedAt: Instant }

/**
 * The same ladder as in a case: reminded before, overdue a minute after, urged, and then those above, each rung that
 * lateness reaches. @returns the soonest first, without what was said
 */
export function owedAlarms(task: Owed, said: ReadonlySet<string>, ctx: OwedContext): readonly OwedAlarm[] {
  const { dueAt, party } = task
  const { remindBefore, rungs } = ctx.policy.ladder
  const remindAt = remindBefore && before(ctx, dueAt, remindBefore)
  const alarms: OwedAlarm[] = [{ at: addMinutes(dueAt, 1), name: `overdue/${dueAt}`, kind: 'overdue', to: party }]
  // What was given out that very day needs no reminder.
  if (remindAt && compare(remindAt, task.openedAt) > 0)
    alarms.push({ at: remindAt, name: `reminder/${dueAt}`, kind: 'reminded', to: party })
  for (const rung of rungs)
    if (rung.when.on === 'late')
      alarms.push({
        at: after(ctx, dueAt, rung.when.by),
        name: `${rung.key}/${dueAt}`,
        kind: rung.to === 'holder' ? 'overdue' : 'escalated',
        to: partyOf(rung, party, ctx),
      })
  return alarms.filter(({ name }) => !said.has(name)).sort((a, b) => compare(a.at, b.at))
}

/** Reception has nobody between a task and the head of the window; what waits for the head goes to the leader. */
function partyOf(rung: Rung, party: Party, ctx: OwedContext): Party {
  if (rung.to === 'holder') return party
  return rung.to === 'district' || isHead(party, ctx) ? { kind: 'leader' } : { kind: 'supervisor' }
}

const isHead = (party: Party, { directory }: OwedContext): boolean =>
  party.kind === 'supervisor' || (party.kind === 'person' && directory.person(party.personId)?.role === 'supervisor')
