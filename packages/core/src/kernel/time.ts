import { z } from 'zod'

/**
 * A point in time: ISO, UTC, with milliseconds ('2026-03-02T01:00:00.000Z'). One fixed shape, so that instants sort and
 * compare as plain strings, in the log and in SQL alike.
 */
export const Instant = z.iso.datetime({ precision: 3 }).brand<'Instant'>()
export type Instant = z.infer<typeof Instant>

/** A day on the wall in China, 'YYYY-MM-DD'. */
export const LocalDate = z.iso.date().brand<'LocalDate'>()
export type LocalDate = z.infer<typeof LocalDate>

/** A time on the wall in China, 'HH:mm'. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
export type TimeOfDay = z.infer<typeof TimeOfDay>

/** As ISO 8601 counts: Monday 1 … Sunday 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

export type Language = 'zh' | 'en'

const minuteMs = 60_000
const dayMs = 86_400_000
/** China keeps one zone and, since 1991, no summer time. */
const chinaOffsetMs = 8 * 60 * minuteMs

// toISOString writes exactly the shape that `Instant` demands, so the cast needs no check.
export const instantOfMs = (ms: number): Instant => new Date(ms).toISOString() as Instant
export const msOf = (instant: Instant): number => Date.parse(instant)

// The first ten characters of an ISO string are exactly what `LocalDate` demands.
const dateOfUtcMs = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10) as LocalDate

export const localDateOf = (instant: Instant): LocalDate => dateOfUtcMs(msOf(instant) + chinaOffsetMs)

export const timeOfDay = (instant: Instant): TimeOfDay =>
  new Date(msOf(instant) + chinaOffsetMs).toISOString().slice(11, 16)

export const instantAt = (date: LocalDate, time: TimeOfDay): Instant =>
  instantOfMs(Date.parse(`${date}T${time}:00.000Z`) - chinaOffsetMs)

export function compare<T extends Instant | LocalDate>(a: T, b: T): -1 | 0 | 1 {
  if (a === b) return 0
  return a < b ? -1 : 1
}

export const addDays = (date: LocalDate, days: number): LocalDate => dateOfUtcMs(Date.parse(date) + days * dayMs)
export const addMinutes = (instant: Instant, minutes: number): Instant =>
  instantOfMs(msOf(instant) + minutes * minuteMs)

/** From 1 January 1970, a Thursday: a plain count, so that days can be compared and subtracted. */
const dayNumber = (date: LocalDate): number => Math.round(Date.parse(date) / dayMs)

export function weekday(date: LocalDate): Weekday {
  // A remainder of seven plus one is one of 1 … 7; the compiler does not do that sum.
  return (((((dayNumber(date) + 3) % 7) + 7) % 7) + 1) as Weekday
}

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4))

/** Calendar days from a to b; negative when b lies before a. */
export const daysBetween = (a: LocalDate, b: LocalDate): number => dayNumber(b) - dayNumber(a)

/** Whole minutes by the wall clock from a to b; negative when b lies before a. */
export const minutesBetween = (a: Instant, b: Instant): number => Math.trunc((msOf(b) - msOf(a)) / minuteMs)

/** 2026-02-25, in both languages: the one order of year, month and day that nobody misreads. */
export const sayDate = (date: LocalDate): string => date

/** 2026-02-25 17:00, China time. */
export const sayInstant = (instant: Instant): string => `${localDateOf(instant)} ${timeOfDay(instant)}`

const weekdayNames = {
  zh: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
} as const satisfies Record<Language, readonly string[]>

export const sayWeekday = (date: LocalDate, language: Language): string =>
  weekdayNames[language][weekday(date) - 1] ?? ''
