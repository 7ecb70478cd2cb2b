import { expect, test } from 'vitest'
import { dueAfter, explainDue, type Pause, sayLimit } from './calendar.ts'
import { chinaCalendar } from './calendars/china.ts'
import type { Limit } from './limit.ts'
import { at } from './testing/calendars.ts'

const explained = (start: string, amount: number, unit: Limit['unit'], pauses: Pause[] = []) =>
  dueAfter({ calendar: chinaCalendar, start: at(start), limit: { amount, unit }, pauses }).explanation

const waiting: Pause = { from: at('2026-03-04 15:00'), to: at('2026-03-06 09:30'), reason: '等待申请人补正' }

test('three working days over Spring Festival', () => {
  const explanation = explained('2026-02-13 16:00', 3, 'working-days')
  expect(explainDue(explanation, 'zh')).toEqual([
    '时限为3个工作日，自2026-02-13 16:00起。',
    '2026-02-13（周五）是开始之日，不计入，自次日起算。',
    '不计入：2026-02-15至2026-02-23放假（春节）。',
    '周末上班，计入：2026-02-14（周六）（春节调休）。',
    '到期时间为2026-02-25 17:00（周三）。',
  ])
  expect(explainDue(explanation, 'en')).toEqual([
    'Time allowed: 3 working days, from 2026-02-13 16:00.',
    'Friday 2026-02-13 is the day of the start and is not counted; counting begins on the day after.',
    'Not counted: 2026-02-15 to 2026-02-23, holiday (春节).',
    'Worked at the weekend, counted: Saturday 2026-02-14 (in exchange for 春节).',
    'Due Wednesday 2026-02-25, 17:00.',
  ])
})

test('received in the evening, and a wait for the person', () => {
  expect(explainDue(explained('2026-03-02 18:30', 5, 'working-days', [waiting]), 'zh')).toEqual([
    '时限为5个工作日，自2026-03-02 18:30起。',
    '当时已下班，按2026-03-03（周二）收到计算。',
    '2026-03-03（周二）是开始之日，不计入，自次日起算。',
    '不计入：2026-03-05至2026-03-06计时暂停（等待申请人补正）；2026-03-07至2026-03-08周末。',
    '2026-03-04 15:00至2026-03-06 09:30计时暂停：等待申请人补正。',
    '到期时间为2026-03-12 17:00（周四）。',
  ])
})

test('a long wait is one stretch, whatever weekends lie in it', () => {
  const long: Pause = { from: at('2026-03-04 15:00'), to: at('2026-03-18 09:30'), reason: '鉴定' }
  expect(explainDue(explained('2026-03-02 10:00', 5, 'working-days', [long]), 'zh')).toContain(
    '不计入：2026-03-05至2026-03-18计时暂停（鉴定）；2026-03-21至2026-03-22周末。',
  )
})

test('working hours say how much of them the wait took', () => {
  expect(explainDue(explained('2026-03-04 10:00', 10, 'working-hours', [waiting]), 'en')).toEqual([
    'Time allowed: 10 working hours, from 2026-03-04 10:00.',
    'The clock stood still from 2026-03-04 15:00 to 2026-03-06 09:30: 等待申请人补正.',
    'The working time within is not counted: 10 h 30 min in all.',
    'Due Friday 2026-03-06, 14:30.',
  ])
})

test('a calendar period that would end on a holiday, and a clock that is stopped', () => {
  expect(explainDue(explained('2026-09-28 10:00', 4, 'calendar-days'), 'zh')).toContain(
    '期满之日2026-10-02（周五）休息或计时暂停，顺延至其后的工作日。',
  )
  const stopped = explainDue(explained('2026-03-02 10:00', 5, 'working-days', [{ ...waiting, to: null }]), 'zh')
  expect(stopped.slice(-2)).toEqual([
    '自2026-03-04 15:00起计时暂停：等待申请人补正。',
    '计时暂停中，恢复计时后重新算出到期时间。',
  ])
})

test('a year that is not announced is never passed over in silence', () => {
  const explanation = explained('2026-12-23 10:00', 10, 'working-days')
  expect(explainDue(explanation, 'zh').at(-1)).toBe('2027年节假日未公布，暂按周末推算，公布后重新计算。')
  expect(explainDue(explanation, 'en').at(-1)).toContain('The holidays of 2027 are not announced yet')
})

test('limits in words', () => {
  expect(sayLimit({ amount: 1, unit: 'working-days' }, 'en')).toBe('1 working day')
  expect(sayLimit({ amount: 2, unit: 'working-hours' }, 'zh')).toBe('2个工作小时')
  expect(sayLimit({ amount: 0, unit: 'on-the-spot' }, 'zh')).toBe('当场（当个工作日内）')
})
