import { parseRecorded } from '@bancheng/core/cases/events.ts'
import { foldLog } from '@bancheng/core/cases/fold.ts'
import { type Instant, instantAt, LocalDate } from '@bancheng/core/kernel/time.ts'
import { jingan2023 } from '@bancheng/core/policy/defaults/jingan-2023.ts'
import { usualReview } from '@bancheng/core/policy/service.ts'
import type { EntryPage, InstructionTaskView, ReviewView } from '@bancheng/core/review/contract.ts'
import { causesOf } from '@bancheng/core/review/rules.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readLog } from '../cases/log.ts'
import { rebuild } from '../cases/rebuild.ts'
import { registerCases } from '../cases/routes.ts'
import { everyCase } from '../cases/verify.ts'
import { newId } from '../platform/ids.ts'
import { SAMPLE_CENTER_ID } from '../sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { simulateYear } from '../simulation/year.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../testing/desk.ts'
import { freezeDueReviews } from './freeze.ts'
import { registerReview } from './routes.ts'

let desk: TestDesk
let supervisor: TestPerson
let leader: TestPerson
let bureau: TestPerson

const at = (day: string, time = '09:00'): Instant => instantAt(LocalDate.parse(day), time)
const get = async <T>(person: TestPerson, url: string): Promise<T> => (await person.asks('GET', url)).json<T>()
const review = (month: string) => get<ReviewView>(leader, `/api/reviews/${month}`)
const codeOf = (answer: { json: () => unknown }) => (answer.json() as { code: string }).code // a problem always has one

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerCases, registerReview] })
  await loadSampleCentreWhenEmpty(desk.deps)
  const span = { from: LocalDate.parse('2026-01-05'), until: at('2026-03-01', '12:00') }
  await simulateYear(desk.deps, { seed: 7, cases: 24, ...span })
  const naming = {
    ...jingan2023,
    version: 'jingan-2023@2',
    review: { ...usualReview, circular: { worst: 1, accountableAfter: 2 } },
  }
  await sql`insert into policy (center_id, version, in_force_from, added_at, document)
    values (${SAMPLE_CENTER_ID}, ${naming.version}, ${desk.deps.clock()}, ${desk.deps.clock()}, ${JSON.stringify(naming)})`.execute(
    desk.deps.db,
  )
  supervisor = await signInTo(desk, 'supervisor')
  leader = await signInTo(desk, 'leader')
  bureau = await signInTo(desk, 'liaison.sj')
}, 180_000)
afterAll(() => desk.close())

test('given a month that is not over, when the supervisor freezes it, then they are told when it can be', async () => {
  const refused = await supervisor.asks('POST', '/api/reviews', { month: '2026-03' })
  expect(codeOf(refused)).toBe('review-too-early')
  expect((await bureau.asks('POST', '/api/reviews', { month: '2026-01' })).statusCode).toBe(403)
  expect((await bureau.asks('GET', '/api/reviews')).statusCode).toBe(403)
})

test('given a month that is over, when it is frozen, then exactly the cases are listed that the rule names, each once', async () => {
  expect((await supervisor.asks('POST', '/api/reviews', { month: '2026-02' })).statusCode).toBe(200)
  const { rows, counts } = await review('2026-02')
  const expected = new Map<string, readonly string[]>()
  for await (const key of everyCase(desk.deps.db)) {
    const log = (await readLog(desk.deps.db, key)).map(({ prevHash, hash, ...event }) => parseRecorded(event))
    const state = foldLog(log)
    const times = (type: string) => log.filter((event) => event.type === type).map((event) => event.at)
    const bad = log.flatMap((event) =>
      (event.type === 'FollowUpRecorded' || event.type === 'CaseRated') &&
      (event.payload.solved === false || (event.payload.satisfaction !== null && event.payload.satisfaction <= 2))
        ? [event.at]
        : [],
    )
    const facts = { returned: times('TaskReturned'), reopened: times('CaseReopened'), dissatisfied: bad }
    const causes = causesOf({ tasks: state?.tasks ?? [], ...facts }, '2026-02', usualReview)
    if (causes.length > 0) expected.set(key.caseId, causes)
  }
  expect(new Map(rows.map((row) => [row.caseId, row.causes]))).toEqual(expected)
  expect(rows.length).toBeGreaterThan(3)
  expect(counts.total).toBe(rows.length)
  expect(rows.every((row) => row.holdings.length > 0)).toBe(true)
})

