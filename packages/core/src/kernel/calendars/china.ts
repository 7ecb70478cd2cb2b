import { type HolidayNotice, withHolidays } from '../holidays-cn.ts'
import { addDays, LocalDate } from '../time.ts'
import { WorkingCalendar } from '../working-calendar.ts'
import { chinaHolidays, type Holiday } from './china-holidays.ts'

/** Monday to Friday, 9:00 to 17:00, no lunch break: what a district centre keeps that says nothing else. */
const weekdaysOnly = WorkingCalendar.parse({
  weekly: Object.fromEntries([1, 2, 3, 4, 5].map((day) => [day, [{ from: '09:00', to: '17:00' }]])),
  days: {},
  announcedYears: [],
  countsAfterClosingAs: 'next-working-day',
})

/** The notices known to this version, oldest first. */
export const chinaNotices: readonly HolidayNotice[] = Object.entries(chinaHolidays).map(([year, holidays]) => ({
  year: Number(year),
  days: holidays.flatMap(daysOf),
}))

/** The calendar that a new centre begins with. */
export const chinaCalendar: WorkingCalendar = chinaNotices.reduce(
  (calendar, notice) => withHolidays(calendar, notice),
  weekdaysOnly,
)

function daysOf({ name, from, to, worked }: Holiday): HolidayNotice['days'] {
  const off: HolidayNotice['days'] = []
  const last = LocalDate.parse(to)
  for (let date = LocalDate.parse(from); date <= last; date = addDays(date, 1)) off.push({ name, date, isOffDay: true })
  return [...off, ...worked.map((date) => ({ name, date: LocalDate.parse(date), isOffDay: false }))]
}
