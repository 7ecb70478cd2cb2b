import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { verify } from '../cases/verify.ts'
import { composeDeps } from '../compose.ts'
import type { Deps } from '../deps.ts'
import { acceptedCase, openCaseDesk, type Worker, workerAt } from '../testing/case-desk.ts'
import type { TestDesk } from '../testing/desk.ts'
import { soundDueAlarms } from './job.ts'
import { alarmHealth } from './store.ts'

const at = (text: string) => text as Instant // written in the one shape of an Instant
let desk: TestDesk
let officer: Worker
let supervisor: Worker

beforeAll(async () => {
  desk = await openCaseDesk()
})
beforeEach(async () => {
  desk.setClock(at('2026-03-02T01:00:00.000Z'))
  officer = await workerAt(desk, 'officer1')
  supervisor = await workerAt(desk, 'supervisor')
})
afterAll(() => desk.close())

/** A Monday morning with a request that the district must answer by Wednesday. */
async function askedCase(): Promise<string> {
  desk.setClock(at('2026-03-02T01:00:00.000Z'))
  const caseId = await acceptedCase(officer)
  await officer.does(caseId, 'askUnits', { ask: '请查', units: [{ unitId: 'sj-food', part: 'lead' }] })
  return caseId
}
const soundedIn = async (caseId: string) => {
  const { rows } = await sql<{ type: string; actor: { kind: string } }>`
    select type, actor from case_event where case_id = ${caseId} order by seq
  `.execute(desk.deps.db)
  return rows.filter(({ type }) => /^Task(Reminded|Overdue|Escalated|Unmanned)$/.test(type))
}

