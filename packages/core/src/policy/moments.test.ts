import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addWorkingMinutes, subtractWorkingMinutes, workingMinutesBetween } from '../kernel/calendar.ts'
import { chinaCalendar } from '../kernel/calendars/china.ts'
import type { Limit } from '../kernel/limit.ts'
import { addMinutes, compare, sayInstant } from '../kernel/time.ts'
import { at } from '../testing/kit.ts'
import { after, before, outlasted } from './moments.ts'

const ctx = { calendar: chinaCalendar }
const limit = (amount: number, unit: Limit['unit']): Limit => ({ amount, unit })

test.each([
  ['2026-03-09 10:00', limit(4, 'working-hours'), '2026-03-06 14:00'], // Monday morning: one hour of it, three of Friday
  ['2026-03-05 17:00', limit(8, 'working-hours'), '2026-03-05 09:00'],
  ['2026-10-09 17:00', limit(3, 'calendar-days'), '2026-09-30 09:00'], // the third day before lies in the holiday
  ['2026-03-09 17:00', limit(1, 'working-days'), '2026-03-06 09:00'],
  ['2026-02-25 17:00', limit(3, 'working-days'), '2026-02-13 09:00'], // over Spring Festival and a Saturday that is worked
])('what is due at %s is reminded of %o before: at %s', (due, length, reminded) => {
  expect(sayInstant(before(ctx, at(due), length))).toBe(reminded)
})

test.each(['calendar-days', 'working-hours', 'working-days', 'on-the-spot'] as const)(
  'a rung at once (0 %s) sounds when the due time is over, not before it',
  (unit) => {
    expect(sayInstant(after(ctx, at('2026-03-05 17:00'), limit(0, unit)))).toBe('2026-03-05 17:01')
  },
)

test('an age in working hours is reached on the same day; one in days at the opening after the last of them', () => {
  expect(sayInstant(outlasted(ctx, at('2026-03-02 10:00'), limit(2, 'working-hours'), []) ?? at('1'))).toBe(
    '2026-03-02 12:01',
  )
  expect(sayInstant(outlasted(ctx, at('2026-03-02 10:00'), limit(2, 'working-days'), []) ?? at('1'))).toBe(
    '2026-03-05 09:00',
  )
})

test('working time that is taken off and added again leads back, and nothing of it lies outside of working time', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400_000 }), fc.integer({ min: 1, max: 6_000 }), (offset, minutes) => {
      const end = addWorkingMinutes(chinaCalendar, addMinutes(at('2025-03-03 09:00'), offset), 1)
      const start = subtractWorkingMinutes(chinaCalendar, end, minutes)
      expect(workingMinutesBetween(chinaCalendar, start, end)).toBe(minutes)
      expect(addWorkingMinutes(chinaCalendar, start, minutes)).toBe(end)
    }),
    { numRuns: 300, seed: 7 },
  )
})

test('whatever the length, a reminder comes before the due time and a rung after it', () => {
  const units = fc.constantFrom('working-days', 'working-hours', 'calendar-days') as fc.Arbitrary<Limit['unit']>
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 400_000 }),
      fc.integer({ min: 1, max: 40 }),
      units,
      (offset, amount, unit) => {
        const due = addWorkingMinutes(chinaCalendar, addMinutes(at('2025-03-03 09:00'), offset), 30)
        expect(compare(before(ctx, due, limit(amount, unit)), due)).toBe(-1)
        expect(compare(after(ctx, due, limit(amount, unit)), due)).toBe(1)
      },
    ),
    { numRuns: 300, seed: 7 },
  )
})
