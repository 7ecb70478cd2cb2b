import { describe, expect, test } from 'vitest'
import { at, day } from './testing/calendars.ts'
import {
  addDays,
  addMinutes,
  compare,
  daysBetween,
  Instant,
  instantAt,
  instantOfMs,
  LocalDate,
  localDateOf,
  minutesBetween,
  msOf,
  sayDate,
  sayInstant,
  sayWeekday,
  timeOfDay,
  weekday,
} from './time.ts'

describe('an instant has one shape', () => {
  test.each(['2026-03-02T01:00:00.000Z', '2024-02-29T23:59:59.999Z'])('%s', (text) => {
    expect(Instant.parse(text)).toBe(text)
    expect(instantOfMs(msOf(Instant.parse(text)))).toBe(text)
  })
  test.each(['2026-03-02T01:00:00Z', '2026-03-02T01:00:00.000+08:00', '2026-02-30T01:00:00.000Z', '2026-03-02', ''])(
    'not %s',
    (text) => expect(Instant.safeParse(text).success).toBe(false),
  )
})

test('a date is a real day', () => {
  expect(LocalDate.safeParse('2026-02-28').success).toBe(true)
  for (const text of ['2026-02-29', '2026-13-01', '20260228', '2026-2-8'])
    expect(LocalDate.safeParse(text).success).toBe(false)
})

test('the day on the wall in China begins at 16:00 UTC', () => {
  expect(localDateOf(Instant.parse('2026-03-01T15:59:59.999Z'))).toBe('2026-03-01')
  expect(localDateOf(Instant.parse('2026-03-01T16:00:00.000Z'))).toBe('2026-03-02')
  expect(timeOfDay(Instant.parse('2026-03-01T16:00:00.000Z'))).toBe('00:00')
  expect(instantAt(day('2026-03-02'), '09:00')).toBe('2026-03-02T01:00:00.000Z')
  expect(instantAt(day('2026-03-02'), '00:30')).toBe('2026-03-01T16:30:00.000Z')
})

test('days are added across months, leap days and years', () => {
  expect(addDays(day('2026-02-28'), 1)).toBe('2026-03-01')
  expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29')
  expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31')
  expect(daysBetween(day('2025-12-30'), day('2026-01-02'))).toBe(3)
  expect(daysBetween(day('2026-01-02'), day('2025-12-30'))).toBe(-3)
})

test('weekdays are those of the calendar on the wall', () => {
  expect(weekday(day('2026-03-02'))).toBe(1)
  expect(weekday(day('2026-03-08'))).toBe(7)
  expect(weekday(day('1969-12-31'))).toBe(3)
  expect(weekday(day('2000-01-01'))).toBe(6)
})

test('instants and dates compare by time', () => {
  expect(compare(at('2026-03-02 09:00'), at('2026-03-02 09:01'))).toBe(-1)
  expect(compare(day('2026-03-02'), day('2026-03-02'))).toBe(0)
  expect(compare(day('2026-10-01'), day('2026-09-30'))).toBe(1)
})

test('minutes by the wall clock are whole and signed', () => {
  expect(minutesBetween(at('2026-03-02 09:00'), at('2026-03-02 10:30'))).toBe(90)
  expect(minutesBetween(at('2026-03-02 10:30'), at('2026-03-02 09:00'))).toBe(-90)
  expect(addMinutes(at('2026-03-02 23:30'), 45)).toBe(at('2026-03-03 00:15'))
})

test('a time is said in China time', () => {
  expect(sayDate(day('2026-02-25'))).toBe('2026-02-25')
  expect(sayInstant(at('2026-02-25 17:00'))).toBe('2026-02-25 17:00')
  expect(sayWeekday(day('2026-02-25'), 'zh')).toBe('周三')
  expect(sayWeekday(day('2026-02-25'), 'en')).toBe('Wednesday')
})
