import type { InboxRow } from '@bancheng/core/cases/view.ts'
import type { LeaveRow } from '@bancheng/core/directory/leave-contract.ts'
import { type Instant, instantAt, type LocalDate } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verify } from '../cases/verify.ts'
import { soundDueAlarms } from '../escalation/job.ts'
import { registerLinks } from '../links/routes.ts'
import { relayOutbox } from '../notifications/relay.ts'
import { samplePeople } from '../sample/ids.ts'
import { registerSearch } from '../search/routes.ts'
import { acceptedCase, openCaseDesk, type Worker, workerAt } from '../testing/case-desk.ts'
import type { TestDesk } from '../testing/desk.ts'
import { registerDirectory } from './routes.ts'

const day = (date: string) => instantAt(date as LocalDate, '00:00') // a day of the wall, as the test writes it
const MONDAY = '2026-03-02T01:00:00.000Z' as Instant // written in the one shape of an Instant
const week = { from: day('2026-03-02'), until: day('2026-03-07'), note: '' }

let desk: TestDesk
let officer1: Worker
let officer2: Worker
let supervisor: Worker
let liaison: Worker

beforeAll(async () => {
  desk = await openCaseDesk([registerDirectory, registerLinks, registerSearch])
})
beforeEach(async () => {
  desk.setClock(MONDAY)
  await sql`update absence set withdrawn_at = now() where withdrawn_at is null`.execute(desk.deps.db)
  await soundDueAlarms(desk.deps)
  officer1 = await workerAt(desk, 'officer1')
  officer2 = await workerAt(desk, 'officer2')
  supervisor = await workerAt(desk, 'supervisor')
  liaison = await workerAt(desk, 'liaison.sj')
})
afterAll(() => desk.close())

const enters = async (who: Worker, body: object) => {
  const answer = await who.asks('POST', '/api/absences', { standInId: null, ...week, ...body })
  return answer.json<{ absenceId: string; code?: string; title?: string; detail?: string }>()
}
const away = (personId: string, standInId: string | null, more: object = {}) =>
  enters(supervisor, { personId, standInId, ...more })
const listed = async (who: Worker, over = false) =>
  (await who.asks('GET', `/api/absences${over ? '?over=true' : ''}`)).json<{
    rows: LeaveRow[]
    people: { personId: string; standIns: { personId: string }[] }[]
    standingInFor: { personId: string }[]
  }>()
const inboxOf = async (who: Worker, query = '') =>
  (await who.asks('GET', `/api/inbox${query}`)).json<{ rows: InboxRow[] }>().rows
const typesOf = async (caseId: string) => (await supervisor.sees(caseId)).timeline.map(({ type }) => type)
const { officer1: lin, officer2: zhou, supervisor: chen } = samplePeople

