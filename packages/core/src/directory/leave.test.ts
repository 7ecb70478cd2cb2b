import { describe, expect, test } from 'vitest'
import type { PersonFacts } from '../cases/context.ts'
import { Refusal } from '../kernel/refusal.ts'
import { at, people as known } from '../testing/kit.ts'
import {
  type Leave,
  mayKeepLeave,
  presencesAt,
  requireChangeable,
  requirePossibleLeave,
  requireWithdrawable,
  sayLeave,
} from './leave.ts'

const third: PersonFacts = { ...known.colleague, personId: 'third', name: '何欣' }
const people: Record<string, PersonFacts> = { ...known, third }
const person = (personId: string) => people[personId]
const now = at('2026-03-02 09:30')

const leave = (personId: string, standInId: string | null, from: string, until: string): Leave => ({
  absenceId: `${personId}-${from}`,
  personId,
  standInId,
  from: at(from),
  until: at(until),
})
const first = leave('officer', 'colleague', '2026-03-02 00:00', '2026-03-07 00:00')
const refusalOf = (work: () => void): unknown => {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, ...error.facts }
    throw error
  }
}
const entering = (one: Leave, leaves: readonly Leave[] = [first]) =>
  refusalOf(() => requirePossibleLeave(one, { now, leaves, person }))

describe('who stands in', () => {
  test('while the leave lasts it is the colleague, before and after nobody', () => {
    expect(presencesAt([first], now, person).standInOf('officer')).toBe('colleague')
    expect(presencesAt([first], now, person).isAway('officer')).toBe(true)
    for (const moment of ['2026-03-01 23:59', '2026-03-07 00:00'])
      expect(presencesAt([first], at(moment), person)).toMatchObject({})
    expect(presencesAt([first], at('2026-03-07 00:00'), person).isAway('officer')).toBe(false)
    expect(presencesAt([first], at('2026-03-07 00:00'), person).standInOf('officer')).toBeNull()
  })

  test('the stand-in falls ill and names another: that one stands in for both', () => {
    const ill = leave('colleague', 'third', '2026-03-02 00:00', '2026-03-03 00:00')
    const { standInOf } = presencesAt([first, ill], now, person)
    expect(standInOf('officer')).toBe('third')
    expect(standInOf('colleague')).toBe('third')
    expect(presencesAt([first, ill], at('2026-03-03 00:00'), person).standInOf('officer')).toBe('colleague')
  })

  test('a chain that ends nowhere, in a circle, or with somebody who left is nobody', () => {
    const alone = leave('colleague', null, '2026-03-02 00:00', '2026-03-03 00:00')
    const back = leave('colleague', 'officer', '2026-03-02 00:00', '2026-03-03 00:00')
    expect(presencesAt([first, alone], now, person).standInOf('officer')).toBeNull()
    expect(presencesAt([first, back], now, person).standInOf('officer')).toBeNull()
    const left = (personId: string) => (personId === 'colleague' ? undefined : person(personId))
    expect(presencesAt([first], now, left).standInOf('officer')).toBeNull()
    const moved = (personId: string) =>
      personId === 'colleague' ? { ...known.colleague, role: 'liaison' as const } : person(personId)
    expect(presencesAt([first], now, moved).standInOf('officer')).toBeNull()
  })
})

