// npm run bench:alarms — 100,000 alarms of one minute: reminders, then whole rungs, then rungs by two processes of which one is killed.
import { type ChildProcess, fork } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Instant, instantAt, LocalDate } from '@bancheng/core/kernel/time.ts'
import { verify } from '@bancheng/server/cases/verify.ts'
import { composeDeps } from '@bancheng/server/compose.ts'
import { readConfig } from '@bancheng/server/config.ts'
import { settableClock } from '@bancheng/server/platform/clock.ts'
import { openDatabase } from '@bancheng/server/platform/database.ts'
import { connect, type Db, inTransaction } from '@bancheng/server/platform/db.ts'
import { SAMPLE_CENTER_ID } from '@bancheng/server/sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '@bancheng/server/sample/load.ts'
import { CASES_A_TIME, takeOn } from '@bancheng/server/testing/many-cases.ts'
import { sql } from 'kysely'

const CASES = Number(process.argv[2] ?? 100_000)
const monday = instantAt(LocalDate.parse('2026-03-02'), '10:00')

async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bancheng-bench-'))
  await chmod(folder, 0o755) // the database of a root user runs under another account
  const config = { ...readConfig({ LOG_LEVEL: 'silent' }), dataFolder: folder, databaseUrl: null }
  const database = await openDatabase(config, { mayShare: false })
  const { clock } = settableClock(monday)
  const { deps, close } = await composeDeps(config, database, clock)
  const worker = (now: Instant) => startWorker([database.url, database.role ?? '', folder, now])
  try {
    await loadSampleCentreWhenEmpty(deps)
    // A table that grows from nothing in a minute is planned as if it were empty; autovacuum sees to that elsewhere.
    const grown = [1, 10, 50].map((times) => times * CASES_A_TIME)
    await takeOn(deps, CASES, async (written) => void (grown.includes(written) && (await analyse(database.url))))
    await analyse(database.url)

    const reminder = await oneMinute(deps.db)
    const before = await written(deps.db)
    const alone = await timed(async () => ended(begin(await worker(reminder))))
    await sayOnce(deps.db, ['TaskReminded'])
    compare('one process, reminders', alone, await floorOf(database.url, before))

    // The minute after the due time says that it is late; the rung itself is of the next morning. Both at once is an outage of a night.
    const overdue = await oneMinute(deps.db)
    await ended(begin(await worker(overdue)))
    await sayOnce(deps.db, ['TaskOverdue'])
    await analyse(database.url)
    const urging = await oneMinute(deps.db)
    const urged = await written(deps.db)
    const rungs = await timed(async () => ended(begin(await worker(urging))))
    await sayOnce(deps.db, ['TaskEscalated', 'TaskOpened'])
    compare('one process, rungs', rungs, await floorOf(database.url, urged))

    await analyse(database.url)
    const superior = await oneMinute(deps.db)
    const [killed, other] = await Promise.all([worker(superior), worker(superior)])
    const both = await timed(async () => {
      begin(killed)
      setTimeout(() => killed.kill('SIGKILL'), Math.max(300, rungs / 6))
      await Promise.all([ended(begin(other)), ended(killed)])
      await ended(begin(await worker(superior))) // what the killed one had in hand, if it was still in hand
    })
    await sayOnce(deps.db, ['TaskEscalated', 'TaskOpened'], 2)
    console.log(`two processes, one killed, rungs: ${seconds(both)}, ${Math.round(CASES / (both / 1000))} a second`)
    if (CASES <= 5_000) console.log(`verify: ${(await verify(deps.db)).differences.length} differences`)
  } finally {
    await close()
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

async function analyse(url: string): Promise<void> {
  const owner = connect(url, { role: null })
  await sql.raw('vacuum analyze').execute(owner.db).finally(owner.close)
}

/** All alarms are due in the same minute: when that is. */
async function oneMinute(db: Db): Promise<Instant> {
  const { rows } = await sql<{ at: Instant; most: Instant }>`
    select min(next_alarm_at) as at, max(next_alarm_at) as most from case_record
  `.execute(db)
  if (!rows[0] || rows[0].at !== rows[0].most) throw new Error('the alarms are not due in the same minute')
  return rows[0].at
}

/** Every case has each of these, so often and no more. */
async function sayOnce(db: Db, types: readonly string[], times = 1): Promise<void> {
  for (const type of types) {
    const { rows } = await sql<{ events: number; cases: number }>`
      select count(*)::integer as events, count(distinct case_id)::integer as cases from case_event
      where type = ${type} and actor ->> 'kind' = 'system'
    `.execute(db)
    console.log(`  ${type}: ${rows[0]?.events} events in ${rows[0]?.cases} cases`)
    if (rows[0]?.events !== times * CASES || rows[0].cases !== CASES) process.exitCode = 1
  }
}

function compare(what: string, ms: number, floor: number): void {
  const rate = Math.round(CASES / (ms / 1000))
  const ratio = (floor / ms).toFixed(2)
  const own = (processor / CASES).toFixed(2)
  console.log(`${what}: ${seconds(ms)}, ${rate} a second, ${own} ms of our own processor each`)
  console.log(`  the same rows by plain SQL ${seconds(floor)}, ratio ${ratio}`)
}

type Written = { readonly version: number; readonly number: number; readonly tasks: number }

/** Up to where the tables were filled before the clock looked; every case has come equally far. */
async function written(db: Db): Promise<Written> {
  const { rows } = await sql<Written>`
    select (select max(version) from case_record) as version, (select coalesce(max(number), 0) from outbox) as number,
      (select count(*)::integer from task) as tasks
  `.execute(db)
  if (!rows[0]) throw new Error('there are cases')
  return rows[0]
}

const FLOOR_BATCH = 200

/**
 * The rows that the clock wrote, written once more by plain SQL in the same batches into tables with the same indexes:
 * nothing read, nothing decided, nothing hashed.
 */
async function floorOf(url: string, before: Written): Promise<number> {
  const { db, close } = connect(url, { role: null }) // tables of its own need the right to make tables
  await sql.raw('create schema floor').execute(db)
  for (const table of ['case_event', 'case_record', 'task', 'outbox'])
    await sql.raw(`create table floor.${table} (like public.${table} including defaults including indexes)`).execute(db)
  await sql.raw('insert into floor.case_record select * from public.case_record').execute(db)
  const { rows } = await sql<{ caseId: string }>`select case_id as "caseId" from case_record order by case_id`.execute(
    db,
  )
  const batches = Array.from({ length: Math.ceil(rows.length / FLOOR_BATCH) }, (_, index) =>
    rows.slice(index * FLOOR_BATCH, (index + 1) * FLOOR_BATCH).map(({ caseId }) => caseId),
  )
  const opensTasks = (await written(db)).tasks > before.tasks
  const floor = await timed(async () => {
    for (const [index, ids] of batches.entries())
      await inTransaction(db, async (tx) => {
        await sql`
          insert into floor.case_event select * from public.case_event
          where center_id = ${SAMPLE_CENTER_ID} and case_id = any(${ids}) and seq > ${before.version}`.execute(tx)
        await sql`
          update floor.case_record f set state = r.state, version = r.version, changed_at = r.changed_at, next_alarm_at = r.next_alarm_at
          from public.case_record r where r.case_id = any(${ids}) and (f.center_id, f.case_id) = (r.center_id, r.case_id)
        `.execute(tx)
        if (opensTasks)
          await sql`
            insert into floor.task select * from public.task
            where center_id = ${SAMPLE_CENTER_ID} and case_id = any(${ids}) and kind = 'oversee'`.execute(tx)
        const from = before.number + index * FLOOR_BATCH
        await sql`
          insert into floor.outbox overriding system value select * from public.outbox
          where number > ${from} and number <= ${from + FLOOR_BATCH}`.execute(tx)
      })
  })
  await sql.raw('drop schema floor cascade').execute(db)
  await close()
  return floor
}

async function startWorker(args: string[]): Promise<ChildProcess> {
  const worker = fork(join(import.meta.dirname, 'alarms-worker.ts'), args)
  await new Promise<void>((resolve) => void worker.once('message', () => resolve()))
  return worker
}
/** Milliseconds of processor that the last process took for its work; a busy machine stretches the time, not these. */
let processor = 0
function begin(worker: ChildProcess): ChildProcess {
  worker.once('message', (ms) => {
    processor = Number(ms)
  })
  worker.send('begin')
  return worker
}
const ended = (worker: ChildProcess) =>
  worker.exitCode !== null || worker.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => void worker.once('exit', () => resolve()))

await run()
