import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Limit } from '../kernel/limit.ts'
import { calendars, instants, pauses } from '../kernel/testing/arbitraries.ts'
import { compare, type Instant } from '../kernel/time.ts'
import { Story } from '../testing/kit.ts'
import { caseDueOf } from './tasks.ts'

const seeded = { seed: 20260302, numRuns: 200 }
const amounts = fc.integer({ min: 1, max: 10 })
const context = new Story().context('officer')

type Ledger = Parameters<typeof caseDueOf>[1]
type Waits = readonly { readonly from: Instant; readonly to: Instant | null }[]

function dueWith(calendar: typeof context.calendar, start: Instant, waits: Waits, added: readonly Limit[]): Instant {
  const ledger: Ledger = {
    clock: { startedAt: start, limit: { amount: 3, unit: 'working-days' } },
    pauses: waits.map((wait, index) => ({ ...wait, reason: '', taskId: `wait-${index}` })),
    extensions: added.map((limit) => ({ at: start, limit, reason: '' })),
  }
  const dueAt = caseDueOf({ ...context, calendar }, ledger)
  if (dueAt === null) throw new Error('no wait of these runs on')
  return dueAt
}

/** When it is due with extensions of these lengths, all in one unit. */
const extendedIn = (unit: Limit['unit']) => (calendar: typeof context.calendar, start: Instant, waits: Waits) => {
  const added = (...lengths: number[]) =>
    dueWith(
      calendar,
      start,
      waits,
      lengths.map((amount) => ({ amount, unit })),
    )
  return added
}

test.each(['working-days', 'working-hours'] as const)(
  'two extensions in %s are one of both, in either order',
  (unit) => {
    const additive = fc.property(calendars, instants, amounts, amounts, (calendar, start, a, b) => {
      const added = extendedIn(unit)(calendar, start, [])
      expect(added(a, b)).toBe(added(a + b))
      expect(added(b, a)).toBe(added(a + b))
    })
    fc.assert(additive, seeded)
  },
)

test('in working hours also whatever was waited for', () => {
  const additive = fc.property(calendars, instants, pauses, amounts, amounts, (calendar, start, waits, a, b) => {
    const added = extendedIn('working-hours')(calendar, start, waits)
    expect(added(a, b)).toBe(added(a + b))
  })
  fc.assert(additive, seeded)
})

// A day that was waited in part is a day that was waited; where the first extension ends on one, that counts for both.
test('in working days with waits two give no less than one of both', () => {
  const kinder = fc.property(calendars, instants, pauses, amounts, amounts, (calendar, start, waits, a, b) => {
    const added = extendedIn('working-days')(calendar, start, waits)
    expect(compare(added(a + b), added(a, b))).toBeLessThanOrEqual(0)
  })
  fc.assert(kinder, seeded)
})

// The first may end on a day of rest and roll on; the second begins where the first ended.
test('two extensions in calendar days give no less than one of both, and each gives more time', () => {
  const kinder = fc.property(calendars, instants, amounts, amounts, (calendar, start, a, b) => {
    const added = extendedIn('calendar-days')(calendar, start, [])
    expect(compare(added(a + b), added(a, b))).toBeLessThanOrEqual(0)
    expect(compare(added(), added(a))).toBeLessThan(0)
  })
  fc.assert(kinder, seeded)
})
