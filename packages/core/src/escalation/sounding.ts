import type { Context } from '../cases/context.ts'
import { type CaseEvent, EVENT_VERSION } from '../cases/events.ts'
import { evolve } from '../cases/fold.ts'
import { recomputeDues } from '../cases/rules/recompute.ts'
import { type CaseState, isEnded } from '../cases/state.ts'
import { compare, type Instant } from '../kernel/time.ts'
import { PaperNumbers } from '../policy/paper-numbers.ts'
import { type Alarm, alarmsOf, sound, watching } from './rules.ts'

/**
 * Everything that is due by now, each thing once and in the order in which it fell due, however long nobody looked: the
 * clock goes through the moments that it missed, one after the other, and at each of them the centre is as it was then
 * (docs/decisions/010). The clock runs it on its own, and every command runs it first, so that nobody can act past an alarm.
 * @param since up to when it is known that nothing was due; otherwise that is what happened last
 */
export function soundAlarms(state: CaseState, ctx: Context, since: Instant = state.changedAt): readonly CaseEvent[] {
  const clock = watching(state, ctx)
  const said: CaseEvent[] = []
  let so = state
  let moment: Instant | null = earlier(later(since, state.changedAt), ctx.now)
  while (moment !== null && !isEnded(so)) {
    const then: Context = { ...clock, ...ctx.past?.at(moment), now: moment }
    const recounted = recount(so, then)
    const alarms = recounted.length > 0 ? [] : alarmsOf(so, then)
    const events = recounted.length > 0 ? recounted : soundDue(alarms, so, then, ctx.now)
    said.push(...events)
    if (events.length > 0) so = afterwards(so, events, then)
    else moment = nextMoment(alarms, then, ctx.now)
  }
  return said
}

const earlier = (a: Instant, b: Instant): Instant => (compare(a, b) <= 0 ? a : b)
const later = (a: Instant, b: Instant): Instant => (compare(a, b) >= 0 ? a : b)

/** The calendar was corrected at this moment. Doing it twice changes nothing. */
function recount(state: CaseState, then: Context): readonly CaseEvent[] {
  const reason = then.past?.turns.findLast(({ at, recount }) => at === then.now && recount !== null)?.recount
  return reason ? recomputeDues(state, reason, then) : []
}

/** Who is called is whoever was there then; how long they have for it counts from now, when they hear of it. */
function soundDue(alarms: readonly Alarm[], state: CaseState, then: Context, now: Instant): readonly CaseEvent[] {
  const due = alarms.filter((alarm) => compare(alarm.at, then.now) <= 0)
  const numbers = new PaperNumbers(state)
  // From a ceiling on the clock runs again, and what falls due by it is worked out anew.
  const ceiling = due.findIndex(({ kind }) => kind === 'ceiling')
  const first = ceiling === -1 ? due : due.slice(0, ceiling + 1)
  return onceEnded(first.flatMap((alarm) => sound(alarm, state, { ...then, now }, numbers)))
}

function nextMoment(alarms: readonly Alarm[], { now: moment, past }: Context, now: Instant): Instant | null {
  const alarm = alarms.find(({ at }) => compare(at, moment) > 0)?.at
  const turn = past?.turns.find(({ at }) => compare(at, moment) > 0)?.at
  const next = alarm && turn ? earlier(alarm, turn) : (alarm ?? turn)
  return next && compare(next, now) <= 0 ? next : null
}

/** Alarms of the same moment may end the same supervision twice, or miss somebody for one that they end. */
function onceEnded(events: readonly CaseEvent[]): readonly CaseEvent[] {
  const ended = new Set(events.flatMap((event) => (event.type === 'TaskDone' ? [event.payload.taskId] : [])))
  const idle = new Set(
    events.flatMap(({ type, payload }) =>
      type === 'TaskUnmanned' && ended.has(payload.taskId) ? [payload.supervisionTaskId] : [],
    ),
  )
  const said = new Set<string>()
  return events.filter(({ type, payload }) => {
    if (type === 'TaskUnmanned') return !idle.has(payload.supervisionTaskId)
    if (type === 'TaskOpened') return !idle.has(payload.taskId)
    if (type !== 'TaskDone') return true
    const isNew = !said.has(payload.taskId)
    said.add(payload.taskId)
    return isNew
  })
}

const afterwards = (state: CaseState, events: readonly CaseEvent[], { now, actor, policy }: Context): CaseState =>
  events.reduce((before, event) => {
    const seq = before.version + 1
    return evolve(before, event, { seq, at: now, actor, policyVersion: policy.version, version: EVENT_VERSION })
  }, state)
