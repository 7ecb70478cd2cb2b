import { expect, test } from 'vitest'
import type { PersonActor } from '../kernel/actor.ts'
import { type Instant, instantAt, LocalDate } from '../kernel/time.ts'
import { receiptOf, refusalToSign, type Signable } from './receipts.ts'

const on = (day: string): Instant => instantAt(LocalDate.parse(day), '09:00')
const person = (role: PersonActor['role'], unitId: string): PersonActor => ({
  kind: 'person',
  personId: `${role}-${unitId}`,
  name: unitId,
  role,
  unitId,
})
const bureau = person('liaison', 'district-food')
const city = person('liaison', 'city-food')
const supervisor = person('supervisor', 'window')

/** Urged on the 10th, and climbed to the unit above on the 12th. */
const task: Signable = {
  number: 'JA-PS202602-1',
  party: { kind: 'unit', unitId: 'district-food' },
  state: 'open',
  entries: [],
  alarms: [
    { party: { kind: 'unit', unitId: 'district-food' }, at: on('2026-03-10'), paper: { number: 'C1' } },
    { party: { kind: 'unit', unitId: 'city-food' }, at: on('2026-03-12'), paper: { number: 'D1' } },
  ],
  receipts: [],
}
const refused = (of: Signable, number: string, actor: PersonActor) => refusalToSign(of, number, actor)?.code ?? null

test('whoever a paper is to signs for it, and nobody else; the head of the window neither', () => {
  expect(refused(task, 'C1', bureau)).toBeNull()
  expect(refused(task, 'D1', city)).toBeNull()
  expect(refused(task, task.number, bureau)).toBeNull()
  expect(refused(task, 'D1', bureau)).toBe('forbidden')
  expect(refused(task, 'C1', supervisor)).toBe('forbidden')
  expect(refused(task, task.number, city)).toBe('forbidden')
  expect(refused(task, 'D9', city)).toBe('not-found')
})

test('a paper is signed for once', () => {
  const signed = { ...task, receipts: [{ number: 'C1', by: '钱工', at: on('2026-03-10') }] }
  expect(refused(signed, 'C1', bureau)).toBe('task-already-signed')
  expect(refused(signed, 'D1', city)).toBeNull()
})

test('whoever answers has received the instruction, and the answer ends what its papers asked for', () => {
  const answer = { kind: 'answered' as const, by: '钱工', at: on('2026-03-13') }
  const answered = { ...task, state: 'answered' as const, entries: [answer] }
  expect(receiptOf(answered)).toEqual(answer)
  expect(refused(answered, 'D1', city)).toBe('instruction-not-open')
  const again = {
    ...answered,
    state: 'open' as const,
    entries: [answer, { kind: 'sent-back' as const, by: '区领导', at: on('2026-03-16') }],
    alarms: [...task.alarms, { party: task.party, at: on('2026-03-20'), paper: { number: 'C2' } }],
  }
  expect(refused(again, 'C1', bureau), 'of the first round').toBe('instruction-not-open')
  expect(refused(again, 'C2', bureau), 'of the second').toBeNull()
})
