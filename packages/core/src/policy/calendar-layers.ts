import { z } from 'zod'
import { chinaNotices } from '../kernel/calendars/china.ts'
import { dayOverridesOf, HolidayNotice, withHolidays } from '../kernel/holidays-cn.ts'
import { LocalDate } from '../kernel/time.ts'
import { DayOverride, WorkingCalendar } from '../kernel/working-calendar.ts'

/** The hours that somebody keeps: a week, what happens after closing, and the days that are different here alone. */
export const OwnHours = z.strictObject({
  weekly: WorkingCalendar.shape.weekly,
  countsAfterClosingAs: WorkingCalendar.shape.countsAfterClosingAs,
  exceptions: z.record(LocalDate, DayOverride),
})
export type OwnHours = z.infer<typeof OwnHours>

/** A centre's calendar as it is kept: its own hours over the notices of the State Council, each replaceable by itself. */
export const CalendarLayers = OwnHours.extend({
  notices: z
    .array(HolidayNotice)
    .refine((all) => new Set(all.map(({ year }) => year)).size === all.length, { message: 'one notice for each year' }),
})
export type CalendarLayers = z.infer<typeof CalendarLayers>

/** The calendar that is counted by. A centre's own exception stands above the notice of the year. */
export function calendarFrom({ weekly, countsAfterClosingAs, exceptions, notices }: CalendarLayers): WorkingCalendar {
  const bare: WorkingCalendar = { weekly, countsAfterClosingAs, days: {}, announcedYears: [] }
  const announced = [...notices]
    .sort((a, b) => a.year - b.year)
    .reduce((calendar, notice) => withHolidays(calendar, notice), bare)
  return { ...announced, days: { ...announced.days, ...exceptions } }
}

/** A unit's: its own hours, the country's holidays. */
export const unitCalendarFrom = (hours: OwnHours, { notices }: Pick<CalendarLayers, 'notices'>): WorkingCalendar =>
  calendarFrom({ ...hours, notices })

/** A calendar from before the layers were kept apart: what the known notices explain is theirs, the rest is the centre's own. */
export function layersOf({ weekly, countsAfterClosingAs, days, announcedYears }: WorkingCalendar): CalendarLayers {
  const notices = chinaNotices.filter(({ year }) => announcedYears.includes(year))
  const explained: WorkingCalendar['days'] = Object.assign({}, ...notices.map(dayOverridesOf))
  const own = Object.entries(days).filter(([date, day]) => {
    const known = explained[LocalDate.parse(date)]
    return known?.isWorkday !== day.isWorkday || day.frames !== undefined
  })
  return { weekly, countsAfterClosingAs, exceptions: Object.fromEntries(own), notices }
}
