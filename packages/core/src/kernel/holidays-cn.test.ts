import { describe, expect, test } from 'vitest'
import { dueAfter, isWorkday, type WorkingCalendar } from './calendar.ts'
import { chinaCalendar, chinaNotices } from './calendars/china.ts'
import { HolidayNotice, requireWholeNotice, withHolidays } from './holidays-cn.ts'
import { Refusal } from './refusal.ts'
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

describe('a notice makes a year certain only when it is whole', () => {
  const of2026 = chinaNotices.at(-1)?.days ?? []
  const refused = (notice: HolidayNotice) => {
    try {
      requireWholeNotice(notice)
      return null
    } catch (refusal) {
      return refusal instanceof Refusal && { code: refusal.code, ...refusal.facts }
    }
  }
  test.each(chinaNotices.map((one) => [one.year, one] as const))('as that of %i is', (_, one) =>
    expect(refused(one)).toBeNull(),
  )
  test('holidays that fall together count for both, in either order', () => {
    expect(refused({ year: 2025, days: chinaNotices.find(({ year }) => year === 2025)?.days ?? [] })).toBeNull()
    expect(chinaNotices.filter(({ days }) => days.some(({ name }) => name.includes('、')))).toHaveLength(3)
  })
  test('one day, or none, announces nothing', () => {
    const all = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节']
    expect(refused({ year: 2027, days: [] })).toEqual({ code: 'notice-incomplete', year: 2027, missing: all })
    expect(refused(notice(2027, ['2027-02-06']))).toMatchObject({ code: 'notice-incomplete', missing: all })
  })
  test('what is missing is named', () => {
    const without = of2026.filter(({ name }) => name !== '端午节')
    expect(refused({ year: 2026, days: without })).toEqual({
      code: 'notice-incomplete',
      year: 2026,
      missing: ['端午节'],
    })
    const worked = of2026.map((one) => (one.name === '中秋节' ? { ...one, isOffDay: false } : one))
    expect(refused({ year: 2026, days: worked })).toMatchObject({ missing: ['中秋节'] })
    const short = of2026.filter(({ name, date }) => name !== '春节' || date <= '2026-02-16')
    expect(refused({ year: 2026, days: short })).toMatchObject({ missing: ['春节'] })
  })
  test('days of another year are named', () => {
    expect(refused({ year: 2027, days: of2026 })).toMatchObject({ code: 'notice-of-another-year', year: 2027 })
  })
  test('a day that is free and worked at once is named', () => {
    const twice = [...of2026, { name: '元旦', date: day('2026-01-01'), isOffDay: false }]
    expect(refused({ year: 2026, days: twice })).toMatchObject({ code: 'notice-day-twice', days: ['2026-01-01'] })
  })
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
