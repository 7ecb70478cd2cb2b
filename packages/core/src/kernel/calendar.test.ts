import { describe, expect, test } from 'vitest'
import {
  dueAfter,
  explainDue,
  isWorkday,
  nextWorkingMoment,
  sayDueAt,
  type WorkingCalendar,
  workingDaysBetween,
} from './calendar.ts'
import { chinaCalendar } from './calendars/china.ts'
import type { Limit } from './limit.ts'
import { aCalendar, at, day, said, withLunch } from './testing/calendars.ts'
import { WorkingCalendar as Calendar, closingTimeOf, framesOn, serviceFramesOn } from './working-calendar.ts'
import { addWorkingMinutes, workingMinutesBetween } from './working-time.ts'

const due = (calendar: WorkingCalendar, start: string, amount: number, unit: Limit['unit']) =>
  dueAfter({ calendar, start: at(start), limit: { amount, unit }, pauses: [] })
const dueSaid = (...args: Parameters<typeof due>) => said(due(...args).dueAt)

describe('working days by the State Council’s calendar', () => {
  test.each([
    ['2026-02-13 16:00', 3, '2026-02-25 17:00'], // Saturday 14 February is worked, then Spring Festival
    ['2026-09-30 10:00', 5, '2026-10-13 17:00'], // Saturday 10 October is worked
    ['2026-04-30 10:00', 1, '2026-05-06 17:00'],
    ['2026-09-18 10:00', 1, '2026-09-20 17:00'], // a worked Sunday
    ['2026-03-02 09:00', 5, '2026-03-09 17:00'],
    ['2025-12-31 10:00', 2, '2026-01-05 17:00'], // Sunday 4 January is worked
    ['2025-01-24 10:00', 3, '2025-02-05 17:00'], // Sunday 26 January is worked
  ])('accepted %s, %i working days: due %s', (start, amount, expected) => {
    expect(dueSaid(chinaCalendar, start, amount, 'working-days')).toBe(expected)
    expect(due(chinaCalendar, start, amount, 'working-days').provisional).toBe(false)
  })

  test.each([
    ['2026-02-14', true],
    ['2026-02-16', false],
    ['2026-02-24', true],
    ['2026-05-09', true],
    ['2025-04-27', true],
    ['2025-09-28', true],
    ['2022-12-31', false],
    ['2018-12-29', true],
    ['2026-03-07', false],
  ])('%s is a working day: %s', (date, expected) => expect(isWorkday(chinaCalendar, day(date))).toBe(expected))
})

describe('what arrives after closing or on a day of rest', () => {
  test('counts from the next working day', () => {
    expect(dueSaid(chinaCalendar, '2026-03-06 17:00', 1, 'working-days')).toBe('2026-03-09 17:00')
    expect(dueSaid(chinaCalendar, '2026-03-06 17:01', 1, 'working-days')).toBe('2026-03-10 17:00')
    expect(dueSaid(chinaCalendar, '2026-03-07 11:00', 1, 'working-days')).toBe('2026-03-10 17:00')
    expect(due(chinaCalendar, '2026-03-06 17:01', 1, 'working-days').explanation.startedLate).toBe('after-closing')
  })
  test('or from its own day, where the centre has it so', () => {
    const calendar: WorkingCalendar = { ...chinaCalendar, countsAfterClosingAs: 'same-day' }
    expect(dueSaid(calendar, '2026-03-06 17:01', 1, 'working-days')).toBe('2026-03-09 17:00')
    expect(dueSaid(calendar, '2026-03-07 11:00', 1, 'working-days')).toBe('2026-03-09 17:00')
  })
})

describe('on the spot', () => {
  test.each([
    ['2026-03-06 08:00', '2026-03-06 17:00'],
    ['2026-03-06 16:59', '2026-03-06 17:00'],
    ['2026-03-06 17:00', '2026-03-09 17:00'],
    ['2026-03-07 10:00', '2026-03-09 17:00'],
  ])('%s ends %s', (start, expected) => {
    for (const after of ['same-day', 'next-working-day'] as const)
      expect(dueSaid({ ...chinaCalendar, countsAfterClosingAs: after }, start, 0, 'on-the-spot')).toBe(expected)
  })
})

