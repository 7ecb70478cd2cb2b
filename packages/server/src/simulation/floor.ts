import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'
import { inTransaction } from '../platform/db.ts'
import type { Told } from './year.ts'

type Step = { readonly caseId: string; readonly events: string; readonly taskIds: readonly string[] }

/**
 * The floor: the rows that the year wrote, written once more by plain SQL into tables of the same shape, one transaction
 * for each command, nothing read, nothing decided, nothing hashed. The tables are dropped again.
 * @returns milliseconds
 */
export async function measureFloor(db: Db, steps: Told['steps']): Promise<number> {
  const prepared = await prepare(db, steps)
  await sql.raw('create schema floor').execute(db)
  try {
    for (const table of ['case_event', 'case_record', 'task'])
      await sql
        .raw(`create table floor.${table} (like public.${table} including defaults including indexes)`)
        .execute(db)
    const startedAt = performance.now()
    for (const step of prepared) await inTransaction(db, (tx) => write(tx, step))
    return performance.now() - startedAt
  } finally {
    await sql.raw('drop schema floor cascade').execute(db)
  }
}

/** What each command wrote: its events, and the tasks that they speak of. */
async function prepare(db: Db, steps: Told['steps']): Promise<Step[]> {
  const reached = new Map<string, number>()
  const prepared: Step[] = []
  for (const { caseId, version } of steps) {
    const { rows } = await sql<{ payload: { taskId?: string } }>`
      select * from case_event where case_id = ${caseId} and seq > ${reached.get(caseId) ?? 0} and seq <= ${version} order by seq
    `.execute(db)
    reached.set(caseId, version)
    const taskIds = [...new Set(rows.flatMap(({ payload }) => payload.taskId ?? []))]
    prepared.push({ caseId, events: JSON.stringify(rows), taskIds })
  }
  return prepared
}

async function write(tx: Tx, { caseId, events, taskIds }: Step): Promise<void> {
  await sql`insert into floor.case_event select * from jsonb_populate_recordset(null::floor.case_event, ${events}::jsonb)`.execute(
    tx,
  )
  await sql`
    insert into floor.case_record select * from public.case_record where case_id = ${caseId}
    on conflict (center_id, case_id) do update set state = excluded.state, version = excluded.version, changed_at = excluded.changed_at
  `.execute(tx)
  if (taskIds.length > 0)
    await sql`
      insert into floor.task select * from public.task where case_id = ${caseId} and task_id = any(${[...taskIds]})
      on conflict (center_id, case_id, task_id) do update set state = excluded.state, ended_at = excluded.ended_at
    `.execute(tx)
}
