import type { AnswerColumn } from '@bancheng/core/catalogue/qa/import.ts'
import { mergeAnswer, type ReadAnswer } from '@bancheng/core/catalogue/qa/read-answers.ts'
import { sql } from 'kysely'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import { canonicalJson } from '../../platform/canonical-json.ts'
import type { Tx } from '../../platform/db.ts'
import { recordChanges } from './changes.ts'
import { answersByQuestion, insertAnswers, type KeptAnswer, type NewAnswerVersion } from './store.ts'

export type AnswerEntries = { readonly answers: readonly ReadAnswer[]; readonly mapped: readonly AnswerColumn[] }
export type Plan = {
  readonly examples: readonly { name: string; detail: string; change: 'new' | 'changed' }[]
  readonly counts: { readonly new: number; readonly changed: number; readonly unchanged: number }
  readonly carryOut: (tx: Tx) => Promise<void>
}

type Planned = NewAnswerVersion & { readonly before: KeptAnswer | null }

/** What the file would change in the answers; the same file a second time changes nothing. */
export async function planAnswers(
  tx: Tx,
  deps: Deps,
  session: Session,
  { answers, mapped }: AnswerEntries,
): Promise<Plan> {
  const { centerId } = session
  const questions = answers.map(({ draft }) => draft.question)
  const standing = new Map(
    (await answersByQuestion(tx, centerId, questions)).map((kept) => [
      `${kept.draft.question}\n${kept.draft.area}`,
      kept,
    ]),
  )
  const units = await unitsByName(tx, centerId)
  const planned = answers.flatMap(({ draft: read }): Planned[] => {
    const before = standing.get(`${read.question}\n${read.area}`) ?? null
    const said = { ...read, unitId: units.get(read.departmentName) ?? null }
    const draft = mergeAnswer(before?.draft ?? null, said, mapped)
    if (before && canonicalJson(before.draft) === canonicalJson(draft)) return []
    return [
      { qaId: before?.qaId ?? deps.newId(), version: (before?.version ?? 0) + 1, isRetired: false, draft, before },
    ]
  })
  const changed = planned.filter(({ before }) => before !== null).length
  return {
    counts: { new: planned.length - changed, changed, unchanged: answers.length - planned.length },
    examples: planned.slice(0, 20).map(({ draft, before }) => ({
      name: draft.question,
      detail: draft.departmentName,
      change: before ? 'changed' : 'new',
    })),
    carryOut: async (write) => {
      await insertAnswers(write, centerId, planned, deps.clock())
      const changes = planned.map(({ qaId, version, before, draft }) => ({
        subject: { kind: 'qa' as const, id: qaId },
        version,
        way: 'imported' as const,
        before: before?.draft ?? null,
        after: draft,
      }))
      await recordChanges(write, deps, session, changes)
    },
  }
}

/** The first unit of each organisation, by every name that a file may use. */
async function unitsByName(tx: Tx, centerId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ unitId: string; names: string[] }>`
    select distinct on (o.organisation_id) u.unit_id as "unitId", array[o.name, o.short_name] as names
    from organisation o join unit u using (center_id, organisation_id) where o.center_id = ${centerId}
    order by o.organisation_id, u.sort_order, u.unit_id
  `.execute(tx)
  return new Map(rows.flatMap(({ unitId, names }) => names.map((name) => [name, unitId] as const)))
}
