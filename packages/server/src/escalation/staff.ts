import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { tellLeave } from '../directory/leave-store.ts'
import { inTransaction, type Tx } from '../platform/db.ts'

/** Somebody who was there and is not, or the other way round: what waited for them by name, for their unit, their role. */
type Moved = {
  readonly centerId: string
  readonly personId: string
  readonly unitId: string
  readonly role: string
  /** Since when the clock has not looked; null: of accounts and units it is not kept when they changed. */
  readonly since: Instant | null
}

/**
 * Whether anybody can do a task depends on who is there, and that changes without any case: leaves begin and end, people
 * come and go. Every open case that waits for one of them is looked at again, once.
 */
export async function lookAfterStaff(deps: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const now = deps.clock()
  await inTransaction(deps.db, async (tx) => {
    const onLeave = await leavesSeen(tx, now)
    await tellLeave(tx, onLeave)
    const moved = [...onLeave, ...(await changesSeen(tx))]
    for (const [centerId, people] of Map.groupBy(moved, (one) => one.centerId))
      await lookAgain(tx, centerId, people, now, people.map(({ since }) => since ?? now).reduce(earlier, now))
  })
}

/** What another process is looking at is its own to do. */
async function leavesSeen(tx: Tx, now: Instant): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    with due as (
      select center_id, absence_id, until_at <= ${now} as is_over, case when is_begin_seen then until_at else from_at end as since
      from absence
      where withdrawn_at is null and (not is_begin_seen and from_at <= ${now} or not is_end_seen and until_at <= ${now})
      for update skip locked
    ), seen as (
      update absence b set is_begin_seen = true, is_end_seen = due.is_over
      from due where (b.center_id, b.absence_id) = (due.center_id, due.absence_id) returning b.center_id, b.person_id, due.since
    )
    select p.center_id as "centerId", p.person_id as "personId", p.unit_id as "unitId", a.role, seen.since
    from seen join person p using (center_id, person_id) join account a using (center_id, person_id)
  `.execute(tx)
  return rows
}

async function changesSeen(tx: Tx): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    delete from staff_change where number in (select number from staff_change for update skip locked)
    returning center_id as "centerId", person_id as "personId", unit_id as "unitId", role, null as since
  `.execute(tx)
  return rows
}

const earlier = (a: Instant, b: Instant): Instant => (a < b ? a : b)

/** Everybody who is away may have had one of them behind them, at first or second hand. */
async function awayKeys(tx: Tx, centerId: string, now: Instant): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select distinct 'person:' || person_id as key from absence
    where center_id = ${centerId} and withdrawn_at is null and from_at <= ${now} and until_at > ${now}
  `.execute(tx)
  return rows.map(({ key }) => key)
}

async function lookAgain(
  tx: Tx,
  centerId: string,
  people: readonly Moved[],
  now: Instant,
  since: Instant,
): Promise<void> {
  const keys = people.flatMap(({ personId, unitId, role }) => [
    `person:${personId}`,
    `unit:${unitId}`,
    `role:${role}`,
    'role:window',
  ])
  keys.push(...(await awayKeys(tx, centerId, now)))
  await sql`
    update case_record r set next_alarm_at = least(next_alarm_at, ${since})
    where r.center_id = ${centerId} and r.closed_at is null and r.case_id in (
      select case_id from task where center_id = ${centerId} and state = 'open' and party_key = any(${[...new Set(keys)]}))
  `.execute(tx)
}
