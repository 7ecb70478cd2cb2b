import { instantAt, type LocalDate, type TimeOfDay } from '@bancheng/core/kernel/time.ts'
import { expect, test } from 'vitest'
import { askedItems, paperDate, paperTime } from './words.ts'

// Late in the evening by UTC it is already the next day in China.
const morning = instantAt('2026-03-02' as LocalDate, '07:30' as TimeOfDay) // written in these forms

test('a paper is dated by the wall in China', () => {
  expect(paperDate(morning)).toBe('2026年3月2日')
  expect(paperTime(morning)).toBe('2026年3月2日 07:30')
})

test('everything that is asked of an applicant has its own line', () => {
  expect(askedItems('租赁合同复印件；情况说明')).toEqual(['租赁合同复印件', '情况说明'])
})
