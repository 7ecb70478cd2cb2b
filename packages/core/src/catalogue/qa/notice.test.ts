import { expect, test } from 'vitest'
import { Instant } from '../../kernel/time.ts'
import { allowNotice } from './notice.ts'

const at = Instant.parse('2026-03-02T01:00:00.000Z')
const officer = { kind: 'person', personId: 'lin', name: '林静', role: 'officer', unitId: 'window' } as const
const supervisor = { ...officer, personId: 'zhou', name: '周', role: 'supervisor' } as const
const earlier = [{ givenAt: at, givenByName: '林静' }]

test('the first notice of a matter needs nothing', () => {
  expect(allowNotice([], officer, '')).toBeNull()
})

test('given a notice, when an officer gives another one in the same matter, then it is refused, whatever the reason', () => {
  expect(() => allowNotice(earlier, officer, '规定变了')).toThrow('notice-given')
})

test('a supervisor gives a second one with a reason, and not without', () => {
  expect(() => allowNotice(earlier, supervisor, ' ')).toThrow('notice-given')
  expect(allowNotice(earlier, supervisor, '规定变了')).toEqual({ reason: '规定变了', allowedBy: 'zhou' })
})
