import { dueAfter, type WorkingCalendar } from '../kernel/calendar.ts'
import type { Limit } from '../kernel/limit.ts'
import { addDays, addMinutes, compare, type Instant, localDateOf } from '../kernel/time.ts'
import { closingTimeOf, isWorkday } from '../kernel/working-calendar.ts'
import type { Decider, ExtensionRules } from './clocks.ts'

/** Who decides on the next extension of a task that was given so many. */
export const deciderOf = ({ decidedBy, leaderFrom }: ExtensionRules, given: number): Decider =>
  leaderFrom !== null && given + 1 >= leaderFrom ? 'leader' : decidedBy

const shareOf = ({ amount, unit }: Limit, percent: number): Limit => ({
  amount: Math.floor((amount * percent) / 100),
  unit,
})

/** The longest that a task may be given beyond its due time, by length and by share; null: no bound. */
export function longestOf(
  { longest, longestShare }: ExtensionRules,
  first: Limit,
  until: (length: Limit) => Instant,
): Limit | null {
  const bounds = [longest, longestShare === null ? null : shareOf(first, longestShare)]
  const [least] = bounds.filter((bound) => bound !== null).sort((a, b) => compare(until(a), until(b)))
  return least ?? null
}

/** The last moment at which more time may be asked for: the close of a working day, where whole days must lie between. */
export function lastAskOf(calendar: WorkingCalendar, dueAt: Instant, askBefore: Limit | null): Instant {
  if (!askBefore || askBefore.unit === 'on-the-spot') return dueAt
  const { amount, unit } = askBefore
  if (unit === 'hours') return addMinutes(dueAt, -60 * amount)
  if (unit === 'working-hours') return hoursBefore(calendar, dueAt, askBefore)
  let day = localDateOf(dueAt)
  for (let left = amount; left > 0; ) {
    day = addDays(day, -1)
    if (unit === 'calendar-days' || isWorkday(calendar, day)) left--
  }
  while (!isWorkday(calendar, day)) day = addDays(day, -1)
  return closingTimeOf(calendar, day) ?? dueAt
}

/** The latest moment from which so many working hours still fit before the due time. */
function hoursBefore(calendar: WorkingCalendar, dueAt: Instant, limit: Limit): Instant {
  const fits = (start: Instant) => {
    const end = dueAfter({ calendar, start, limit, pauses: [] }).dueAt
    return end !== null && compare(end, dueAt) <= 0
  }
  let step = 60
  while (!fits(addMinutes(dueAt, -step))) step *= 2
  let [early, late] = [step, 0]
  while (early - late > 1) {
    const middle = Math.floor((early + late) / 2)
    if (fits(addMinutes(dueAt, -middle))) early = middle
    else late = middle
  }
  return addMinutes(dueAt, -early)
}
