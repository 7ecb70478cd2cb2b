import type { CatalogueReport } from '@bancheng/core/catalogue/qa/report.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { ReceptionTaskRow } from '@bancheng/core/reception/contract.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { registerPublicOrder } from '../catalogue/order/public-routes.ts'
import { registerAnswers } from '../catalogue/qa/routes.ts'
import { relayOutbox } from '../notifications/relay.ts'
import { registerNotifications } from '../notifications/routes.ts'
import { newId } from '../platform/ids.ts'
import { sampleItems } from '../sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { MONDAY, openTestDesk, signInTo, type TestDesk, type TestPerson } from '../testing/desk.ts'
import { soundOwed } from './job.ts'
import { registerReception } from './routes.ts'

let desk: TestDesk
let officer: TestPerson
let supervisor: TestPerson
let liaison: TestPerson
let leader: TestPerson

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerReception, registerAnswers, registerPublicOrder, registerNotifications] })
  await loadSampleCentreWhenEmpty(desk.deps)
})
// A session ends while the clock runs ahead.
beforeEach(async () => {
  desk.setClock(MONDAY)
  officer = await signInTo(desk, 'officer1')
  supervisor = await signInTo(desk, 'supervisor')
  liaison = await signInTo(desk, 'liaison.sj')
  leader = await signInTo(desk, 'leader')
})
afterAll(() => desk.close())

const owedTo = async (who: TestPerson) =>
  (await who.asks('GET', '/api/reception/tasks')).json<{ rows: ReceptionTaskRow[] }>().rows
/** On Monday, when they are signed in. */
const newsOf = async (who: TestPerson) => {
  await relayOutbox(desk.deps)
  desk.setClock(MONDAY)
  return (await who.asks('GET', '/api/news')).json<{ rows: { topic: string; caseId: string; text: string }[] }>().rows
}
const at = (time: string) => time as Instant // written in the one shape of an Instant
const saves = (question: object) =>
  officer.asks(
    'POST',
    `/api/contacts/${newId()}/save`,
    {
      channel: 'call',
      callerName: '王芳',
      phone: '13800001234',
      questions: [{ questionId: newId(), words: '押金怎么取', ...question }],
      takenAt: MONDAY,
    },
    { 'idempotency-key': newId() },
  )
const said = { subjectKind: 'item', subjectId: sampleItems.foodLicence, subjectName: '食品经营许可', fault: 'wrong' }

test('given a wrong item, when a reader reports it, then it waits in the inbox of the unit that keeps it, and nowhere else', async () => {
  const { reportId } = (await officer.asks('POST', '/api/catalogue-reports', said)).json()
  const task = (await owedTo(liaison)).find((row) => row.reportId === reportId)
  expect(task).toMatchObject({ kind: 'report', ask: '有误：食品经营许可', maySettle: true, isLate: false })
  expect(task?.dueAt).toBe('2026-03-05T09:00:00.000Z')
  expect((await owedTo(officer)).map((row) => row.reportId)).not.toContain(reportId)
  expect((await newsOf(liaison))[0]).toMatchObject({ topic: 'task-assigned', caseId: `owed/${task?.taskId}` })
})

test('when nobody settles it, then it is reminded, overdue and climbs to the unit above and the head of the window, each once', async () => {
  desk.setClock(at('2026-03-11T02:00:00.000Z'))
  await soundOwed(desk.deps)
  expect(await soundOwed(desk.deps)).toBe(0)
  const topics = (await newsOf(liaison)).map(({ topic }) => topic)
  expect(topics).toEqual(expect.arrayContaining(['task-reminded', 'task-overdue']))
  const above = await signInTo(desk, 'liaison.sjz')
  expect((await newsOf(above))[0]).toMatchObject({ topic: 'task-escalated' })
  expect((await owedTo(above))[0]).toMatchObject({ kind: 'report', ask: '有误：食品经营许可', maySettle: false })
  expect((await newsOf(supervisor)).map(({ topic }) => topic)).not.toContain('task-escalated')
  desk.setClock(at('2026-03-16T02:00:00.000Z'))
  await soundOwed(desk.deps)
  const escalated = (await newsOf(supervisor)).filter(({ topic }) => topic === 'task-escalated')
  expect(escalated[0]?.text).toContain('食品经营许可')
  desk.setClock(at('2026-03-11T02:00:00.000Z'))
  expect((await owedTo(await signInTo(desk, 'liaison.sj')))[0]).toMatchObject({ kind: 'report', isLate: true })
})