describe('given requests that nobody answers', () => {
  test('when the clock runs after three days of outage, then each alarm is sounded once, as the clock, and verify agrees', async () => {
    const caseId = await askedCase()
    desk.setClock(at('2026-03-05T01:30:00.000Z'))
    await soundDueAlarms(desk.deps)
    const first = await soundedIn(caseId)
    expect(first.map(({ type }) => type)).toEqual(['TaskReminded', 'TaskOverdue', 'TaskEscalated'])
    expect(first.every(({ actor }) => actor.kind === 'system')).toBe(true)
    await soundDueAlarms(desk.deps)
    expect(await soundedIn(caseId)).toEqual(first)
    expect((await verify(desk.deps.db)).differences).toEqual([])
  })

  test('when somebody acts before the clock has looked, then what was due is in the log before their act', async () => {
    const caseId = await askedCase()
    desk.setClock(at('2026-03-05T01:30:00.000Z'))
    const again = await workerAt(desk, 'officer1') // three days later one signs in again
    await again.does(caseId, 'addNote', { text: '去电催问' })
    const types = (await again.sees(caseId)).timeline.map(({ type }) => type)
    expect(types.slice(-5)).toEqual(['TaskReminded', 'TaskOverdue', 'TaskEscalated', 'TaskOpened', 'NoteAdded'])
  })

  test('when a pause reached its ceiling in an outage, then the clock runs again from there, the owner is told, and verify agrees', async () => {
    desk.setClock(at('2026-03-02T01:00:00.000Z'))
    const caseId = await acceptedCase(officer)
    await officer.does(caseId, 'startProcedure', {
      procedure: 'hearing',
      party: { kind: 'unit', unitId: 'sj-food' },
      reason: '利害关系人申请听证',
      means: 'in-person',
      toWhom: '王芳',
    })
    expect((await officer.sees(caseId)).state.caseClock?.dueAt).toBeNull()
    desk.setClock(at('2026-04-03T01:30:00.000Z'))
    await soundDueAlarms(desk.deps)
    const again = await workerAt(desk, 'officer1')
    const { state, timeline, dueExplained } = await again.sees(caseId)
    expect(timeline.filter(({ type }) => type === 'PauseExpired')).toHaveLength(1)
    expect(state.caseClock?.pauses).toMatchObject([{ to: '2026-03-30T09:00:00.000Z' }])
    expect(state.caseClock?.dueAt).toBe('2026-04-07T09:00:00.000Z')
    expect(dueExplained.join('')).toContain('已满最长时间')
    const { rows } = await sql<{ topic: string }>`
      select person ->> 'topic' as topic from outbox, jsonb_array_elements(tellings -> 'people') as person
      where case_id = ${caseId}
    `.execute(desk.deps.db)
    expect(rows.map(({ topic }) => topic)).toContain('clock-resumed')
    expect((await verify(desk.deps.db)).differences).toEqual([])
  })

  test('when two processes sound at once, then they share the work and nothing is doubled', async () => {
    const cases = await Promise.all(Array.from({ length: 12 }, askedCase))
    desk.setClock(at('2026-03-10T02:00:00.000Z'))
    const other = await secondProcess()
    try {
      await Promise.all([soundDueAlarms(desk.deps), soundDueAlarms(other.deps), soundDueAlarms(other.deps)])
    } finally {
      await other.close()
    }
    for (const caseId of cases) {
      const { rows } = await sql<{ alarms: string[] }>`
        select state -> 'alarms' as alarms from case_record where case_id = ${caseId}
      `.execute(desk.deps.db)
      const alarms = rows[0]?.alarms ?? []
      expect(new Set(alarms).size).toBe(alarms.length)
      expect(alarms.some((name) => name.startsWith('superior/'))).toBe(true)
    }
    expect((await alarmHealth(desk.deps.db, desk.deps.clock())).waiting).toBe(0)
  })

  test('when one case is broken, then the others are heard, and it keeps its alarm and is tried again', async () => {
    const [broken, sound] = [await askedCase(), await askedCase()]
    await sql`update case_record set state = state - 'tasks' where case_id = ${broken}`.execute(desk.deps.db)
    desk.setClock(at('2026-03-05T01:30:00.000Z'))
    await soundDueAlarms(desk.deps)
    expect(await soundedIn(sound)).toHaveLength(3)
    expect(await alarmHealth(desk.deps.db, desk.deps.clock())).toMatchObject({ waiting: 1, failing: 1 })
    await sql`
      update case_record set state = ${JSON.stringify((await stateOf(sound)) ?? {})}::jsonb || state where case_id = ${broken}
    `.execute(desk.deps.db)
    desk.setClock(at('2026-03-05T01:31:00.000Z'))
    await soundDueAlarms(desk.deps)
    expect(await alarmHealth(desk.deps.db, desk.deps.clock())).toMatchObject({ waiting: 0, failing: 0 })
  })
})

test('given a supervisor who will not wait, when they climb, then the unit above is asked and the leader at the top', async () => {
  const caseId = await askedCase()
  const { state } = await supervisor.sees(caseId)
  const taskId = state.tasks.find((task) => task.kind === 'coordinate')?.taskId ?? ''
  for (const reason of ['催', '再催', '还催', '请区领导']) await supervisor.does(caseId, 'climb', { taskId, reason })
  const { state: after } = await supervisor.sees(caseId)
  expect(after.escalations.map(({ party }) => party.kind)).toEqual(['unit', 'unit', 'supervisor', 'leader'])
  const leader = await workerAt(desk, 'leader')
  const inbox = (await leader.asks('GET', '/api/inbox')).json<{ rows: { caseId: string; kind: string }[] }>()
  expect(inbox.rows.filter((row) => row.caseId === caseId).map(({ kind }) => kind)).toEqual(['oversee'])
})

async function secondProcess(): Promise<{ deps: Deps; close: () => Promise<void> }> {
  return composeDeps(desk.deps.config, { url: desk.databaseUrl, role: null }, desk.deps.clock)
}

async function stateOf(caseId: string): Promise<unknown> {
  const { rows } = await sql<{ state: unknown }>`
    select state from case_record where case_id = ${caseId}
  `.execute(desk.deps.db)
  return rows[0]?.state
}
