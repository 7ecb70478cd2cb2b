import { OrderStep } from '@bancheng/core/catalogue/order/goal.ts'
import { expect, test } from 'vitest'
import { stepOf, valuesOf } from './step-values.ts'

const step = OrderStep.parse({
  stepId: 'X29',
  name: '公司注销登记',
  department: '市场监督管理局',
  takes: { amount: 3, unit: 'working-days' },
  materials: ['申请书', '营业执照'],
  prerequisites: [{ anyOf: ['X04'], kind: 'hard', wait: { amount: 45, unit: 'calendar-days' } }],
  effects: [{ kind: 'online-closed', closes: ['X10'], reason: '账户失效', wayOut: '线下受理' }],
})

test('a step that is opened and closed again is the same step', () => {
  expect(stepOf(valuesOf(step))).toEqual(step)
  const open = OrderStep.parse({ ...step, takes: null, prerequisites: [] })
  expect(stepOf(valuesOf(open))).toEqual(open)
})

test('no days is on the spot, and no wait is none', () => {
  const values = {
    ...valuesOf(step),
    takes: { amount: 0, unit: 'working-days' },
    prerequisites: [{ anyOf: ['X04'], kind: 'hard' as const, wait: { amount: 0, unit: 'calendar-days' } }],
  }
  expect(stepOf(values)).toMatchObject({ takes: { unit: 'on-the-spot' }, prerequisites: [{ wait: null }] })
})

test('an effect without its way out is no effect: whoever closes a door says which one is open', () => {
  expect(stepOf({ ...valuesOf(step), effects: [{ kind: 'impossible', reason: '无章', wayOut: '' }] })).toBeNull()
})
