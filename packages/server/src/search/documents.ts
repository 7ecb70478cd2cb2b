import { maskPersonalDataInText } from '@bancheng/core/kernel/masks.ts'
import type { SearchResult } from '@bancheng/core/search/contract.ts'
import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Document } from './text-index.ts'

type Plain<R> = R extends unknown ? Omit<R, 'score' | 'closeness'> : never
/** What a search shows of one kind, before it is ranked. */
export type Found<K extends SearchResult['kind']> = Plain<Extract<SearchResult, { kind: K }>>

/** Answers are only shown on the days on which they hold. */
export type FoundAnswer = Found<'qa'> & { readonly validFrom: string | null; readonly unitId: string | null }
/** Whoever may not see the case does not find it; the units are what `visible` asks for. */
export type Scoped<F> = F & { readonly unitIds: readonly string[] }
export type FoundCase = Scoped<Found<'case'>>
export type FoundPrecedent = Scoped<Found<'precedent'>>

/** Null: all of the centre. */
export type Ids = readonly string[] | null
const only = (ids: Ids) => (ids ? [...ids] : null)

const MATERIALS_SHOWN = 12

type ItemRow = Omit<Found<'item'>, 'kind' | 'materials' | 'materialCount'> & {
  readonly code: string
  readonly groupName: string
  readonly materials: { readonly name: string; readonly condition: string }[]
}
export type ItemDocument = Document<Found<'item'>> & { readonly code: string; readonly needs: ItemRow['materials'] }

export async function itemDocuments(db: Db, centerId: string, ids: Ids): Promise<ItemDocument[]> {
  const { rows } = await sql<ItemRow>`
    select i.item_id as "itemId", i.code, i.name, i.group_name as "groupName", o.name as "organisationName", i.promised,
      i.statutory, i.hall_window as "hallWindow", i.phones, i.fees, coalesce((
        select jsonb_agg(jsonb_build_object('name', m.name, 'condition', m.condition) order by m.position)
        from item_material m where (m.center_id, m.item_id, m.version) = (i.center_id, i.item_id, i.version)
      ), '[]') as materials
    from item i join organisation o using (center_id, organisation_id)
    where i.center_id = ${centerId} and i.is_current and (${only(ids)}::text[] is null or i.item_id = any(${only(ids)}))
  `.execute(db)
  return rows.map(({ code, groupName, materials, ...row }) => ({
    id: row.itemId,
    names: groupName && groupName !== '未分类' ? [row.name, groupName] : [row.name],
    body: row.organisationName,
    code,
    needs: materials,
    found: {
      kind: 'item' as const,
      ...row,
      materials: materials.slice(0, MATERIALS_SHOWN).map(({ name }) => name),
      materialCount: materials.length,
    },
  }))
}

type AnswerRow = Omit<FoundAnswer, 'kind'> & {
  readonly paraphrases: readonly string[]
  readonly keywords: readonly string[]
  readonly category: string
}

export async function answerDocuments(db: Db, centerId: string, ids: Ids): Promise<Document<FoundAnswer>[]> {
  const { rows } = await sql<AnswerRow>`
    select q.qa_id as "qaId", q.version, q.question, q.answer, q.paraphrases, q.keywords, q.category, q.link,
      coalesce(nullif(q.department_name, ''), u.name, '') as "departmentName", coalesce(u.phones, '[]') as phones,
      q.unit_id as "unitId", q.item_id as "itemId", i.name as "itemName", q.valid_from as "validFrom", q.valid_to as "validTo"
    from qa q left join unit u using (center_id, unit_id)
      left join item i on i.center_id = q.center_id and i.item_id = q.item_id and i.is_current
    where q.center_id = ${centerId} and q.is_current and not q.is_retired
      and (${only(ids)}::text[] is null or q.qa_id = any(${only(ids)}))
  `.execute(db)
  return rows.map(({ paraphrases, keywords, category, ...row }) => ({
    id: row.qaId,
    names: [row.question, ...paraphrases, ...keywords],
    body: [row.answer, category, row.departmentName].join('\n'),
    found: { kind: 'qa' as const, ...row },
  }))
}

type UnitRow = Omit<Found<'unit'>, 'kind'> & { readonly shortName: string; readonly isCentre: boolean }
const digitsOf = (phones: Found<'unit'>['phones']) => phones.map(({ number }) => number.replace(/\D/g, ''))

