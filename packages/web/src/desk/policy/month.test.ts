import { LocalDate } from '@bancheng/core/kernel/time.ts'
import { expect, it } from 'vitest'
import { monthBeside, monthOf, weeksOf } from './month.ts'

it('lays a month out by weeks that begin on Monday', () => {
  const weeks = weeksOf('2026-03')
  expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-03-01'])
  expect(weeks).toHaveLength(6)
  expect(weeks.flat().filter(Boolean)).toHaveLength(31)
})

it('turns the page over the end of a year', () => {
  expect(monthBeside('2026-12', 1)).toBe('2027-01')
  expect(monthBeside('2026-01', -1)).toBe('2025-12')
  expect(monthOf(LocalDate.parse('2026-02-28'))).toBe('2026-02')
})
