import { z } from 'zod'
import { Refusal } from './refusal.ts'
import { LocalDate, yearOf } from './time.ts'
import type { DayOverride, WorkingCalendar } from './working-calendar.ts'

/** A year's holiday notice of the State Council in the shape in which such files are published and loaded. */
export const HolidayNotice = z.object({
  year: z.int(),
  days: z.array(z.object({ name: z.string().min(1), date: LocalDate, isOffDay: z.boolean() })),
})
export type HolidayNotice = z.infer<typeof HolidayNotice>

/**
 * The holidays of every notice, each with the days off that the State Council's rule gives it at least. Two that fall together
 * stand under one name (国庆节、中秋节) and count for both.
 */
const statutory = [
  ['元旦', 1],
  ['春节', 3],
  ['清明节', 1],
  ['劳动节', 1],
  ['端午节', 1],
  ['中秋节', 1],
  ['国庆节', 3],
] as const

/**
 * A year is announced by a whole notice only: a file of one day, or of another year, would make every date of the year certain
 * that is not.
 * @throws Refusal notice-of-another-year · notice-day-twice · notice-incomplete, each with what is wrong by name
 */
export function requireWholeNotice({ year, days }: HolidayNotice): void {
  const strange = days.map(({ date }) => date).filter((date) => !mayStandIn(year, date))
  if (strange.length > 0) throw new Refusal('notice-of-another-year', { year, days: strange.slice(0, 5) })
  const dates = days.map(({ date }) => date)
  const twice = dates.filter((date, index) => dates.indexOf(date) !== index)
  if (twice.length > 0) throw new Refusal('notice-day-twice', { year, days: [...new Set(twice)].slice(0, 5) })
  const missing = statutory.flatMap(([name, least]) => {
    const off = days.filter((day) => day.isOffDay && day.name.includes(name.slice(0, 2)) && yearOf(day.date) === year)
    return off.length < least ? [name] : []
  })
  if (missing.length > 0) throw new Refusal('notice-incomplete', { year, missing })
}

/** New Year's reaches back into December (2018-12-29 was worked for it) and may be exchanged for a day just after its end. */
const mayStandIn = (year: number, date: LocalDate): boolean =>
  yearOf(date) === year || (date >= `${year - 1}-12-25` && date <= `${year + 1}-01-05`)

export const dayOverridesOf = (notice: HolidayNotice): WorkingCalendar['days'] =>
  Object.fromEntries(
    notice.days.map(({ date, name, isOffDay }): [LocalDate, DayOverride] => [date, { isWorkday: !isOffDay, name }]),
  )

/**
 * The calendar with a notice loaded. A correction in mid-year names the notice that it replaces, so that a day which the
 * correction no longer mentions is an ordinary day again; the centre's own exceptions stay.
 * A file without days is not an announcement: the year stays provisional.
 */
export function withHolidays(
  calendar: WorkingCalendar,
  notice: HolidayNotice,
  replaced: HolidayNotice | null = null,
): WorkingCalendar {
  if (notice.days.length === 0) return calendar
  const old = replaced ? dayOverridesOf(replaced) : {}
  const kept = Object.entries(calendar.days).filter(([date, day]) => !isSame(day, old[LocalDate.parse(date)]))
  return {
    ...calendar,
    days: { ...Object.fromEntries(kept), ...dayOverridesOf(notice) },
    announcedYears: [...new Set([...calendar.announcedYears, notice.year])].sort((a, b) => a - b),
  }
}

const isSame = (day: DayOverride, old: DayOverride | undefined): boolean =>
  old !== undefined && day.name === old.name && day.isWorkday === old.isWorkday && day.frames === undefined