test('a list that is frozen stands: neither a second freezing nor the database changes it', async () => {
  expect(codeOf(await supervisor.asks('POST', '/api/reviews', { month: '2026-02' }))).toBe('review-frozen')
  for (const table of [
    'review',
    'review_entry',
    'review_change',
    'instruction',
    'instruction_entry',
    'instruction_alarm',
  ])
    await expect(sql.raw(`delete from ${table}`).execute(desk.deps.db)).rejects.toThrow(/permission denied/)
})

test('one page a case says what is wanted, who held it how long, what happened and what is missing now', async () => {
  const { rows } = await review('2026-02')
  const { pages } = await get<{ pages: EntryPage[] }>(leader, '/api/reviews/2026-02/pages')
  expect(pages.map(({ caseId }) => caseId)).toEqual(rows.map(({ caseId }) => caseId))
  const [page] = pages
  expect(page?.timeline[0]?.sentence).toBeTruthy()
  const [open] = pages.filter(({ status }) => status !== 'closed' && status !== 'refused')
  expect(open?.missing.length).toBeGreaterThan(0)
  expect(JSON.stringify(pages)).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
  const { rows: names } = await sql<{ name: string }>`
    select coalesce(state -> 'applicant' ->> 'contactName', applicant_name) as name from case_record
  `.execute(desk.deps.db)
  const told = pages.flatMap(({ timeline }) => timeline.map(({ sentence }) => sentence)).join()
  expect(names.filter(({ name }) => told.includes(name))).toEqual([])
})

test('given a case that was listed wrongly, when it is taken off, then the reason stays on the list', async () => {
  const { rows, counts } = await review('2026-02')
  const last = rows.at(-1)?.caseId
  const url = `/api/reviews/2026-02/cases/${last}/removal`
  expect((await supervisor.asks('POST', url, { reason: ' ' })).statusCode).toBe(400)
  expect((await leader.asks('POST', url, { reason: '系统停机期间' })).statusCode).toBe(403)
  expect((await supervisor.asks('POST', url, { reason: '市局系统停机两周，非承办单位原因' })).statusCode).toBe(204)
  expect(codeOf(await supervisor.asks('POST', url, { reason: '再来一次也不行' }))).toBe('review-entry-removed')
  const after = await review('2026-02')
  expect(after.rows).toHaveLength(rows.length)
  expect(after.rows.at(-1)?.removed).toMatchObject({ reason: '市局系统停机两周，非承办单位原因' })
  expect(after.counts).toMatchObject({ total: counts.total - 1, removed: 1 })
})

test('given a case that was taken off by mistake, when it is put back, then it counts again and both reasons stay', async () => {
  const { rows, counts } = await review('2026-02')
  const url = `/api/reviews/2026-02/cases/${rows.at(-1)?.caseId}`
  expect((await supervisor.asks('POST', `${url}/restoration`, { reason: ' ' })).statusCode).toBe(400)
  expect((await leader.asks('POST', `${url}/restoration`, { reason: '核实有误，恢复' })).statusCode).toBe(403)
  expect((await supervisor.asks('POST', `${url}/restoration`, { reason: '停机只有一天，恢复' })).statusCode).toBe(204)
  expect(codeOf(await supervisor.asks('POST', `${url}/restoration`, { reason: '停机只有一天，恢复' }))).toBe(
    'review-entry-on-list',
  )
  const after = await review('2026-02')
  expect(after.counts).toMatchObject({ total: counts.total + 1, removed: 0 })
  expect(after.rows.at(-1)?.removed).toBeNull()
  expect(after.rows.at(-1)?.changes.map(({ kind, reason }) => [kind, reason])).toEqual([
    ['removed', '市局系统停机两周，非承办单位原因'],
    ['restored', '停机只有一天，恢复'],
  ])
})

