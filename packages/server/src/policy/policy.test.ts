import type { CaseView } from '@bancheng/core/cases/view.ts'
import { Instant, LocalDate } from '@bancheng/core/kernel/time.ts'
import type { CalendarView, Rehearsal } from '@bancheng/core/policy/contract.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verify } from '../cases/verify.ts'
import { acceptedCase, openCaseDesk, type Worker, workerAt } from '../testing/case-desk.ts'
import type { TestDesk } from '../testing/desk.ts'
import { recomputeDueDates } from './job.ts'
import { registerPolicy } from './routes.ts'

let desk: TestDesk
let officer: Worker
let supervisor: Worker

beforeAll(async () => {
  desk = await openCaseDesk([registerPolicy])
  await signIn()
})

async function signIn() {
  officer = await workerAt(desk, 'officer1')
  supervisor = await workerAt(desk, 'supervisor')
}

/** Another day: everyone signs in again. */
async function on(instant: string) {
  desk.setClock(Instant.parse(instant))
  await signIn()
}
afterAll(() => desk.close())

const dueOf = async (caseId: string) => (await officer.sees(caseId)).state.caseClock?.dueAt
const calendar = async () => (await supervisor.asks('GET', '/api/calendar')).json<CalendarView>()
const current = async () => (await supervisor.asks('GET', '/api/policies')).json<{ current: Policy }>().current

const rowOf = async (path: string, caseId: string) =>
  (await officer.asks('GET', path)).json<{ rows: { caseId: string }[] }>().rows.find((row) => row.caseId === caseId)

async function closeOn(
  date: string,
  name: string,
  { reason = '台风，市政府通知停工', ...more }: { reason?: string; appliesToUnits?: boolean } = {},
): Promise<CalendarView> {
  const { version, layers } = await calendar()
  const exceptions = { ...layers.exceptions, [LocalDate.parse(date)]: { isWorkday: false, name, ...more } }
  const answer = await supervisor.asks('PUT', '/api/calendar', {
    expectedVersion: version,
    layers: { ...layers, exceptions },
    reason,
  })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json()
}