describe('calendar days', () => {
  test.each([
    ['2026-03-02 10:00', 7, '2026-03-09 17:00'],
    ['2026-03-02 10:00', 5, '2026-03-09 17:00'], // Saturday the 7th rolls on to Monday
    ['2026-09-28 10:00', 4, '2026-10-08 17:00'], // 2 October rolls on past the whole holiday
    ['2026-02-10 10:00', 4, '2026-02-14 17:00'], // a worked Saturday does not roll
  ])('%s and %i days: due %s', (start, amount, expected) => {
    expect(dueSaid(chinaCalendar, start, amount, 'calendar-days')).toBe(expected)
  })
})

describe('lunch break', () => {
  const calendar = aCalendar({ frames: withLunch })
  test.each([
    ['2026-03-02 09:30', 2, '2026-03-02 11:30'],
    ['2026-03-02 11:00', 2, '2026-03-02 14:00'],
    ['2026-03-02 12:30', 1, '2026-03-02 14:00'],
    ['2026-03-02 15:00', 7, '2026-03-03 15:00'],
    ['2026-03-06 16:00', 2, '2026-03-09 10:00'],
    ['2026-03-02 09:00', 3, '2026-03-02 12:00'], // the moment at which the work is up, not the next opening
  ])('%s and %i working hours: due %s', (start, hours, expected) => {
    expect(dueSaid(calendar, start, hours, 'working-hours')).toBe(expected)
  })
  test('is no working moment', () => {
    expect(said(nextWorkingMoment(calendar, at('2026-03-02 12:00')))).toBe('2026-03-02 13:00')
    expect(said(nextWorkingMoment(calendar, at('2026-03-02 11:59')))).toBe('2026-03-02 11:59')
    expect(said(nextWorkingMoment(calendar, at('2026-03-06 17:00')))).toBe('2026-03-09 09:00')
  })
  test('is not counted', () => {
    expect(workingMinutesBetween(calendar, at('2026-03-02 11:00'), at('2026-03-02 14:00'))).toBe(120)
    expect(workingMinutesBetween(calendar, at('2026-03-02 14:00'), at('2026-03-02 11:00'))).toBe(-120)
    expect(workingMinutesBetween(calendar, at('2026-03-06 16:00'), at('2026-03-09 10:00'))).toBe(120)
    expect(workingMinutesBetween(calendar, at('2026-03-07 10:00'), at('2026-03-08 10:00'))).toBe(0)
  })
})

describe('Saturday service', () => {
  const calendar = aCalendar({
    week: { 6: [{ from: '09:00', to: '12:00' }] },
    days: { '2026-02-14': { isWorkday: true, name: '春节' }, '2026-03-14': { isWorkday: false, name: '系统升级' } },
  })
  test('is a working day that closes at noon', () => {
    expect(dueSaid(calendar, '2026-03-06 10:00', 1, 'working-days')).toBe('2026-03-07 12:00')
    expect(dueSaid(calendar, '2026-03-06 16:00', 4, 'working-hours')).toBe('2026-03-07 12:00')
    expect(dueSaid(calendar, '2026-03-07 12:30', 0, 'on-the-spot')).toBe('2026-03-09 17:00')
  })
  test('a make-up Saturday is worked like a Monday', () =>
    expect(framesOn(calendar, day('2026-02-14'))).toEqual(calendar.weekly[1]))
  test('the centre’s own closing day is skipped', () => {
    expect(dueSaid(calendar, '2026-03-13 10:00', 1, 'working-days')).toBe('2026-03-16 17:00')
  })
})

describe('a Saturday for service only', () => {
  const saturday = { 6: [{ from: '09:00', to: '12:00' }] }
  const days = { '2026-02-14': { isWorkday: true, name: '春节' } }
  const calendar = aCalendar({ week: saturday, days, serviceOnly: [6] })
  test('is no working day: it shortens no limit, nothing is due on it and no hours run', () => {
    expect(isWorkday(calendar, day('2026-03-07'))).toBe(false)
    expect(dueSaid(calendar, '2026-03-06 10:00', 1, 'working-days')).toBe('2026-03-09 17:00')
    expect(dueSaid(calendar, '2026-03-02 10:00', 5, 'calendar-days')).toBe('2026-03-09 17:00')
    expect(dueSaid(calendar, '2026-03-06 16:00', 4, 'working-hours')).toBe('2026-03-09 12:00')
    expect(dueSaid(calendar, '2026-03-07 10:00', 0, 'on-the-spot')).toBe('2026-03-09 17:00')
  })
  test('has its hours all the same, and is named where it is not counted', () => {
    expect(serviceFramesOn(calendar, day('2026-03-07'))).toEqual(saturday[6])
    const { explanation } = due(calendar, '2026-03-06 10:00', 1, 'working-days')
    expect(explanation.skipped.map(({ why }) => why)).toEqual(['service-only', 'weekend'])
    expect(explainDue(explanation, 'zh').join('')).toContain('2026-03-07（周六）只对外服务、不计工作日')
  })
  test('is a working day, worked like a Monday, when a notice makes it one', () => {
    expect(framesOn(calendar, day('2026-02-14'))).toEqual(calendar.weekly[1])
    expect(dueSaid(calendar, '2026-02-13 10:00', 1, 'working-days')).toBe('2026-02-14 17:00')
  })
  test('is closed on a holiday and on a day on which the centre is', () => {
    const shut = aCalendar({
      week: saturday,
      days: { '2026-03-07': { isWorkday: false, name: '停电' } },
      serviceOnly: [6],
    })
    expect(serviceFramesOn(shut, day('2026-03-07'))).toEqual([])
  })
})

