import { LocalDate } from '@bancheng/core/kernel/time.ts'
import { expect, test } from 'vitest'
import {
  chooseSituation,
  denyDone,
  nothingTicked,
  readTicked,
  tickDone,
  tickSituation,
  writeTicked,
} from './standing.ts'

test('what is ticked survives being sent as an address', () => {
  const ticked = {
    situation: ['normal', 'food'],
    done: [
      { stepId: 'X29', on: null },
      { stepId: 'X04', on: LocalDate.parse('2026-03-02') },
    ],
    notDone: ['X09'],
  }
  expect(readTicked(new URLSearchParams(writeTicked(ticked)))).toEqual(ticked)
  expect(readTicked(new URLSearchParams('done=X04@yesterday')).done).toEqual([{ stepId: 'X04', on: null }])
})

test('of situations that exclude each other the last chosen one stands', () => {
  const group = ['normal', 'simplified']
  const ticked = chooseSituation(tickSituation(nothingTicked, 'food', true), 'normal', group)
  expect(chooseSituation(ticked, 'simplified', group).situation).toEqual(['food', 'simplified'])
})

test('a step denied and then ticked is done after all', () => {
  const denied = denyDone(tickDone(nothingTicked, 'X09', true), 'X09')
  expect(denied).toMatchObject({ done: [], notDone: ['X09'] })
  expect(tickDone(denied, 'X09', true)).toMatchObject({ done: [{ stepId: 'X09' }], notDone: [] })
})
