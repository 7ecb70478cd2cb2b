import type { Limit } from './limit.ts'
import {
  addDays,
  addMinutes,
  compare,
  type Instant,
  type LocalDate,
  localDateOf,
  minutesBetween,
  yearOf,
} from './time.ts'
import {
  closingTimeOf,
  firstWorkday,
  isMakeUpDay,
  isServiceOnly,
  isWorkday,
  overrideOn,
  type Pause,
  periodEndOn,
  type WorkingCalendar,
} from './working-calendar.ts'
import { addWorkingMinutes, dayZeroOf, pauseOn, workingMinutesBetween } from './working-time.ts'

export type SkippedDay = {
  readonly date: LocalDate
  readonly why: 'weekend' | 'holiday' | 'service-only' | 'pause'
  /** The holiday's name or the reason of the pause; empty for a weekend, and for a day on which people are only received. */
  readonly name: string
}

/** Everything that led to a due time, as data; `explainDue` says it in words. */
export type DueExplanation = {
  readonly start: Instant
  readonly limit: Limit
  /** The day on which the period begins. It is not counted itself. */
  readonly countedFrom: LocalDate
  readonly startedLate: 'after-closing' | 'rest-day' | null
  readonly skipped: readonly SkippedDay[]
  readonly makeUpDays: readonly { readonly date: LocalDate; readonly name: string }[]
  readonly pauses: readonly Pause[]
  /** Working minutes that the pauses took out of a limit in working hours; 0 for every other unit. */
  readonly pausedMinutes: number
  /** The day on which the period would have ended, had that not been a day of rest or of standing still. */
  readonly rolledFrom: LocalDate | null
  readonly result: Instant | null
  /** It ends at 24:00 of its last day and not at closing. */
  readonly endsAtMidnight: boolean
  /** Years on the way whose holidays are not announced: worked out by weekends only. */
  readonly provisionalYears: readonly number[]
}

export type Due = {
  /** Null while a pause is running. */
  readonly dueAt: Instant | null
  readonly provisional: boolean
  readonly explanation: DueExplanation
}

/** Whether a date rests on holidays that nobody has announced: it may still move. */
export const isProvisional = (calendar: WorkingCalendar, dueAt: Instant | null): boolean =>
  dueAt !== null && unannouncedYears(calendar, localDateOf(dueAt), localDateOf(dueAt)).length > 0

type Period = {
  readonly calendar: WorkingCalendar
  readonly start: Instant
  readonly limit: Limit
  readonly pauses: readonly Pause[]
}

type End = { readonly dueAt: Instant; readonly rolledFrom: LocalDate | null }

/** When a period ends, and why then. */
export function dueAfter(period: Period): Due {
  const { calendar, start, limit } = period
  const pauses = inOrder(period.pauses)
  const running = pauses.some((pause) => pause.to === null)
  const end = running ? null : endOf({ ...period, pauses })
  const countedFrom = firstDayOf(period)
  const lastDay = end ? localDateOf(end.dueAt) : countedFrom
  const provisionalYears = unannouncedYears(calendar, localDateOf(start), lastDay)
  const explanation: DueExplanation = {
    start,
    limit,
    countedFrom,
    startedLate: whyLate(calendar, start, countedFrom),
    ...daysOnTheWay({ ...period, pauses }, countedFrom, lastDay),
    pauses,
    pausedMinutes: end && limit.unit === 'working-hours' ? pausedMinutesOf(calendar, start, end.dueAt, pauses) : 0,
    rolledFrom: end?.rolledFrom ?? null,
    result: end?.dueAt ?? null,
    endsAtMidnight: end !== null && calendar.endsAt === 'midnight' && countsDays(limit),
    provisionalYears,
  }
  return { dueAt: explanation.result, provisional: provisionalYears.length > 0, explanation }
}

/** By beginning, then by end: the order in which pauses were written down must not show. */
const inOrder = (pauses: readonly Pause[]): readonly Pause[] =>
  [...pauses].sort((a, b) => compare(a.from, b.from) || (a.to && b.to ? compare(a.to, b.to) : 0))

export const countsDays = ({ unit }: Limit): boolean => unit === 'working-days' || unit === 'calendar-days'

/** Working hours may run on the very day of the start; "on the spot" ends with the working day that is going on or comes next. */
function firstDayOf({ calendar, start, limit }: Period): LocalDate {
  switch (limit.unit) {
    case 'hours':
      return localDateOf(start)
    case 'working-days':
    case 'calendar-days':
      return dayZeroOf(calendar, start)
    case 'working-hours':
    case 'on-the-spot': {
      const today = localDateOf(start)
      const closing = closingTimeOf(calendar, today)
      return closing && compare(start, closing) < 0 ? today : firstWorkday(calendar, addDays(today, 1))
    }
  }
}

