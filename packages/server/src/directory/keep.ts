import type { OrganisationDraft, PersonDraft, UnitDraft } from '@bancheng/core/directory/keep.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { recordAccess } from '../audit/access.ts'
import { type NewChange, recordChanges } from '../catalogue/qa/changes.ts'
import { mayKeep } from '../catalogue/qa/keep.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { canonicalJson } from '../platform/canonical-json.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import {
  hasAccount,
  insertPerson,
  insertUnit,
  lockedOrganisation,
  lockedPerson,
  lockedUnit,
  movePerson,
  retirePersonAt,
  updateOrganisation,
  updatePerson,
  updateUnit,
} from './store.ts'

/** New entries stand behind those that the centre put in order. */
const LAST = 2000

/** The window keeps every entry; a unit itself and its people. */
function requireKeeper(session: Session, unitId: string | null): void {
  if (!mayKeep(session, unitId)) throw new Refusal('forbidden', { action: 'keepCatalogue', role: session.actor.role })
}

/** @throws Refusal entry-changed: somebody saved since this was seen */
function requireSeen<D extends object>(standing: D, before: D): void {
  if (canonicalJson(standing) !== canonicalJson(before)) throw new Refusal('entry-changed')
}

type Subject = NewChange['subject']
type Change = Pick<NewChange, 'way' | 'before' | 'after'>

async function recorded(tx: Tx, deps: Deps, session: Session, subject: Subject, change: Change): Promise<void> {
  await recordChanges(tx, deps, session, [{ subject, version: null, ...change }])
  const action = change.way === 'retired' ? 'directory.retire' : 'directory.edit'
  await recordAccess(tx, deps, session, { action, object: subject })
}

type Edit<D> = { readonly before: D; readonly draft: D }

/** @throws Refusal not-found · forbidden · entry-changed */
export async function saveOrganisation(
  deps: Deps,
  session: Session,
  { organisationId, before, draft }: Edit<OrganisationDraft> & { organisationId: string },
) {
  requireKeeper(session, null)
  return inTransaction(deps.db, async (tx) => {
    const standing = await lockedOrganisation(tx, session.centerId, organisationId)
    if (!standing) throw new Refusal('not-found')
    requireSeen(standing, before)
    await updateOrganisation(tx, { centerId: session.centerId, organisationId, ...draft })
    const subject = { kind: 'organisation', id: organisationId } as const
    await recorded(tx, deps, session, subject, { way: 'edited', before, after: draft })
    return { organisationId }
  })
}

/** @throws Refusal not-found · forbidden */
export async function addUnit(
  deps: Deps,
  session: Session,
  { organisationId, ...draft }: UnitDraft & { organisationId: string },
) {
  requireKeeper(session, null)
  const { centerId } = session
  return inTransaction(deps.db, async (tx) => {
    if (!(await lockedOrganisation(tx, centerId, organisationId))) throw new Refusal('not-found')
    const unitId = deps.newId()
    await insertUnit(tx, { centerId, unitId, organisationId, ...draft, sortOrder: LAST })
    await recorded(tx, deps, session, { kind: 'unit', id: unitId }, { way: 'edited', before: null, after: draft })
    return { unitId }
  })
}

/** @throws Refusal not-found · forbidden · entry-changed */
export async function saveUnit(
  deps: Deps,
  session: Session,
  { unitId, before, draft }: Edit<UnitDraft> & { unitId: string },
) {
  requireKeeper(session, unitId)
  const { centerId } = session
  return inTransaction(deps.db, async (tx) => {
    const standing = await lockedUnit(tx, centerId, unitId)
    if (!standing) throw new Refusal('not-found')
    requireSeen(standing, before)
    await updateUnit(tx, { centerId, unitId, ...draft })
    await recorded(tx, deps, session, { kind: 'unit', id: unitId }, { way: 'edited', before, after: draft })
    return { unitId }
  })
}

/** A history names units, not their ids. */
const named = async (tx: Tx, centerId: string, { unitId, ...draft }: PersonDraft) => ({
  ...draft,
  unit: (await lockedUnit(tx, centerId, unitId))?.name ?? unitId,
})

/** @throws Refusal not-found · forbidden */
export async function addPerson(deps: Deps, session: Session, draft: PersonDraft) {
  requireKeeper(session, draft.unitId)
  const { centerId } = session
  return inTransaction(deps.db, async (tx) => {
    if (!(await lockedUnit(tx, centerId, draft.unitId))) throw new Refusal('not-found')
    const personId = deps.newId()
    await insertPerson(tx, { centerId, personId, ...draft, sortOrder: LAST })
    const after = await named(tx, centerId, draft)
    await recorded(tx, deps, session, { kind: 'person', id: personId }, { way: 'edited', before: null, after })
    return { personId }
  })
}

/** @throws Refusal not-found · forbidden · entry-changed · person-has-account (a move would move what they may see) */
export async function savePerson(
  deps: Deps,
  session: Session,
  { personId, before, draft }: Edit<PersonDraft> & { personId: string },
) {
  const { centerId } = session
  return inTransaction(deps.db, async (tx) => {
    await standingPerson(tx, session, personId, before)
    const isMoved = draft.unitId !== before.unitId
    if (isMoved) {
      requireKeeper(session, draft.unitId)
      if (!(await lockedUnit(tx, centerId, draft.unitId))) throw new Refusal('invalid-input', { field: 'unitId' })
      if (await hasAccount(tx, centerId, personId)) throw new Refusal('person-has-account')
      await movePerson(tx, { centerId, personId, unitId: draft.unitId })
    }
    await updatePerson(tx, { centerId, personId, ...draft })
    const [was, is] = [await named(tx, centerId, before), await named(tx, centerId, draft)]
    await recorded(tx, deps, session, { kind: 'person', id: personId }, { way: 'edited', before: was, after: is })
    return { personId }
  })
}

/** @throws Refusal not-found · forbidden · entry-changed · person-has-account */
export async function retirePerson(
  deps: Deps,
  session: Session,
  { personId, before }: { readonly personId: string; readonly before: PersonDraft },
) {
  const { centerId } = session
  return inTransaction(deps.db, async (tx) => {
    await standingPerson(tx, session, personId, before)
    if (await hasAccount(tx, centerId, personId)) throw new Refusal('person-has-account')
    await retirePersonAt(tx, { centerId, personId, now: deps.clock() })
    const last = await named(tx, centerId, before)
    await recorded(tx, deps, session, { kind: 'person', id: personId }, { way: 'retired', before: last, after: last })
    return { personId }
  })
}

async function standingPerson(tx: Tx, session: Session, personId: string, before: PersonDraft): Promise<void> {
  const standing = await lockedPerson(tx, session.centerId, personId)
  if (!standing) throw new Refusal('not-found')
  requireKeeper(session, standing.unitId)
  requireSeen(standing, before)
}
