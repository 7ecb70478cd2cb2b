import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { LearntCase, LearntItem, Lesson } from '@bancheng/core/triage/suggest.ts'
import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/** The newest cases teach the most; more of them would only cost memory. */
const MOST_CASES = 20_000

/** The unit that was asked first, as SQL over `case_record r`. */
export const firstAsked = sql`
  lateral (
    select u.unit_id, u.organisation_id from task t
      join unit u on u.center_id = t.center_id and u.unit_id = t.party ->> 'unitId'
    where t.center_id = r.center_id and t.case_id = r.case_id and t.kind in ('coordinate', 'step')
    order by t.opened_at, t.task_id limit 1
  )`

/** What can be learnt of a centre at this moment: its catalogue, and how its cases ended. */
export async function readLesson(db: Db, centerId: string): Promise<Lesson> {
  const { rows: items } = await sql<LearntItem>`
    select item_id as "itemId", name, group_name as "groupName", organisation_id as "organisationId" from item
    where center_id = ${centerId} and is_current order by item_id
  `.execute(db)
  // The applicant's own name says nothing of the matter, and is not learnt.
  const { rows: cases } = await sql<LearntCase>`
    select r.case_id as "caseId", replace(r.want, r.applicant_name, '') as want,
      replace(coalesce(r.state ->> 'alreadyDone', ''), r.applicant_name, '') as "alreadyDone",
      r.item_id as "itemId", r.pain, asked.organisation_id as "organisationId", asked.unit_id as "unitId"
    from case_record r left join ${firstAsked} asked on true
    where r.center_id = ${centerId} and r.status = 'closed'
    order by r.closed_at desc, r.case_id limit ${MOST_CASES}
  `.execute(db)
  return { items, cases }
}

export type StoredModel = {
  readonly learntAt: Instant
  readonly learntUntil: Instant
  readonly cases: number
  readonly items: number
  readonly model: Buffer
}

export async function readModel(db: Db, centerId: string, newerThan: Instant | null): Promise<StoredModel | null> {
  const { rows } = await sql<StoredModel>`
    select learnt_at as "learntAt", learnt_until as "learntUntil", cases, items, model from triage_model
    where center_id = ${centerId} and learnt_at > coalesce(${newerThan}::timestamptz, '-infinity')
  `.execute(db)
  return rows[0] ?? null
}

export async function writeModel(db: Db, centerId: string, stored: StoredModel): Promise<void> {
  await sql`
    insert into triage_model (center_id, learnt_at, learnt_until, cases, items, model)
    values (${centerId}, ${stored.learntAt}, ${stored.learntUntil}, ${stored.cases}, ${stored.items}, ${stored.model})
    on conflict (center_id) do update set learnt_at = excluded.learnt_at, learnt_until = excluded.learnt_until,
      cases = excluded.cases, items = excluded.items, model = excluded.model
    where triage_model.learnt_at <= excluded.learnt_at
  `.execute(db)
}

/** How much has been added since. */
export async function countFresh(db: Db, centerId: string, since: Instant): Promise<{ cases: number; items: number }> {
  const { rows } = await sql<{ cases: number; items: number }>`
    select
      (select count(*) from case_record where center_id = ${centerId} and closed_at > ${since} and status = 'closed') as cases,
      (select count(*) from item where center_id = ${centerId} and is_current and since > ${since}) as items
  `.execute(db)
  return rows[0] ?? { cases: 0, items: 0 }
}
