import { instantAt, type LocalDate, type TimeOfDay } from '@bancheng/core/kernel/time.ts'
import { expect, test } from 'vitest'
import { sayDue } from './due.ts'

/** at('2026-03-02 09:30'), on the wall in China. */
const at = (text: string) => {
  const [date, time] = text.split(' ')
  return instantAt(date as LocalDate, time as TimeOfDay) // written in these forms below
}
const now = at('2026-03-02 09:30')

test('today and tomorrow are said as such, anything later by its date and weekday', () => {
  expect(sayDue({ dueAt: at('2026-03-02 17:00'), isLate: false }, now, 'zh').word).toBe('今天 17:00')
  expect(sayDue({ dueAt: at('2026-03-03 12:00'), isLate: false }, now, 'en').word).toBe('tomorrow 12:00')
  expect(sayDue({ dueAt: at('2026-03-06 17:00'), isLate: false }, now, 'zh')).toEqual({
    word: '2026-03-06 17:00 周五',
    full: '',
  })
})

test('what is overdue says by how many days, and keeps the time it was due', () => {
  expect(sayDue({ dueAt: at('2026-02-27 17:00'), isLate: true }, now, 'zh')).toEqual({
    word: '已逾期 3 天',
    full: '2026-02-27 17:00 周五',
  })
  expect(sayDue({ dueAt: at('2026-03-02 09:00'), isLate: true }, now, 'zh').word).toBe('已逾期（今天到期）')
})

test('a clock that stands still has no due time', () => {
  expect(sayDue({ dueAt: null, isLate: false }, now, 'zh')).toEqual({ word: '计时暂停', full: '' })
})
