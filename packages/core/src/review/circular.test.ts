import { describe, expect, it } from 'vitest'
import { xiangxi2021 } from '../policy/profiles/xiangxi-2021.ts'
import { Policy } from '../policy/schema.ts'
import { circularOf, type MonthOfUnits, monthsNeeded } from './circular.ts'

const list = (month: string, counts: Readonly<Record<string, number>>): MonthOfUnits => ({
  month,
  byUnit: Object.entries(counts).map(([unitId, count]) => ({ unitId, count })),
})
const rule = { worst: 1, accountableAfter: 2 }
const named = (...months: MonthOfUnits[]) => {
  const [now, ...earlier] = months
  return now
    ? circularOf(now, earlier, rule).map(({ unitId, monthsRunning, isAccountable }) => [
        unitId,
        monthsRunning,
        isAccountable,
      ])
    : []
}

describe('月度通报: the worst of the month, and 问责 after two months running', () => {
  it('is the rule of 湘西', () => {
    const { review } = Policy.parse(xiangxi2021)
    expect(review.circular).toEqual(rule)
    expect(monthsNeeded(review.circular)).toBe(1)
    expect(monthsNeeded(null)).toBe(0)
  })
  it('given the unit with the most cases, then it is named; once more the month after, it is called to account', () => {
    const may = list('2023-05', { tax: 3, market: 1 })
    expect(named(may)).toEqual([['tax', 1, false]])
    expect(named(list('2023-06', { tax: 2, market: 1 }), may)).toEqual([['tax', 2, true]])
    expect(named(list('2023-06', { tax: 1, market: 2 }), may)).toEqual([['market', 1, false]])
  })
  it('a month without a list is a break; two with as many cases are both named; of nothing nobody is', () => {
    expect(named(list('2023-07', { tax: 3 }), list('2023-05', { tax: 3 }))).toEqual([['tax', 1, false]])
    expect(named(list('2023-05', { tax: 2, market: 2, ems: 1 })).map(([unit]) => unit)).toEqual(['tax', 'market'])
    expect(named(list('2023-05', { tax: 0 }))).toEqual([])
  })
})
