import type { Instant } from '@bancheng/core/kernel/time.ts'
import { HitRate } from '@bancheng/core/triage/contract.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../platform/db.ts'
import type { Known } from './learning.ts'
import { firstAsked } from './store.ts'

/** So many in one go; the rest when it is next asked. */
const BATCH = 200

type Registered = { readonly caseId: string; readonly want: string; readonly alreadyDone: string }

/**
 * Keeps what would have been suggested for each case beside what was chosen in it. A case that was already learnt from
 * is left out: its suggestion would only repeat it. Harmless when repeated.
 */
export async function recordChoices(db: Db, centerId: string, known: Known, now: Instant): Promise<void> {
  const { rows } = await sql<Registered>`
    select r.case_id as "caseId", r.want, coalesce(r.state ->> 'alreadyDone', '') as "alreadyDone" from case_record r
    where r.center_id = ${centerId} and (r.closed_at is null or r.closed_at > ${known.learntUntil})
      and not exists (select from triage_choice c where c.center_id = r.center_id and c.case_id = r.case_id)
    order by r.registered_at limit ${BATCH}
  `.execute(db)
  const suggested = rows.map(({ caseId, ...told }) => {
    const { items, organisations, pains, categories } = known.guess(told)
    return {
      caseId,
      items: items.map(({ itemId }) => itemId),
      organisations: organisations.map(({ organisationId }) => organisationId),
      pains: pains.map(({ pain }) => pain),
      categories: categories.map(({ groupName }) => groupName),
    }
  })
  if (suggested.length > 0) await insertChoices(db, centerId, JSON.stringify(suggested), now)
  await readAgain(db, centerId, now)
}

async function insertChoices(db: Db, centerId: string, suggested: string, now: Instant): Promise<void> {
  await sql`
    insert into triage_choice (center_id, case_id, suggested_at, suggested_item_ids, suggested_organisation_ids,
      suggested_pains, suggested_categories, chosen_pain, read_at)
    select ${centerId}, one."caseId", ${now}::timestamptz, one.items, one.organisations, one.pains, one.categories,
      r.pain, '-infinity'
    from jsonb_to_recordset(${suggested}::jsonb) as one ("caseId" text, items text[], organisations text[],
      pains text[], categories text[]) join case_record r on r.center_id = ${centerId} and r.case_id = one."caseId"
    on conflict do nothing
  `.execute(db)
}

/** What was chosen may come later than the case, and be corrected. */
async function readAgain(db: Db, centerId: string, now: Instant): Promise<void> {
  await sql`
    update triage_choice c set chosen_item_id = r.item_id, chosen_pain = r.pain, read_at = ${now}::timestamptz,
      chosen_category = nullif(i.group_name, ''), chosen_organisation_id = asked.organisation_id
    from case_record r
      left join item i on i.center_id = r.center_id and i.item_id = r.item_id and i.is_current
      left join ${firstAsked} asked on true
    where c.center_id = ${centerId} and r.center_id = ${centerId} and r.case_id = c.case_id and r.changed_at >= c.read_at
  `.execute(db)
}

/** Hits of the first and of the first three, of everything that was suggested since. */
export async function hitRates(db: Db, centerId: string, since: Instant): Promise<HitRate[]> {
  const { rows } = await sql`
    select what, count(*) as judged, count(*) filter (where suggested[1] = chosen) as top1,
      count(*) filter (where chosen = any(suggested[1:3])) as top3
    from triage_choice c, lateral (values
      (1, 'item', suggested_item_ids, chosen_item_id),
      (2, 'unit', suggested_organisation_ids, chosen_organisation_id),
      (3, 'pain', suggested_pains, chosen_pain),
      (4, 'category', suggested_categories, chosen_category)
    ) as one (place, what, suggested, chosen)
    where c.center_id = ${centerId} and c.suggested_at >= ${since} and chosen is not null
    group by place, what order by place
  `.execute(db)
  return z.array(HitRate).parse(rows)
}

/** The same for the questions of contacts that something of the catalogue or the directory answered, and for what became of them. */
export async function contactHitRates(db: Db, centerId: string, since: Instant): Promise<HitRate[]> {
  const { rows } = await sql`
    select what, count(*) as judged, count(*) filter (where suggested[1] = any(chosen)) as top1,
      count(*) filter (where suggested[1:3] && chosen) as top3
    from contact_choice c, lateral (values
      (1, 'contact-answer', suggested_keys, chosen_keys),
      (2, 'contact-outcome', suggested_outcomes, array[chosen_outcome])
    ) as one (place, what, suggested, chosen)
    where c.center_id = ${centerId} and c.suggested_at >= ${since} and cardinality(chosen) > 0
    group by place, what order by place
  `.execute(db)
  return z.array(HitRate).parse(rows)
}
