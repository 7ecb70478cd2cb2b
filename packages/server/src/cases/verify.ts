import { foldLog } from '@bancheng/core/cases/fold.ts'
import { brokenInvariants } from '@bancheng/core/cases/invariants.ts'
import { sql } from 'kysely'
import { canonicalJson } from '../platform/canonical-json.ts'
import type { Db } from '../platform/db.ts'
import { type IndexRows, indexRows } from './indexes.ts'
import { type CaseKey, hashOf, type LoggedEvent, readLog } from './log.ts'
import { columns, nameOf } from './store.ts'

/** One thing that is not as the log says, in a sentence for whoever runs the centre's system. */
export type Difference = { readonly centerId: string; readonly caseId: string; readonly what: string }
export type Verified = { readonly cases: number; readonly events: number; readonly differences: readonly Difference[] }

const tables = ['record', 'task', 'paper', 'delivery'] as const
type Table = (typeof tables)[number]

/** Recomputes every hash and every fold, and compares the tables with what the log says. Changes nothing. */
export async function verify(db: Db): Promise<Verified> {
  let cases = 0
  let events = 0
  const differences: Difference[] = []
  for await (const key of everyCase(db)) {
    const found = await verifyCase(db, key)
    cases += 1
    events += found.events
    differences.push(...found.faults.map((what) => ({ ...key, what })))
  }
  return { cases, events, differences }
}

/** Every case that the log or a table knows, so that neither can hide one. */
export async function* everyCase(db: Db): AsyncGenerator<CaseKey> {
  const size = 500
  let after = ['', '']
  for (;;) {
    const { rows } = await sql<CaseKey>`
      select center_id as "centerId", case_id as "caseId" from (
        select center_id, case_id from case_event where seq = 1 union select center_id, case_id from case_record
        union select center_id, case_id from case_event group by center_id, case_id having min(seq) > 1
      ) known where (center_id, case_id) > (${after[0]}, ${after[1]}) order by center_id, case_id limit ${size}
    `.execute(db)
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < size) return
    after = [last.centerId, last.caseId]
  }
}

async function verifyCase(db: Db, key: CaseKey): Promise<{ events: number; faults: string[] }> {
  let log: LoggedEvent[]
  try {
    log = await readLog(db, key)
  } catch (error) {
    return { events: 0, faults: [`the log cannot be read: ${error instanceof Error ? error.message : String(error)}`] }
  }
  const faults = chainFaults(key, log)
  if (faults.length > 0) return { events: log.length, faults }
  const state = foldLog(log)
  if (!state) return { events: 0, faults: ['a row in case_record has no log'] }
  const stored = await storedRows(db, key)
  const tableFaults = tables.flatMap((table) => compare(table, stored[table], expected(indexRows(state), table)))
  return { events: log.length, faults: [...brokenInvariants(state), ...tableFaults] }
}

function chainFaults(key: CaseKey, log: readonly LoggedEvent[]): string[] {
  let prevHash = ''
  for (const [index, { prevHash: named, hash, ...event }] of log.entries()) {
    if (event.seq !== index + 1) return [`event ${index + 1} is missing: event ${event.seq} stands in its place`]
    if (named !== prevHash) return [`event ${event.seq} does not name the hash of the one before it`]
    if (hashOf(key, event, prevHash) !== hash)
      return [`event ${event.seq} (${event.type}) was changed: its hash does not fit`]
    prevHash = hash
  }
  return []
}

const expected = (rows: IndexRows, table: Table): readonly object[] =>
  // next_alarm_at is not of the log
  table === 'record' ? [rows.record] : rows[table]

async function storedRows(db: Db, key: CaseKey): Promise<Record<Table, Record<string, unknown>[]>> {
  const read = async (table: Table) => {
    const names = columns[table].map(nameOf).join(', ')
    const { rows } = await sql<Record<string, unknown>>`
      select ${sql.raw(names)} from ${sql.raw(table === 'record' ? 'case_record' : table)}
      where center_id = ${key.centerId} and case_id = ${key.caseId}
    `.execute(db)
    return rows
  }
  return {
    record: await read('record'),
    task: await read('task'),
    paper: await read('paper'),
    delivery: await read('delivery'),
  }
}

/** Rows are compared as text by their own key; what differs is named by column, never by value: it may be personal. */
function compare(table: Table, stored: readonly Record<string, unknown>[], wanted: readonly object[]): string[] {
  const own = nameOf(columns[table][0] ?? '')
  const keyOf = (row: Record<string, unknown>) => (table === 'record' ? 'record' : String(row[own]))
  const found = new Map(stored.map((row) => [keyOf(row), row]))
  const faults = wanted.flatMap((row) => {
    const want: Record<string, unknown> = { ...row }
    const has = found.get(keyOf(want))
    found.delete(keyOf(want))
    if (!has) return [`table ${table} has no row ${keyOf(want)}`]
    return Object.keys(want)
      .filter((column) => canonicalJson(want[column]) !== canonicalJson(has[column]))
      .map((column) => `table ${table}, row ${keyOf(want)}: ${column} is not what the log says`)
  })
  return [
    ...faults,
    ...[...found.keys()].map((stray) => `table ${table} has a row ${stray} that the log does not know`),
  ]
}
