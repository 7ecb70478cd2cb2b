import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { CaseKey } from '../cases/log.ts'
import type { LockedCase } from '../cases/sound.ts'
import type { Db, Tx } from '../platform/db.ts'

/**
 * Cases at which the clock must look, the longest overdue first, locked. What another process has locked is its own to
 * do. One that failed waits for its next try and keeps its alarm. Before a calendar that was changed has been counted by,
 * nothing is known of the dates since.
 */
export async function lockDueCases(tx: Tx, now: Instant, limit: number, only?: CaseKey): Promise<LockedCase[]> {
  const { rows } = await sql<CaseKey & Omit<LockedCase, 'key'>>`
    select r.center_id as "centerId", r.case_id as "caseId", r.state, least(r.next_alarm_at, (
        select min(d.requested_at) from due_recomputation d where d.center_id = r.center_id and d.ended_at is null)) as since
    from case_record r
    where r.next_alarm_at <= ${now}
      and (${only?.caseId ?? null}::text is null or (r.center_id, r.case_id) = (${only?.centerId ?? null}, ${only?.caseId ?? null}))
      and not exists (
        select from alarm_failure f where f.center_id = r.center_id and f.case_id = r.case_id and f.retry_at > ${now})
    order by r.next_alarm_at, r.center_id, r.case_id limit ${limit}
    for update of r skip locked
  `.execute(tx)
  return rows.map(({ centerId, caseId, state, since }) => ({ key: { centerId, caseId }, state, since }))
}

export async function forgetFailures(tx: Tx, keys: readonly CaseKey[]): Promise<void> {
  await sql`
    delete from alarm_failure f using unnest(${keys.map(({ centerId }) => centerId)}::text[],
      ${keys.map(({ caseId }) => caseId)}::text[]) as k (center_id, case_id)
    where f.center_id = k.center_id and f.case_id = k.case_id
  `.execute(tx)
}

/** The pause doubles from one minute to six hours; the alarm itself is never given up. */
export async function noteFailure(db: Db, key: CaseKey, error: string, now: Instant): Promise<void> {
  await sql`
    insert into alarm_failure as f (center_id, case_id, attempts, last_error, failed_at, retry_at)
    values (${key.centerId}, ${key.caseId}, 1, ${error}, ${now}, ${now}::timestamptz + interval '1 minute')
    on conflict (center_id, case_id) do update set attempts = f.attempts + 1, last_error = excluded.last_error,
      failed_at = excluded.failed_at,
      retry_at = excluded.failed_at + least(interval '6 hours', interval '1 minute' * power(2, least(f.attempts, 10)))
  `.execute(db)
}

export type AlarmHealth = { readonly waiting: number; readonly failing: number; readonly oldest: Instant | null }

/** How far behind the clock is, counted up to a thousand. */
export async function alarmHealth(db: Db, now: Instant): Promise<AlarmHealth> {
  const { rows } = await sql<AlarmHealth>`
    select (select count(*)::integer from (
        select from case_record where next_alarm_at <= ${now} limit 1000) due) as waiting,
      (select count(*)::integer from alarm_failure) as failing,
      (select min(next_alarm_at) from case_record where next_alarm_at <= ${now}) as oldest
  `.execute(db)
  return rows[0] ?? { waiting: 0, failing: 0, oldest: null }
}