function endOf(period: Period): End {
  const { calendar, start, limit, pauses } = period
  const zero = firstDayOf(period)
  switch (limit.unit) {
    case 'working-hours':
      return { dueAt: addWorkingMinutes(calendar, start, limit.amount * 60, pauses), rolledFrom: null }
    case 'hours':
      return { dueAt: addClockMinutes(start, limit.amount * 60, pauses), rolledFrom: null }
    case 'on-the-spot':
      return endOnDay(period, zero, closingTimeOf)
    case 'working-days':
      return endOnDay(
        period,
        nthDay(zero, limit.amount, (date) => isWorkday(calendar, date) && !pauseOn(date, pauses)),
        periodEndOn,
      )
    case 'calendar-days':
      return endOnDay(
        period,
        nthDay(zero, limit.amount, (date) => !pauseOn(date, pauses)),
        periodEndOn,
      )
  }
}

/** By the clock on the wall; the time of a pause does not count. */
function addClockMinutes(start: Instant, minutes: number, pauses: readonly Pause[]): Instant {
  let end = addMinutes(start, minutes)
  let counted = start // up to here the pauses are taken out: two that overlap are one
  for (const { from, to } of pauses) {
    const begin = compare(from, counted) > 0 ? from : counted
    if (to === null || compare(begin, end) >= 0 || compare(to, begin) <= 0) continue
    end = addMinutes(end, minutesBetween(begin, to))
    counted = to
  }
  return end
}

function nthDay(zero: LocalDate, amount: number, counts: (date: LocalDate) => boolean): LocalDate {
  let date = zero
  for (let left = amount; left > 0; ) {
    date = addDays(date, 1)
    if (counts(date)) left--
  }
  return date
}

/**
 * A period ends at close of business (or at 24:00, by the centre's rule), never on a day of rest (民法典 §203) and never
 * while its clock stands still: one that was stopped on its last day gets the working day after the return, or the officer
 * would come back already late.
 */
function endOnDay({ calendar, start, pauses }: Period, date: LocalDate, endOn: typeof periodEndOn): End {
  const isOver = (end: Instant | null) => end !== null && compare(end, start) < 0
  const standsStill = (end: Instant | null) =>
    end !== null && pauses.some(({ from, to }) => to !== null && compare(from, end) < 0 && compare(end, to) <= 0)
  const day = firstWorkday(calendar, date, (candidate) => {
    const end = endOn(calendar, candidate)
    return !pauseOn(candidate, pauses) && !standsStill(end) && !isOver(end)
  })
  const dueAt = endOn(calendar, day)
  if (!dueAt) throw new Error(`working day ${day} has no closing time`)
  return { dueAt, rolledFrom: day === date ? null : date }
}

function whyLate(calendar: WorkingCalendar, start: Instant, countedFrom: LocalDate): DueExplanation['startedLate'] {
  const today = localDateOf(start)
  if (today === countedFrom) return null
  return isWorkday(calendar, today) ? 'after-closing' : 'rest-day'
}

/** The days between the first and the last that do not count, and those that count only because a notice says so. */
function daysOnTheWay({ calendar, limit, pauses }: Period, first: LocalDate, last: LocalDate) {
  if (limit.unit === 'hours') return { skipped: [], makeUpDays: [] } // no day is left out
  const skipped: SkippedDay[] = []
  const makeUpDays: { date: LocalDate; name: string }[] = []
  for (let date = addDays(first, 1); compare(date, last) <= 0; date = addDays(date, 1)) {
    const pause = limit.unit === 'working-hours' ? undefined : pauseOn(date, pauses)
    const name = overrideOn(calendar, date)?.name
    if (limit.unit !== 'calendar-days' && !isWorkday(calendar, date))
      skipped.push({ date, why: whyRest(calendar, date), name: name ?? '' })
    else if (pause) skipped.push({ date, why: 'pause', name: pause.reason })
    else if (limit.unit !== 'calendar-days' && isMakeUpDay(calendar, date)) makeUpDays.push({ date, name: name ?? '' })
  }
  return { skipped, makeUpDays }
}

function whyRest(calendar: WorkingCalendar, date: LocalDate): SkippedDay['why'] {
  if (overrideOn(calendar, date)) return 'holiday'
  return isServiceOnly(calendar, date) ? 'service-only' : 'weekend'
}

function pausedMinutesOf(calendar: WorkingCalendar, start: Instant, end: Instant, pauses: readonly Pause[]): number {
  return workingMinutesBetween(calendar, start, end) - workingMinutesBetween(calendar, start, end, pauses)
}

/**
 * New Year's notice reaches back into the last days of December (2018-12-29 was worked, 2022-12-31 was free), so these
 * are as uncertain as the year to come.
 */
export function unannouncedYears(calendar: WorkingCalendar, first: LocalDate, last: LocalDate): readonly number[] {
  const until = last.slice(5) >= '12-28' ? yearOf(last) + 1 : yearOf(last)
  const years = Array.from({ length: until - yearOf(first) + 1 }, (_, i) => yearOf(first) + i)
  return years.filter((year) => !calendar.announcedYears.includes(year))
}