describe('a period in days that ends at 24:00', () => {
  const calendar: WorkingCalendar = { ...chinaCalendar, endsAt: 'midnight' }
  test.each([
    ['2026-02-13 16:00', 3, 'working-days', '2026-02-25 23:59'],
    ['2026-03-02 10:00', 5, 'calendar-days', '2026-03-09 23:59'], // never on the Saturday
    ['2026-03-06 16:59', 0, 'on-the-spot', '2026-03-06 17:00'],
    ['2026-03-06 16:00', 2, 'working-hours', '2026-03-09 10:00'],
  ] as const)('%s and %i %s: due %s', (start, amount, unit, expected) =>
    expect(dueSaid(calendar, start, amount, unit)).toBe(expected),
  )
  test('is said in words', () => {
    const said24 = '期满日截止于当日24时（写作23:59）。'
    const said = (...[amount, unit]: [number, Limit['unit']]) =>
      explainDue(due(calendar, '2026-03-02 10:00', amount, unit).explanation, 'zh')
    expect(said(3, 'working-days')).toContain(said24)
    expect(said(3, 'working-hours')).not.toContain(said24)
  })
  test('is prolonged by whole days from its last day, though that ended after closing', () => {
    const first = due(calendar, '2026-03-02 10:00', 3, 'working-days').dueAt
    if (!first) throw new Error('nothing stopped it')
    const longer = dueAfter({ calendar, start: first, limit: { amount: 2, unit: 'working-days' }, pauses: [] })
    expect(said(longer.dueAt)).toBe('2026-03-09 23:59')
    expect(workingDaysBetween(calendar, first, longer.dueAt ?? first)).toBe(2)
  })
})

test('evening service and shortened days move the close of business', () => {
  const calendar = aCalendar({
    week: { 4: [...withLunch, { from: '18:00', to: '20:00' }] },
    days: { '2026-03-04': { isWorkday: true, name: '政治学习', frames: [{ from: '09:00', to: '11:30' }] } },
  })
  expect(said(closingTimeOf(calendar, day('2026-03-05')))).toBe('2026-03-05 20:00')
  expect(said(closingTimeOf(calendar, day('2026-03-04')))).toBe('2026-03-04 11:30')
  expect(closingTimeOf(calendar, day('2026-03-07'))).toBeNull()
  expect(dueSaid(calendar, '2026-03-03 10:00', 1, 'working-days')).toBe('2026-03-04 11:30')
})

describe('an evening that is for service only', () => {
  const week = [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:00' },
    { from: '18:00', to: '20:00', isServiceOnly: true },
  ]
  const calendar = aCalendar({ frames: week, days: { '2026-02-28': { isWorkday: true, name: '春节' } } })
  test('receives people and does not move the close of business, nor the end of any period', () => {
    expect(serviceFramesOn(calendar, day('2026-03-03'))).toEqual(week)
    expect(framesOn(calendar, day('2026-03-03'))).toEqual(week.slice(0, 2))
    expect(said(closingTimeOf(calendar, day('2026-03-03')))).toBe('2026-03-03 17:00')
    expect(dueSaid(calendar, '2026-03-02 10:00', 1, 'working-days')).toBe('2026-03-03 17:00')
    expect(dueSaid(calendar, '2026-03-02 16:00', 2, 'working-hours')).toBe('2026-03-03 10:00')
  })
  test('what comes in it counts from the next working day', () => {
    expect(dueSaid(calendar, '2026-03-02 18:30', 1, 'working-days')).toBe('2026-03-04 17:00')
    expect(due(calendar, '2026-03-02 18:30', 1, 'working-days').explanation.startedLate).toBe('after-closing')
    expect(dueSaid(calendar, '2026-03-02 18:30', 0, 'on-the-spot')).toBe('2026-03-03 17:00')
  })
  test('goes with the week that a make-up day is worked like', () =>
    expect(serviceFramesOn(calendar, day('2026-02-28'))).toEqual(week))
  test('on a weekday with nothing else is no working day', () => {
    const saturday = [{ from: '09:00', to: '12:00', isServiceOnly: true }]
    const open = aCalendar({ week: { 6: saturday } })
    expect(framesOn(open, day('2026-03-07'))).toEqual([])
    expect(serviceFramesOn(open, day('2026-03-07'))).toEqual(saturday)
    expect(dueSaid(open, '2026-03-05 10:00', 2, 'working-days')).toBe('2026-03-09 17:00')
  })
})