test('whoever looked at the list, at one of its pages, or took it as a file is on record', async () => {
  const [row] = (await review('2026-02')).rows
  await leader.asks('GET', `/api/reviews/2026-02/pages?caseId=${row?.caseId}`)
  await leader.asks('GET', '/api/reviews/2026-02/document.pdf')
  const { rows } = await sql<{ action: string; facts: object }>`
    select action, facts from audit_entry where person_id = ${leader.session.person.personId}
      and action like 'review.%' order by at desc, action limit 40
  `.execute(desk.deps.db)
  expect(rows).toContainEqual({ action: 'review.view', facts: { month: '2026-02' } })
  expect(rows).toContainEqual({ action: 'review.view', facts: { month: '2026-02', pages: row?.caseId } })
  expect(rows).toContainEqual({ action: 'review.export', facts: { month: '2026-02', as: 'pdf' } })
})

async function unitIdOf(person: TestPerson): Promise<string> {
  const { personId } = person.session.person
  const { rows } = await sql<{ unitId: string }>`
    select unit_id as "unitId" from person where person_id = ${personId}
  `.execute(desk.deps.db)
  return rows[0]?.unitId ?? ''
}

const tasksOf = async (person: TestPerson) =>
  (await get<{ rows: InstructionTaskView[] }>(person, '/api/instruction-tasks')).rows

test('given an instruction, when a unit answers, then the leader sends it back or accepts it, and every word is kept', async () => {
  const { rows } = await review('2026-02')
  const unitId = await unitIdOf(bureau)
  const input = {
    about: { kind: 'cases', caseIds: [rows[0]?.caseId] },
    text: '请查明原因，一周内办结',
    parties: [{ kind: 'unit', unitId }],
    dueOn: '2026-03-09',
  }
  const key = newId()
  const headers = { 'idempotency-key': key }
  const gives = () => leader.asks('POST', '/api/reviews/2026-02/instructions', input, headers)
  const first = (await gives()).json()
  expect((await gives()).json(), 'a repeated request has one effect').toEqual(first)
  expect((await supervisor.asks('POST', '/api/reviews/2026-02/instructions', input, headers)).statusCode).toBe(403)

  const [task] = await tasksOf(bureau)
  expect(task).toMatchObject({ text: input.text, state: 'open', caseNos: [rows[0]?.caseNo], mayAnswer: true })
  expect(await tasksOf(leader)).toEqual([])
  const stranger = await signInTo(desk, 'liaison.ems')
  expect(await tasksOf(stranger)).toEqual([])
  const url = `/api/instruction-tasks/${task?.taskId}`
  expect((await stranger.asks('POST', `${url}/answer`, { text: '代为答复' })).statusCode).toBe(403)
  expect((await bureau.asks('POST', `${url}/answer`, { text: '已催办，下周办结' })).statusCode).toBe(204)
  expect(codeOf(await bureau.asks('POST', `${url}/answer`, { text: '再答一次' }))).toBe('instruction-not-open')

  expect(await tasksOf(leader)).toMatchObject([{ state: 'answered', mayJudge: true }])
  const back = { kind: 'send-back', text: '原因没有写明', dueOn: '2026-03-12' }
  expect((await leader.asks('POST', `${url}/verdict`, back)).statusCode).toBe(204)
  expect(await tasksOf(bureau)).toMatchObject([{ state: 'open', dueAt: at('2026-03-12', '17:00') }])
  await bureau.asks('POST', `${url}/answer`, { text: '原因是地址库缺门牌，已补录并办结' })
  expect((await leader.asks('POST', `${url}/verdict`, { kind: 'accept' })).statusCode).toBe(204)
  const [done] = (await review('2026-02')).instructions
  expect(done?.entries.map(({ kind }) => kind)).toEqual(['answered', 'sent-back', 'answered', 'accepted'])
})

