import { expect, test } from 'vitest'
import type { Task } from '../cases/state.ts'
import type { Party, TaskKind } from '../cases/words.ts'
import { chinaCalendar } from '../kernel/calendars/china.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type Instant, instantAt, LocalDate } from '../kernel/time.ts'
import { usualReview } from '../policy/service.ts'
import { answerInstruction, type InstructionTask, instruct, judgeAnswer } from './instructions.ts'
import { freezingMoment, monthAfter, monthBefore, monthOf, requireOver, spanOf } from './month.ts'
import { type CaseFacts, causesOf, countsOf, holdingsOf, unitOf } from './rules.ts'

const on = (day: string, time = '10:00'): Instant => instantAt(LocalDate.parse(day), time)
const refusalOf = (work: () => unknown): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'none'
}

const bureau: Party = { kind: 'unit', unitId: 'district-market' }
const city: Party = { kind: 'unit', unitId: 'city-market' }

const task = (kind: TaskKind, party: Party, opened: string, ended: string | null, due: string | null = null): Task => ({
  taskId: `${kind}-${opened}`,
  kind,
  party,
  ask: '',
  state: ended ? 'done' : 'open',
  opened: { at: on(opened), by: 'officer' },
  clock: null,
  dueAt: due ? on(due) : null,
  parentTaskId: null,
  requestId: null,
  part: null,
  mayReturn: false,
  returns: 0,
  formId: null,
  step: null,
  subjectId: null,
  fileIds: [],
  signed: null,
  reply: null,
  extensions: 0,
  askedLimit: null,
  ended: ended ? { at: on(ended), by: 'officer', outcome: '' } : null,
})
const nothing: CaseFacts = { tasks: [], returned: [], reopened: [], dissatisfied: [] }
const carried = (opened: string, ended: string | null, due: string): CaseFacts => ({
  ...nothing,
  tasks: [task('handle', { kind: 'owner' }, opened, ended, due)],
})
const october = (facts: CaseFacts) => causesOf(facts, '2026-10', usualReview)

test('a month runs from midnight to midnight in China, and its list is made when the centre next opens', () => {
  expect(spanOf('2026-10')).toEqual({ from: '2026-09-30T16:00:00.000Z', until: '2026-10-31T16:00:00.000Z' })
  expect([monthBefore('2026-01'), monthAfter('2026-12'), monthOf(on('2026-02-28', '23:59'))]).toEqual([
    '2025-12',
    '2027-01',
    '2026-02',
  ])
  // 1 November 2026 is a Sunday; the first working days of October come after the holidays.
  expect(freezingMoment(chinaCalendar, '2026-10')).toBe(on('2026-11-02', '09:00'))
  expect(freezingMoment(chinaCalendar, '2026-09')).toBe(on('2026-10-08', '09:00'))
  expect(refusalOf(() => requireOver(chinaCalendar, '2026-10', on('2026-11-01')))).toBe('review-too-early')
  expect(refusalOf(() => requireOver(chinaCalendar, '2026-10', on('2026-11-02')))).toBe('none')
})

test('given a holiday that is announced later, then the list waits for the new first working day, and a withdrawn one frees it', () => {
  const dayOff = { isWorkday: false, name: '临时放假' }
  const later = { ...chinaCalendar, days: { ...chinaCalendar.days, '2026-11-02': dayOff, '2026-11-03': dayOff } }
  expect(freezingMoment(later, '2026-10')).toBe(on('2026-11-04', '09:00'))
  expect(refusalOf(() => requireOver(later, '2026-10', on('2026-11-03')))).toBe('review-too-early')
  const makeUp = { ...chinaCalendar, days: { ...chinaCalendar.days, '2026-11-01': { isWorkday: true, name: '补班' } } }
  expect(refusalOf(() => requireOver(makeUp, '2026-10', on('2026-11-01')))).toBe('none')
})

test('given a case closed after its day, when the month is over, then it is listed as late closed, and only in that month', () => {
  const late = carried('2026-10-08', '2026-10-20', '2026-10-15')
  expect(october(late)).toEqual(['late-closed'])
  expect(causesOf(late, '2026-11', usualReview)).toEqual([])
  expect(october(carried('2026-10-08', '2026-10-14', '2026-10-15'))).toEqual([])
})

test('given a case that is late and open as the month ends, then it is listed each month until it ends', () => {
  const open = carried('2026-09-08', null, '2026-09-15')
  expect(causesOf(open, '2026-09', usualReview)).toEqual(['late-open'])
  expect(october(open)).toEqual(['late-open'])
  // Ended between the end of the month and the making of the list: as the month ended, it was late and open.
  expect(october(carried('2026-10-08', '2026-11-02', '2026-10-15'))).toEqual(['late-open'])
  expect(october(carried('2026-10-08', null, '2026-11-03'))).toEqual([])
  const standing = { ...nothing, tasks: [task('handle', { kind: 'owner' }, '2026-10-08', null)] }
  expect(october(standing), 'a clock that stands still is not late').toEqual([])
})

test('given returns, reopenings and bad answers, then each counts in the month in which it happened', () => {
  expect(october({ ...nothing, returned: [on('2026-10-09')] })).toEqual([])
  expect(october({ ...nothing, returned: [on('2026-09-29'), on('2026-10-09')] })).toEqual(['returned'])
  expect(october({ ...nothing, returned: [on('2026-09-28'), on('2026-09-29')] })).toEqual([])
  expect(october({ ...nothing, reopened: [on('2026-10-09')], dissatisfied: [on('2026-10-09')] })).toEqual([
    'reopened',
    'dissatisfied',
  ])
})

