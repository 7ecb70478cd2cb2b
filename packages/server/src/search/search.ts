import { permissions } from '@bancheng/core/identity/permissions.ts'
import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import { checkCaseNo } from '@bancheng/core/kernel/case-no.ts'
import type { LocalDate } from '@bancheng/core/kernel/time.ts'
import type { SearchGroup, SearchKind, SearchResult } from '@bancheng/core/search/contract.ts'
import { sql } from 'kysely'
import { visible } from '../cases/scope.ts'
import type { Crypto } from '../platform/crypto.ts'
import type { Db } from '../platform/db.ts'
import type { CenterIndex } from './center-index.ts'
import { caseDocuments } from './documents.ts'
import { EXACT } from './rank.ts'
import type { Hit, TextIndex } from './text-index.ts'
import { plainOf } from './words.ts'

export type Asking = {
  readonly db: Db
  readonly crypto: Pick<Crypto, 'digest'>
  readonly index: CenterIndex
  readonly centerId: string
  readonly actor: PersonActor
  readonly today: LocalDate
}
type Question = { readonly text: string; readonly kind?: SearchKind | undefined; readonly size: number }

const kinds: readonly SearchKind[] = ['item', 'qa', 'unit', 'person', 'case', 'precedent', 'material']
/** Between equals: what a caller usually wants to know; whoever types the name of a matter wants the matter, not a question about it. A name of a person that is typed in full stands above all. */
const leaning: Record<SearchKind, number> = { item: 3, qa: 0, unit: 2, person: 2, case: 1, precedent: -6, material: -4 }

/** Every kind that answers, the best first. */
export async function search(asking: Asking, { text, kind, size }: Question): Promise<SearchGroup[]> {
  const wanted = kind ? [kind] : kinds
  const groups = await Promise.all(wanted.map((one) => groupOf(asking, one, text, size)))
  const bestOf = ({ kind: of, results }: SearchGroup) => (results[0]?.score ?? 0) + leaning[of]
  return groups.filter(({ results }) => results.length > 0).sort((a, b) => bestOf(b) - bestOf(a))
}

async function groupOf(asking: Asking, kind: SearchKind, text: string, size: number): Promise<SearchGroup> {
  const hits = await hitsOf(asking, kind, text, size + 1)
  const shown = hits.slice(0, size).map(
    ({ found, score }): SearchResult => ({
      ...found,
      score: Math.round(score * 10) / 10,
      closeness: score >= EXACT ? 'exact' : 'near',
    }),
  )
  return { kind, results: shown, hasMore: hits.length > size }
}

async function hitsOf(asking: Asking, kind: SearchKind, text: string, size: number) {
  const { index, today } = asking
  switch (kind) {
    case 'item':
      return byCode(index, text) ?? withSynonyms(index, index.items, text, size)
    case 'material':
      return withSynonyms(index, index.materials.index, text, size)
    case 'qa':
      return withSynonyms(index, index.answers, text, size, ({ validFrom, validTo }) =>
        holdsOn(today, validFrom, validTo),
      )
    case 'unit':
      return withSynonyms(index, index.units, text, size)
    case 'person':
      return index.people.find(text, size)
    case 'case':
      return visibleHits(asking, await caseHits(asking, text, size), size)
    case 'precedent':
      return visibleHits(asking, withSynonyms(index, index.precedents, text, size, maySee(asking)), size)
  }
}

const holdsOn = (today: string, from: string | null, to: string | null): boolean =>
  (from === null || from <= today) && (to === null || today <= to)

function byCode(index: CenterIndex, text: string) {
  const itemId = index.codes.get(text.trim().toLowerCase())
  const found = itemId ? index.items.get(itemId) : undefined
  return itemId && found ? [{ id: itemId, found, score: 100 }] : null
}

/** So many other wordings of a question are tried. */
const WORDINGS = 3

/** The question, and the question with a word of it replaced by one that means the same here. */
function withSynonyms<T>(
  { synonyms }: CenterIndex,
  documents: TextIndex<T>,
  text: string,
  size: number,
  mayShow?: (found: T) => boolean,
): Hit<T>[] {
  const asked = plainOf(text)
  const wordings = synonyms.flatMap((words) => {
    const said = words.map(plainOf).find((word) => word !== '' && asked.includes(word))
    return said
      ? words
          .map(plainOf)
          .filter((word) => word !== said)
          .map((word) => asked.replace(said, word))
      : []
  })
  const hits = new Map(documents.find(text, size, mayShow).map((hit) => [hit.id, hit]))
  for (const wording of wordings.slice(0, WORDINGS))
    for (const hit of documents.find(wording, size, mayShow)) {
      const score = hit.score * 0.95
      if ((hits.get(hit.id)?.score ?? 0) < score) hits.set(hit.id, { ...hit, score })
    }
  return [...hits.values()].sort((a, b) => b.score - a.score).slice(0, size)
}

/** What `visible` says in SQL, to choose candidates; the database has the last word below. */
function maySee({ actor }: Asking): (found: { readonly unitIds: readonly string[] }) => boolean {
  const relations = permissions.viewCase[actor.role] ?? []
  if (relations.includes('any')) return () => true
  return ({ unitIds }) => relations.includes('unit') && unitIds.includes(actor.unitId)
}

/** By the whole number or the whole phone number, or else by name; a phone is never kept in memory. */
async function caseHits(asking: Asking, text: string, size: number) {
  const { db, centerId, crypto, index } = asking
  const caseNo = checkCaseNo(text)
  const digits = text.replace(/[\s-]/g, '')
  const isPhone = /^\+?\d{7,15}$/.test(digits)
  if (!caseNo.ok && !isPhone) return index.cases.find(text, size, maySee(asking))
  const { rows } = await sql<{ caseId: string }>`
    select r.case_id as "caseId" from case_record r
    where r.center_id = ${centerId} and ${visible(asking.actor)}
      and ${caseNo.ok ? sql`r.case_no = ${caseNo.caseNo}` : sql`r.phone_digest = ${crypto.digest(digits)}`}
    order by r.registered_at desc limit ${size}
  `.execute(db)
  const { cases } = await caseDocuments(
    db,
    centerId,
    rows.map(({ caseId }) => caseId),
  )
  return cases.map(({ id, found }) => ({ id, found, score: 100 }))
}

/** The same scope as every list: asked of the database at this moment, whatever stands in memory. */
async function visibleHits<T>(
  { db, centerId, actor }: Asking,
  hits: readonly Hit<T>[],
  size: number,
): Promise<Hit<T>[]> {
  if (hits.length === 0) return []
  const { rows } = await sql<{ caseId: string }>`
    select r.case_id as "caseId" from case_record r
    where r.center_id = ${centerId} and r.case_id = any(${hits.map(({ id }) => id)}::text[]) and ${visible(actor)}
  `.execute(db)
  const seen = new Set(rows.map(({ caseId }) => caseId))
  return hits.filter(({ id }) => seen.has(id)).slice(0, size)
}
