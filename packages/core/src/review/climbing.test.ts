import { expect, test } from 'vitest'
import type { Directory, PersonFacts } from '../cases/context.ts'
import { chinaCalendar } from '../kernel/calendars/china.ts'
import { type Instant, instantAt, LocalDate, sayInstant } from '../kernel/time.ts'
import { Rung, usualLadder } from '../policy/ladder.ts'
import { type Climbing, type Owed, type Step, stepsDue } from './climbing.ts'

const on = (day: string, time = '09:00'): Instant => instantAt(LocalDate.parse(day), time)
const unit = (unitId: string, organisationId: string, superiorOrganisationId: string | null) => ({
  unitId,
  name: unitId,
  organisationId,
  organisationName: organisationId,
  organisationKind: 'bureau' as const,
  level: 'district' as const,
  superiorOrganisationId,
})
const units = [unit('district-food', 'district', 'city'), unit('city-food', 'city', null)]
const person = (unitId: string): PersonFacts => ({ personId: unitId, name: unitId, unitId, role: 'liaison' })
const directoryOf = (manned: readonly string[]): Directory => ({
  unit: (unitId) => units.find((one) => one.unitId === unitId),
  unitsOf: (organisationId) => units.filter((one) => one.organisationId === organisationId),
  peopleOf: (unitId) => (manned.includes(unitId) ? [person(unitId)] : []),
  peopleOfRole: (role) => (role === 'supervisor' ? [{ ...person('window'), role }] : []),
  person: () => undefined,
  isAway: () => false,
  standInOf: () => null,
})
const at = (now: Instant, manned = ['district-food', 'city-food']): Climbing => ({
  now,
  calendar: chinaCalendar,
  ladder: usualLadder,
  directory: directoryOf(manned),
})

/** Given on Monday 2 March; due as the window closes on Monday 9 March. */
const given: Owed = {
  number: 'JA-PS202602-1',
  party: { kind: 'unit', unitId: 'district-food' },
  givenBy: 'leader',
  since: on('2026-03-02', '10:00'),
  dueAt: on('2026-03-09', '17:00'),
  isSigned: true,
  said: [],
}
const brief = ({ kind, rung, at: fell }: Step) => `${rung ?? kind} ${sayInstant(fell)}`

test('given an instruction that nobody answers, then it is reminded of, late, urged, and climbs to the leader who gave it', () => {
  const steps = stepsDue(given, at(on('2026-04-01')))
  expect(steps.map(brief)).toEqual([
    'reminded 2026-03-06 09:00',
    'overdue 2026-03-09 17:01',
    'urge 2026-03-10 09:00',
    'superior 2026-03-12 09:00',
    'centre 2026-03-16 09:00',
    'district 2026-03-23 09:00',
  ])
  expect(steps.map(({ party }) => party)).toEqual([
    ...Array(3).fill(given.party),
    { kind: 'unit', unitId: 'city-food' },
    { kind: 'supervisor' },
    { kind: 'person', personId: 'leader' },
  ])
  expect(steps.map(({ paper }) => paper?.number ?? null)).toEqual([
    null,
    null,
    'JA-PS202602-1-C1',
    'JA-PS202602-1-D1',
    'JA-PS202602-1-D2',
    'JA-PS202602-1-D3',
  ])
})

test('however long nobody looked, what is said is the same and each thing once', () => {
  const outage = stepsDue(given, at(on('2026-03-24')))
  const watched: Step[] = []
  for (let day = 2; day <= 24; day++) {
    const said = watched.map(({ name, paper }) => ({ name, paper }))
    watched.push(...stepsDue({ ...given, said }, at(on(`2026-03-${String(day).padStart(2, '0')}`, '17:30'))))
  }
  const said = (steps: readonly Step[]) =>
    steps.map(({ name, at: fell, party, paper }) => ({ name, fell, party, paper }))
  expect(said(watched)).toEqual(said(outage))
  expect(stepsDue({ ...given, said: watched }, at(on('2026-06-01')))).toEqual([])
})

test('given an answer that was sent back with a new day, then the new day climbs again, and the papers count on', () => {
  const first = stepsDue(given, at(on('2026-03-10')))
  const again = { ...given, said: first, since: on('2026-03-11'), dueAt: on('2026-03-16', '17:00') }
  expect(stepsDue(again, at(on('2026-03-12')))).toEqual([])
  const steps = stepsDue(again, at(on('2026-03-17')))
  expect(steps.map(brief)).toEqual(['reminded 2026-03-13 09:00', 'overdue 2026-03-16 17:01', 'urge 2026-03-17 09:00'])
  expect(steps.at(-1)?.paper?.number).toBe('JA-PS202602-1-C2')
})

test('what is due the very next morning needs no reminder, and the head of the window has no unit above', () => {
  const short: Owed = { ...given, party: { kind: 'supervisor' }, dueAt: on('2026-03-03', '17:00') }
  const steps = stepsDue(short, at(on('2026-03-30')))
  expect(steps.map(({ kind, rung }) => rung ?? kind)).toEqual(['overdue', 'urge', 'superior', 'centre', 'district'])
  expect(steps.map(({ party }) => party.kind)).toEqual([...Array(4).fill('supervisor'), 'person'])
})

test('given a unit that everybody has left, then the head of the window hears of it once', () => {
  const steps = stepsDue(given, at(on('2026-03-03'), []))
  expect(steps).toMatchObject([{ kind: 'unmanned', party: { kind: 'supervisor' }, paper: null }])
  expect(stepsDue({ ...given, said: steps }, at(on('2026-03-04'), []))).toEqual([])
})

test('a centre whose ladder has no reminder and one rung climbs just that', () => {
  const [urge] = usualLadder.rungs
  if (!urge) throw new Error('the usual ladder has rungs')
  const steps = stepsDue(given, { ...at(on('2026-04-01')), ladder: { remindBefore: [], rungs: [urge] } })
  expect(steps.map(({ kind, rung }) => rung ?? kind)).toEqual(['overdue', 'urge'])
})

test('given an instruction that nobody signs for, then the rung for what is unsigned calls once, and a receipt stops it', () => {
  const sign = Rung.parse({
    key: 'sign',
    when: { on: 'unsigned', after: { amount: 1, unit: 'working-days' } },
    to: 'superior',
    paper: 'urging',
    within: { amount: 1, unit: 'working-days' },
  })
  const ctx = { ...at(on('2026-03-05')), ladder: { remindBefore: [], rungs: [sign] } }
  const steps = stepsDue({ ...given, isSigned: false }, ctx)
  expect(steps).toMatchObject([
    {
      name: 'sign/unsigned',
      cause: 'unsigned',
      at: on('2026-03-03', '17:01'),
      party: { kind: 'unit', unitId: 'city-food' },
      paper: { kind: 'urging', number: 'JA-PS202602-1-C1' },
    },
  ])
  expect(stepsDue({ ...given, isSigned: false, said: steps }, ctx)).toEqual([])
  expect(stepsDue(given, ctx)).toEqual([])
})
