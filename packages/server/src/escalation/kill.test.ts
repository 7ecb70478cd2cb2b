import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { verify } from '../cases/verify.ts'
import { APP_ROLE, type Connection, connect } from '../platform/db.ts'
import { openCaseDesk } from '../testing/case-desk.ts'
import { MONDAY, type TestDesk } from '../testing/desk.ts'
import { takeOn } from '../testing/many-cases.ts'
import { alarmHealth } from './store.ts'

/** More than one batch, so that both processes have something in hand. */
const CASES = 300
/** Accepted on Monday with three working days: reminded on Wednesday, overdue on Thursday evening, urged on Friday. */
const FRIDAY = '2026-03-06T01:00:00.000Z' as Instant // written in the one shape of an Instant

let desk: TestDesk
let owner: Connection
const children: ChildProcess[] = []
beforeAll(async () => {
  desk = await openCaseDesk()
  owner = connect(desk.databaseUrl, { role: null })
  desk.setClock(MONDAY)
  await takeOn(desk.deps, CASES)
  await sql`delete from outbox`.execute(owner.db) // what was told on Monday is not the matter
  desk.setClock(FRIDAY)
})
afterEach(() => Promise.all(children.splice(0).map(ended)))
afterAll(async () => {
  await owner.close()
  await desk.close()
})

/** A process with a timetable of its own; the database knows its connections by this name. */
function startClock(name: string): ChildProcess {
  const url = `${desk.databaseUrl}${desk.databaseUrl.includes('?') ? '&' : '?'}application_name=${name}`
  const args = [url, APP_ROLE, desk.deps.config.dataFolder, FRIDAY]
  const child = fork(join(import.meta.dirname, '../testing/clock-process.ts'), args, { execArgv: [] })
  children.push(child)
  return child
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  if (child.connected) child.disconnect()
  await exit
}

/** Until it is so; a fault of the machine, not of the clock, if it takes that long. */
const until = (what: () => Promise<unknown>) => vi.waitFor(what, { timeout: 30_000, interval: 20 })

/** What those of its connections that wait for a lock want to do. */
async function waitsOf(name: string): Promise<string> {
  const { rows } = await sql<{ query: string }>`
    select query from pg_stat_activity
    where datname = current_database() and application_name = ${name} and wait_event_type = 'Lock'
  `.execute(owner.db)
  return rows.map(({ query }) => query).join()
}

/** Nobody writes to this table until it is let go: whoever wants to stands still in the middle of a transaction. */
async function hold(table: 'outbox' | 'news'): Promise<{ letGo: () => Promise<void> }> {
  const client = await owner.pool.connect()
  await client.query('begin')
  await client.query(`lock table ${table} in exclusive mode`)
  return {
    letGo: async () => {
      await client.query('commit')
      client.release()
    },
  }
}

const standsBefore = (name: string, table: 'outbox' | 'news') =>
  until(async () => expect(await waitsOf(name)).toContain(`insert into ${table}`))

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit')
  child.kill('SIGKILL')
  await exit
}

const countsOf = async (what: string) => {
  const { rows } = await sql.raw<{ name: string; rows: number; cases: number }>(what).execute(owner.db)
  return Object.fromEntries(rows.map((row) => [row.name, [row.rows, row.cases]]))
}

test('given hundreds of alarms of one minute, when two of three processes are killed in the middle, then each is said once and told once', async () => {
  const outbox = await hold('outbox')
  const [first, second] = [startClock('first'), startClock('second')]
  await standsBefore('first', 'outbox') // each has written alarms that nobody sees yet
  await standsBefore('second', 'outbox')
  await kill(first)
  const news = await hold('news')
  await outbox.letGo()
  await standsBefore('second', 'news') // it has taken out what is to be told and told nobody yet
  await kill(second)
  await news.letGo()
  startClock('third')
  await until(async () => expect((await alarmHealth(desk.deps.db, FRIDAY)).waiting).toBe(0))
  const said = await countsOf(`
    select type as name, count(*)::integer as rows, count(distinct case_id)::integer as cases from case_event
    where actor ->> 'kind' = 'system' group by type`)
  const each = [CASES, CASES]
  expect(said).toEqual({ TaskReminded: each, TaskOverdue: each, TaskEscalated: each, TaskOpened: each })
  const papers = await countsOf(`
    select e -> 'paper' ->> 'kind' as name, count(*)::integer as rows, count(distinct case_id)::integer as cases
    from case_record, jsonb_array_elements(state -> 'escalations') e group by 1`)
  expect(papers).toEqual({ urging: each })
  expect((await verify(desk.deps.db)).differences).toEqual([])

  await until(async () => expect((await sql`select from outbox`.execute(owner.db)).rows).toEqual([]))
  const told = await countsOf(`
    select topic || ' to ' || person_id as name, count(*)::integer as rows, count(distinct case_id)::integer as cases
    from news group by 1`)
  expect(told).toEqual({
    'task-reminded to officer1': each,
    'task-overdue to officer1': each,
    'task-escalated to officer1': each,
  })
}, 120_000)
