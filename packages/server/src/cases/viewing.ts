import type { CaseState } from '@bancheng/core/cases/state.ts'
import { addMinutes } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction } from '../platform/db.ts'

/** A page that stays open asks again with every change; one line of the audit for each sitting is enough to say who looked. */
const SITTING_MINUTES = 10

export async function recordView(deps: Deps, session: Session, state: CaseState): Promise<void> {
  const since = addMinutes(deps.clock(), -SITTING_MINUTES)
  const { rows } = await sql`
    select from audit_entry where center_id = ${session.centerId} and object_id = ${state.caseId} and action = 'case.view'
      and person_id = ${session.actor.personId} and at > ${since} limit 1
  `.execute(deps.db)
  if (rows.length > 0) return
  await inTransaction(deps.db, (tx) =>
    recordAccess(tx, deps, session, {
      action: 'case.view',
      object: { kind: 'case', id: state.caseId },
      facts: { caseNo: state.caseNo },
    }),
  )
}
