import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { seat } from '@bancheng/core/reception/calls.ts'
import type { Seat } from '@bancheng/core/reception/contract.ts'
import { recordAccess } from '../../audit/access.ts'
import type { Deps } from '../../deps.ts'
import { loadDirectory } from '../../directory/reads.ts'
import type { Session } from '../../identity/session.ts'
import { inTransaction } from '../../platform/db.ts'
import { personAt, seatsOf, writeSeat } from './store.ts'

export const seatsView = async (deps: Deps, session: Session): Promise<{ seats: Seat[]; isConnected: boolean }> => ({
  seats: await seatsOf(deps.db, session.centerId),
  isConnected: deps.config.telephonySecret !== null || deps.config.sip !== null,
})

/** @throws Refusal extension-of-another · person-unknown */
export async function takeSeat(
  deps: Deps,
  session: Session,
  { extension, personId }: { extension: string; personId: string | null },
): Promise<void> {
  const { centerId, actor } = session
  await inTransaction(deps.db, async (tx) => {
    seat(actor, { personId: await personAt(tx, centerId, extension) }, personId)
    if (personId && !(await loadDirectory(tx, centerId)).person(personId)) throw new Refusal('person-unknown')
    await writeSeat(tx, centerId, { extension, personId }, deps.clock())
    const object = { kind: 'extension', id: extension }
    await recordAccess(tx, deps, session, { action: 'extension.seat', object, facts: { personId } })
  })
}