describe('years whose holidays are not announced', () => {
  test('are worked out by weekends and called provisional', () => {
    const { dueAt, provisional, explanation } = due(chinaCalendar, '2026-12-23 10:00', 10, 'working-days')
    expect(said(dueAt)).toBe('2027-01-06 17:00')
    expect(provisional).toBe(true)
    expect(explanation.provisionalYears).toEqual([2027])
  })
  test('are named where a date is said', () => {
    const { dueAt } = due(chinaCalendar, '2026-12-23 10:00', 10, 'working-days')
    expect(sayDueAt(chinaCalendar, dueAt, 'zh')).toBe('2027-01-06 17:00（暂定）')
    expect(sayDueAt(chinaCalendar, at('2026-12-24 17:00'), 'zh')).toBe('2026-12-24 17:00')
    expect(sayDueAt(chinaCalendar, null, 'en')).toBe('')
  })
  test('reach into the last days of December, which the next notice may change', () => {
    expect(due(chinaCalendar, '2026-12-23 10:00', 2, 'working-days').provisional).toBe(false)
    expect(due(chinaCalendar, '2026-12-28 10:00', 2, 'working-days').provisional).toBe(true)
  })
})

test('working time is added and counted back', () => {
  const end = addWorkingMinutes(chinaCalendar, at('2026-02-13 16:00'), 600)
  expect(said(end)).toBe('2026-02-24 10:00')
  expect(workingMinutesBetween(chinaCalendar, at('2026-02-13 16:00'), end)).toBe(600)
  expect(workingDaysBetween(chinaCalendar, at('2026-02-13 16:00'), at('2026-02-25 09:00'))).toBe(3)
  expect(workingDaysBetween(chinaCalendar, at('2026-02-25 09:00'), at('2026-02-13 16:00'))).toBe(-3)
  expect(workingDaysBetween(chinaCalendar, at('2026-03-06 18:00'), at('2026-03-07 10:00'))).toBe(0)
})

describe('a calendar is refused', () => {
  const weekly = { 1: [{ from: '09:00', to: '17:00' }] }
  const good = { weekly, days: {}, announcedYears: [], countsAfterClosingAs: 'same-day' }
  test('never when it is sound', () => expect(Calendar.safeParse(good).success).toBe(true))
  test.each([
    ['without working time', { ...good, weekly: {} }],
    ['without a day that is more than service', { ...good, serviceOnly: [1] }],
    [
      'with nothing but service in every frame',
      { ...good, weekly: { 1: [{ from: '18:00', to: '20:00', isServiceOnly: true }] } },
    ],
    [
      'with a working day that is for service only',
      {
        ...good,
        days: {
          '2026-03-07': { isWorkday: true, name: '?', frames: [{ from: '18:00', to: '20:00', isServiceOnly: true }] },
        },
      },
    ],
    ['with a frame that ends before it begins', { ...good, weekly: { 1: [{ from: '17:00', to: '09:00' }] } }],
    ['with overlapping frames', { ...good, weekly: { 1: [...withLunch, { from: '16:00', to: '18:00' }] } }],
    ['with a day that does not exist', { ...good, days: { '2026-02-30': { isWorkday: false, name: '?' } } }],
    [
      'with a working day of no length',
      { ...good, days: { '2026-03-07': { isWorkday: true, name: '?', frames: [] } } },
    ],
  ])('%s', (_, calendar) => expect(Calendar.safeParse(calendar).success).toBe(false))
})
