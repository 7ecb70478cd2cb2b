import { addDays, compare, type LocalDate } from '../../kernel/time.ts'
import { firstWorkday, isWorkday, type WorkingCalendar } from '../../kernel/working-calendar.ts'
import type { PlannedStep } from './advice.ts'
import type { OrderStep, Span } from './goal.ts'
import type { Sequence } from './sequence.ts'
import type { State } from './state.ts'

export type Times = Pick<PlannedStep, 'start' | 'finish' | 'waits'>
type Earliest = { readonly on: LocalDate; readonly waits: PlannedStep['waits'] }

const latest = (all: readonly Earliest[], least: Earliest): Earliest =>
  all.reduce((late, one) => (compare(one.on, late.on) > 0 ? one : late), least)

/** The last day of a span that begins on a day, which is not counted itself. */
export function lastDayOf(calendar: WorkingCalendar, from: LocalDate, span: Span): LocalDate {
  if (span.unit === 'on-the-spot') return from
  if (span.unit === 'calendar-days') return addDays(from, span.amount)
  let day = from
  for (let left = span.amount; left > 0; left--) day = firstWorkday(calendar, addDays(day, 1))
  return day
}

/**
 * The earliest start and finish of every planned step. What is finished on a day opens the next door on the same day;
 * what ends on a day of rest can be used on the next working day.
 */
export function scheduleOf(
  state: State,
  { graph, order, reasonsOf }: Sequence,
  { calendar, from }: { readonly calendar: WorkingCalendar; readonly from: LocalDate },
): ReadonlyMap<string, Times> {
  const times = new Map<string, Times>()
  const first = firstWorkday(calendar, from)

  const freeAfter = (id: string, wait: Span | null): Earliest => {
    const planned = times.get(id)?.finish
    const done = state.doneOn.get(id)
    const since = planned ?? done ?? from
    if (!wait || wait.amount === 0) return { on: planned ?? first, waits: null }
    const until = lastDayOf(calendar, since, wait)
    const isAssumed = planned === undefined && (done === null || done === undefined)
    return { on: addDays(until, 1), waits: { after: id, until, isAssumed } }
  }

  const freeBy = (step: OrderStep): Earliest[] => {
    const before = graph.get(step.stepId) ?? new Set()
    const byPrerequisite = step.prerequisites.flatMap(({ anyOf, wait }) => {
      const done = anyOf.filter((id) => state.doneOn.has(id))
      const ways = done.length > 0 ? done : anyOf.filter((id) => before.has(id))
      const [way, ...others] = ways.map((id) => freeAfter(id, wait))
      return way ? [others.reduce((early, one) => (compare(one.on, early.on) < 0 ? one : early), way)] : []
    })
    const byClosing = reasonsOf(step.stepId)
      .filter(({ kind }) => kind === 'before-closing')
      .map(({ stepId }) => freeAfter(stepId, null))
    return [...byPrerequisite, ...byClosing]
  }

  for (const step of order) {
    const { on, waits } = latest(freeBy(step), { on: first, waits: null })
    const start = firstWorkday(calendar, on)
    const finish = step.takes ? firstWorkday(calendar, lastDayOf(calendar, start, step.takes)) : start
    times.set(step.stepId, { start, finish, waits })
  }
  return times
}

/** How many working days there are from one day to another, both counted. */
export function workdaysFromTo(calendar: WorkingCalendar, from: LocalDate, to: LocalDate): number {
  let count = 0
  for (let day = from; compare(day, to) <= 0; day = addDays(day, 1)) if (isWorkday(calendar, day)) count++
  return count
}