describe('the working calendar', () => {
  it('is changed by the supervisor alone, with a reason', async () => {
    const { version, layers } = await calendar()
    const body = { expectedVersion: version, layers, reason: '试试' }
    expect((await officer.asks('PUT', '/api/calendar', body)).statusCode).toBe(403)
    expect((await supervisor.asks('PUT', '/api/calendar', { ...body, reason: ' ' })).statusCode).toBe(400)
    expect((await supervisor.asks('PUT', '/api/calendar', { ...body, expectedVersion: 9 })).statusCode).toBe(409)
    const idle = { ...layers, weekly: { 1: [], 2: [], 3: [], 4: [], 5: [], 6: [], 7: [] } }
    expect((await supervisor.asks('PUT', '/api/calendar', { ...body, layers: idle })).statusCode).toBe(400)
  })

  it('moves the dates of open cases when it is corrected in mid-year, once, and the case says why', async () => {
    const caseId = await acceptedCase(officer) // Monday 2 March, complex: 5 working days
    expect(await dueOf(caseId)).toBe('2026-03-09T09:00:00.000Z')
    await closeOn('2026-03-05', '台风停工')
    await recomputeDueDates(desk.deps)
    expect(await dueOf(caseId)).toBe('2026-03-10T09:00:00.000Z')
    const { timeline, dueExplained } = await officer.sees(caseId)
    expect(timeline.filter(({ type }) => type === 'DueRecomputed')).toHaveLength(1)
    expect(timeline.at(-1)?.sentence).toContain('台风')
    expect(dueExplained.join('')).toContain('台风停工')
    await recomputeDueDates(desk.deps)
    expect((await officer.sees(caseId)).timeline).toHaveLength(timeline.length)
    expect((await calendar()).recomputation).toMatchObject({ moved: 1, endedAt: expect.any(String) })
    expect((await verify(desk.deps.db)).differences).toEqual([])
  })

  it('counts what a unit owes by the hours that the unit keeps', async () => {
    const { units, layers } = await calendar()
    const unit = units.find(({ unitId }) => unitId.includes('sj'))
    if (!unit) throw new Error('the sample centre has a market bureau')
    const { countsAfterClosingAs } = layers
    const weekly = { ...layers.weekly, 2: [], 3: [] } // closed on Tuesdays and Wednesdays
    const path = `/api/calendar/units/${unit.unitId}`
    const hours = { weekly, countsAfterClosingAs, exceptions: {} }
    expect((await supervisor.asks('PUT', path, { hours, reason: '单位错时' })).statusCode).toBe(200)
    const caseId = await acceptedCase(officer)
    const view = await officer.does(caseId, 'askUnits', {
      ask: '可否线下注销？',
      units: [{ unitId: unit.unitId, part: 'lead' }],
    })
    const task = view.state.tasks.find(({ kind }) => kind === 'coordinate')
    expect(task?.dueAt).toBe('2026-03-06T09:00:00.000Z') // Thursday and Friday: it kept open in the storm
    await recomputeDueDates(desk.deps)
    const dueAt = async () => (await officer.sees(caseId)).state.tasks.find(({ kind }) => kind === 'coordinate')?.dueAt
    await closeOn('2026-03-05', '台风停工', { reason: '台风，各单位一并停工', appliesToUnits: true })
    await recomputeDueDates(desk.deps)
    expect(await dueAt()).toBe('2026-03-09T09:00:00.000Z') // Friday and Monday: now it is closed as well
    expect((await officer.sees(caseId)).timeline.at(-1)).toMatchObject({
      type: 'DueRecomputed',
      sentence: expect.stringContaining('各单位一并停工'),
    })
    await closeOn('2026-03-05', '台风停工')
    expect((await supervisor.asks('PUT', path, { hours: null, reason: '恢复' })).statusCode).toBe(200)
    await recomputeDueDates(desk.deps)
    const after = (await officer.sees(caseId)).state.tasks.find(({ kind }) => kind === 'coordinate')
    expect(after?.dueAt).toBe('2026-03-04T09:00:00.000Z')
  })

  it('keeps Saturdays for service only, and lets a period end at 24:00, once it is told to', async () => {
    const { version, layers } = await calendar()
    const caseId = await acceptedCase(officer)
    const before = await dueOf(caseId)
    const save = (expectedVersion: number, change: object, reason: string) =>
      supervisor.asks('PUT', '/api/calendar', { expectedVersion, layers: { ...layers, ...change }, reason })
    const weekly = { ...layers.weekly, 6: [{ from: '09:00', to: '12:00' }] }
    const open = { weekly, serviceOnly: [6], endsAt: 'midnight' }
    expect((await save(version, open, '周六延时服务')).statusCode).toBe(200)
    await recomputeDueDates(desk.deps)
    expect(await dueOf(caseId)).toBe(before?.replace('09:00:00.000Z', '15:59:59.999Z'))
    expect((await officer.sees(caseId)).dueExplained.join('')).toMatch(/周六）只对外服务、不计工作日.*截止于当日24时/)
    expect((await save(version + 1, {}, '恢复')).statusCode).toBe(200)
    await recomputeDueDates(desk.deps)
    expect(await dueOf(caseId)).toBe(before)
  })

  it('takes no year for announced by a notice that is not whole, and says what is missing', async () => {
    const { version, layers } = await calendar()
    const load = (days: { name: string; date: string; isOffDay: boolean }[]) =>
      supervisor.asks('PUT', '/api/calendar', {
        expectedVersion: version,
        layers: { ...layers, notices: [...layers.notices, { year: 2027, days }] },
        reason: '载入',
      })
    const oneDay = await load([{ name: '春节', date: '2027-02-06', isOffDay: true }])
    expect(oneDay.statusCode).toBe(422)
    expect(oneDay.json()).toMatchObject({ code: 'notice-incomplete', title: expect.stringContaining('元旦、春节') })
    const old = await load(layers.notices.find(({ year }) => year === 2026)?.days ?? [])
    expect(old.json()).toMatchObject({ code: 'notice-of-another-year' })
    expect((await calendar()).version).toBe(version)
  })

  it('calls a year provisional until its notice is loaded, and counts again when it is', async () => {
    await on('2026-04-30T02:00:00.000Z')
    const { version, layers, known } = await calendar()
    const save = (expectedVersion: number, notices: CalendarView['known'], reason: string) =>
      supervisor.asks('PUT', '/api/calendar', { expectedVersion, layers: { ...layers, notices }, reason })
    const earlier = layers.notices.filter(({ year }) => year < 2026)
    expect((await save(version, earlier, '误载')).statusCode).toBe(200)
    const caseId = await acceptedCase(officer)
    const provisional = await officer.sees(caseId)
    expect(provisional.dueIsProvisional).toBe(true)
    expect(provisional.courts[0]?.isProvisional).toBe(true)
    expect(provisional.state.caseClock?.dueAt).toBe('2026-05-07T09:00:00.000Z')
    expect((await calendar()).provisionalTasks).toBeGreaterThan(0)
    for (const path of ['/api/inbox', '/api/cases'])
      expect(await rowOf(path, caseId), path).toMatchObject({ isProvisional: true })
    const announced = [...earlier, ...known.filter(({ year }) => year === 2026)]
    expect((await save(version + 1, announced, '国务院办公厅公布 2026 年放假安排')).statusCode).toBe(200)
    await recomputeDueDates(desk.deps)
    const after = await officer.sees(caseId)
    expect(after.state.caseClock?.dueAt).toBe('2026-05-11T09:00:00.000Z') // Saturday 9 May is worked
    expect(after.dueIsProvisional).toBe(false)
    for (const path of ['/api/inbox', '/api/cases'])
      expect(await rowOf(path, caseId), path).toMatchObject({ isProvisional: false })
  })
})

