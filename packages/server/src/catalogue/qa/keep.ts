import type { AnswerDraft, AnswerView } from '@bancheng/core/catalogue/qa/answer.ts'
import { permissions } from '@bancheng/core/identity/permissions.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { sql } from 'kysely'
import { recordAccess } from '../../audit/access.ts'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import { inTransaction, sqlState, type Tx, UNIQUE_VIOLATION } from '../../platform/db.ts'
import { recordChanges } from './changes.ts'
import { answerById, insertAnswers, type KeptAnswer } from './store.ts'

/** The window keeps every answer; a unit keeps its own. */
export function mayKeep({ actor }: Pick<Session, 'actor'>, unitId: string | null): boolean {
  const relations = permissions.keepCatalogue[actor.role] ?? []
  return relations.includes('any') || (relations.includes('unit') && unitId === actor.unitId)
}

export const viewOf = (session: Session, kept: KeptAnswer): AnswerView => ({
  ...kept,
  mayKeep: kept.isCurrent && !kept.isRetired && mayKeep(session, kept.draft.unitId),
})

/** @throws Refusal forbidden · invalid-input (a question that is answered already, an unknown unit or item) */
export async function addAnswer(deps: Deps, session: Session, draft: AnswerDraft) {
  if (!mayKeep(session, draft.unitId))
    throw new Refusal('forbidden', { action: 'keepCatalogue', role: session.actor.role })
  return writing(deps, async (tx) => {
    const qaId = deps.newId()
    await write(tx, deps, session, { before: null, qaId, version: 1, draft, isRetired: false })
    return { qaId, version: 1 }
  })
}

type Save = { readonly qaId: string; readonly expectedVersion: number }

/** @throws Refusal not-found · forbidden · version-conflict · invalid-input */
export async function saveAnswer(
  deps: Deps,
  session: Session,
  { qaId, expectedVersion, draft }: Save & { draft: AnswerDraft },
) {
  return writing(deps, async (tx) => {
    const before = await lockedAnswer(tx, session, { qaId, expectedVersion })
    if (!mayKeep(session, draft.unitId))
      throw new Refusal('forbidden', { action: 'keepCatalogue', role: session.actor.role })
    const version = before.version + 1
    await write(tx, deps, session, { before, qaId, version, draft, isRetired: false })
    return { qaId, version }
  })
}

/** @throws Refusal not-found · forbidden · version-conflict */
export async function retireAnswer(deps: Deps, session: Session, save: Save) {
  return writing(deps, async (tx) => {
    const before = await lockedAnswer(tx, session, save)
    const version = before.version + 1
    await write(tx, deps, session, { before, qaId: save.qaId, version, draft: before.draft, isRetired: true })
    return { qaId: save.qaId, version }
  })
}

async function lockedAnswer(tx: Tx, session: Session, { qaId, expectedVersion }: Save): Promise<KeptAnswer> {
  const { centerId } = session
  await sql`select from qa where center_id = ${centerId} and qa_id = ${qaId} and is_current for update`.execute(tx)
  const kept = await answerById(tx, centerId, qaId, null)
  if (!kept || kept.isRetired) throw new Refusal('not-found')
  if (!mayKeep(session, kept.draft.unitId))
    throw new Refusal('forbidden', { action: 'keepCatalogue', role: session.actor.role })
  if (kept.version !== expectedVersion) throw new Refusal('version-conflict')
  return kept
}

type Written = {
  readonly before: KeptAnswer | null
  readonly qaId: string
  readonly version: number
  readonly draft: AnswerDraft
  readonly isRetired: boolean
}

async function write(tx: Tx, deps: Deps, session: Session, { before, ...answer }: Written): Promise<void> {
  const { qaId, version, draft, isRetired } = answer
  await requireItem(tx, session.centerId, draft.itemId)
  await insertAnswers(tx, session.centerId, [answer], deps.clock())
  const way = isRetired ? 'retired' : 'edited'
  await recordChanges(tx, deps, session, [
    { subject: { kind: 'qa', id: qaId }, version, way, before: before?.draft ?? null, after: draft },
  ])
  await recordAccess(tx, deps, session, {
    action: isRetired ? 'qa.retire' : 'qa.edit',
    object: { kind: 'qa', id: qaId },
    facts: { version },
  })
}

async function requireItem(tx: Tx, centerId: string, itemId: string | null): Promise<void> {
  if (itemId === null) return
  const { rows } =
    await sql`select from item where center_id = ${centerId} and item_id = ${itemId} and is_current`.execute(tx)
  if (rows.length === 0) throw new Refusal('invalid-input', { field: 'itemId' })
}

/** What the keys of the table refuse is said as a refusal. */
async function writing<T>(deps: Deps, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(deps.db, work)
  } catch (error) {
    const state = sqlState(error)
    if (state === UNIQUE_VIOLATION) throw new Refusal('invalid-input', { field: 'question' })
    if (state === FOREIGN_KEY_VIOLATION) throw new Refusal('invalid-input', { field: 'unitId' })
    throw error
  }
}
const FOREIGN_KEY_VIOLATION = '23503'
