// npm run bench:alarms — 100,000 alarms that fall due in the same minute: one process, then two of which one is killed.
import { type ChildProcess, fork } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { RegisterCase } from '@bancheng/core/cases/commands.ts'
import { registerCase } from '@bancheng/core/cases/rules/register.ts'
import { caseNoOf } from '@bancheng/core/kernel/case-no.ts'
import { type Instant, instantAt, LocalDate, localDateOf } from '@bancheng/core/kernel/time.ts'
import { decide } from '@bancheng/core/may.ts'
import { loadContext } from '@bancheng/server/cases/context.ts'
import { recordAll } from '@bancheng/server/cases/record.ts'
import { verify } from '@bancheng/server/cases/verify.ts'
import { composeDeps } from '@bancheng/server/compose.ts'
import { readConfig } from '@bancheng/server/config.ts'
import type { Deps } from '@bancheng/server/deps.ts'
import { settableClock } from '@bancheng/server/platform/clock.ts'
import { openDatabase } from '@bancheng/server/platform/database.ts'
import { connect, type Db, inTransaction } from '@bancheng/server/platform/db.ts'
import { newId } from '@bancheng/server/platform/ids.ts'
import { SAMPLE_CENTER_ID, samplePeople, sampleUnits } from '@bancheng/server/sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '@bancheng/server/sample/load.ts'
import { sql } from 'kysely'

const CASES = Number(process.argv[2] ?? 100_000)
const BATCH = 500
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
    await fill(deps, () => analyse(database.url))
    const reminder = await oneMinute(deps.db)
    const alone = await timed(async () => ended(begin(await worker(reminder))))
    await sayOnce(deps.db, 'TaskReminded', `one process: ${seconds(alone)}`)
    const owner = connect(database.url, { role: null }) // tables of its own need the right to make tables
    const floor = await floorOf(owner.db).finally(owner.close)
    console.log(`floor (plain SQL, the same rows and batches): ${seconds(floor)}, ratio ${(floor / alone).toFixed(2)}`)
    const overdue = await oneMinute(deps.db)
    const [killed, other] = await Promise.all([worker(overdue), worker(overdue)])
    const both = await timed(async () => {
      begin(killed)
      setTimeout(() => killed.kill('SIGKILL'), Math.max(300, alone / 6))
      await Promise.all([ended(begin(other)), ended(killed)])
      await ended(begin(await worker(overdue))) // what the killed one had in hand, if it was still in hand
    })
    await sayOnce(deps.db, 'TaskOverdue', `two processes, one killed: ${seconds(both)}`)
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

/** Cases that an officer took on in the same minute, by the real rules, written by the real door. */
async function fill(deps: Deps, analyse: () => Promise<void>): Promise<void> {
  const actor = {
    kind: 'person',
    personId: samplePeople.officer1,
    name: '林静',
    role: 'officer',
    unitId: sampleUnits.window,
  } as const
  const context = await loadContext(deps, deps.db, { centerId: SAMPLE_CENTER_ID, actor, state: null })
  const input = RegisterCase.parse({
    channel: 'walk-in',
    applicant: { kind: 'person', name: '王芳', phone: '17000000001' },
    want: '注销食品经营许可证，取回商场押金',
    pain: 'hard',
  })
  for (let first = 0; first < CASES; first += BATCH) {
    // A table that grows from nothing in a minute is planned as if it were empty; autovacuum sees to that elsewhere.
    if ([BATCH, 10 * BATCH, 50 * BATCH].includes(first)) await analyse()
    await inTransaction(deps.db, async (tx) => {
      const numbers = Array.from({ length: Math.min(BATCH, CASES - first) }, (_, index) => first + index + 1)
      const born = numbers.map((running) => {
        const caseId = newId()
        const date = localDateOf(monday)
        const caseNo = caseNoOf({ letters: 'JA', date, running: running % 10_000 }).replace(
          '-',
          `${Math.floor(running / 10_000)}-`,
        )
        const key = { centerId: SAMPLE_CENTER_ID, caseId }
        return { key, before: null, context, events: registerCase({ ...key, caseNo }, input, context) }
      })
      const states = await recordAll(tx, born)
      const accepted = states.map((before) => ({
        key: { centerId: SAMPLE_CENTER_ID, caseId: before.caseId },
        before,
        context,
        events: decide('acceptCase', before, { grade: 'simple', reason: '', limit: null }, context),
      }))
      await recordAll(tx, accepted)
    })
  }
  await analyse()
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

async function sayOnce(db: Db, type: string, what: string): Promise<void> {
  const { rows } = await sql<{ events: number; cases: number }>`
    select count(*)::integer as events, count(distinct case_id)::integer as cases from case_event where type = ${type}
  `.execute(db)
  console.log(`${what}; ${type}: ${rows[0]?.events} events in ${rows[0]?.cases} cases`)
  if (rows[0]?.events !== CASES || rows[0].cases !== CASES) process.exitCode = 1
}

/** The rows that the clock wrote, written once more: nothing read, nothing decided, nothing hashed. */
async function floorOf(db: Db): Promise<number> {
  await sql.raw('create schema floor').execute(db)
  for (const table of ['case_event', 'case_record'])
    await sql.raw(`create table floor.${table} (like public.${table} including defaults including indexes)`).execute(db)
  await sql.raw('insert into floor.case_record select * from public.case_record').execute(db)
  const { rows } = await sql<{ caseId: string }>`select case_id as "caseId" from case_record order by case_id`.execute(
    db,
  )
  const batches = Array.from({ length: Math.ceil(rows.length / 200) }, (_, index) =>
    rows.slice(index * 200, index * 200 + 200),
  )
  const floor = await timed(async () => {
    for (const batch of batches) {
      const ids = batch.map(({ caseId }) => caseId)
      await inTransaction(db, async (tx) => {
        await sql`insert into floor.case_event select * from public.case_event where case_id = any(${ids}) and type = 'TaskReminded'`.execute(
          tx,
        )
        await sql`
          update floor.case_record f set state = r.state, version = r.version, changed_at = r.changed_at, next_alarm_at = r.next_alarm_at
          from public.case_record r where r.case_id = any(${ids}) and (f.center_id, f.case_id) = (r.center_id, r.case_id)
        `.execute(tx)
      })
    }
  })
  await sql.raw('drop schema floor cascade').execute(db)
  return floor
}

async function startWorker(args: string[]): Promise<ChildProcess> {
  const worker = fork(join(import.meta.dirname, 'alarms-worker.ts'), args)
  await new Promise<void>((resolve) => void worker.once('message', () => resolve()))
  return worker
}
function begin(worker: ChildProcess): ChildProcess {
  worker.send('begin')
  return worker
}
const ended = (worker: ChildProcess) =>
  worker.exitCode !== null || worker.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => void worker.once('exit', () => resolve()))

await run()
