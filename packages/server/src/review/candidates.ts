import type { Task } from '@bancheng/core/cases/state.ts'
import { addDays, type Instant, instantAt, instantOfMs, localDateOf } from '@bancheng/core/kernel/time.ts'
import { type Month, spanOf } from '@bancheng/core/review/month.ts'
import type { CaseFacts } from '@bancheng/core/review/rules.ts'
import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'

export type Candidate = Omit<CaseFacts, 'tasks'> & {
  readonly caseId: string
  readonly version: number
  readonly tasks: readonly Task[]
  readonly registeredAt: Instant
  readonly endedAt: Instant | null
}

type Row = Omit<Candidate, 'returned' | 'reopened' | 'dissatisfied'> & {
  readonly happened: readonly { readonly type: string; readonly at: string; readonly isBad: boolean }[] | null
}

/** JSON of the database writes a moment with an offset; ours have one shape. */
const instant = (text: string): Instant => instantOfMs(Date.parse(text))

/**
 * Cases that could belong on the list, with what the rule asks about them; never fewer than belong. Each branch rides an
 * index that holds nothing else (0010_review.sql), so that the length of the history does not matter.
 */
export async function candidates(
  tx: Tx,
  centerId: string,
  month: Month,
  now: Instant,
  olderThan: number | null,
): Promise<Candidate[]> {
  const { from, until } = spanOf(month)
  const oldBefore = olderThan === null ? null : instantAt(addDays(localDateOf(until), -olderThan), '00:00')
  const { rows } = await sql<Row>`
    with found as (
      select case_id from task where center_id = ${centerId} and kind in ('accept', 'handle', 'strike-off')
        and ended_at > due_at and ended_at >= ${from} and ended_at <= ${now}
      union
      select case_id from task where center_id = ${centerId} and kind in ('accept', 'handle', 'strike-off') and state = 'open'
        and due_at < ${until}
      union
      select case_id from case_event where center_id = ${centerId} and type = 'TaskReturned' and at >= ${from} and at < ${until}
      union
      select case_id from case_event where center_id = ${centerId} and type = 'CaseReopened' and at >= ${from} and at < ${until}
      union
      select case_id from case_event where center_id = ${centerId} and type = 'FollowUpRecorded'
        and (payload -> 'satisfaction' in ('1', '2') or payload -> 'solved' = 'false') and at >= ${from} and at < ${until}
      union
      select case_id from case_event where center_id = ${centerId} and type = 'CaseRated'
        and (payload -> 'satisfaction' in ('1', '2') or payload -> 'solved' = 'false') and at >= ${from} and at < ${until}
      union
      select case_id from case_record where center_id = ${centerId} and registered_at < ${oldBefore}::timestamptz
        and (closed_at is null or closed_at >= ${until})
    )
    select r.case_id as "caseId", r.version, r.state -> 'tasks' as tasks, r.registered_at as "registeredAt",
      r.closed_at as "endedAt", (
        select jsonb_agg(jsonb_build_object('type', e.type, 'at', e.at,
          'isBad', e.payload -> 'satisfaction' in ('1', '2') or e.payload -> 'solved' = 'false') order by e.seq)
        from case_event e where e.center_id = ${centerId} and e.case_id = r.case_id
          and e.type in ('TaskReturned', 'CaseReopened', 'FollowUpRecorded', 'CaseRated')
      ) as happened
    from found join case_record r on r.center_id = ${centerId} and r.case_id = found.case_id
  `.execute(tx)
  return rows.map(({ happened, ...row }) => {
    const at = (type: string) =>
      (happened ?? []).filter((one) => one.type === type).map((one) => ({ ...one, at: instant(one.at) }))
    return {
      ...row,
      returned: at('TaskReturned').map((one) => one.at),
      reopened: at('CaseReopened').map((one) => one.at),
      dissatisfied: [...at('FollowUpRecorded'), ...at('CaseRated')].filter(({ isBad }) => isBad).map((one) => one.at),
    }
  })
}
