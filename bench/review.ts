// npm run bench:review — a centre with a million cases of history: how long its month takes to freeze, to show and to print.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instantAt, LocalDate } from '@bancheng/core/kernel/time.ts'
import type { EntryPage, ReviewView } from '@bancheng/core/review/contract.ts'
import { composeDeps } from '@bancheng/server/compose.ts'
import { readConfig } from '@bancheng/server/config.ts'
import type { Deps } from '@bancheng/server/deps.ts'
import type { Session } from '@bancheng/server/identity/session.ts'
import { settableClock } from '@bancheng/server/platform/clock.ts'
import { openDatabase } from '@bancheng/server/platform/database.ts'
import { connect, type Db, inTransaction } from '@bancheng/server/platform/db.ts'
import { chineseFaces } from '@bancheng/server/platform/pdf/chinese-faces.ts'
import { freezeReview } from '@bancheng/server/review/freeze.ts'
import { writePdf } from '@bancheng/server/review/pdf.ts'
import { viewPages, viewReview } from '@bancheng/server/review/reads.ts'
import { writeDocument } from '@bancheng/server/review/word.ts'
import { SAMPLE_CENTER_ID } from '@bancheng/server/sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '@bancheng/server/sample/load.ts'
import { simulateYear } from '@bancheng/server/simulation/year.ts'
import { sql } from 'kysely'

const CASES = Number(process.argv[2] ?? 1_000_000)
/** The history reaches over five years; the last month of it is the one that is frozen. */
const MONTH = '2026-02'
const now = instantAt(LocalDate.parse('2026-03-02'), '09:30')

async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bancheng-bench-'))
  await chmod(folder, 0o755) // the database of a root user runs under another account
  const config = { ...readConfig({ LOG_LEVEL: 'silent' }), dataFolder: folder, databaseUrl: null }
  const database = await openDatabase(config, { mayShare: false })
  const { deps, close } = await composeDeps(config, database, settableClock(now).clock)
  const owner = connect(database.url, { role: null }) // may leave the triggers aside while it fills the tables
  try {
    await loadSampleCentreWhenEmpty(deps)
    await simulateYear(deps, { seed: 20_260_302, cases: 40, from: LocalDate.parse('2026-01-12'), until: now })
    const filled = await timed(() => fill(owner.db))
    console.log(`${CASES} cases written in ${Math.round(filled.ms / 1000)} s; ${await sizes(owner.db)}`)
    process.exitCode = (await measure(deps)) ? 0 : 1
  } finally {
    await owner.close()
    await close()
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/**
 * The simulated cases of six weeks, again and again: each copy under an id of its own and moved back in
 * time by 0 to 59 months of four weeks, so that every month has as many as the last. One copy in thirty keeps its troubles
 * (late, returned, reopened, dissatisfied) and its whole log; the others are set right, as most cases are, and of their
 * logs only the milestones are written: nobody reads them here, and a whole disk would be filled with them.
 */
async function fill(db: Db): Promise<void> {
  await inTransaction(db, async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx)
    await sql`create temp table pattern on commit drop as
      select row_number() over (order by case_id) - 1 as n, case_id, closed_at is not null as is_over from case_record`.execute(
      tx,
    )
    await sql`create temp table copy on commit drop as
      select 'bench-' || i as id, p.case_id as of, p.is_over, make_interval(days => 28 * (i / 7 % 60)) as back, i % 31 = 0 as troubled, i
      from generate_series(1, ${CASES}::integer) as i join (select *, row_number() over () - 1 as k, count(*) over () as all_of
        from pattern) p on p.k = i % p.all_of`.execute(tx)
    await copyRecords(tx)
    await copyLogs(tx)
  })
  await sql`vacuum analyze case_record, task, case_event`.execute(db)
}