test('given a centre whose policy lists only what is late, then nothing else is put before the leader', () => {
  const rules = { ...usualReview, causes: ['late-open' as const] }
  expect(causesOf({ ...nothing, reopened: [on('2026-10-09')] }, '2026-10', rules)).toEqual([])
})

test('given a case that went from the window to a bureau and on to the city, then each held its own working days', () => {
  const tasks = [
    task('handle', { kind: 'owner' }, '2026-10-12', '2026-10-23'),
    task('coordinate', bureau, '2026-10-13', '2026-10-15'),
    task('coordinate', city, '2026-10-15', '2026-10-21'),
  ]
  const about = { tasks, registeredAt: on('2026-10-12'), endedAt: on('2026-10-23') }
  const held = holdingsOf(about, on('2026-11-02'), chinaCalendar)
  // 13th is the window's: what came on a day is not held on it. 17th and 18th are a weekend.
  expect(held).toEqual([
    { party: city, workingDays: 4 },
    { party: { kind: 'owner' }, workingDays: 3 },
    { party: bureau, workingDays: 2 },
  ])
  expect(unitOf(held)).toBe('city-market')
})

test('given a case that is still open, then it is held to the day on which the list is made', () => {
  const tasks = [task('coordinate', bureau, '2026-10-26', null)]
  const about = { tasks, registeredAt: on('2026-10-26'), endedAt: null }
  expect(holdingsOf(about, on('2026-11-02'), chinaCalendar)).toEqual([{ party: bureau, workingDays: 5 }])
  expect(unitOf([])).toBeNull()
})

test('a case counts once in the total and with its unit, under each of its causes, and not at all once it was removed', () => {
  const counts = countsOf([
    { unitId: 'a', causes: ['late-open', 'returned'], isRemoved: false },
    { unitId: 'a', causes: ['late-open'], isRemoved: false },
    { unitId: null, causes: ['reopened'], isRemoved: true },
  ])
  expect(counts).toEqual({
    total: 2,
    removed: 1,
    byCause: { 'late-open': 2, returned: 1 },
    byUnit: [{ unitId: 'a', count: 2 }],
  })
})

const now = on('2026-11-02')
const knowledge = {
  now,
  calendar: chinaCalendar,
  entries: new Map([
    ['one', { removed: null }],
    ['gone', { removed: {} }],
  ]),
  hasPeople: (unitId: string) => unitId !== 'empty',
}
const input = {
  about: { kind: 'cases' as const, caseIds: ['one'] },
  text: '请本周内办结并说明原因',
  parties: [{ kind: 'unit' as const, unitId: 'a' }, { kind: 'supervisor' as const }],
  dueOn: LocalDate.parse('2026-11-07'),
}

test('given an instruction to two parties, then each has a task, due at the close of the day, a Saturday rolling on', () => {
  const tasks = instruct(input, knowledge)
  expect(tasks.map(({ party }) => party.kind)).toEqual(['unit', 'supervisor'])
  expect(new Set(tasks.map(({ dueAt }) => dueAt))).toEqual(new Set([on('2026-11-09', '17:00')]))
  expect(instruct({ ...input, parties: [...input.parties, ...input.parties] }, knowledge)).toHaveLength(2)
})

test('an instruction names cases of the list, parties that have people, and a day to come', () => {
  const about = (caseId: string) => ({ kind: 'cases' as const, caseIds: [caseId] })
  expect(refusalOf(() => instruct({ ...input, about: about('strange') }, knowledge))).toBe('instruction-case-unknown')
  expect(refusalOf(() => instruct({ ...input, about: about('gone') }, knowledge))).toBe('review-entry-removed')
  const nobody = { ...input, parties: [{ kind: 'unit' as const, unitId: 'empty' }] }
  expect(refusalOf(() => instruct(nobody, knowledge))).toBe('instruction-party-unmanned')
  const past = { ...input, dueOn: LocalDate.parse('2026-10-30') }
  expect(refusalOf(() => instruct(past, knowledge))).toBe('instruction-date-past')
  expect(refusalOf(() => instruct({ ...input, about: { kind: 'whole' } }, knowledge))).toBe('none')
})

test('an answer goes to the leader, who accepts it or sends it back with a new day', () => {
  const given: InstructionTask = { state: 'open', party: { kind: 'unit', unitId: 'a' }, dueAt: on('2026-11-06') }
  expect(answerInstruction(given, { role: 'liaison', unitId: 'a' })).toBe('answered')
  expect(answerInstruction(given, { role: 'supervisor', unitId: 'window' })).toBe('answered')
  expect(refusalOf(() => answerInstruction(given, { role: 'liaison', unitId: 'b' }))).toBe('forbidden')
  const answered = { ...given, state: 'answered' as const }
  expect(refusalOf(() => answerInstruction(answered, { role: 'liaison', unitId: 'a' }))).toBe('instruction-not-open')
  expect(refusalOf(() => judgeAnswer(given, { kind: 'accept', text: '' }, knowledge))).toBe('instruction-not-answered')
  expect(judgeAnswer(answered, { kind: 'accept', text: '' }, knowledge).state).toBe('accepted')
  const back = { kind: 'send-back' as const, text: '原因没有写明', dueOn: LocalDate.parse('2026-11-10') }
  expect(judgeAnswer(answered, back, knowledge)).toEqual({ state: 'open', dueAt: on('2026-11-10', '17:00') })
})
