import type { TypedItem } from '@bancheng/core/catalogue/keep.ts'
import { permissions } from '@bancheng/core/identity/permissions.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { sql } from 'kysely'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { type Db, inTransaction, sqlState, type Tx, UNIQUE_VIOLATION } from '../platform/db.ts'
import { recordChanges } from './qa/changes.ts'
import {
  type CurrentItem,
  currentItemById,
  endCurrentItem,
  insertItemVersions,
  lockCatalogue,
  type NewVersion,
} from './store.ts'

/** The window keeps every item; a unit those of its own organisation. */
export async function mayKeepItem(db: Db, { centerId, actor }: Session, organisationId: string): Promise<boolean> {
  const relations = permissions.keepCatalogue[actor.role] ?? []
  if (relations.includes('any')) return true
  if (!relations.includes('unit')) return false
  const { rows } = await sql`
    select from unit where center_id = ${centerId} and unit_id = ${actor.unitId} and organisation_id = ${organisationId}
  `.execute(db)
  return rows.length > 0
}

async function requireKeeper(tx: Tx, session: Session, organisationId: string): Promise<void> {
  if (!(await mayKeepItem(tx, session, organisationId)))
    throw new Refusal('forbidden', { action: 'keepCatalogue', role: session.actor.role })
}

/** @throws Refusal forbidden · invalid-input (a code that is taken, an unknown department) */
export async function addItem(deps: Deps, session: Session, typed: TypedItem) {
  return writing(deps, session, async (tx) => {
    await requireKeeper(tx, session, typed.organisationId)
    return write(tx, deps, session, { before: null, typed })
  })
}

type Save = { readonly itemId: string; readonly expectedVersion: number }

/** @throws Refusal not-found · forbidden · entry-changed · invalid-input */
export async function saveItem(deps: Deps, session: Session, { draft, ...save }: Save & { readonly draft: TypedItem }) {
  return writing(deps, session, async (tx) => {
    const before = await standingItem(tx, session, save)
    await requireKeeper(tx, session, draft.organisationId)
    return write(tx, deps, session, { before, typed: draft })
  })
}

/** @throws Refusal not-found · forbidden · entry-changed */
export async function retireItem(deps: Deps, session: Session, save: Save) {
  return writing(deps, session, async (tx) => {
    const { itemId, version, draft } = await standingItem(tx, session, save)
    await endCurrentItem(tx, session.centerId, itemId)
    const subject = { kind: 'item', id: itemId } as const
    await recordChanges(tx, deps, session, [{ subject, version, way: 'retired', before: draft, after: draft }])
    await recordAccess(tx, deps, session, { action: 'item.retire', object: subject, facts: { version } })
    return { itemId, version }
  })
}

async function standingItem(tx: Tx, session: Session, { itemId, expectedVersion }: Save): Promise<CurrentItem> {
  const current = await currentItemById(tx, session.centerId, itemId)
  if (!current) throw new Refusal('not-found')
  await requireKeeper(tx, session, current.organisationId)
  if (current.version !== expectedVersion) throw new Refusal('entry-changed')
  return current
}

type Written = { readonly before: CurrentItem | null; readonly typed: TypedItem }

async function write(tx: Tx, deps: Deps, session: Session, { before, typed }: Written) {
  const { organisationId, materials, ...draft } = typed
  const itemId = before?.itemId ?? deps.newId()
  const version = (before?.version ?? 0) + 1
  const kept = identified(before?.draft.materials ?? [], materials, deps.newId)
  await insertItemVersions(
    tx,
    session.centerId,
    [{ itemId, version, organisationId, draft, materials: kept }],
    deps.clock(),
  )
  const after = (await currentItemById(tx, session.centerId, itemId))?.draft ?? null
  const subject = { kind: 'item', id: itemId } as const
  await recordChanges(tx, deps, session, [{ subject, version, way: 'edited', before: before?.draft ?? null, after }])
  await recordAccess(tx, deps, session, { action: 'item.edit', object: subject, facts: { version } })
  return { itemId, version }
}

/** A material that the item had keeps its id, once; whatever else is written is a new one. */
function identified(
  existing: CurrentItem['draft']['materials'],
  typed: TypedItem['materials'],
  newId: () => string,
): NewVersion['materials'] {
  const free = new Set(existing.map(({ materialId }) => materialId))
  return typed.map(({ materialId, ...material }) => {
    const isKept = materialId !== null && free.delete(materialId)
    return { ...material, materialId: isKept ? materialId : newId() }
  })
}

/** One writer at a time; what the keys of the table refuse is said as a refusal. */
async function writing<T>(deps: Deps, { centerId }: Session, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(deps.db, async (tx) => {
      await lockCatalogue(tx, centerId)
      return work(tx)
    })
  } catch (error) {
    const state = sqlState(error)
    if (state === UNIQUE_VIOLATION) throw new Refusal('invalid-input', { field: 'code' })
    if (state === FOREIGN_KEY_VIOLATION) throw new Refusal('invalid-input', { field: 'organisationId' })
    throw error
  }
}
const FOREIGN_KEY_VIOLATION = '23503'
