import { z } from 'zod'
import { LocalDate } from './time.ts'
import type { DayOverride, WorkingCalendar } from './working-calendar.ts'

/** A year's holiday notice of the State Council in the shape in which such files are published and loaded. */
export const HolidayNotice = z.object({
  year: z.int(),
  days: z.array(z.object({ name: z.string().min(1), date: LocalDate, isOffDay: z.boolean() })),
})
export type HolidayNotice = z.infer<typeof HolidayNotice>

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
