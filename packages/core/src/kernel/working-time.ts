import {
  addDays,
  compare,
  daysBetween,
  type Instant,
  instantAt,
  instantOfMs,
  type LocalDate,
  localDateOf,
  msOf,
} from './time.ts'
import {
  closingTimeOf,
  firstWorkday,
  framesOn,
  isWorkday,
  lastWorkday,
  nextOpening,
  nextWorkingMoment,
  type Pause,
  periodEndOn,
  type WorkingCalendar,
} from './working-calendar.ts'

/** Half-open, in milliseconds: many small sums are done on these. */
type Span = { readonly from: number; readonly to: number }

const minuteMs = 60_000

/**
 * The day on which a period begins, itself never counted (民法典 §201). What arrives on a day of rest or, by the centre's
 * rule, after closing, counts as having arrived on the next working day.
 */
export function dayZeroOf(calendar: WorkingCalendar, start: Instant): LocalDate {
  const today = localDateOf(start)
  if (calendar.countsAfterClosingAs === 'same-day') return today
  const closing = closingTimeOf(calendar, today)
  // The end of a period is never after closing, or what is added to it would begin a day late.
  const inTime = closing !== null && (compare(start, closing) <= 0 || start === periodEndOn(calendar, today))
  return inTime ? today : firstWorkday(calendar, addDays(today, 1))
}

/** The day of the pause still counts and so does the day after the return; what lies between does not. */
export function pauseOn(date: LocalDate, pauses: readonly Pause[]): Pause | undefined {
  return pauses.find(
    (pause) =>
      compare(localDateOf(pause.from), date) < 0 && (pause.to === null || compare(date, localDateOf(pause.to)) <= 0),
  )
}

/**
 * Working days counted from a to b as `dueAfter` counts them: the day of a is not counted, the day of b is.
 * Negative when b lies before a.
 */
export function workingDaysBetween(
  calendar: WorkingCalendar,
  a: Instant,
  b: Instant,
  pauses: readonly Pause[] = [],
): number {
  if (compare(b, a) < 0) return 0 - workingDaysBetween(calendar, b, a, pauses)
  const zero = dayZeroOf(calendar, a)
  const length = daysBetween(zero, localDateOf(b))
  let counted = 0
  for (let day = 1; day <= length; day++) {
    const date = addDays(zero, day)
    if (isWorkday(calendar, date) && !pauseOn(date, pauses)) counted++
  }
  return counted
}

/** Whole minutes of working time from a to b, without the pauses. Negative when b lies before a. */
export function workingMinutesBetween(
  calendar: WorkingCalendar,
  a: Instant,
  b: Instant,
  pauses: readonly Pause[] = [],
): number {
  if (compare(b, a) < 0) return 0 - workingMinutesBetween(calendar, b, a, pauses)
  const end = msOf(b)
  let worked = 0
  for (const span of spansFrom(calendar, a, pauses, localDateOf(b))) {
    if (span.from >= end) break
    worked += Math.min(span.to, end) - span.from
  }
  return Math.floor(worked / minuteMs)
}

/**
 * The first moment at which so much working time has gone by. Nothing to wait for ends where work is next possible.
 * @throws when a pause never ends: nobody can say the moment
 */
export function addWorkingMinutes(
  calendar: WorkingCalendar,
  start: Instant,
  minutes: number,
  pauses: readonly Pause[] = [],
): Instant {
  let left = minutes * minuteMs
  for (const span of spansFrom(calendar, start, pauses, null)) {
    const length = span.to - span.from
    // A start exactly at closing has nothing to wait for when nothing is asked: it stays where it is.
    if (left <= length) return left === 0 && closesAt(calendar, start) ? start : instantOfMs(span.from + left)
    left -= length
  }
  throw new Error('working time cannot be added while a pause is running')
}

/** The last moment from which so much working time leads to an end. */
export function subtractWorkingMinutes(calendar: WorkingCalendar, end: Instant, minutes: number): Instant {
  let left = minutes * minuteMs
  let day = localDateOf(end)
  for (;;) {
    day = lastWorkday(calendar, day)
    for (const frame of framesOn(calendar, day).toReversed()) {
      const from = msOf(instantAt(day, frame.from))
      const length = Math.min(msOf(instantAt(day, frame.to)), msOf(end)) - from
      if (length <= 0) continue
      if (left <= length) return instantOfMs(from + length - left)
      left -= length
    }
    day = addDays(day, -1)
  }
}

function closesAt(calendar: WorkingCalendar, instant: Instant): boolean {
  const today = localDateOf(instant)
  return framesOn(calendar, today).some((frame) => instantAt(today, frame.to) === instant)
}

/** Pieces of working time in order, from a moment on, with the pauses cut out; to the end of a day, or without end. */
function* spansFrom(
  calendar: WorkingCalendar,
  start: Instant,
  pauses: readonly Pause[],
  lastDay: LocalDate | null,
): Generator<Span> {
  const stops = pauses
    .map((pause) => ({ from: msOf(pause.from), to: pause.to === null ? Infinity : msOf(pause.to) }))
    .filter((stop) => stop.from < stop.to)
  const endless = stops.find((stop) => stop.to === Infinity)
  const first = msOf(start)
  let moment = nextWorkingMoment(calendar, start)
  for (;;) {
    const date = localDateOf(moment)
    if (lastDay && compare(date, lastDay) > 0) return
    if (endless && endless.from <= msOf(moment)) return
    for (const frame of framesOn(calendar, date)) {
      const span = { from: Math.max(first, msOf(instantAt(date, frame.from))), to: msOf(instantAt(date, frame.to)) }
      if (span.from < span.to) yield* without(span, stops)
    }
    moment = nextOpening(calendar, addDays(date, 1))
  }
}

/** What is left of a span when the pauses, in any order and overlapping as they may, are taken out. */
function without(span: Span, stops: readonly Span[]): readonly Span[] {
  return stops.reduce<readonly Span[]>(
    (pieces, stop) =>
      pieces.flatMap((piece) =>
        [
          { from: piece.from, to: Math.min(piece.to, stop.from) },
          { from: Math.max(piece.from, stop.to), to: piece.to },
        ].filter((part) => part.from < part.to),
      ),
    [span],
  )
}
