import type { Facts } from '@bancheng/core/kernel/refusal.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import type { Tx } from '../platform/db.ts'
import { recordAudit } from './store.ts'

/** Somebody looked at (or did) something: a number unmasked, a file read, a ledger exported. Never the value itself. */
export const recordAccess = (
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'newId'>,
  session: Session,
  access: { action: string; object?: { kind: string; id: string }; facts?: Facts },
): Promise<void> =>
  recordAudit(tx, {
    centerId: session.centerId,
    auditId: deps.newId(),
    at: deps.clock(),
    person: { personId: session.actor.personId, name: session.actor.name, role: session.actor.role },
    address: session.address,
    ...access,
  })