describe('what is refused', () => {
  test.each([
    ['the end before the beginning', leave('third', null, '2026-03-09 00:00', '2026-03-09 00:00'), 'leave-order'],
    ['over already', leave('third', null, '2026-02-02 00:00', '2026-03-01 00:00'), 'leave-over'],
    ['twice at once', leave('officer', null, '2026-03-06 00:00', '2026-03-10 00:00'), 'leave-overlaps'],
    ['for oneself', leave('third', 'third', '2026-03-09 00:00', '2026-03-10 00:00'), 'stand-in-self'],
    ['by somebody who left', leave('third', 'gone', '2026-03-09 00:00', '2026-03-10 00:00'), 'stand-in-gone'],
    ['of another unit', leave('third', 'district', '2026-03-09 00:00', '2026-03-10 00:00'), 'stand-in-unfit'],
    ['of another role', leave('supervisor', 'third', '2026-03-09 00:00', '2026-03-10 00:00'), 'stand-in-unfit'],
    ['by somebody who is away', leave('third', 'officer', '2026-03-06 00:00', '2026-03-10 00:00'), 'stand-in-away'],
    ['in a circle', leave('colleague', 'officer', '2026-03-06 00:00', '2026-03-10 00:00'), 'stand-in-circle'],
    ['of nobody known', leave('gone', null, '2026-03-06 00:00', '2026-03-10 00:00'), 'person-unknown'],
  ])('%s', (_, one, code) => {
    expect(entering(one)).toMatchObject({ code })
  })

  test('the refusal names the way out: when they are away, and who stands in for them', () => {
    const one = leave('third', 'officer', '2026-03-06 00:00', '2026-03-10 00:00')
    const period = '2026-03-02 至 2026-03-06'
    expect(entering(one)).toEqual({ code: 'stand-in-away', name: '林静', standIn: '周敏', period })
  })

  test('who stands in themselves may go, when somebody else follows; a supervisor stands in for an officer', () => {
    expect(entering(leave('colleague', 'third', '2026-03-03 00:00', '2026-03-10 00:00'))).toBeNull()
    expect(entering(leave('colleague', 'supervisor', '2026-03-03 00:00', '2026-03-10 00:00'))).toBeNull()
    expect(entering(leave('officer', 'colleague', '2026-03-07 00:00', '2026-03-10 00:00'))).toBeNull()
  })
})

test('what has begun keeps its beginning, what is over stands, and only what has not begun is withdrawn', () => {
  const later = leave('officer', null, '2026-03-09 00:00', '2026-03-10 00:00')
  const over = leave('officer', null, '2026-02-09 00:00', '2026-02-10 00:00')
  expect(refusalOf(() => requireChangeable(first, { from: later.from }, now))).toMatchObject({ code: 'leave-begun' })
  expect(refusalOf(() => requireChangeable(first, first, now))).toBeNull()
  expect(refusalOf(() => requireChangeable(over, over, now))).toMatchObject({ code: 'leave-over' })
  expect(refusalOf(() => requireWithdrawable(later, now))).toBeNull()
  expect(refusalOf(() => requireWithdrawable(first, now))).toMatchObject({ code: 'leave-begun' })
  expect(refusalOf(() => requireWithdrawable(over, now))).toMatchObject({ code: 'leave-over' })
})

test('one’s own, anybody’s for the supervisor, and that of a liaison of the same unit', () => {
  const asActor = (one: PersonFacts) => ({ kind: 'person' as const, ...one })
  const mate: PersonFacts = { ...known.district, personId: 'mate' }
  expect(mayKeepLeave(asActor(known.officer), known.officer)).toBe(true)
  expect(mayKeepLeave(asActor(known.officer), known.colleague)).toBe(false)
  expect(mayKeepLeave(asActor(known.supervisor), known.district)).toBe(true)
  expect(mayKeepLeave(asActor(mate), known.district)).toBe(true)
  expect(mayKeepLeave(asActor(known.tax), known.district)).toBe(false)
})

test('days are said as people say them', () => {
  const said = (from: string, until: string, locale?: 'en') => sayLeave({ from: at(from), until: at(until) }, locale)
  expect(said('2026-03-02 00:00', '2026-03-07 00:00')).toBe('2026-03-02 至 2026-03-06')
  expect(said('2026-03-02 12:00', '2026-03-03 12:00')).toBe('2026-03-02 下午 至 2026-03-03 上午')
  expect(said('2026-03-02 12:00', '2026-03-03 12:00', 'en')).toBe('2026-03-02 afternoon to 2026-03-03 morning')
  expect(said('2026-03-02 00:00', '2026-03-03 10:20')).toBe('2026-03-02 至 2026-03-03 10:20')
})
