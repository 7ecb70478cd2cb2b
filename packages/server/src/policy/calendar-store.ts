import type { CaseState } from '@bancheng/core/cases/state.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { calendarDifferences } from '@bancheng/core/policy/calendar-differences.ts'
import { CalendarLayers, OwnHours } from '@bancheng/core/policy/calendar-layers.ts'
import { CalendarChange, Recomputation } from '@bancheng/core/policy/contract.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../platform/db.ts'

/** The centre's own calendar has no unit. */
export const CENTRE = ''

export type NewCalendar = {
  readonly centerId: string
  readonly unitId: string
  readonly document: CalendarLayers | OwnHours | null
  readonly reason: string
  readonly changedBy: string
  readonly changedAt: Instant
}

export async function insertCalendarChange(tx: Tx, one: NewCalendar): Promise<void> {
  await sql`
    insert into calendar_change (center_id, unit_id, version, document, reason, changed_by, changed_at)
    select ${one.centerId}, ${one.unitId}, coalesce(max(version), 0) + 1, ${one.document && JSON.stringify(one.document)}::jsonb,
      ${one.reason}, ${one.changedBy}, ${one.changedAt}
    from calendar_change where center_id = ${one.centerId} and unit_id = ${one.unitId}
  `.execute(tx)
}

/** 0 for a centre that still keeps the calendar it began with. */
export async function calendarVersion(db: Db, centerId: string): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from calendar_change where center_id = ${centerId} and unit_id = ''
  `.execute(db)
  return rows[0]?.version ?? 0
}

const Kept = CalendarChange.omit({ differences: true }).extend({
  unitId: z.string(),
  document: z.unknown(),
  before: z.unknown(),
})

/** @param first the layers that the centre began with: what its first change is compared to */
export async function calendarChanges(db: Db, centerId: string, first: CalendarLayers): Promise<CalendarChange[]> {
  const { rows } = await sql`
    select c.version, c.unit_id as "unitId", u.name as "unitName", c.reason, c.changed_at as "changedAt", p.name as "changedBy",
      c.document, c.before,
      (select jsonb_build_object('seen', d.seen, 'moved', d.moved, 'isEnded', d.ended_at is not null) from due_recomputation d
        where d.center_id = c.center_id and d.requested_at = c.changed_at and d.reason = c.reason limit 1) as counted
    from (
      select *, lag(document) over (partition by unit_id order by version) as before
      from calendar_change where center_id = ${centerId}
    ) c
    left join unit u on u.center_id = c.center_id and u.unit_id = c.unit_id
    left join person p on p.center_id = c.center_id and p.person_id = c.changed_by
    order by c.changed_at desc, c.version desc limit 20
  `.execute(db)
  return z
    .array(Kept)
    .parse(rows)
    .map(({ unitId, document, before, ...change }) => ({
      ...change,
      differences: differencesOf(unitId, before, document, first),
    }))
}

function differencesOf(unitId: string, before: unknown, document: unknown, first: CalendarLayers) {
  if (unitId === CENTRE)
    return calendarDifferences(before ? CalendarLayers.parse(before) : first, CalendarLayers.parse(document))
  const [was, is] = [before, document].map((hours) => (hours ? OwnHours.parse(hours) : null))
  return calendarDifferences(was ?? null, is ?? null)
}

const UnitRow = z.object({ unitId: z.string(), name: z.string(), organisationName: z.string() })

export async function unitsWithNames(db: Db, centerId: string): Promise<z.infer<typeof UnitRow>[]> {
  const { rows } = await sql`
    select u.unit_id as "unitId", u.name, o.name as "organisationName" from unit u
    join organisation o using (center_id, organisation_id) where u.center_id = ${centerId} order by u.sort_order, u.unit_id
  `.execute(db)
  return z.array(UnitRow).parse(rows)
}

/** Open tasks whose date lies in a year that is not announced, or in its first days (元旦 reaches back into December). */
export async function countProvisional(db: Db, centerId: string, lastAnnounced: number): Promise<number> {
  const until = `${lastAnnounced}-12-28T00:00:00+08:00`
  const { rows } = await sql<{ tasks: number }>`
    select count(*)::int as tasks from task where center_id = ${centerId} and state = 'open' and due_at >= ${until}
  `.execute(db)
  return rows[0]?.tasks ?? 0
}

export async function requestRecomputation(
  tx: Tx,
  one: { readonly centerId: string; readonly recomputationId: string; readonly reason: string; readonly at: Instant },
): Promise<void> {
  await sql`
    insert into due_recomputation (center_id, recomputation_id, reason, requested_at)
    values (${one.centerId}, ${one.recomputationId}, ${one.reason}, ${one.at})
  `.execute(tx)
}

export async function lastRecomputation(db: Db, centerId: string): Promise<Recomputation | null> {
  const { rows } = await sql`
    select reason, requested_at as "requestedAt", ended_at as "endedAt", seen, moved from due_recomputation
    where center_id = ${centerId} order by requested_at desc limit 1
  `.execute(db)
  return rows[0] ? Recomputation.parse(rows[0]) : null
}

export type OpenRecomputation = {
  readonly centerId: string
  readonly recomputationId: string
  readonly requestedAt: Instant
  readonly afterCase: string
}

/** The oldest that is not ended and that no other process is at. */
export async function lockRecomputation(tx: Tx): Promise<OpenRecomputation | null> {
  const { rows } = await sql<OpenRecomputation>`
    select center_id as "centerId", recomputation_id as "recomputationId", requested_at as "requestedAt", after_case as "afterCase"
    from due_recomputation where ended_at is null order by requested_at, recomputation_id limit 1 for update skip locked
  `.execute(tx)
  return rows[0] ?? null
}

export async function noteProgress(
  tx: Tx,
  { centerId, recomputationId }: OpenRecomputation,
  progress: {
    readonly afterCase: string
    readonly seen: number
    readonly moved: number
    readonly endedAt: Instant | null
  },
): Promise<void> {
  await sql`
    update due_recomputation set after_case = ${progress.afterCase}, seen = seen + ${progress.seen},
      moved = moved + ${progress.moved}, ended_at = ${progress.endedAt}
    where center_id = ${centerId} and recomputation_id = ${recomputationId}
  `.execute(tx)
}

/** The next open cases of a centre, by their ids, locked. */
export async function lockOpenCases(
  tx: Tx,
  { centerId, afterCase }: OpenRecomputation,
  limit: number,
): Promise<{ caseId: string; state: CaseState }[]> {
  // The fold as it was written; it came out of `evolve`, so its shape is known.
  const { rows } = await sql<{ caseId: string; state: CaseState }>`
    select case_id as "caseId", state from case_record
    where center_id = ${centerId} and case_id > ${afterCase} and closed_at is null order by case_id limit ${limit} for update
  `.execute(tx)
  return rows
}
