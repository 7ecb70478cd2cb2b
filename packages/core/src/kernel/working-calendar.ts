import { z } from 'zod'
import {
  addDays,
  compare,
  Instant,
  instantAt,
  instantOfMs,
  LocalDate,
  localDateOf,
  msOf,
  TimeOfDay,
  type Weekday,
  weekday,
} from './time.ts'

/**
 * An unbroken piece of time within one day in which the house is open. 延时服务: in an evening that is for service only people
 * are received and no clock runs, so that it does not move the close of business.
 */
export const Frame = z
  .object({ from: TimeOfDay, to: TimeOfDay, isServiceOnly: z.boolean().optional() })
  .refine((frame) => frame.from < frame.to, { message: 'a frame ends after it begins' })
export type Frame = z.infer<typeof Frame>

const Frames = z
  .array(Frame)
  .refine((frames) => frames.every((frame, i) => i === 0 || (frames[i - 1]?.to ?? '') <= frame.from), {
    message: 'frames stand in order and do not overlap',
  })

export const isWorkedFrame = ({ isServiceOnly }: Frame): boolean => !isServiceOnly

/** A day that differs from its weekday: a holiday, a make-up working day (调休上班), or the centre's own exception. */
export const DayOverride = z.object({
  isWorkday: z.boolean(),
  name: z.string().min(1),
  frames: Frames.min(1)
    .refine((frames) => frames.some(isWorkedFrame), { message: 'a working day has working time' })
    .optional(),
})
export type DayOverride = z.infer<typeof DayOverride>

const noFrames = Frames.default([])

export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** The hours of a week and how they count. A weekday with frames is a working day, unless it, or all of them, are for service only. */
export const Week = z.object({
  weekly: z.object({ 1: noFrames, 2: noFrames, 3: noFrames, 4: noFrames, 5: noFrames, 6: noFrames, 7: noFrames }),
  /**
   * 延时服务: weekdays on which people are received and no clock runs. They are no working days, or a centre that opens on
   * Saturday would shorten every limit that the law counts in working days.
   */
  serviceOnly: z.array(z.literal(weekdays)).default([]),
  countsAfterClosingAs: z.enum(['same-day', 'next-working-day']),
  /** When a period in days is over: when the house closes, or at 24:00 of its last day. */
  endsAt: z.enum(['closing', 'midnight']).default('closing'),
})
type Week = z.infer<typeof Week>

const isWorkedIn = ({ weekly, serviceOnly }: Pick<Week, 'weekly' | 'serviceOnly'>, day: Weekday): boolean =>
  weekly[day].some(isWorkedFrame) && !serviceOnly.includes(day)

/** Without a working day nothing would ever be due. */
export const hasWorkingTime = (week: Pick<Week, 'weekly' | 'serviceOnly'>): boolean =>
  weekdays.some((day) => isWorkedIn(week, day))
export const idleWeek = { message: 'a week has working time' }

/** The working time of one centre or unit. */
export const WorkingCalendar = Week.extend({
  days: z.record(LocalDate, DayOverride),
  /** Years whose State Council notice is in `days`. Every other year is worked out by weekends and called provisional. */
  announcedYears: z.array(z.int()),
}).refine(hasWorkingTime, idleWeek)
export type WorkingCalendar = z.infer<typeof WorkingCalendar>

/** Time in which the clock of a case stands still. `to` is null while it still does. */
export const Pause = z.object({ from: Instant, to: Instant.nullable(), reason: z.string() })
export type Pause = Readonly<z.infer<typeof Pause>>

/** A centre that is closed for longer than this is a mistake in the data, and must not hang the process. */
const longestClosureDays = 3660

export const overrideOn = (calendar: WorkingCalendar, date: LocalDate): DayOverride | undefined => calendar.days[date]

export function isWorkday(calendar: WorkingCalendar, date: LocalDate): boolean {
  return overrideOn(calendar, date)?.isWorkday ?? isWorkedIn(calendar, weekday(date))
}

