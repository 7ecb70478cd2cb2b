import type { CaseState } from '@bancheng/core/cases/state.ts'
import { authorise, type DeskAction, type Presence, permissions } from '@bancheng/core/identity/permissions.ts'
import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { type RawBuilder, sql } from 'kysely'
import type { Session } from '../identity/session.ts'
import type { Db } from '../platform/db.ts'
import { readState } from './store.ts'

/** The cases that this person may see, as SQL over `case_record r`: the same table of permissions for every list. */
export function visible(actor: PersonActor, action: DeskAction = 'viewCase'): RawBuilder<unknown> {
  const relations = permissions[action][actor.role] ?? []
  if (relations.includes('any')) return sql`true`
  if (relations.includes('unit')) return sql`r.unit_ids @> array[${actor.unitId}]`
  return sql`false`
}

/** @throws Refusal case-not-visible: unknown and invisible look the same */
export async function requireVisible(
  db: Db,
  session: Session,
  caseId: string,
  action: DeskAction = 'viewCase',
  presence?: Presence,
): Promise<CaseState> {
  const state = await readState(db, { centerId: session.centerId, caseId })
  if (!state) throw new Refusal('case-not-visible')
  authorise(action, session.actor, state, {}, presence)
  return state
}

/** Whether a case that this person may see holds the file. */
export async function maySeeFile(db: Db, session: Session, fileId: string): Promise<boolean> {
  const { rows } = await sql`
    select from case_record r
    where r.center_id = ${session.centerId} and r.file_ids @> array[${fileId}] and ${visible(session.actor)} limit 1
  `.execute(db)
  return rows.length > 0
}