describe('entering leave', () => {
  test('one’s own, with what was noted for those whom it concerns only, and who entered what is kept', async () => {
    const { absenceId } = await enters(officer1, { personId: lin, standInId: zhou, note: '家中有事' })
    const put = (who: Worker, body: object) => who.asks('PUT', `/api/absences/${absenceId}`, body)
    expect((await put(supervisor, { ...week, until: day('2026-03-06'), standInId: chen })).statusCode).toBe(200)
    const [row] = (await listed(officer1)).rows
    expect(row).toMatchObject({ personName: '林静', actingName: '陈立', isNow: true, note: '', mayKeep: true })
    expect(row?.history.map(({ way, byName, standInName }) => [way, byName, standInName])).toEqual([
      ['entered', '林静', '周敏'],
      ['changed', '陈立', '陈立'],
    ])
    await put(officer1, { ...week, standInId: chen, note: '家中有事' })
    expect((await listed(officer2)).rows[0]).toMatchObject({ note: null, mayKeep: false })
    expect((await listed(supervisor)).rows[0]).toMatchObject({ note: '家中有事' })
    await expect(sql`update absence_change set way = 'ended'`.execute(desk.deps.db)).rejects.toThrow()
  })

  test('back early, and one that has not begun is withdrawn; both stand in what is over', async () => {
    const now = await away(lin, zhou)
    const later = await enters(officer2, { personId: zhou, from: day('2026-04-06'), until: day('2026-04-08') })
    const act = async (who: Worker, { absenceId }: { absenceId: string }, what: string) => {
      const answer = await who.asks('POST', `/api/absences/${absenceId}/${what}`, {})
      return answer.statusCode === 204 ? 'done' : answer.json<{ code: string }>().code
    }
    expect(await act(officer1, later, 'withdraw')).toBe('leave-of-others')
    expect(await act(officer1, now, 'withdraw')).toBe('leave-begun')
    expect(await act(officer2, later, 'end')).toBe('leave-not-begun')
    expect(await act(officer2, later, 'withdraw')).toBe('done')
    expect(await act(officer1, now, 'end')).toBe('done')
    expect(await act(officer1, now, 'end')).toBe('leave-over')
    expect((await listed(officer1)).rows).toEqual([])
    const over = (await listed(officer1, true)).rows.slice(0, 2)
    expect(over.map(({ isWithdrawn, history }) => [isWithdrawn, history.at(-1)?.way])).toEqual([
      [true, 'withdrawn'],
      [false, 'ended'],
    ])
  })

  test('what is not possible is refused with the way out, and two at once cannot get past it', async () => {
    await away(lin, zhou)
    const circle = await enters(officer2, { personId: zhou, standInId: lin, from: day('2026-03-04') })
    expect(circle).toMatchObject({ code: 'stand-in-circle', detail: expect.stringContaining('请另选') })
    expect(circle.title).toContain('林静在这段时间休假（2026-03-02 至 2026-03-06）')
    expect((await enters(officer1, { personId: zhou })).code).toBe('leave-of-others')
    expect((await enters(liaison, { personId: lin })).code).toBe('leave-of-others')
    expect((await away(liaison.session.person.personId, zhou)).code).toBe('stand-in-unfit')
    const twice = await Promise.all([
      enters(officer2, { personId: zhou, from: day('2026-05-04'), until: day('2026-05-06') }),
      enters(officer2, { personId: zhou, from: day('2026-05-05'), until: day('2026-05-07') }),
    ])
    expect(twice.map(({ code }) => code ?? 'entered').toSorted()).toEqual(['entered', 'leave-overlaps'])
  })

  test('each finds those whose leave they may enter, with whoever may stand in', async () => {
    expect((await listed(officer1)).people).toMatchObject([
      { personId: lin, standIns: [{ personId: chen }, { personId: zhou }] },
    ])
    expect((await listed(supervisor)).people.length).toBeGreaterThan(30)
  })
})

describe('standing in', () => {
  test('the absent owner’s tasks wait for the stand-in too, who does them, and the log says for whom', async () => {
    const caseId = await acceptedCase(officer1)
    expect((await inboxOf(officer2)).filter((row) => row.caseId === caseId)).toEqual([])
    await away(lin, zhou)
    expect((await listed(officer2)).standingInFor).toMatchObject([{ personId: lin }])
    const [row] = (await inboxOf(officer2, '?mine=true')).filter((one) => one.caseId === caseId)
    expect(row).toMatchObject({ kind: 'handle', onBehalfOf: '林静' })
    expect((await inboxOf(officer1)).find((one) => one.caseId === caseId)).toMatchObject({ onBehalfOf: null })
    expect((await officer2.sees(caseId)).standingInFor).toEqual([{ personId: lin, name: '林静' }])
    const { timeline } = await officer2.does(caseId, 'recordResult', {
      kind: 'done',
      publicReply: '已经注销',
      proof: '注销通知书',
    })
    expect(timeline.at(-1)).toMatchObject({ type: 'ResultRecorded', actorName: '周敏（代林静）' })
    expect((await verify(desk.deps.db)).differences).toEqual([])
    desk.setClock(day('2026-03-07'))
    officer2 = await workerAt(desk, 'officer2')
    expect((await officer2.sends(caseId, 'regradeCase', { grade: 'simple', reason: '简单' })).statusCode).toBe(403)
    expect((await inboxOf(officer2)).filter((one) => one.caseId === caseId)).toEqual([])
  })

  test('a link to a unit without an account is sent for the owner too', async () => {
    const caseId = await acceptedCase(officer1)
    const { state } = await officer1.does(caseId, 'askUnits', {
      ask: '请查',
      units: [{ unitId: 'sj-food', part: 'lead' }],
    })
    const taskId = state.tasks.find(({ kind }) => kind === 'coordinate')?.taskId
    const made = { recipient: '张工', organisation: '东方商场' }
    const send = () => officer2.asks('POST', `/api/cases/${caseId}/tasks/${taskId}/links`, made)
    expect((await send()).statusCode).toBe(403)
    await away(lin, zhou)
    expect((await send()).statusCode).toBe(200)
  })

  test('they see what they saw before, in every list, and not a case more', async () => {
    const seen = async (who: Worker) => ({
      ledger: (await who.asks('GET', '/api/cases')).json<{ count: number }>().count,
      found: (await who.asks('GET', '/api/search?text=食品')).json<object>(),
    })
    await acceptedCase(officer1)
    const [before, stranger] = [await seen(officer2), await seen(liaison)]
    await away(lin, zhou)
    expect(await seen(officer2)).toEqual(before)
    expect(await seen(liaison)).toEqual(stranger)
  })

  test('nobody hands a case over to somebody on leave', async () => {
    const caseId = await acceptedCase(officer1)
    await away(zhou, chen)
    const answer = await officer1.sends(caseId, 'offerHandOver', { toPersonId: zhou, note: '请接手' })
    expect(answer.json()).toMatchObject({ code: 'hand-over-away', title: '周敏正在休假，由陈立代办' })
  })
})