test('given the clock of the next month, when it comes late, then each missing month is frozen once and opens with the last', async () => {
  await leader.asks(
    'POST',
    '/api/reviews/2026-02/instructions',
    { about: { kind: 'whole' }, text: '请报告全区类似情况', parties: [{ kind: 'supervisor' }], dueOn: '2026-03-20' },
    { 'idempotency-key': newId() },
  )
  desk.setClock(at('2026-04-01', '08:59'))
  expect(await freezeDueReviews(desk.deps)).toBe(0)
  desk.setClock(at('2026-05-15', '12:00'))
  expect(await freezeDueReviews(desk.deps)).toBe(2)
  expect(await freezeDueReviews(desk.deps)).toBe(0)
  leader = await signInTo(desk, 'leader')
  const march = await review('2026-03')
  expect(march.earlierInstructions.map(({ state, isLate }) => [state, isLate])).toEqual([
    ['accepted', false],
    ['open', true],
  ])
  expect(march.earlier.map(({ month }) => month)).toEqual(['2026-02'])
  const april = await review('2026-04')
  expect(april.earlierInstructions.map(({ text }) => text)).toEqual(['请报告全区类似情况'])
})

test('given a month that the clock missed and a later one made by hand, when the clock comes back, then none is missing', async () => {
  desk.setClock(at('2026-08-03', '12:00'))
  supervisor = await signInTo(desk, 'supervisor')
  expect((await supervisor.asks('POST', '/api/reviews', { month: '2026-07' })).statusCode).toBe(200)
  expect(await freezeDueReviews(desk.deps), 'May and June').toBe(2)
  leader = await signInTo(desk, 'leader')
  const { rows } = await get<{ rows: { month: string }[] }>(leader, '/api/reviews')
  expect(rows.map(({ month }) => month)).toEqual(['2026-07', '2026-06', '2026-05', '2026-04', '2026-03', '2026-02'])
})

test('given rules that name the worst unit, then the month names it, and says when it has to answer for it', async () => {
  const { circular, counts } = await review('2026-02')
  expect(circular[0]).toMatchObject({ ...counts.byUnit[0], monthsRunning: 1, isAccountable: false })
  const march = await review('2026-03')
  const most = (units: typeof counts.byUnit) => units.filter(({ count }) => count === units[0]?.count)
  const again = most(counts.byUnit).map(({ unitId }) => unitId)
  expect(march.circular.map(({ unitId, isAccountable }) => [unitId, isAccountable])).toEqual(
    most(march.counts.byUnit).map(({ unitId }) => [unitId, again.includes(unitId)]),
  )
})

test('the PDF is one, page by page the same paper as the Word file', async () => {
  const file = await leader.asks('GET', '/api/reviews/2026-02/document.pdf')
  expect(file.statusCode).toBe(200)
  expect(file.headers['content-type']).toBe('application/pdf')
  const text = file.rawPayload.toString('latin1')
  expect(text.slice(0, 5)).toBe('%PDF-')
  const { rows } = await review('2026-02')
  expect(text.match(/\/Type \/Page /g)?.length).toBeGreaterThan(rows.length)
  expect((await bureau.asks('GET', '/api/reviews/2026-02/document.pdf')).statusCode).toBe(401) // signed in months ago
})

test('the Word file is one, and the tables beside the log can be made again while lists name their cases', async () => {
  const file = await leader.asks('GET', '/api/reviews/2026-02/document.docx')
  expect(file.statusCode).toBe(200)
  expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK')
  await sql`select from review where center_id = ${SAMPLE_CENTER_ID}`.execute(desk.deps.db)
  expect(await rebuild(desk.deps)).toBe(24)
})
