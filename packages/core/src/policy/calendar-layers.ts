import { z } from 'zod'
import { chinaNotices } from '../kernel/calendars/china.ts'
import { dayOverridesOf, HolidayNotice, withHolidays } from '../kernel/holidays-cn.ts'
import { LocalDate } from '../kernel/time.ts'
import { DayOverride, hasWorkingTime, idleWeek, Week, type WorkingCalendar } from '../kernel/working-calendar.ts'

/** A day that is different here. Of the centre's own, whether units that keep their hours have it too (a storm closes them all). */
export const Exception = DayOverride.extend({ appliesToUnits: z.boolean().default(false) })
export type Exception = z.infer<typeof Exception>

const hours = z.strictObject({ ...Week.shape, exceptions: z.record(LocalDate, Exception) })

/** The hours that somebody keeps: a week, what happens after closing, and the days that are different here alone. */
export const OwnHours = hours.refine(hasWorkingTime, idleWeek)
export type OwnHours = z.infer<typeof OwnHours>

/** A centre's calendar as it is kept: its own hours over the notices of the State Council, each replaceable by itself. */
export const CalendarLayers = hours
  .extend({
    notices: z.array(HolidayNotice).refine((all) => new Set(all.map(({ year }) => year)).size === all.length, {
      message: 'one notice for each year',
    }),
  })
  .refine(hasWorkingTime, idleWeek)
export type CalendarLayers = z.infer<typeof CalendarLayers>

/** The calendar that is counted by. A centre's own exception stands above the notice of the year. */
export function calendarFrom({ exceptions, notices, ...week }: CalendarLayers): WorkingCalendar {
  const bare: WorkingCalendar = { ...week, days: {}, announcedYears: [] }
  const announced = [...notices]
    .sort((a, b) => a.year - b.year)
    .reduce((calendar, notice) => withHolidays(calendar, notice), bare)
  return { ...announced, days: { ...announced.days, ...daysOf(exceptions) } }
}

/** A unit's: its own hours, the country's holidays, and what the centre decides for everybody; its own exception stands above. */
export function unitCalendarFrom(
  own: OwnHours,
  { notices, exceptions }: Pick<CalendarLayers, 'notices' | 'exceptions'>,
): WorkingCalendar {
  const shared = Object.entries(exceptions).filter(([, { appliesToUnits }]) => appliesToUnits)
  return calendarFrom({ ...own, exceptions: { ...Object.fromEntries(shared), ...own.exceptions }, notices })
}

const daysOf = (exceptions: OwnHours['exceptions']): WorkingCalendar['days'] =>
  Object.fromEntries(Object.entries(exceptions).map(([date, { appliesToUnits: _, ...day }]) => [date, day]))

/** A calendar from before the layers were kept apart: what the known notices explain is theirs, the rest is the centre's own. */
export function layersOf({ days, announcedYears, ...week }: WorkingCalendar): CalendarLayers {
  const notices = chinaNotices.filter(({ year }) => announcedYears.includes(year))
  const explained: WorkingCalendar['days'] = Object.assign({}, ...notices.map(dayOverridesOf))
  const own = Object.entries(days).filter(([date, day]) => {
    const known = explained[LocalDate.parse(date)]
    return known?.isWorkday !== day.isWorkday || day.frames !== undefined
  })
  const exceptions = Object.fromEntries(own.map(([date, day]) => [date, { ...day, appliesToUnits: false }]))
  return { ...week, exceptions, notices }
}