/** From the counter to the ledger's end, within a day. */
async function closedCase(): Promise<string> {
  const other = await workerAt(desk, 'officer2')
  const caseId = await acceptedCase(officer)
  await officer.does(caseId, 'recordResult', { kind: 'done', publicReply: '已办成', proof: '注销通知书' })
  await officer.does(caseId, 'tellApplicant', { means: 'phone', toWhom: '本人', note: '' })
  await officer.does(caseId, 'resolveCase', {})
  await other.does(caseId, 'recordFollowUp', { solved: true, satisfaction: 5, words: '满意' })
  await officer.does(caseId, 'closeCase', {})
  return caseId
}

describe('a policy', () => {
  it('is checked before it may come into force, and what is wrong is named', async () => {
    const policy = await current()
    const [rung] = policy.ladder.rungs
    if (!rung) throw new Error('the policy has a ladder')
    const twice = { ...policy, ladder: { ...policy.ladder, rungs: [rung, { ...rung, key: 'again' }] } }
    const checked = (await supervisor.asks('POST', '/api/policies/check', { document: twice })).json()
    expect(checked.findings).toContainEqual(expect.objectContaining({ code: 'rung-unreachable', severity: 'error' }))
    const publish = { document: twice, inForceFrom: null, note: '试' }
    expect((await supervisor.asks('POST', '/api/policies', publish)).statusCode).toBe(422)
    const broken = { ...policy, grades: { ...policy.grades, simple: { amount: -1, unit: 'weeks' } } }
    const { faults } = (await supervisor.asks('POST', '/api/policies/check', { document: broken })).json()
    expect(faults.map(({ path }: { path: string }) => path)).toContain('grades.simple.amount')
    const misspelt = { ...policy, returns: { ...policy.returns, ruledby: 'leader' } }
    const asked = (await supervisor.asks('POST', '/api/policies/check', { document: misspelt })).json()
    expect(asked.faults).toEqual([
      expect.objectContaining({ path: 'returns.ruledby', unknown: expect.objectContaining({ near: 'ruledBy' }) }),
    ])
    const refused = await supervisor.asks('POST', '/api/policies', { ...publish, document: misspelt })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().title).toContain('returns.ruledby → ruledBy?')
  })

  it('is rehearsed over what really happened: who would have been late, who would have been asked', async () => {
    const caseId = await closedCase()
    const policy = await current()
    const strict = { ...policy, grades: { ...policy.grades, complex: { amount: 1, unit: 'working-hours' } } }
    const asked = (document: object) => supervisor.asks('POST', '/api/policies/rehearsal', { document })
    const same = (await asked(policy)).json<Rehearsal>()
    expect(same).toMatchObject({ newlyLateCount: 0, noLongerLate: 0 })
    expect(same.asItWould).toEqual(same.asItWas)
    expect(same.cases).toBeGreaterThan(0)
    expect(same.openCases).toBeGreaterThan(0) // the cases of the tests before it
    expect(same.cases).toBeGreaterThan(same.openCases)
    await on('2026-05-15T02:00:00.000Z') // a Friday
    const lateId = await acceptedCase(officer)
    await on('2026-05-18T03:00:00.000Z')
    await officer.does(lateId, 'recordResult', { kind: 'done', publicReply: '已办成', proof: '注销通知书' })
    await officer.does(lateId, 'tellApplicant', { means: 'phone', toWhom: '本人', note: '' })
    await officer.does(lateId, 'resolveCase', {})
    const other = await workerAt(desk, 'officer2')
    await other.does(lateId, 'recordFollowUp', { solved: true, satisfaction: 5, words: '' })
    await officer.does(lateId, 'closeCase', {})
    const found = (await asked(strict)).json<Rehearsal>()
    expect(found.newlyLate).toEqual([expect.objectContaining({ caseId: lateId, what: 'handle' })])
    expect(found.newlyLate.some((one) => one.caseId === caseId)).toBe(false)
    expect(found.asItWould.calls.holder).toBeGreaterThan(found.asItWas.calls.holder)
  })

  it('comes into force from a date on; running cases keep the one they began with', async () => {
    const before = await acceptedCase(officer)
    const policy = await current()
    const { version } = (
      await supervisor.asks('POST', '/api/policies', {
        document: { ...policy, grades: { ...policy.grades, complex: { amount: 2, unit: 'working-days' } } },
        inForceFrom: '2026-05-25T00:00:00.000Z',
        note: '压缩复杂事项时限',
      })
    ).json<{ version: string }>()
    expect(version).toBe('jingan-2023@2')
    expect((await current()).version).toBe('jingan-2023@1')
    await on('2026-05-25T02:00:00.000Z')
    expect((await current()).version).toBe(version)
    const { state } = await officer.does(before, 'regradeCase', { grade: 'simple', reason: '材料齐全' })
    expect(state.policyVersion).toBe('jingan-2023@1')
    const later = await acceptedCase(officer)
    expect(await dueOf(later)).toBe('2026-05-27T09:00:00.000Z')
    const { state: regraded } = await officer.sees(later)
    expect(regraded.policyVersion).toBe(version)
    const { versions } = (await supervisor.asks('GET', '/api/policies')).json()
    expect(versions[0]).toMatchObject({ version, state: 'in-force', note: '压缩复杂事项时限', cases: 1 })
  })

  it('may be changed by the supervisor alone', async () => {
    const document = await current()
    const body = { document, inForceFrom: null, note: '试' }
    expect((await officer.asks('POST', '/api/policies', body)).statusCode).toBe(403)
    expect((await (await workerAt(desk, 'liaison.sj')).asks('GET', '/api/policies')).statusCode).toBe(403)
  })
})

it('a case shown to a person says whether its date may still move', async () => {
  const view: CaseView = await officer.sees(await acceptedCase(officer))
  expect(view.dueIsProvisional).toBe(false)
})
