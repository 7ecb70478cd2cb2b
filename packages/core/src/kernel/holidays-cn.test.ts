import { describe, expect, test } from 'vitest'
import { dueAfter, isWorkday, type WorkingCalendar } from './calendar.ts'
import { chinaCalendar, chinaNotices } from './calendars/china.ts'
import { HolidayNotice, withHolidays } from './holidays-cn.ts'
import { aCalendar, at, day, said } from './testing/calendars.ts'

const notice = (year: number, off: string[], worked: string[] = []): HolidayNotice =>
  HolidayNotice.parse({
    year,
    days: [
      ...off.map((date) => ({ name: '春节', date, isOffDay: true })),
      ...worked.map((date) => ({ name: '春节', date, isOffDay: false })),
    ],
  })
const january = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => `2020-01-${from + i}`)
const due = (calendar: WorkingCalendar, start: string, amount: number) =>
  dueAfter({ calendar, start: at(start), limit: { amount, unit: 'working-days' }, pauses: [] })

test('the years 2018 to 2026 are known, day by day as announced', () => {
  expect(chinaCalendar.announcedYears).toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])
  expect(chinaNotices.map(({ days }) => days.filter((one) => one.isOffDay).length)).toEqual([
    23, 24, 30, 31, 31, 27, 28, 28, 33,
  ])
  expect(chinaNotices.map(({ days }) => days.filter((one) => !one.isOffDay).length)).toEqual([
    6, 7, 7, 7, 7, 7, 8, 5, 6,
  ])
})

describe('given the holiday of January 2020, lengthened on the 26th', () => {
  const before = notice(2020, january(24, 30), ['2020-01-19', '2020-02-01'])
  const after = notice(2020, [...january(24, 31), '2020-02-01', '2020-02-02'], ['2020-01-19'])
  const centre = aCalendar({ days: { '2020-02-05': { isWorkday: false, name: '停电' } } })
  const calendar = withHolidays(centre, before)

  test('a due time worked out before the correction moves when it is worked out again', () => {
    const corrected = withHolidays(calendar, after, before)
    expect(said(due(calendar, '2020-01-22 10:00', 3).dueAt)).toBe('2020-02-01 17:00')
    expect(said(due(corrected, '2020-01-22 10:00', 3).dueAt)).toBe('2020-02-04 17:00')
  })
  test('a day that the correction no longer mentions is ordinary again, and the centre’s own exception stays', () => {
    const corrected = withHolidays(calendar, notice(2020, january(24, 31)), before)
    expect(isWorkday(calendar, day('2020-02-01'))).toBe(true)
    expect(isWorkday(corrected, day('2020-02-01'))).toBe(false)
    expect(isWorkday(corrected, day('2020-02-05'))).toBe(false)
  })
})

describe('given a due time that reaches into 2027', () => {
  const before = due(chinaCalendar, '2026-12-24 10:00', 7)

  test('it is provisional, and stays so when the file of the year is still empty', () => {
    expect([said(before.dueAt), before.provisional]).toEqual(['2027-01-04 17:00', true])
    expect(withHolidays(chinaCalendar, notice(2027, []))).toBe(chinaCalendar)
  })
  test('it is certain when the notice is loaded', () => {
    const loaded = withHolidays(chinaCalendar, notice(2027, ['2027-01-01', '2027-01-02', '2027-01-03']))
    const again = due(loaded, '2026-12-24 10:00', 7)
    expect([said(again.dueAt), again.provisional]).toEqual(['2027-01-05 17:00', false])
  })
})
