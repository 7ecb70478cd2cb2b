import { checkCatalogue } from '@bancheng/core/catalogue/order/check.ts'
import type { Finding } from '@bancheng/core/catalogue/order/finding.ts'
import type { OrderGoal } from '@bancheng/core/catalogue/order/goal.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { recordAudit } from '../../audit/store.ts'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import { inTransaction } from '../../platform/db.ts'
import { goalById, insertGoalVersion, lockGoal } from './store.ts'

type Saved = { saved: boolean; version: number; findings: Finding[] }

/**
 * A new version of a goal, unless its steps contradict each other: then nothing is kept and the contradictions are named.
 * @throws Refusal version-conflict
 */
export async function saveGoal(
  deps: Deps,
  session: Session,
  { expectedVersion, goal }: { readonly expectedVersion: number; readonly goal: OrderGoal },
): Promise<Saved> {
  const findings = [...checkCatalogue(goal)]
  if (findings.some(({ severity }) => severity === 'error')) return { saved: false, version: expectedVersion, findings }
  const { centerId, actor, address } = session
  return inTransaction(deps.db, async (tx) => {
    await lockGoal(tx, centerId, goal.goalId)
    const current = (await goalById(tx, centerId, goal.goalId))?.version ?? 0
    if (current !== expectedVersion) throw new Refusal('version-conflict', { expectedVersion, currentVersion: current })
    const version = current + 1
    const now = deps.clock()
    await insertGoalVersion(tx, { centerId, goal, version, changedBy: actor.personId }, now)
    await recordAudit(tx, {
      centerId,
      auditId: deps.newId(),
      at: now,
      person: actor,
      action: 'order-goal.save',
      object: { kind: 'order-goal', id: goal.goalId },
      address,
      facts: { version, steps: goal.steps.length },
    })
    return { saved: true, version, findings }
  })
}
