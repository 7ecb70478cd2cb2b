import type { CaseState } from '@bancheng/core/cases/state.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { canonicalJson } from '../platform/canonical-json.ts'
import type { Db, Tx } from '../platform/db.ts'
import type { IndexRows } from './indexes.ts'
import type { CaseKey } from './log.ts'

/** The fold as it was written; it came out of `evolve`, so its shape is known. */
type StateRow = { state: CaseState }

export async function readState(db: Db, key: CaseKey): Promise<CaseState | null> {
  const { rows } = await sql<StateRow>`
    select state from case_record where center_id = ${key.centerId} and case_id = ${key.caseId}
  `.execute(db)
  return rows[0]?.state ?? null
}

/** The state, and nobody else may change the case until this transaction ends. */
export async function lockState(tx: Tx, key: CaseKey): Promise<CaseState | null> {
  const { rows } = await sql<StateRow>`
    select state from case_record where center_id = ${key.centerId} and case_id = ${key.caseId} for update
  `.execute(tx)
  return rows[0]?.state ?? null
}

type Table = 'task' | 'paper' | 'delivery'
/** Columns of each table beside the keys of its case; the first one is its own key. */
export const columns = {
  task: [
    'task_id text',
    'kind text',
    'state text',
    'party jsonb',
    'party_key text',
    'ask text',
    'opened_at timestamptz',
  ].concat(['due_at timestamptz', 'signed_at timestamptz', 'ended_at timestamptz']),
  paper: ['paper_id text', 'receipt_no text', 'name text', 'state text', 'holder jsonb', 'place text'],
  delivery: ['delivery_id text', 'state text', 'waybill text'],
  record: [
    'version integer',
    'state jsonb',
    'case_no text',
    'status text',
    'pain text',
    'grade text',
    'channel text',
  ].concat(
    ['applicant_name text', 'phone_digest text', 'phone_masked text', 'want text', 'item_id text', 'item_name text'],
    [
      'owner_id text',
      'registered_at timestamptz',
      'due_at timestamptz',
      'closed_at timestamptz',
      'changed_at timestamptz',
    ],
    ['level integer', 'trips integer', 'result_kind text', 'unit_ids text[]', 'file_ids text[]', 'search_text text'],
    ['next_alarm_at timestamptz'],
  ),
} as const satisfies Record<Table | 'record', readonly string[]>

export const nameOf = (column: string): string => column.split(' ')[0] ?? column

/** One statement for any number of rows; what exists already is brought up to date. Names come from the lists above only. */
async function upsert(tx: Tx, table: Table | 'record', rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const names = columns[table].map(nameOf)
  const [own] = names
  const conflict = table === 'record' ? '' : `, ${own}`
  const changed = table === 'record' ? names : names.slice(1)
  await sql`
    insert into ${sql.raw(table === 'record' ? 'case_record' : table)} (center_id, case_id, ${sql.raw(names.join(', '))})
    select center_id, case_id, ${sql.raw(names.join(', '))}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (center_id text, case_id text, ${sql.raw(columns[table].join(', '))})
    on conflict (center_id, case_id${sql.raw(conflict)})
    do update set ${sql.raw(changed.map((name) => `${name} = excluded.${name}`).join(', '))}
  `.execute(tx)
}

/** Rows that are new or no longer as they were; ended ones first, so that one task carries the case at every moment. */
function changedRows<T extends { state: string }>(before: readonly T[], after: readonly T[]): T[] {
  const known = new Set(before.map(canonicalJson))
  const isEnded = (row: T) => row.state !== 'open' && row.state !== 'waiting'
  return after.filter((row) => !known.has(canonicalJson(row))).sort((a, b) => Number(isEnded(b)) - Number(isEnded(a)))
}

/** `nextAlarm` is the clock's own appointment: it follows from policy and calendar too, so the log alone cannot say it. */
export type Indexing = {
  readonly key: CaseKey
  readonly before: IndexRows | null
  readonly after: IndexRows
  readonly nextAlarm: Instant | null
}

/** Brings the tables beside the log up to the states, one statement for each table. */
export async function writeIndexes(tx: Tx, indexings: readonly Indexing[]): Promise<void> {
  const keyOf = ({ centerId, caseId }: CaseKey) => ({ center_id: centerId, case_id: caseId })
  const records = indexings.map(({ key, after, nextAlarm }) => ({
    ...keyOf(key),
    ...after.record,
    next_alarm_at: nextAlarm,
  }))
  const changed = <T extends { state: string }>(rowsOf: (rows: IndexRows) => readonly T[]) =>
    indexings.flatMap(({ key, before, after }) =>
      changedRows(before ? rowsOf(before) : [], rowsOf(after)).map((row) => ({ ...keyOf(key), ...row })),
    )
  await upsert(tx, 'record', records)
  await upsert(
    tx,
    'task',
    changed((rows) => rows.task),
  )
  await upsert(
    tx,
    'paper',
    changed((rows) => rows.paper),
  )
  await upsert(
    tx,
    'delivery',
    changed((rows) => rows.delivery),
  )
}

/** The clock looked, and there was nothing to say. */
export async function writeNextAlarms(
  tx: Tx,
  appointments: readonly { readonly key: CaseKey; readonly nextAlarm: Instant | null }[],
): Promise<void> {
  if (appointments.length === 0) return
  await sql`
    update case_record r set next_alarm_at = n.at
    from unnest(${appointments.map(({ key }) => key.centerId)}::text[], ${appointments.map(({ key }) => key.caseId)}::text[],
      ${appointments.map(({ nextAlarm }) => nextAlarm)}::timestamptz[]) as n (center_id, case_id, at)
    where r.center_id = n.center_id and r.case_id = n.case_id
  `.execute(tx)
}

/** The next running number of a day, gapless within what commits. */
export async function nextRunningNumber(tx: Tx, centerId: string, day: string): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into case_number as n (center_id, day, last_number) values (${centerId}, ${day}, 1)
    on conflict (center_id, day) do update set last_number = n.last_number + 1 returning last_number as number
  `.execute(tx)
  if (!rows[0]) throw new Error('a running number is always given')
  return rows[0].number
}
