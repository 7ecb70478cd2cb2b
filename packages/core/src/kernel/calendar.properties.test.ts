import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  closingTimeOf,
  dueAfter,
  type Pause,
  type WorkingCalendar,
  workingDaysBetween,
  workingMinutesBetween,
} from './calendar.ts'
import { countsDays } from './calendar-due.ts'
import type { Limit } from './limit.ts'
import { calendars, instants, pauses } from './testing/arbitraries.ts'
import { isOpenPlainly } from './testing/calendars.ts'
import { addDays, addMinutes, compare, type Instant, instantAt, localDateOf, sayInstant } from './time.ts'
import { framesOn, isWorkday, isWorkedFrame, periodEndOn, serviceFramesOn, weekdays } from './working-calendar.ts'

const seeded = { seed: 20260302, numRuns: 300 }
const amounts = fc.integer({ min: 1, max: 12 })
const limits: fc.Arbitrary<Limit> = fc.record({
  amount: fc.nat(12),
  unit: fc.constantFrom('working-days', 'working-hours', 'calendar-days', 'on-the-spot'),
})

function end(calendar: WorkingCalendar, start: Instant, limit: Limit, stops: readonly Pause[] = []): Instant {
  const { dueAt } = dueAfter({ calendar, start, limit, pauses: stops })
  if (dueAt === null) throw new Error('a limit without a running pause has an end')
  return dueAt
}

describe('whatever the week, the holidays, the moment and the waits', () => {
  test('a later start is never due earlier', () => {
    const later = fc.property(calendars, instants, instants, limits, pauses, (calendar, a, b, limit, stops) => {
      const [first, second] = compare(a, b) <= 0 ? [a, b] : [b, a]
      expect(compare(end(calendar, first, limit, stops), end(calendar, second, limit, stops))).toBeLessThanOrEqual(0)
    })
    fc.assert(later, seeded)
  })

  test('a longer limit is never due earlier, and nothing is due before it starts', () => {
    const longer = fc.property(calendars, instants, limits, amounts, pauses, (calendar, start, limit, more, stops) => {
      const due = end(calendar, start, limit, stops)
      const longerDue = end(calendar, start, { ...limit, amount: limit.amount + more }, stops)
      expect(compare(due, longerDue)).toBeLessThanOrEqual(0)
      expect(compare(start, due)).toBeLessThanOrEqual(0)
    })
    fc.assert(longer, seeded)
  })

  test('nothing is due in closed time, and what is counted in days is due when its day is over', () => {
    const open = fc.property(calendars, instants, limits, pauses, (calendar, start, limit, stops) => {
      const due = end(calendar, start, limit, stops)
      const date = localDateOf(due)
      if (limit.unit === 'on-the-spot') expect(due).toBe(closingTimeOf(calendar, date))
      if (countsDays(limit)) {
        expect(due).toBe(periodEndOn(calendar, date))
        if (calendar.endsAt === 'midnight') return
      }
      const within = framesOn(calendar, date).some(
        ({ from, to }) => compare(instantAt(date, from), due) <= 0 && compare(due, instantAt(date, to)) <= 0,
      )
      expect(within).toBe(true)
    })
    fc.assert(open, seeded)
  })

  test('nothing is due on a day of rest or of mere service, at whatever hour a day ends', () => {
    const worked = fc.property(calendars, instants, limits, pauses, (calendar, start, limit, stops) => {
      expect(isWorkday(calendar, localDateOf(end(calendar, start, limit, stops)))).toBe(true)
    })
    fc.assert(worked, seeded)
  })

  test('24:00 is the same day as closing, and later, unless the clock was stopped or the start was late on it', () => {
    const same = fc.property(calendars, instants, limits, (calendar, start, limit) => {
      const [atClosing, at24] = (['closing', 'midnight'] as const).map((endsAt) =>
        end({ ...calendar, endsAt }, start, limit),
      )
      if (!atClosing || !at24) throw new Error('both have an end')
      if (!countsDays(limit)) {
        expect(at24).toBe(atClosing)
        return
      }
      const isLate = limit.amount === 0 && localDateOf(at24) === localDateOf(start)
      if (!isLate) expect(localDateOf(at24)).toBe(localDateOf(atClosing))
      expect(sayInstant(at24).slice(11)).toBe('23:59')
    })
    fc.assert(same, seeded)
  })

  test('opening for service only moves nothing: a closed weekday, and a day without its evening, would be counted the same', () => {
    const unmoved = fc.property(calendars, instants, limits, pauses, (calendar, start, limit, stops) => {
      const shut = Object.fromEntries(
        weekdays.map((day) => [
          day,
          calendar.serviceOnly.includes(day) ? [] : calendar.weekly[day].filter(isWorkedFrame),
        ]),
      )
      const closed: WorkingCalendar = { ...calendar, weekly: { ...calendar.weekly, ...shut }, serviceOnly: [] }
      expect(end(calendar, start, limit, stops)).toBe(end(closed, start, limit, stops))
      const date = localDateOf(start)
      if (isWorkday(calendar, date))
        expect(serviceFramesOn(calendar, date).filter(isWorkedFrame)).toEqual(framesOn(calendar, date))
    })
    fc.assert(unmoved, seeded)
  })

  test('nothing is due while its clock stands still', () => {
    const running = fc.property(calendars, instants, limits, pauses, (calendar, start, limit, stops) => {
      const due = end(calendar, start, limit, stops)
      for (const { from, to } of stops)
        expect(to !== null && compare(from, due) < 0 && compare(due, to) < 0).toBe(false)
    })
    fc.assert(running, seeded)
  })

  test('the order of the waits does not matter, nor one written down twice', () => {
    const unordered = fc.property(calendars, instants, limits, pauses, (calendar, start, limit, stops) => {
      const due = end(calendar, start, limit, stops)
      expect(end(calendar, start, limit, stops.toReversed())).toBe(due)
      expect(end(calendar, start, limit, [...stops, ...stops])).toBe(due)
    })
    fc.assert(unordered, seeded)
  })

  test('a wait never makes anything due earlier', () => {
    const kinder = fc.property(calendars, instants, limits, pauses, (calendar, start, limit, stops) => {
      const without = end(calendar, start, limit)
      expect(compare(without, end(calendar, start, limit, stops))).toBeLessThanOrEqual(0)
    })
    fc.assert(kinder, seeded)
  })
})

