import type { ItemFacts } from '@bancheng/core/cases/context.ts'
import { FormDefinition } from '@bancheng/core/cases/forms.ts'
import type { ItemRef } from '@bancheng/core/cases/parties.ts'
import { ItemSummary, ItemView } from '@bancheng/core/catalogue/item.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../platform/db.ts'
import { bigramsOf, escapeLike } from './search-words.ts'

type ItemQuery = {
  readonly text?: string | undefined
  readonly organisationId?: string | undefined
  readonly offset: number
  readonly size: number
}

/**
 * Best first: the code itself, the name from its beginning, the name, the initials, the group or the department, and
 * last what shares at least half of its pairs of characters with the question. Without a question, by department.
 */
export async function findItems(db: Db, centerId: string, { text, organisationId, offset, size }: ItemQuery) {
  const asked = text?.normalize('NFKC').toLowerCase().trim() ?? ''
  const within = `%${escapeLike(asked)}%`
  const from = `${escapeLike(asked)}%`
  const pairs = bigramsOf(asked)
  const { rows } = await sql`
    with current as (
      select i.*, o.name as organisation_name, o.sort_order, case
        when ${asked} = '' then 0
        when lower(i.code) = ${asked} or i.item_id = ${text ?? ''} then 0
        when lower(i.name) like ${from} then 1
        when lower(i.name) like ${within} then 2
        when i.initials like ${from} then 3
        when lower(i.code) like ${within} then 4
        when i.initials like ${within} then 5
        when lower(i.group_name) like ${within} then 6
        when o.search_text like ${within} then 7
        when i.bigrams && ${pairs}::text[] and ${pairs.length} > 1 and 2 * shared.count >= ${pairs.length}
          then 9 - shared.count::numeric / ${Math.max(1, pairs.length)}
      end as rank
      from item i join organisation o using (center_id, organisation_id),
        lateral (
          select count(*) as count from unnest(case when i.bigrams && ${pairs}::text[] then i.bigrams end) pair
          where pair = any(${pairs}::text[])
        ) shared
      where i.center_id = ${centerId} and i.is_current
        and (${organisationId ?? null}::text is null or i.organisation_id = ${organisationId ?? null})
    )
    select item_id as "itemId", version, code, name, group_name as "groupName", type_name as "typeName", promised,
      organisation_id as "organisationId", organisation_name as "organisationName"
    from current where rank is not null
    order by rank, case when ${asked} = '' then sort_order else length(name) end, name, item_id offset ${offset} limit ${size + 1}
  `.execute(db)
  return { items: z.array(ItemSummary).parse(rows.slice(0, size)), hasMore: rows.length > size }
}

/** The current version unless another is asked for; null when there is none. */
export async function itemView(
  db: Db,
  centerId: string,
  itemId: string,
  version: number | null,
): Promise<ItemView | null> {
  const { rows } = await sql`
    select i.item_id as "itemId", i.version, i.is_current as "isCurrent", i.organisation_id as "organisationId",
      o.name as "organisationName", i.code, i.code_parts as "codeParts", i.name, i.group_name as "groupName",
      i.type_code as "typeCode", i.type_name as "typeName", i.area_code as "areaCode",
      i.department_code as "departmentCode", i.conditions, i.promised, i.statutory, i.limit_note as "limitNote",
      i.hall_window as "hallWindow", i.phones, i.fees, coalesce((
        select jsonb_agg(jsonb_build_object('materialId', m.material_id, 'name', m.name, 'necessity', m.necessity,
          'isPrincipal', m.is_principal, 'form', m.form, 'copies', m.copies, 'condition', m.condition, 'note', m.note)
          order by m.position)
        from item_material m where (m.center_id, m.item_id, m.version) = (i.center_id, i.item_id, i.version)
      ), '[]') as materials
    from item i join organisation o using (center_id, organisation_id)
    where i.center_id = ${centerId} and i.item_id = ${itemId}
      and case when ${version}::integer is null then i.is_current else i.version = ${version} end
  `.execute(db)
  return rows[0] ? ItemView.parse(rows[0]) : null
}

/** What the rules may know of the item, in the version that a case keeps. */
export async function loadItemFacts(
  db: Db,
  centerId: string,
  itemId: string,
  version: number,
): Promise<ItemFacts | null> {
  const view = await itemView(db, centerId, itemId, version)
  if (!view) return null
  const materials = view.materials.map(({ materialId, name, isPrincipal, necessity }) => ({
    materialId,
    name,
    isPrincipal,
    mayBeDeferred: necessity === 'deferrable',
  }))
  return { itemId, version: view.version, name: view.name, promised: view.promised, materials }
}

/** What a new case writes down of its item. */
export async function currentItemRef(db: Db, centerId: string, itemId: string): Promise<ItemRef | null> {
  const { rows } = await sql<{ item: ItemRef }>`
    select jsonb_strip_nulls(jsonb_build_object('itemId', item_id, 'version', version, 'name', name,
      'typeName', nullif(type_name, ''))) as item
    from item
    where center_id = ${centerId} and item_id = ${itemId} and is_current
  `.execute(db)
  return rows[0]?.item ?? null
}

export async function currentForms(db: Db, centerId: string): Promise<FormDefinition[]> {
  const { rows } = await sql`
    select form_id as "formId", version, title, issued_by as "issuedBy", fields from form_definition
    where center_id = ${centerId} and is_current order by title, form_id
  `.execute(db)
  return z.array(FormDefinition).parse(rows)
}

/** The forms as rules ask for them. */
export async function loadForms(db: Db, centerId: string): Promise<(formId: string) => FormDefinition | undefined> {
  const forms = new Map((await currentForms(db, centerId)).map((form) => [form.formId, form]))
  return (formId) => forms.get(formId)
}