test('when it is not theirs, then it is handed on, and the end is told to whoever reported it', async () => {
  const open = (await liaison.asks('GET', '/api/catalogue-reports')).json<{ reports: CatalogueReport[] }>().reports
  const path = `/api/catalogue-reports/${open[0]?.reportId}/settle`
  const { unitId } = supervisor.session.unit
  expect((await liaison.asks('POST', path, { outcome: 'forwarded', unitId, note: '由窗口维护' })).statusCode).toBe(200)
  expect(await owedTo(liaison)).toEqual([])
  expect(await owedTo(await signInTo(desk, 'liaison.sjz'))).toEqual([])
  expect((await owedTo(supervisor)).some((row) => row.kind === 'report')).toBe(true)
  expect((await supervisor.asks('POST', path, { outcome: 'rejected', note: '' })).json()).toMatchObject({
    code: 'report-reason-required',
  })
  const ended = await supervisor.asks('POST', path, { outcome: 'rejected', note: '已核对，属实' })
  expect(ended.statusCode, ended.body).toBe(200)
  const [news] = await newsOf(officer)
  expect(news).toMatchObject({ topic: 'report-settled', caseId: `report/${open[0]?.reportId}` })
  expect(news?.text).toContain('已核对，属实')
})

test('given a call-back that nobody makes, then the clock says so too, and its log stands', async () => {
  await saves({ outcome: 'call-back', note: '问清押金' })
  desk.setClock(at('2026-03-03T01:00:00.000Z'))
  await soundOwed(desk.deps)
  expect((await newsOf(officer)).some(({ topic, text }) => topic === 'task-overdue' && text.includes('问清押金'))).toBe(
    true,
  )
  const { rows } = await sql`
    select e.outcome from reception_task_entry e join reception_task t using (center_id, task_id) where t.kind = 'call-back'
    order by e.at, e.alarm`.execute(desk.deps.db)
  expect(rows.map((row) => (row as { outcome: string }).outcome)).toContain('overdue')
})

test('given a complaint about the head of the window, then they hear nothing of it, however late it is', async () => {
  const before = (await newsOf(supervisor)).length
  await saves({ outcome: 'complaint', against: '窗口', againstPersonId: supervisor.session.person.personId })
  desk.setClock(at('2026-04-10T02:00:00.000Z'))
  await soundOwed(desk.deps)
  const heard = await newsOf(supervisor)
  expect(heard.slice(0, heard.length - before).filter(({ text }) => text.includes('投诉'))).toEqual([])
  expect((await newsOf(leader)).some(({ text }) => text.includes('投诉'))).toBe(true)
  expect(JSON.stringify(await newsOf(leader))).not.toContain('押金怎么取')
})

test('given the public guide, when somebody says that a step is wrong, then its keeper has it; by machine they are stopped', async () => {
  const goal = (await officer.asks('GET', '/api/public/order/goals')).json().goals[0].goalId
  const reports = (note: string) =>
    desk.app.inject({
      method: 'POST',
      url: `/api/public/order/goals/${goal}/report`,
      payload: { stepId: null, note },
    })
  expect((await reports('第三步的电话打不通，我的手机 13800001234')).statusCode).toBe(200)
  await reports('第三步的电话打不通，我的手机 13800001234')
  const mine = (await owedTo(supervisor)).filter((row) => row.kind === 'report')
  expect(mine).toHaveLength(1)
  expect(mine[0]?.ask).not.toContain('13800001234')
  const codes = []
  for (let turn = 0; turn < 6; turn++) codes.push((await reports(`还有 ${turn}`)).statusCode)
  expect(codes.at(-1)).toBe(429)
})
