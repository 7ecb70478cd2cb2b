import { type Instant, instantAt, LocalDate } from '@bancheng/core/kernel/time.ts'
import type { News } from '@bancheng/core/notifications/contract.ts'
import type { InstructionTaskView, ReviewView } from '@bancheng/core/review/contract.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { composeDeps } from '../compose.ts'
import { relayOutbox } from '../notifications/relay.ts'
import { registerNotifications } from '../notifications/routes.ts'
import { newId } from '../platform/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { openTestDesk, signInTo, type TestDesk } from '../testing/desk.ts'
import { soundInstructions } from './climb.ts'
import { freezeReview } from './freeze.ts'
import { registerReview } from './routes.ts'

let desk: TestDesk
const at = (day: string, time = '09:00'): Instant => instantAt(LocalDate.parse(day), time)
const CENTRE = 'sample-ja'

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerReview, registerNotifications] })
  await loadSampleCentreWhenEmpty(desk.deps)
  await freezeReview(desk.deps, CENTRE, '2026-02')
}, 60_000)
afterAll(() => desk.close())

/** Told on Monday 2 March to answer by Monday 9 March. */
async function instructed(text: string): Promise<string> {
  desk.setClock(at('2026-03-02', '10:00'))
  const leader = await signInTo(desk, 'leader')
  const input = {
    about: { kind: 'whole' },
    text,
    parties: [{ kind: 'unit', unitId: 'sj-food' }],
    dueOn: '2026-03-09',
  }
  const given = await leader.asks('POST', '/api/reviews/2026-02/instructions', input, { 'idempotency-key': newId() })
  expect(given.statusCode, given.body).toBe(200)
  const { instructions } = (await leader.asks('GET', '/api/reviews/2026-02')).json<ReviewView>()
  return instructions.find((task) => task.text === text)?.taskId ?? ''
}
async function waitingFor(name: string, taskId: string): Promise<InstructionTaskView | undefined> {
  const person = await signInTo(desk, name)
  const { rows } = (await person.asks('GET', '/api/instruction-tasks')).json<{ rows: InstructionTaskView[] }>()
  return rows.find((task) => task.taskId === taskId)
}
async function newsOf(name: string): Promise<News[]> {
  await relayOutbox(desk.deps)
  const person = await signInTo(desk, name)
  return (await person.asks('GET', '/api/news')).json<{ rows: News[] }>().rows
}

test('given an instruction that nobody answers, when the clock was out for weeks, then every rung is climbed once and told', async () => {
  const taskId = await instructed('请查明食品经营许可注销难的原因')
  expect(await newsOf('liaison.sj')).toMatchObject([{ topic: 'task-assigned', path: '/' }])
  expect(await waitingFor('leader', taskId)).toBeUndefined()
  expect(await waitingFor('liaison.sjz', taskId)).toBeUndefined()
  expect(await soundInstructions(desk.deps), 'nothing is due yet').toBe(0)

  desk.setClock(at('2026-03-24', '09:30'))
  expect(await soundInstructions(desk.deps)).toBe(6)
  expect(await soundInstructions(desk.deps)).toBe(0)

  const seen = await waitingFor('liaison.sj', taskId)
  expect(seen).toMatchObject({ number: 'JA-PS202602-1', isLate: true, round: 1, mayAnswer: true })
  expect(seen?.alarms.map(({ kind, paper }) => paper?.number ?? kind)).toEqual([
    'reminded',
    'overdue',
    'JA-PS202602-1-C1',
    'JA-PS202602-1-D1',
    'JA-PS202602-1-D2',
    'JA-PS202602-1-D3',
  ])
  // Whom it climbed to has it in the inbox too: the unit above, the head of the window, the leader who gave it.
  expect(await waitingFor('liaison.sjz', taskId)).toMatchObject({ mayAnswer: false })
  expect(await waitingFor('supervisor', taskId)).toMatchObject({ mayAnswer: true })
  expect(await waitingFor('leader', taskId)).toMatchObject({ state: 'open', mayJudge: false })
  const topicsOf = async (name: string) => (await newsOf(name)).map(({ topic }) => topic).toSorted()
  expect(await topicsOf('liaison.sj')).toEqual(['task-assigned', 'task-escalated', 'task-overdue', 'task-reminded'])
  expect(await topicsOf('liaison.sjz')).toEqual(['task-escalated'])
  expect(await topicsOf('supervisor')).toEqual(['task-escalated'])
  expect(await topicsOf('leader')).toEqual(['task-escalated'])
  const [top] = await newsOf('leader')
  expect(top?.text).toContain('JA-PS202602-1')
})