describe('lengths add up', () => {
  test('working hours: a then b is a + b, nothing included', () => {
    const additive = fc.property(calendars, instants, fc.nat(12), fc.nat(12), (calendar, start, a, b) => {
      const hours = (amount: number): Limit => ({ amount, unit: 'working-hours' })
      const stepwise = end(calendar, end(calendar, start, hours(a)), hours(b))
      expect(stepwise).toBe(end(calendar, start, hours(a + b)))
    })
    fc.assert(additive, seeded)
  })

  // A first step of no days would already end on the first counted day when the start is a day of rest.
  test('working days: a of at least one, then b, is a + b', () => {
    const additive = fc.property(calendars, instants, amounts, fc.nat(12), (calendar, start, a, b) => {
      const days = (amount: number): Limit => ({ amount, unit: 'working-days' })
      const stepwise = end(calendar, end(calendar, start, days(a)), days(b))
      expect(stepwise).toBe(end(calendar, start, days(a + b)))
    })
    fc.assert(additive, seeded)
  })

  // A period that ends on a day of rest rolls on to the next working day, and a second one begins there: it is the longer way.
  test('calendar days: a then b is a + b where a ends on a working day, and otherwise never earlier', () => {
    let rolled = 0
    const additive = fc.property(calendars, instants, amounts, amounts, (calendar, moment, a, b) => {
      const days = (amount: number): Limit => ({ amount, unit: 'calendar-days' })
      const from = localDateOf(end(calendar, moment, days(0))) // a working day, whose morning it counts from
      const start = instantAt(from, '00:00')
      const first = end(calendar, start, days(a))
      const stepwise = end(calendar, first, days(b))
      const whole = end(calendar, start, days(a + b))
      expect(compare(whole, stepwise)).toBeLessThanOrEqual(0)
      if (localDateOf(first) === addDays(from, a)) expect(stepwise).toBe(whole)
      else rolled += 1
    })
    fc.assert(additive, seeded)
    expect(rolled).toBeGreaterThan(0)
  })

  test('the working days up to the due time are those of the limit', () => {
    const counted = fc.property(calendars, instants, amounts, (calendar, start, amount) => {
      expect(workingDaysBetween(calendar, start, end(calendar, start, { amount, unit: 'working-days' }))).toBe(amount)
    })
    fc.assert(counted, seeded)
  })

  test('the working minutes up to the due time, without the waits, are those of the limit', () => {
    const counted = fc.property(calendars, instants, amounts, pauses, (calendar, start, amount, stops) => {
      const due = end(calendar, start, { amount, unit: 'working-hours' }, stops)
      expect(workingMinutesBetween(calendar, start, due, stops)).toBe(amount * 60)
    })
    fc.assert(counted, seeded)
  })

  test('and are the same when every single minute is looked at', () => {
    const plainly = fc.property(
      calendars,
      instants,
      fc.integer({ min: 1, max: 5 }),
      pauses,
      (calendar, start, amount, stops) => {
        const due = end(calendar, start, { amount, unit: 'working-hours' }, stops)
        let minutes = 0
        for (let now = start; compare(now, due) < 0; now = addMinutes(now, 1)) {
          const stopped = stops.some(({ from, to }) => compare(from, now) <= 0 && to !== null && compare(now, to) < 0)
          if (!stopped && isOpenPlainly(calendar, now)) minutes++
        }
        expect(minutes).toBe(amount * 60)
      },
    )
    fc.assert(plainly, { seed: 20260302, numRuns: 25 })
  })
})
