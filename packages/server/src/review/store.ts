import { parseRecorded, type RecordedEvent } from '@bancheng/core/cases/events.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { Instant } from '@bancheng/core/kernel/time.ts'
import type { ReviewCause } from '@bancheng/core/policy/service.ts'
import { ListChangeKind } from '@bancheng/core/review/contract.ts'
import type { Month } from '@bancheng/core/review/month.ts'
import type { Holding } from '@bancheng/core/review/rules.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../platform/db.ts'

export type Review = { readonly month: Month; readonly frozenAt: Instant; readonly frozenBy: string }

export async function readReviews(db: Db, centerId: string): Promise<(Review & { total: number })[]> {
  const { rows } = await sql<Review & { total: number }>`
    select month, frozen_at as "frozenAt", frozen_by as "frozenBy", (
      select count(*) from review_entry e where (e.center_id, e.month) = (r.center_id, r.month)) as total
    from review r where center_id = ${centerId} order by month desc
  `.execute(db)
  return rows
}

export type CountedEntry = {
  readonly month: Month
  readonly unitId: string | null
  readonly causes: z.infer<typeof ReviewCause>[]
  readonly isRemoved: boolean
}

/** What the front pages of some months count. */
export async function readCounted(db: Db, centerId: string, months: readonly Month[]): Promise<CountedEntry[]> {
  const { rows } = await sql<CountedEntry>`
    select e.month, e.unit_id as "unitId", e.causes, (
      select count(*) % 2 = 1 from review_change x
      where (x.center_id, x.month, x.case_id) = (e.center_id, e.month, e.case_id)) as "isRemoved"
    from review_entry e
    where e.center_id = ${centerId} and e.month = any(${[...months]})
  `.execute(db)
  return rows
}

/** JSON of the database writes a moment with an offset; ours have one shape. */
export const moment = z
  .string()
  .transform((text) => new Date(text).toISOString())
  .pipe(Instant)
const ListChange = z.object({ kind: ListChangeKind, name: z.string(), at: moment, reason: z.string() })
export type ListChange = z.infer<typeof ListChange>

/** What was done last holds. */
export const removalOf = ({ changes }: { readonly changes: readonly ListChange[] }): ListChange | null => {
  const last = changes.at(-1)
  return last?.kind === 'removed' ? last : null
}

export type EntryRecord = {
  readonly caseId: string
  readonly caseVersion: number
  readonly causes: z.infer<typeof ReviewCause>[]
  readonly unitId: string | null
  readonly holdings: readonly Holding[]
  readonly changes: readonly ListChange[]
  readonly instructions: number
  /** What a line of the list says of the case, as it stands now. */
  readonly state: Listed
}

/** Of a state only this: the whole of 2,500 of them would take seconds to read. */
export type Listed = Pick<
  CaseState,
  'caseNo' | 'applicant' | 'want' | 'item' | 'pain' | 'grade' | 'registered' | 'ownerId'
>
/** Unpacked once, whatever is taken out of it. */
const listed = sql`(select to_jsonb(l) from jsonb_to_record(r.state) as l (
  "caseNo" jsonb, applicant jsonb, want jsonb, item jsonb, pain jsonb, grade jsonb, registered jsonb, "ownerId" jsonb)) as state`

/** The list in its order; of one case, or all. */
export async function readEntries(db: Db, centerId: string, month: Month, caseId?: string): Promise<EntryRecord[]> {
  const { rows } = await sql<EntryRecord>`
    select e.case_id as "caseId", e.case_version as "caseVersion", e.causes, e.unit_id as "unitId", e.holdings, ${listed},
      coalesce((
        select jsonb_agg(jsonb_build_object('kind', x.kind, 'name', p.name, 'at', x.at, 'reason', x.reason) order by x.position)
        from review_change x join person p using (center_id, person_id)
        where (x.center_id, x.month, x.case_id) = (e.center_id, e.month, e.case_id)), '[]') as changes, (
        select count(*) from instruction_case i
        where (i.center_id, i.month, i.case_id) = (e.center_id, e.month, e.case_id)) as instructions
    from review_entry e join case_record r using (center_id, case_id)
    where e.center_id = ${centerId} and e.month = ${month} and (${caseId ?? null}::text is null or e.case_id = ${caseId ?? null})
    order by e.position
  `.execute(db)
  return rows.map((row) => ({ ...row, changes: z.array(ListChange).parse(row.changes) }))
}

/** The cases of the list that are not over, as they stand now. */
export async function readOpenStates(
  db: Db,
  centerId: string,
  month: Month,
  caseId?: string,
): Promise<ReadonlyMap<string, CaseState>> {
  const { rows } = await sql<{ caseId: string; state: CaseState }>`
    select e.case_id as "caseId", r.state from review_entry e join case_record r using (center_id, case_id)
    where e.center_id = ${centerId} and e.month = ${month} and r.closed_at is null
      and (${caseId ?? null}::text is null or e.case_id = ${caseId ?? null})
  `.execute(db)
  return new Map(rows.map((row) => [row.caseId, row.state]))
}

/** The log of each case of the list, as far as it had come when the list froze. */
export async function readFrozenLogs(
  db: Db,
  centerId: string,
  month: Month,
  caseId?: string,
): Promise<ReadonlyMap<string, readonly RecordedEvent[]>> {
  const { rows } = await sql<Parameters<typeof parseRecorded>[0] & { caseId: string }>`
    select l.case_id as "caseId", l.seq, l.type, l.version, l.at, l.actor, l.policy_version as "policyVersion", l.payload
    from review_entry e join case_event l on l.center_id = e.center_id and l.case_id = e.case_id and l.seq <= e.case_version
    where e.center_id = ${centerId} and e.month = ${month} and (${caseId ?? null}::text is null or e.case_id = ${caseId ?? null})
    order by l.case_id, l.seq
  `.execute(db)
  const logs = new Map<string, RecordedEvent[]>()
  for (const { caseId: of, ...row } of rows) {
    const log = logs.get(of) ?? []
    log.push(parseRecorded(row))
    logs.set(of, log)
  }
  return logs
}

/** Where two do the same at once, the second one finds its place taken. */
export async function insertListChange(
  tx: Tx,
  key: { centerId: string; month: Month; caseId: string },
  change: { position: number; kind: ListChange['kind']; reason: string; by: string; at: Instant },
): Promise<void> {
  await sql`
    insert into review_change (center_id, month, case_id, position, kind, reason, person_id, at)
    values (${key.centerId}, ${key.month}, ${key.caseId}, ${change.position}, ${change.kind}, ${change.reason}, ${change.by}, ${change.at})
  `.execute(tx)
}
