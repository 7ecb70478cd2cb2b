import type { ReportSubject } from '@bancheng/core/catalogue/qa/report.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'

/** What a report is about, as it stands now: who keeps it, and in which version; null for what has no versions. */
export type Subject = {
  readonly keeperId: string | null
  readonly unitId: string | null
  readonly version: number | null
}

/** @throws Refusal not-found */
export async function subjectOf(
  db: Db,
  centerId: string,
  { subjectKind, subjectId }: { readonly subjectKind: ReportSubject; readonly subjectId: string | null },
): Promise<Subject> {
  if (subjectKind === 'nothing-found') return { keeperId: null, unitId: null, version: null }
  const queries = {
    item: sql<Subject>`select null as "keeperId", version, (
        select unit_id from unit u where u.center_id = i.center_id and u.organisation_id = i.organisation_id
        order by exists (select from person p join account a using (center_id, person_id)
          where (p.center_id, p.unit_id) = (u.center_id, u.unit_id) and a.disabled_at is null) desc, sort_order limit 1) as "unitId"
      from item i where i.center_id = ${centerId} and i.item_id = ${subjectId} and i.is_current`,
    qa: sql<Subject>`select keeper_id as "keeperId", unit_id as "unitId", version from qa
      where center_id = ${centerId} and qa_id = ${subjectId} and is_current`,
    unit: sql<Subject>`select null as "keeperId", unit_id as "unitId", null as version from unit
      where center_id = ${centerId} and unit_id = ${subjectId}`,
    person: sql<Subject>`select null as "keeperId", unit_id as "unitId", null as version from person
      where center_id = ${centerId} and person_id = ${subjectId}`,
  }
  const { rows } = await queries[subjectKind].execute(db)
  if (!rows[0]) throw new Refusal('not-found')
  return rows[0]
}