test('when two processes sound at once, then they share the work and nothing is doubled', async () => {
  const taskIds = [await instructed('第一件'), await instructed('第二件'), await instructed('第三件')]
  desk.setClock(at('2026-03-24', '09:30'))
  const other = await composeDeps(desk.deps.config, { url: desk.databaseUrl, role: null }, desk.deps.clock)
  try {
    const said = await Promise.all([desk.deps, other.deps, other.deps].map((deps) => soundInstructions(deps)))
    expect(said.reduce((sum, one) => sum + one, 0)).toBe(18)
  } finally {
    await other.close()
  }
  const { rows } = await sql<{ names: number; papers: number; told: number }>`
    select count(*)::integer as names, count(distinct paper_number)::integer as papers, (
        select sum(jsonb_array_length(tellings -> 'people'))::integer from outbox where case_id = any(${taskIds.map((id) => `instruction:${id}`)})
          and tellings ->> 'actorId' is null) as told
    from instruction_alarm where task_id = any(${taskIds})
  `.execute(desk.deps.db)
  expect(rows).toEqual([{ names: 18, papers: 12, told: 18 }])
})

test('when somebody answers before the clock has looked, then what was due stands before their answer; sent back, it begins anew', async () => {
  const taskId = await instructed('请说明两次退单的理由')
  desk.setClock(at('2026-03-12', '10:00'))
  const bureau = await signInTo(desk, 'liaison.sj')
  const url = `/api/instruction-tasks/${taskId}`
  expect((await bureau.asks('POST', `${url}/answer`, { text: '材料不全' })).statusCode).toBe(204)
  expect(await soundInstructions(desk.deps), 'the leader has it now').toBe(0)
  const answered = await waitingFor('leader', taskId)
  expect(answered?.alarms.map(({ kind }) => kind)).toEqual(['reminded', 'overdue', 'escalated', 'escalated'])
  const leader = await signInTo(desk, 'leader')
  const back = { kind: 'send-back', text: '原因没有写明', dueOn: '2026-03-16' }
  expect((await leader.asks('POST', `${url}/verdict`, back)).statusCode).toBe(204)
  expect(await waitingFor('liaison.sj', taskId)).toMatchObject({ round: 2, isLate: false })
  expect(await waitingFor('liaison.sjz', taskId), 'the new day stands at the foot of the ladder').toBeUndefined()
  desk.setClock(at('2026-03-17', '09:00'))
  expect(await soundInstructions(desk.deps)).toBe(3)
  const papers = (await waitingFor('liaison.sj', taskId))?.alarms.flatMap(({ paper }) => paper?.number.slice(-2) ?? [])
  expect(papers).toEqual(['C1', 'D1', 'C2'])
})

test('given the papers of rungs, then whoever each is to signs for it in the system, once, and can still read it after the answer', async () => {
  const taskId = await instructed('请说明收取材料的依据')
  desk.setClock(at('2026-03-12', '10:00'))
  await soundInstructions(desk.deps)
  const [bureau, city] = [await signInTo(desk, 'liaison.sj'), await signInTo(desk, 'liaison.sjz')]
  const url = `/api/instruction-tasks/${taskId}`
  const { number, ...task } = (await bureau.asks('GET', url)).json<InstructionTaskView>()
  const papers = task.alarms.flatMap(({ paper }) => paper ?? [])
  expect(task).toMatchObject({ receipt: null, maySign: true })
  expect(papers).toMatchObject([
    { number: `${number}-C1`, rungName: '催办', cause: 'late', receipt: null, maySign: true },
    { number: `${number}-D1`, rungName: '上级单位督办', until: at('2026-03-16', '17:00'), maySign: false },
  ])
  const signs = async (person: typeof bureau, of: string) => {
    const answer = await person.asks('POST', `${url}/receipts`, { number: of })
    return answer.statusCode === 204 ? 'signed' : answer.json<{ code: string }>().code
  }
  expect(await signs(bureau, `${number}-D1`)).toBe('forbidden')
  expect(await signs(bureau, `${number}-C9`)).toBe('not-found')
  for (const [person, of] of [
    [bureau, number],
    [bureau, `${number}-C1`],
    [city, `${number}-D1`],
  ] as const)
    expect(await signs(person, of)).toBe('signed')
  expect(await signs(city, `${number}-D1`)).toBe('task-already-signed')
  expect((await bureau.asks('POST', `${url}/answer`, { text: '依据是第三条' })).statusCode).toBe(204)
  const after = (await city.asks('GET', url)).json<InstructionTaskView>()
  expect(after.receipt).toMatchObject({ at: at('2026-03-12', '10:00') })
  expect(after.alarms.flatMap(({ paper }) => paper ?? [])).toMatchObject([
    { receipt: { at: at('2026-03-12', '10:00') }, answeredAt: at('2026-03-12', '10:00'), maySign: false },
    { receipt: {}, maySign: false },
  ])
  const stranger = await signInTo(desk, 'liaison.sw')
  expect((await stranger.asks('GET', url)).statusCode).toBe(404)
})
