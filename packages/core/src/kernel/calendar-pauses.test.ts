import { describe, expect, test } from 'vitest'
import { dueAfter, type Pause, workingDaysBetween, workingMinutesBetween } from './calendar.ts'
import { chinaCalendar } from './calendars/china.ts'
import type { Limit } from './limit.ts'
import { aCalendar, at, said, withLunch } from './testing/calendars.ts'

const pause = (from: string, to: string | null, reason = '待补正'): Pause => ({
  from: at(from),
  to: to === null ? null : at(to),
  reason,
})
const dueSaid = (start: string, limit: Limit, pauses: Pause[], calendar = chinaCalendar) =>
  said(dueAfter({ calendar, start: at(start), limit, pauses }).dueAt)
const days = (amount: number): Limit => ({ amount, unit: 'working-days' })
const hours = (amount: number): Limit => ({ amount, unit: 'working-hours' })

describe('given a case accepted on Monday 2 March 2026 with five working days, due Monday the 9th', () => {
  const start = '2026-03-02 10:00'

  test('when it waits from Wednesday to Friday, then Thursday and Friday do not count', () => {
    expect(dueSaid(start, days(5), [pause('2026-03-04 15:00', '2026-03-06 09:30')])).toBe('2026-03-11 17:00')
  })
  test('when it waits for an hour of one day, then nothing moves', () => {
    expect(dueSaid(start, days(5), [pause('2026-03-04 10:00', '2026-03-04 11:00')])).toBe('2026-03-09 17:00')
  })
  test('when it waits over a weekend, then only the working days of the wait are added', () => {
    expect(dueSaid(start, days(5), [pause('2026-03-06 10:00', '2026-03-09 16:00')])).toBe('2026-03-10 17:00')
  })
  test('when two waits overlap, then each day is left out once', () => {
    const one = pause('2026-03-03 10:00', '2026-03-05 10:00')
    const other = pause('2026-03-04 10:00', '2026-03-06 10:00', '特别程序')
    expect(dueSaid(start, days(5), [one, other])).toBe('2026-03-12 17:00')
    expect(dueSaid(start, days(5), [other, one])).toBe('2026-03-12 17:00')
    expect(dueSaid(start, days(5), [pause('2026-03-03 10:00', '2026-03-06 10:00')])).toBe('2026-03-12 17:00')
  })
  test('while it still waits, then it has no due time', () => {
    const due = dueAfter({
      calendar: chinaCalendar,
      start: at(start),
      limit: days(5),
      pauses: [pause('2026-03-04 10:00', null)],
    })
    expect(due.dueAt).toBeNull()
    expect(due.explanation.result).toBeNull()
  })
  test('when it stops on its last day, then the working day after the return is left for the work', () => {
    expect(dueSaid(start, days(5), [pause('2026-03-09 10:00', '2026-03-12 10:00')])).toBe('2026-03-13 17:00')
  })
  test('when the wait begins after the due time, then it was late all the same', () => {
    expect(dueSaid(start, days(5), [pause('2026-03-10 10:00', '2026-03-12 10:00')])).toBe('2026-03-09 17:00')
  })
  test('when the wait ended before the start, then it is nothing to this clock', () => {
    expect(dueSaid(start, days(5), [pause('2026-02-25 10:00', '2026-02-27 10:00')])).toBe('2026-03-09 17:00')
  })
})

describe('working hours lose exactly the working minutes of the wait', () => {
  const calendar = aCalendar({ frames: withLunch })
  test.each([
    ['within a day', '2026-03-02 10:00', '2026-03-02 10:45', '2026-03-02 15:45'],
    ['over the lunch break', '2026-03-02 11:30', '2026-03-02 13:30', '2026-03-02 16:00'],
    ['over a night', '2026-03-02 10:00', '2026-03-03 10:00', '2026-03-03 15:00'],
    ['in the evening only', '2026-03-02 17:30', '2026-03-02 20:00', '2026-03-02 15:00'],
  ])('%s', (_, from, to, expected) => {
    expect(dueSaid('2026-03-02 09:00', hours(5), [pause(from, to)], calendar)).toBe(expected)
  })
  test('overlapping waits are taken out once', () => {
    const pauses = [pause('2026-03-02 10:00', '2026-03-02 11:00'), pause('2026-03-02 10:30', '2026-03-02 11:30')]
    expect(dueSaid('2026-03-02 09:00', hours(5), pauses, calendar)).toBe('2026-03-02 16:30')
    expect(workingMinutesBetween(calendar, at('2026-03-02 09:00'), at('2026-03-02 17:00'), pauses)).toBe(330)
  })
  test('time that is held by nobody is not held against anybody', () => {
    const pauses = [pause('2026-03-02 10:00', null)]
    expect(workingMinutesBetween(calendar, at('2026-03-02 09:00'), at('2026-03-06 17:00'), pauses)).toBe(60)
    expect(workingDaysBetween(calendar, at('2026-03-02 09:00'), at('2026-03-06 17:00'), pauses)).toBe(0)
  })
})

test('calendar days lose the days of the wait and still end on a working day', () => {
  const limit: Limit = { amount: 5, unit: 'calendar-days' }
  expect(dueSaid('2026-03-02 10:00', limit, [pause('2026-03-03 10:00', '2026-03-05 10:00')])).toBe('2026-03-09 17:00')
  expect(dueSaid('2026-03-02 10:00', limit, [pause('2026-03-03 10:00', '2026-03-06 10:00')])).toBe('2026-03-10 17:00')
})

test('on the spot, but waiting for the person: the working day after the return', () => {
  const limit: Limit = { amount: 0, unit: 'on-the-spot' }
  expect(dueSaid('2026-03-02 10:00', limit, [pause('2026-03-02 11:00', '2026-03-04 10:00')])).toBe('2026-03-05 17:00')
})