/** A working day only because a notice says so: on a weekend, in exchange for a day off elsewhere. */
export function isMakeUpDay(calendar: WorkingCalendar, date: LocalDate): boolean {
  const day = weekday(date)
  return overrideOn(calendar, date)?.isWorkday === true && (day >= 6 || !isWorkedIn(calendar, day))
}

/** The working time of a day; an evening that is for service only is none. */
export const framesOn = (calendar: WorkingCalendar, date: LocalDate): readonly Frame[] =>
  openFramesOn(calendar, date).filter(isWorkedFrame)

/** When a working day is open. A make-up day without frames of its own is worked like a Monday, not like a short Saturday. */
function openFramesOn(calendar: WorkingCalendar, date: LocalDate): readonly Frame[] {
  if (!isWorkday(calendar, date)) return []
  const own = overrideOn(calendar, date)?.frames
  if (own) return own
  if (!isMakeUpDay(calendar, date)) return calendar.weekly[weekday(date)]
  const first = weekdays.find((day) => isWorkedIn(calendar, day))
  return first ? calendar.weekly[first] : []
}

/** Open to receive people on a day that is no working day; a holiday or a closing of the centre's own ends that too. */
export const isServiceOnly = (calendar: WorkingCalendar, date: LocalDate): boolean =>
  !overrideOn(calendar, date) && !isWorkday(calendar, date) && openingOf(calendar, date).length > 0

/** When people are received, whether or not a clock runs. */
export const serviceFramesOn = (calendar: WorkingCalendar, date: LocalDate): readonly Frame[] =>
  isServiceOnly(calendar, date) ? openingOf(calendar, date) : openFramesOn(calendar, date)

const openingOf = ({ weekly }: WorkingCalendar, date: LocalDate): readonly Frame[] => weekly[weekday(date)]

/** Close of business: the end of the day's last working time; null on a day of rest. */
export function closingTimeOf(calendar: WorkingCalendar, date: LocalDate): Instant | null {
  const last = framesOn(calendar, date).at(-1)
  return last ? instantAt(date, last.to) : null
}

/** When a period in days that ends on this day is over; null on a day of rest, on which none ends. */
export function periodEndOn(calendar: WorkingCalendar, date: LocalDate): Instant | null {
  const closing = closingTimeOf(calendar, date)
  return closing && calendar.endsAt === 'midnight' ? lastInstantOf(date) : closing
}

/** 24:00 of a day still belongs to it: said as 23:59. */
const lastInstantOf = (date: LocalDate): Instant => instantOfMs(msOf(instantAt(addDays(date, 1), '00:00')) - 1)

/** The first working day on or after a date that also passes `fits`. */
export function firstWorkday(
  calendar: WorkingCalendar,
  from: LocalDate,
  fits: (date: LocalDate) => boolean = () => true,
): LocalDate {
  for (let days = 0; days <= longestClosureDays; days++) {
    const date = addDays(from, days)
    if (isWorkday(calendar, date) && fits(date)) return date
  }
  throw new Error(`the calendar has no working day within ten years of ${from}`)
}

/** The last working day on or before a date. */
export function lastWorkday(calendar: WorkingCalendar, until: LocalDate): LocalDate {
  for (let days = 0; days <= longestClosureDays; days++) {
    const date = addDays(until, -days)
    if (isWorkday(calendar, date)) return date
  }
  throw new Error(`the calendar has no working day within ten years before ${until}`)
}

/** The instant itself when work is going on, else the next opening. A closing time belongs to the time after it. */
export function nextWorkingMoment(calendar: WorkingCalendar, instant: Instant): Instant {
  const today = localDateOf(instant)
  for (const frame of framesOn(calendar, today)) {
    const from = instantAt(today, frame.from)
    if (compare(instant, from) < 0) return from
    if (compare(instant, instantAt(today, frame.to)) < 0) return instant
  }
  return nextOpening(calendar, addDays(today, 1))
}

/** The first opening on or after a day. */
export function nextOpening(calendar: WorkingCalendar, from: LocalDate): Instant {
  const date = firstWorkday(calendar, from)
  const first = framesOn(calendar, date)[0]
  if (!first) throw new Error(`working day ${date} has no frames`)
  return instantAt(date, first.from)
}
