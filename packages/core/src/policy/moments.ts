import type { Context } from '../cases/context.ts'
import {
  addWorkingMinutes,
  dayZeroOf,
  dueAfter,
  isWorkday,
  lastWorkday,
  nextOpening,
  nextWorkingMoment,
  type Pause,
  subtractWorkingMinutes,
  type WorkingCalendar,
  workingMinutesBetween,
} from '../kernel/calendar.ts'
import type { Limit } from '../kernel/limit.ts'
import { once } from '../kernel/once.ts'
import {
  addDays,
  addMinutes,
  compare,
  type Instant,
  instantAt,
  type LocalDate,
  localDateOf,
  minutesBetween,
  timeOfDay,
} from '../kernel/time.ts'
import type { QuietHours } from './ladder.ts'

/** The day that lies so many working days after (or, with a negative step, before) another. */
function workdayFrom(calendar: WorkingCalendar, date: LocalDate, days: number, step: 1 | -1): LocalDate {
  let day = date
  for (let left = days; left > 0; ) {
    day = addDays(day, step)
    if (isWorkday(calendar, day)) left--
  }
  return day
}

type Counting = Pick<Context, 'calendar'>

/** The moment at which a due time is over. */
const justAfter = (due: Instant): Instant => addMinutes(due, 1)

/** So long after a due time, at the opening of a working day: an alarm is for people who are there to hear it. Never before it is over. */
export function after({ calendar }: Counting, due: Instant, { amount, unit }: Limit): Instant {
  if (amount === 0) return justAfter(due)
  switch (unit) {
    case 'working-days':
      return once(calendar, `after ${due} ${amount}`, () =>
        nextOpening(calendar, workdayFrom(calendar, localDateOf(due), amount, 1)),
      )
    case 'working-hours':
      return addWorkingMinutes(calendar, due, amount * 60)
    case 'calendar-days':
      return nextOpening(calendar, addDays(localDateOf(due), amount))
    case 'hours':
      return addMinutes(due, Math.max(1, amount * 60))
    case 'on-the-spot':
      return justAfter(due)
  }
}

/** So long before a due time, at the opening of a working day. Days of rest are gone round on the early side: what is said on the last day comes too late. */
export function before({ calendar }: Counting, due: Instant, { amount, unit }: Limit): Instant {
  switch (unit) {
    case 'working-days':
      return once(calendar, `before ${due} ${amount}`, () =>
        nextOpening(calendar, workdayFrom(calendar, localDateOf(due), amount, -1)),
      )
    case 'working-hours':
      return subtractWorkingMinutes(calendar, due, amount * 60)
    case 'calendar-days':
      return nextOpening(calendar, lastWorkday(calendar, addDays(localDateOf(due), -amount)))
    case 'hours':
      return addMinutes(due, -60 * amount)
    case 'on-the-spot':
      return nextOpening(calendar, localDateOf(due))
  }
}

type Span = { readonly since: Instant; readonly dueAt: Instant; readonly pauses?: readonly Pause[] }

/**
 * When so many percent of the time are over: of the working time without what stood still; or of the clock's, where none of
 * it is worked.
 */
export function shareOver({ calendar }: Counting, { since, dueAt, pauses = [] }: Span, percent: number): Instant {
  const worked = (from: Instant, to: Instant) => workingMinutesBetween(calendar, from, to)
  const still = pauses.reduce((sum, { from, to }) => sum + (to ? worked(from, to) : 0), 0)
  const left = (minutes: number) => Math.floor((minutes * (100 - percent)) / 100)
  const all = worked(since, dueAt)
  if (all === 0) return addMinutes(dueAt, -left(minutesBetween(since, dueAt)))
  return subtractWorkingMinutes(calendar, dueAt, left(Math.max(0, all - still)))
}

/** When something has lasted longer than a limit, without its pauses; null while one of them runs. */
export function outlasted(
  { calendar }: Pick<Context, 'calendar'>,
  start: Instant,
  limit: Limit,
  pauses: readonly Pause[],
): Instant | null {
  if (pauses.length === 0 && limit.unit === 'working-days') {
    const { amount } = limit
    return once(calendar, `outlasted ${start} ${amount}`, () =>
      nextOpening(calendar, addDays(workdayFrom(calendar, dayZeroOf(calendar, start), amount, 1), 1)),
    )
  }
  const { dueAt } = dueAfter({ calendar, start, limit, pauses: [...pauses] })
  if (dueAt && limit.unit === 'working-hours') return nextWorkingMoment(calendar, justAfter(dueAt))
  return dueAt && nextOpening(calendar, addDays(localDateOf(dueAt), 1))
}

/** When somebody may be told what happened now: at once, or when the quiet hours end. */
export function toldAt(calendar: WorkingCalendar, quiet: QuietHours, now: Instant): Instant {
  const today = localDateOf(now)
  const isNight =
    quiet.from > quiet.until
      ? timeOfDay(now) >= quiet.from || timeOfDay(now) < quiet.until
      : timeOfDay(now) >= quiet.from && timeOfDay(now) < quiet.until
  const isRest = quiet.isRestDayQuiet && !isWorkday(calendar, today)
  if (!isNight && !isRest) return now
  let day = today
  for (;;) {
    const morning = instantAt(day, quiet.until)
    if (compare(morning, now) > 0 && (!quiet.isRestDayQuiet || isWorkday(calendar, day))) return morning
    day = addDays(day, 1)
  }
}
