import type { FormDefinition } from '@bancheng/core/cases/forms.ts'
import { ItemDraft, Material } from '@bancheng/core/catalogue/item.ts'
import { parseItemCode } from '@bancheng/core/catalogue/item-code.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { initialsOf } from '../directory/search-text.ts'
import type { Db, Tx } from '../platform/db.ts'
import { bigramsOf } from './search-words.ts'

/** An item as it will stand from now on. */
export type NewVersion = {
  readonly itemId: string
  readonly version: number
  readonly organisationId: string
  readonly draft: Omit<ItemDraft, 'departmentName' | 'materials'>
  readonly materials: readonly z.infer<typeof Material>[]
}

/** So many in one statement: a parameter of some megabytes. */
const BATCH = 2_000

/** New versions become the current ones; those before them stay for the cases that keep them. */
export async function insertItemVersions(
  tx: Tx,
  centerId: string,
  versions: readonly NewVersion[],
  now: Instant,
): Promise<void> {
  for (let from = 0; from < versions.length; from += BATCH) {
    const batch = versions.slice(from, from + BATCH)
    await sql`
      update item set is_current = false
      where center_id = ${centerId} and item_id = any(${batch.map(({ itemId }) => itemId)}::text[]) and is_current
    `.execute(tx)
    await insertItems(tx, centerId, batch, now)
    await insertMaterials(tx, centerId, batch)
  }
}

async function insertItems(tx: Tx, centerId: string, batch: readonly NewVersion[], now: Instant): Promise<void> {
  const rows = batch.map(({ draft, itemId, version, organisationId }) => ({
    ...draft,
    itemId,
    version,
    organisationId,
    codeParts: parseItemCode(draft.code),
    initials: initialsOf(draft.name),
    bigrams: bigramsOf(`${draft.name} ${draft.groupName}`),
  }))
  await sql`
    insert into item (center_id, item_id, version, is_current, organisation_id, code, code_parts, name, group_name,
      type_code, type_name, area_code, department_code, conditions, promised, statutory, limit_note, hall_window,
      phones, fees, since, initials, bigrams)
    select ${centerId}, "itemId", version, true, "organisationId", code, "codeParts", name, "groupName", "typeCode",
      "typeName", "areaCode", "departmentCode", conditions, promised, statutory, "limitNote", "hallWindow", phones,
      fees, ${now}::timestamptz, initials, bigrams
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one ("itemId" text, version integer,
      "organisationId" text, code text, "codeParts" jsonb, name text, "groupName" text, "typeCode" text,
      "typeName" text, "areaCode" text, "departmentCode" text, conditions text, promised jsonb, statutory jsonb,
      "limitNote" text, "hallWindow" text, phones jsonb, fees text, initials text, bigrams text[])
  `.execute(tx)
}

async function insertMaterials(tx: Tx, centerId: string, batch: readonly NewVersion[]): Promise<void> {
  const rows = batch.flatMap(({ itemId, version, materials }) =>
    materials.map((material, position) => ({ ...material, itemId, version, position })),
  )
  await sql`
    insert into item_material (center_id, item_id, version, material_id, position, name, necessity, is_principal, form,
      copies, condition, note)
    select ${centerId}, "itemId", version, "materialId", position, name, necessity, "isPrincipal", form, copies,
      condition, note
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one ("itemId" text, version integer, "materialId" text,
      position integer, name text, necessity text, "isPrincipal" boolean, form text, copies integer, condition text,
      note text)
  `.execute(tx)
}

const CurrentItem = z.object({
  itemId: z.string(),
  version: z.int(),
  organisationId: z.string(),
  draft: ItemDraft.extend({ materials: z.array(Material) }),
})
export type CurrentItem = z.infer<typeof CurrentItem>

const currentItems = sql`
  select i.item_id as "itemId", i.version, i.organisation_id as "organisationId", jsonb_build_object(
    'code', i.code, 'name', i.name, 'departmentName', o.name, 'groupName', i.group_name, 'typeCode', i.type_code,
    'typeName', i.type_name, 'areaCode', i.area_code, 'departmentCode', i.department_code,
    'conditions', i.conditions, 'promised', i.promised, 'statutory', i.statutory, 'limitNote', i.limit_note,
    'hallWindow', i.hall_window, 'phones', i.phones, 'fees', i.fees, 'materials', coalesce((
      select jsonb_agg(jsonb_build_object('materialId', m.material_id, 'name', m.name, 'necessity', m.necessity,
        'isPrincipal', m.is_principal, 'form', m.form, 'copies', m.copies, 'condition', m.condition, 'note', m.note)
        order by m.position)
      from item_material m where (m.center_id, m.item_id, m.version) = (i.center_id, i.item_id, i.version)
    ), '[]')) as draft
  from item i join organisation o using (center_id, organisation_id)`

/** The current items of these codes, as an import would write them down. */
export async function currentItemsByCode(
  db: Db,
  centerId: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, CurrentItem>> {
  const { rows } = await sql`
    ${currentItems} where i.center_id = ${centerId} and i.is_current and i.code = any(${[...codes]}::text[])
  `.execute(db)
  return new Map(
    z
      .array(CurrentItem)
      .parse(rows)
      .map((item) => [item.draft.code, item]),
  )
}

export async function currentItemById(db: Db, centerId: string, itemId: string): Promise<CurrentItem | null> {
  const { rows } = await sql`
    ${currentItems} where i.center_id = ${centerId} and i.is_current and i.item_id = ${itemId}
  `.execute(db)
  return rows[0] ? CurrentItem.parse(rows[0]) : null
}

/** From now on there is no such item; its versions stay for the cases that keep them. */
export async function endCurrentItem(tx: Tx, centerId: string, itemId: string): Promise<void> {
  await sql`
    update item set is_current = false where center_id = ${centerId} and item_id = ${itemId} and is_current
  `.execute(tx)
}

/** One catalogue, one writer at a time: an import is judged by what it found. */
export async function lockCatalogue(tx: Tx, centerId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`catalogue ${centerId}`}, 0))`.execute(tx)
}

export async function insertForm(tx: Tx, centerId: string, form: FormDefinition): Promise<void> {
  await sql`
    update form_definition set is_current = false
    where center_id = ${centerId} and form_id = ${form.formId} and is_current
  `.execute(tx)
  await sql`
    insert into form_definition (center_id, form_id, version, is_current, title, issued_by, fields)
    values (${centerId}, ${form.formId}, ${form.version}, true, ${form.title}, ${form.issuedBy},
      ${JSON.stringify(form.fields)})
  `.execute(tx)
}