async function copyRecords(tx: Db): Promise<void> {
  // A case that is older than this month and still open would be a troubled one: untroubled copies of open cases are recent.
  await sql`
    insert into case_record (center_id, case_id, version, state, case_no, status, pain, grade, channel, applicant_name, phone_digest,
      phone_masked, want, item_id, item_name, owner_id, registered_at, due_at, closed_at, changed_at, level, trips, result_kind, unit_ids,
      file_ids, search_text)
    select r.center_id, c.id, r.version, r.state, 'B' || c.i, case when c.troubled then r.status else 'closed' end, r.pain, r.grade, r.channel,
      r.applicant_name, null, r.phone_masked, r.want, r.item_id, r.item_name, r.owner_id, r.registered_at - c.back, r.due_at - c.back,
      case when c.troubled then r.closed_at - c.back else coalesce(r.closed_at, r.changed_at) - c.back end, r.changed_at - c.back, r.level, r.trips,
      r.result_kind, r.unit_ids, '{}', r.want
    from copy c join case_record r on r.case_id = c.of`.execute(tx)
  await sql`
    insert into task (center_id, case_id, task_id, kind, state, party, party_key, ask, opened_at, due_at, signed_at, ended_at)
    select t.center_id, c.id, t.task_id, t.kind,
      case when c.troubled or t.state <> 'open' then t.state else 'done' end, t.party, t.party_key, t.ask,
      t.opened_at - c.back, case when c.troubled then t.due_at else greatest(t.due_at, coalesce(t.ended_at, ${now})) end - c.back,
      t.signed_at - c.back, case when c.troubled then t.ended_at else coalesce(t.ended_at, ${now}) end - c.back
    from copy c join task t on t.case_id = c.of`.execute(tx)
}

const copyLogs = (tx: Db) =>
  sql`
    insert into case_event (center_id, case_id, seq, type, version, at, actor, policy_version, payload, prev_hash, hash)
    select e.center_id, c.id, e.seq,
      e.type, e.version, e.at - c.back,
      e.actor, e.policy_version,
      case when c.troubled then e.payload
        when e.type = 'FollowUpRecorded' then e.payload || '{"solved": true, "satisfaction": 5}'
        else e.payload end, '', ''
    from copy c join case_event e on e.case_id = c.of
    where c.troubled or e.type in ('CaseRegistered', 'CaseAccepted', 'FollowUpRecorded', 'CaseClosed')`.execute(tx)

async function sizes(db: Db): Promise<string> {
  const { rows } = await sql<{ cases: number; tasks: number; events: number; bytes: string }>`
    select (select count(*) from case_record) as cases, (select count(*) from task) as tasks,
      (select count(*) from case_event) as events, pg_size_pretty(pg_database_size(current_database())) as bytes
  `.execute(db)
  const [all] = rows
  return `${all?.cases} cases, ${all?.tasks} tasks, ${all?.events} events, ${all?.bytes}`
}

async function measure(deps: Deps): Promise<boolean> {
  const { rows } = await sql<{ personId: string; unitId: string }>`
    select p.person_id as "personId", p.unit_id as "unitId" from person p join account a using (center_id, person_id)
    where a.role = 'leader'
  `.execute(deps.db)
  const [leader] = rows
  if (!leader) throw new Error('the sample centre has a leader')
  const session = {
    centerId: SAMPLE_CENTER_ID,
    actor: { kind: 'person', name: '', role: 'leader', ...leader },
  } as Session // as far as reading asks
  const reader = { session, locale: 'zh' as const, now }
  const frozen = await timed(() => freezeReview(deps, SAMPLE_CENTER_ID, MONTH))
  const viewed = await timed(() => viewReview(deps.db, reader, MONTH))
  const paged = await timed(() => viewPages(deps.db, reader, MONTH))
  const written = await timed(() => writeDocument(viewed.value, paged.value, '示例中心'))
  const pdf = await timed(() => pdfOf(viewed.value, paged.value))
  const read = viewed.ms + paged.ms
  const printed = read + Math.max(written.ms, pdf.ms)
  console.log(`frozen   ${Math.round(frozen.ms)} ms: ${frozen.value} cases on the list`)
  console.log(`shown    ${Math.round(viewed.ms)} ms the front page, ${Math.round(paged.ms)} ms a page for every case`)
  for (const [name, { ms, value }] of Object.entries({ Word: written, PDF: pdf }))
    console.log(
      `printed  ${Math.round(read + ms)} ms all told, a ${name} file of ${Math.round(value.length / 1000)} kB`,
    )
  return frozen.ms <= 3_000 && printed <= 10_000
}

/** From the first one of a process: its fonts are read too. */
async function pdfOf(view: ReviewView, pages: readonly EntryPage[]): Promise<Buffer> {
  const faces = await chineseFaces()
  if (!faces) throw new Error('the optional font is not installed')
  const parts: Buffer[] = []
  for await (const part of writePdf(view, pages, { centerName: '示例中心', isSample: false, faces })) parts.push(part)
  return Buffer.concat(parts)
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const startedAt = performance.now()
  const value = await work()
  return { ms: performance.now() - startedAt, value }
}

await run()