export async function unitDocuments(db: Db, centerId: string, ids: Ids): Promise<Document<Found<'unit'>>[]> {
  const { rows } = await sql<UnitRow>`
    select u.unit_id as "unitId", u.name, o.name as "organisationName", o.short_name as "shortName", u.duties, o.address,
      u.phones, o.kind = 'centre' as "isCentre"
    from unit u join organisation o using (center_id, organisation_id)
    where u.center_id = ${centerId} and (${only(ids)}::text[] is null or u.unit_id = any(${only(ids)}))
  `.execute(db)
  return rows.map(({ shortName, isCentre, ...row }) => ({
    id: row.unitId,
    names: [
      isCentre ? row.name : `${shortName}${row.name}`,
      row.name,
      `${row.organisationName}${row.name}`,
      ...digitsOf(row.phones),
    ],
    body: row.duties,
    found: { kind: 'unit' as const, ...row },
  }))
}

export async function personDocuments(db: Db, centerId: string, ids: Ids): Promise<Document<Found<'person'>>[]> {
  const { rows } = await sql<Omit<Found<'person'>, 'kind'>>`
    select p.person_id as "personId", p.name, p.title, p.phones,
      case when o.kind = 'centre' then u.name else o.short_name || u.name end as "unitName"
    from person p join unit u using (center_id, unit_id) join organisation o using (center_id, organisation_id)
    where p.center_id = ${centerId} and p.retired_at is null and (${only(ids)}::text[] is null or p.person_id = any(${only(ids)}))
  `.execute(db)
  return rows.map((row) => ({
    id: row.personId,
    names: [row.name, ...digitsOf(row.phones)],
    body: `${row.unitName} ${row.title}`,
    isPerson: true,
    found: { kind: 'person' as const, ...row },
  }))
}

type CaseRow = Omit<FoundCase, 'kind'> &
  Omit<FoundPrecedent, 'kind' | 'result'> & { readonly contactName: string | null; readonly publicReply: string | null }
export type CaseDocuments = {
  readonly cases: readonly Document<FoundCase>[]
  readonly precedents: readonly Document<FoundPrecedent>[]
}
/** Older cases are found by number and phone, and in the ledger. */
const CASES_KEPT = 100_000

export async function caseDocuments(db: Db, centerId: string, ids: Ids): Promise<CaseDocuments> {
  const { rows } = await sql<CaseRow>`
    select case_id as "caseId", case_no as "caseNo", status, applicant_name as "applicantName", phone_masked as "phoneMasked",
      want, item_name as "itemName", registered_at as "registeredAt", closed_at as "closedAt", result_kind as "resultKind",
      unit_ids as "unitIds", state -> 'applicant' ->> 'contactName' as "contactName",
      state -> 'result' ->> 'publicReply' as "publicReply"
    from case_record
    where center_id = ${centerId} and (${only(ids)}::text[] is null or case_id = any(${only(ids)}))
    order by registered_at desc limit ${CASES_KEPT}
  `.execute(db)
  return { cases: rows.map(caseDocument), precedents: rows.filter(isPrecedent).map(precedentDocument) }
}

const isPrecedent = (row: CaseRow) => row.status === 'closed' && row.resultKind !== null

const caseDocument = (row: CaseRow): Document<FoundCase> => {
  const { caseId, caseNo, status, applicantName, phoneMasked, want, registeredAt, unitIds } = row
  return {
    id: caseId,
    names: [applicantName, caseNo, ...(row.contactName ? [row.contactName] : [])],
    body: want,
    isPerson: true,
    found: { kind: 'case', caseId, caseNo, status, applicantName, phoneMasked, want, registeredAt, unitIds },
  }
}

const precedentDocument = (row: CaseRow): Document<FoundPrecedent> => {
  const { caseId, caseNo, itemName, closedAt, resultKind, unitIds } = row
  const [want, result] = [maskPersonalDataInText(row.want), maskPersonalDataInText(row.publicReply ?? '')]
  return {
    id: caseId,
    names: [want, ...(itemName ? [itemName] : [])],
    body: result,
    found: { kind: 'precedent', caseId, caseNo, want, itemName, resultKind, result, closedAt, unitIds },
  }
}

/** Groups of words that mean the same. */
export async function synonymGroups(db: Db, centerId: string): Promise<readonly (readonly string[])[]> {
  const { rows } = await sql<{ words: string[] }>`select words from synonym where center_id = ${centerId}`.execute(db)
  return rows.map(({ words }) => words)
}

/** What a change of one row changes in what is found: the units of an organisation, the people of a unit, … */
export async function unitsOfOrganisation(db: Db, centerId: string, organisationIds: readonly string[]) {
  const { rows } = await sql<{ unitId: string }>`
    select unit_id as "unitId" from unit where center_id = ${centerId} and organisation_id = any(${[...organisationIds]}::text[])
  `.execute(db)
  return rows.map(({ unitId }) => unitId)
}
