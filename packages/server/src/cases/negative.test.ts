import type { CaseView } from '@bancheng/core/cases/view.ts'
import { addMinutes } from '@bancheng/core/kernel/time.ts'
import { jingan2023 } from '@bancheng/core/policy/defaults/jingan-2023.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { relayOutbox } from '../notifications/relay.ts'
import { registerNotifications } from '../notifications/routes.ts'
import { SAMPLE_CENTER_ID } from '../sample/ids.ts'
import { acceptedCase, openCaseDesk, type Worker, workerAt } from '../testing/case-desk.ts'
import { MONDAY, type TestDesk } from '../testing/desk.ts'
import { verify } from './verify.ts'

let desk: TestDesk
let officer: Worker
let supervisor: Worker
let leader: Worker

beforeAll(async () => {
  desk = await openCaseDesk([registerNotifications])
  desk.setClock(MONDAY)
  officer = await workerAt(desk, 'officer1')
  supervisor = await workerAt(desk, 'supervisor')
  leader = await workerAt(desk, 'leader')
})
afterAll(() => desk.close())

let version = 1
/** New rules from a minute later on. */
async function rules(negativeAnswers: object): Promise<void> {
  version += 1
  const document = { ...jingan2023, version: `jingan-2023@${version}`, negativeAnswers }
  const now = addMinutes(MONDAY, version)
  desk.setClock(now)
  await sql`insert into policy (center_id, version, in_force_from, added_at, document)
    values (${SAMPLE_CENTER_ID}, ${document.version}, ${now}, ${now}, ${JSON.stringify(document)})`.execute(
    desk.deps.db,
  )
}
const explained = {
  kind: 'explained' as const,
  publicReply: '住宅楼内不能开餐馆',
  legalBasis: '大气污染防治法第八十一条',
  alternative: '可改做不产生油烟的餐饮',
}
const inbox = async (who: Worker, caseId: string) => {
  const { rows } = (await who.asks('GET', '/api/inbox')).json<{
    rows: { caseId: string; kind: string; ask: string }[]
  }>()
  return rows.filter((row) => row.caseId === caseId).map(({ kind, ask }) => [kind, ask])
}

test('given rules as an older document has them, when an officer says no, then it lies in the supervisor’s inbox and not yet in the case', async () => {
  await rules({ onlyBySupervisor: true })
  const caseId = await acceptedCase(officer)
  expect((await officer.sees(caseId)).negativeDuty).toEqual({ report: 'before', to: 'supervisor' })
  expect((await supervisor.sees(caseId)).negativeDuty).toBeNull()
  const { state } = await officer.does(caseId, 'recordResult', explained)
  expect(state.result).toBeNull()
  expect(await inbox(supervisor, caseId)).toEqual([['negative-approval', '住宅楼内不能开餐馆']])
  const taskId = state.tasks.at(-1)?.taskId ?? ''
  await supervisor.does(caseId, 'decideNegativeAnswer', { taskId, granted: false, reason: '写到款' })
  expect(await inbox(officer, caseId)).toContainEqual(['negative-revision', '写到款'])
  const again = await officer.does(caseId, 'recordResult', { ...explained, legalBasis: '第八十一条第二款' })
  const next = again.state.tasks.findLast(({ kind }) => kind === 'negative-approval')?.taskId ?? ''
  const approved = await supervisor.does(caseId, 'decideNegativeAnswer', { taskId: next, granted: true })
  expect(approved.state.result).toMatchObject({ legalBasis: '第八十一条第二款', recorded: { by: 'officer1' } })
  expect(approved.timeline.at(-1)).toMatchObject({ type: 'ResultRecorded', actorName: '陈立' })
  expect(approved.timeline.at(-1)?.sentence).toContain('林静拟稿，经审批')
})

test('given rules by which a no is reported, when a matter is refused, then the case ends and the leader has news of it', async () => {
  await rules({ approvedBy: 'leader', report: 'after' })
  const { state } = (await officer.registers()).json<CaseView>()
  const refusal = { reason: 'petition' as const, explanation: '属于信访事项', remedy: '' }
  expect((await officer.does(state.caseId, 'refuseCase', refusal)).state.status).toBe('refused')
  await relayOutbox(desk.deps)
  const { rows } = (await leader.asks('GET', '/api/news')).json()
  expect(rows[0]).toMatchObject({ topic: 'answer-reported', caseId: state.caseId, path: `/cases/${state.caseId}` })
  expect(rows[0].text).toContain('属于信访事项')
})

test('the tables agree with the log', async () => {
  expect((await verify(desk.deps.db)).differences).toEqual([])
})