describe('no task without a party', () => {
  test('a leave that begins later without a stand-in is heard on its day, once, and taken back on its last', async () => {
    const caseId = await acceptedCase(officer1)
    await away(lin, null, { from: day('2026-03-03'), until: day('2026-03-05') })
    await soundDueAlarms(desk.deps)
    expect(await typesOf(caseId)).not.toContain('TaskUnmanned')
    desk.setClock('2026-03-03T01:00:00.000Z' as Instant)
    supervisor = await workerAt(desk, 'supervisor')
    for (let times = 0; times < 3; times += 1) await soundDueAlarms(desk.deps)
    expect((await typesOf(caseId)).filter((type) => type === 'TaskUnmanned')).toHaveLength(1)
    expect((await inboxOf(supervisor)).filter((row) => row.caseId === caseId && row.kind === 'oversee')).toHaveLength(1)
    desk.setClock('2026-03-05T01:00:00.000Z' as Instant)
    supervisor = await workerAt(desk, 'supervisor')
    for (let times = 0; times < 2; times += 1) await soundDueAlarms(desk.deps)
    expect((await typesOf(caseId)).filter((type) => type === 'TaskManned')).toHaveLength(1)
    expect((await inboxOf(supervisor)).filter((row) => row.caseId === caseId && row.kind === 'oversee')).toEqual([])
    expect((await verify(desk.deps.db)).differences).toEqual([])
  })

  test('a unit all of whose people are away, and a stand-in named then', async () => {
    const caseId = await acceptedCase(officer1)
    await officer1.does(caseId, 'askUnits', { ask: '请查', units: [{ unitId: 'sj-food', part: 'lead' }] })
    const { absenceId } = await away(liaison.session.person.personId, null)
    await soundDueAlarms(desk.deps)
    expect((await typesOf(caseId)).filter((type) => /nmanned|anned/.test(type))).toEqual(['TaskUnmanned'])
    await supervisor.asks('POST', `/api/absences/${absenceId}/end`, {})
    await soundDueAlarms(desk.deps)
    expect((await typesOf(caseId)).filter((type) => /nmanned|anned/.test(type))).toEqual(['TaskUnmanned', 'TaskManned'])
  })

  test('whoever leaves for good, or comes: every way of changing an account is heard', async () => {
    const caseId = await acceptedCase(officer1)
    const account = (disabledAt: Instant | null) =>
      sql`update account set disabled_at = ${disabledAt} where sign_in_name = 'officer1'`.execute(desk.deps.db)
    await account(MONDAY)
    await soundDueAlarms(desk.deps)
    expect(await typesOf(caseId)).toContain('TaskUnmanned')
    await account(null)
    await soundDueAlarms(desk.deps)
    expect(await typesOf(caseId)).toContain('TaskManned')
  })

  test('without a supervisor the leader hears of it', async () => {
    const caseId = await acceptedCase(officer1)
    await away(chen, null)
    await away(lin, null)
    await soundDueAlarms(desk.deps)
    const leader = await workerAt(desk, 'leader')
    expect((await inboxOf(leader)).filter((row) => row.caseId === caseId).map(({ kind }) => kind)).toEqual(['oversee'])
  })
})

test('a stand-in who is away too is not told; whoever follows is', async () => {
  const caseId = await acceptedCase(officer1)
  await away(lin, zhou)
  await away(zhou, chen)
  desk.setClock('2026-03-06T08:00:00.000Z' as Instant)
  await soundDueAlarms(desk.deps)
  await relayOutbox(desk.deps)
  const { rows } = await sql<{ personId: string }>`
    select distinct person_id as "personId" from news where case_id = ${caseId} and topic = 'task-reminded'
  `.execute(desk.deps.db)
  expect(rows.map(({ personId }) => personId)).toContain(chen)
  expect(rows.map(({ personId }) => personId)).not.toContain(zhou)
})
