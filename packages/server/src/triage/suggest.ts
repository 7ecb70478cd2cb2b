import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import { maskPersonalDataInText } from '@bancheng/core/kernel/masks.ts'
import { SimilarCase, type Suggestions } from '@bancheng/core/triage/contract.ts'
import { SUGGESTED, type TriageGuess } from '@bancheng/core/triage/suggest.ts'
import { sql } from 'kysely'
import { visible } from '../cases/scope.ts'
import { loadNames } from '../directory/names.ts'
import type { Db } from '../platform/db.ts'
import type { Known } from './learning.ts'

type Asking = { readonly centerId: string; readonly actor: PersonActor }
type Told = { readonly want: string; readonly alreadyDone: string }

/** Longer than this nobody reads beside a form. */
const EXCERPT = 400

/** What was learnt, in the words of the centre; earlier cases only as far as this person may see them. */
export async function suggestionsFor(
  db: Db,
  { centerId, actor }: Asking,
  known: Known & { readonly questions: number },
  told: Told,
): Promise<Suggestions> {
  const guess = known.guess(told)
  const seen = await visibleCases(db, { centerId, actor }, guess)
  const casesOf = (caseIds: readonly string[]) =>
    caseIds.flatMap((caseId) => seen.get(caseId) ?? []).map(({ caseId, caseNo }) => ({ caseId, caseNo }))
  return {
    items: await itemsOf(db, centerId, guess, casesOf),
    units: await unitsOf(db, centerId, guess, known.usualUnits),
    pains: guess.pains.map(({ caseIds, ...rest }) => ({ ...reasons(rest), cases: casesOf(caseIds) })),
    categories: guess.categories.map(({ caseIds, ...rest }) => ({ ...reasons(rest), cases: casesOf(caseIds) })),
    similar: [...seen.values()].slice(0, SUGGESTED),
    learntFrom: { cases: known.cases, items: known.items, questions: known.questions, at: known.learntAt },
  }
}

const reasons = <T extends { readonly because: readonly string[] }>(one: T) => ({ ...one, because: [...one.because] })

async function visibleCases(
  db: Db,
  { centerId, actor }: Asking,
  { cases }: TriageGuess,
): Promise<ReadonlyMap<string, SimilarCase>> {
  const { rows } = await sql<Omit<SimilarCase, 'likeness' | 'because'>>`
    select r.case_id as "caseId", r.case_no as "caseNo", r.want, r.item_name as "itemName", r.result_kind as result,
      coalesce(r.state -> 'result' ->> 'publicReply', '') as reply, r.closed_at as "closedAt"
    from case_record r
    where r.center_id = ${centerId} and r.case_id = any(${cases.map(({ caseId }) => caseId)}::text[]) and ${visible(actor)}
  `.execute(db)
  const byId = new Map(rows.map((row) => [row.caseId, row]))
  return new Map(
    cases.flatMap(({ caseId, likeness, because }) => {
      const row = byId.get(caseId)
      if (!row) return []
      const told = { want: excerpt(row.want), reply: excerpt(row.reply) }
      return [[caseId, SimilarCase.parse({ ...row, ...told, likeness, because })] as const]
    }),
  )
}

const excerpt = (text: string) => maskPersonalDataInText(text.length > EXCERPT ? `${text.slice(0, EXCERPT)}…` : text)

type CasesOf = (caseIds: readonly string[]) => { caseId: string; caseNo: string }[]

/** Items that are no longer in force are left out, whatever was learnt. */
async function itemsOf(
  db: Db,
  centerId: string,
  { items }: TriageGuess,
  casesOf: CasesOf,
): Promise<Suggestions['items']> {
  const { rows } = await sql<{ itemId: string; version: number; name: string; organisationName: string }>`
    select i.item_id as "itemId", i.version, i.name, o.name as "organisationName"
    from item i join organisation o using (center_id, organisation_id)
    where i.center_id = ${centerId} and i.is_current and i.item_id = any(${items.map(({ itemId }) => itemId)}::text[])
  `.execute(db)
  const byId = new Map(rows.map((row) => [row.itemId, row]))
  return items.flatMap(({ itemId, caseIds, ...rest }) => {
    const row = byId.get(itemId)
    if (!row) return []
    const { organisationName, ...item } = row
    return [{ item, organisationName, ...reasons(rest), cases: casesOf(caseIds) }]
  })
}

async function unitsOf(
  db: Db,
  centerId: string,
  { organisations }: TriageGuess,
  usualUnits: Known['usualUnits'],
): Promise<Suggestions['units']> {
  const ids = organisations.map(({ organisationId }) => organisationId)
  const { rows } = await sql<{ organisationId: string; name: string; unitId: string | null }>`
    select o.organisation_id as "organisationId", o.name, (
      select u.unit_id from unit u where u.center_id = o.center_id and u.organisation_id = o.organisation_id
      order by u.unit_id = any(${Object.values(usualUnits)}::text[]) desc, u.sort_order, u.unit_id limit 1
    ) as "unitId"
    from organisation o where o.center_id = ${centerId} and o.organisation_id = any(${ids}::text[])
  `.execute(db)
  const byId = new Map(rows.map((row) => [row.organisationId, row]))
  const names = await loadNames(db, centerId)
  return organisations.flatMap(({ caseIds: _, ...rest }) => {
    const row = byId.get(rest.organisationId)
    if (!row) return []
    const unitName = row.unitId ? names.unit(row.unitId) : ''
    return [{ ...reasons(rest), unitId: row.unitId, organisationName: row.name, unitName, cases: [] }]
  })
}
