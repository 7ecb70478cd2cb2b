import type { Leave } from '@bancheng/core/directory/leave.ts'
import type { LeaveChange } from '@bancheng/core/directory/leave-contract.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'
import { SIGNAL_CHANNEL } from '../platform/live.ts'

/** One at a time in a centre: whether a leave is possible depends on all the others. */
export async function lockLeaves(tx: Tx, centerId: string): Promise<void> {
  await sql`select from center where center_id = ${centerId} for no key update`.execute(tx)
}

export type LeaveRecord = Leave & { readonly note: string }

export async function readLeave(tx: Tx, centerId: string, absenceId: string): Promise<LeaveRecord | null> {
  const { rows } = await sql<LeaveRecord>`
    select absence_id as "absenceId", person_id as "personId", stand_in_id as "standInId", from_at as "from",
      until_at as "until", note
    from absence where center_id = ${centerId} and absence_id = ${absenceId} and withdrawn_at is null
  `.execute(tx)
  return rows[0] ?? null
}

type By = { readonly centerId: string; readonly personId: string; readonly at: Instant }

/** What it stands as from now on. The clock looks again at what waits for them. */
export async function writeLeave(tx: Tx, leave: LeaveRecord, by: By): Promise<void> {
  await sql`
    insert into absence (center_id, absence_id, person_id, stand_in_id, from_at, until_at, note, created_by, created_at)
    values (${by.centerId}, ${leave.absenceId}, ${leave.personId}, ${leave.standInId}, ${leave.from}, ${leave.until},
      ${leave.note}, ${by.personId}, ${by.at})
    on conflict (center_id, absence_id) do update set stand_in_id = excluded.stand_in_id, from_at = excluded.from_at,
      until_at = excluded.until_at, note = excluded.note, is_begin_seen = false, is_end_seen = false
  `.execute(tx)
}

export async function withdrawLeaveAt(tx: Tx, absenceId: string, { centerId, at }: By): Promise<void> {
  await sql`
    update absence set withdrawn_at = ${at} where center_id = ${centerId} and absence_id = ${absenceId}
  `.execute(tx)
}

export async function recordLeaveChange(tx: Tx, way: LeaveChange['way'], leave: LeaveRecord, by: By): Promise<void> {
  await sql`
    insert into absence_change (center_id, absence_id, number, way, from_at, until_at, stand_in_id, note, by_person_id, at)
    select ${by.centerId}, ${leave.absenceId}, coalesce(max(number), 0) + 1, ${way}, ${leave.from}, ${leave.until},
      ${leave.standInId}, ${leave.note}, ${by.personId}, ${by.at}
    from absence_change where center_id = ${by.centerId} and absence_id = ${leave.absenceId}
  `.execute(tx)
}

type Whose = { readonly centerId: string; readonly personId: string }

/** A word to the open desks of their unit: whose inbox is whose may be another now. */
export async function tellLeave(tx: Tx, people: readonly Whose[]): Promise<void> {
  await sql`
    select pg_notify(${SIGNAL_CHANNEL}, jsonb_build_object('centerId', a.center_id, 'recipientId', a.person_id,
      'topic', 'leave', 'subjectId', p.person_id)::text)
    from unnest(${people.map(({ centerId }) => centerId)}::text[], ${people.map(({ personId }) => personId)}::text[])
      as gone (center_id, person_id)
    join person p on (p.center_id, p.person_id) = (gone.center_id, gone.person_id)
    join person mate on (mate.center_id, mate.unit_id) = (p.center_id, p.unit_id)
    join account a on (a.center_id, a.person_id) = (mate.center_id, mate.person_id) and a.disabled_at is null
  `.execute(tx)
}

export type ListedLeave = LeaveRecord & {
  readonly personName: string
  readonly unitId: string
  readonly unitName: string
  readonly role: string | null
  readonly standInName: string | null
  readonly isWithdrawn: boolean
  readonly history: readonly LeaveChange[]
}

/** More than a page shows of what is over. */
const LIMIT = 200

/** Those that are not over, the soonest first; or those that are (withdrawn ones too), the latest first. */
export async function listLeaves(db: Db, centerId: string, now: Instant, isOver: boolean): Promise<ListedLeave[]> {
  const direction = sql.raw(isOver ? 'desc' : 'asc')
  const { rows } = await sql<ListedLeave>`
    select b.absence_id as "absenceId", b.person_id as "personId", p.name as "personName", p.unit_id as "unitId",
      u.name as "unitName", a.role, b.stand_in_id as "standInId", s.name as "standInName", b.from_at as "from",
      b.until_at as "until", b.note, b.withdrawn_at is not null as "isWithdrawn", (
        select jsonb_agg(jsonb_build_object('at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'byName', w.name, 'way', c.way, 'standInName', t.name,
            'from', to_char(c.from_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
            'until', to_char(c.until_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by c.number)
        from absence_change c join person w on (w.center_id, w.person_id) = (c.center_id, c.by_person_id)
        left join person t on (t.center_id, t.person_id) = (c.center_id, c.stand_in_id)
        where (c.center_id, c.absence_id) = (b.center_id, b.absence_id)) as history
    from absence b join person p on (p.center_id, p.person_id) = (b.center_id, b.person_id)
    join unit u on (u.center_id, u.unit_id) = (p.center_id, p.unit_id)
    left join account a on (a.center_id, a.person_id) = (p.center_id, p.person_id)
    left join person s on (s.center_id, s.person_id) = (b.center_id, b.stand_in_id)
    where b.center_id = ${centerId} and (b.withdrawn_at is not null or b.until_at <= ${now}) = ${isOver}
    order by b.from_at ${direction}, b.absence_id ${direction} limit ${LIMIT}
  `.execute(db)
  return rows
}
