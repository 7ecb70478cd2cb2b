import { parseRecorded, type RecordedEvent } from '@bancheng/core/cases/events.ts'
import { Limit } from '@bancheng/core/kernel/limit.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { CentreFacts } from '@bancheng/core/policy/check.ts'
import { PolicyVersion } from '@bancheng/core/policy/contract.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../platform/db.ts'

/** One writer of a centre's rules at a time: what is numbered next follows what was read. */
export async function lockRules(tx: Tx, centerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`rules of ${centerId}`}, 0))`.execute(tx)
}

/** Every version, the newest first, with how many running cases are judged by it. */
export async function policyVersions(db: Db, centerId: string, now: Instant): Promise<PolicyVersion[]> {
  const { rows } = await sql`
    with judged as (
      select state->>'policyVersion' as version, count(*)::int as cases from case_record
      where center_id = ${centerId} and closed_at is null and status <> 'registered' group by 1
    ), ranked as (
      select p.*, row_number() over (partition by p.in_force_from <= ${now}
        order by p.in_force_from desc, p.added_at desc nulls last) as place
      from policy p where p.center_id = ${centerId}
    )
    select r.version, r.document->>'name' as name, r.in_force_from as "inForceFrom", r.added_at as "addedAt",
      person.name as "addedBy", r.note, coalesce(j.cases, 0) as cases,
      case when r.in_force_from > ${now} then 'coming' when r.place = 1 then 'in-force' else 'past' end as state
    from ranked r left join judged j using (version)
    left join person on person.center_id = r.center_id and person.person_id = r.added_by
    order by r.in_force_from desc, r.added_at desc nulls last
  `.execute(db)
  return z.array(PolicyVersion).parse(rows)
}

export type NewVersion = {
  readonly centerId: string
  readonly policy: Policy
  readonly inForceFrom: Instant
  readonly addedAt: Instant
  readonly addedBy: string
  readonly note: string
}

export async function insertPolicy(tx: Tx, { centerId, policy, ...one }: NewVersion): Promise<void> {
  await sql`
    insert into policy (center_id, version, in_force_from, document, added_at, added_by, note)
    values (${centerId}, ${policy.version}, ${one.inForceFrom}, ${JSON.stringify(policy)}, ${one.addedAt}, ${one.addedBy}, ${one.note})
  `.execute(tx)
}

const Counts = z.object({
  leaders: z.int(),
  supervisors: z.int(),
  units: z.int(),
  unitsWithoutSuperior: z.int(),
})
const Manned = z.object({ unitId: z.string(), people: z.int() })
const Promised = z.object({ name: z.string(), typeName: z.string(), limit: Limit })

/** What the check of a policy asks of the centre. */
export async function centreFacts(db: Db, centerId: string): Promise<Omit<CentreFacts, 'calendar' | 'now'>> {
  const counts = await sql`
    select (select count(*)::int from account join person using (center_id, person_id)
        where center_id = ${centerId} and disabled_at is null and role = 'leader') as leaders,
      (select count(*)::int from account join person using (center_id, person_id)
        where center_id = ${centerId} and disabled_at is null and role = 'supervisor') as supervisors,
      count(*)::int as units,
      count(*) filter (where not exists (
        select from unit above join person using (center_id, unit_id) join account using (center_id, person_id)
        where above.center_id = u.center_id and above.organisation_id = o.superior_organisation_id and disabled_at is null
      ))::int as "unitsWithoutSuperior"
    from unit u join organisation o using (center_id, organisation_id)
    where u.center_id = ${centerId} and o.kind <> 'centre'
  `.execute(db)
  const promises = await sql`
    select name, type_name as "typeName", promised as limit from item where center_id = ${centerId} and is_current and promised is not null
  `.execute(db)
  const manned = await sql`
    select u.unit_id as "unitId", count(account.person_id) filter (where disabled_at is null)::int as people
    from unit u left join person using (center_id, unit_id) left join account using (center_id, person_id)
    where u.center_id = ${centerId} group by 1
  `.execute(db)
  const people = z.array(Manned).parse(manned.rows)
  return {
    ...Counts.parse(counts.rows[0]),
    manned: Object.fromEntries(people.map((one) => [one.unitId, one.people])),
    promises: z.array(Promised).parse(promises.rows),
  }
}

export type OldCase = {
  readonly caseId: string
  readonly caseNo: string
  readonly isOpen: boolean
  readonly log: readonly RecordedEvent[]
}

/** Cases that ended in a stretch of time or are open still, with their logs, some at a time: a year of a large centre never lies in memory whole. */
export async function* casesOf(
  db: Db,
  centerId: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): AsyncGenerator<readonly OldCase[]> {
  let after = ''
  for (;;) {
    const { rows: cases } = await sql<{ caseId: string; caseNo: string; isOpen: boolean }>`
      select case_id as "caseId", case_no as "caseNo", closed_at is null as "isOpen" from case_record
      where center_id = ${centerId} and (closed_at is null or (closed_at >= ${from} and closed_at <= ${to})) and case_id > ${after}
      order by case_id limit 200
    `.execute(db)
    if (cases.length === 0) return
    const ids = cases.map(({ caseId }) => caseId)
    const { rows } = await sql<Parameters<typeof parseRecorded>[0] & { caseId: string }>`
      select case_id as "caseId", seq, type, version, at, actor, policy_version as "policyVersion", payload
      from case_event where center_id = ${centerId} and case_id = any(${ids}) order by case_id, seq
    `.execute(db)
    const logs = Map.groupBy(rows, ({ caseId }) => caseId)
    yield cases.map((one) => ({ ...one, log: (logs.get(one.caseId) ?? []).map(parseRecorded) }))
    after = ids.at(-1) ?? ''
  }
}
