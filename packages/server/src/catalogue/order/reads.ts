import { advise } from '@bancheng/core/catalogue/order/advise.ts'
import { withoutRemarks } from '@bancheng/core/catalogue/order/goal.ts'
import type { OrderQuestion } from '@bancheng/core/catalogue/order-contract.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { localDateOf } from '@bancheng/core/kernel/time.ts'
import type { Deps } from '../../deps.ts'
import { loadCenterRules } from '../../policy/center.ts'
import { goalById, type KeptGoal } from './store.ts'

/** @throws Refusal not-found */
export async function requireGoal({ db }: Pick<Deps, 'db'>, centerId: string, goalId: string): Promise<KeptGoal> {
  const goal = await goalById(db, centerId, goalId)
  if (!goal) throw new Refusal('not-found')
  return goal
}

/** The same for everybody: without what only the desk may read. @throws Refusal not-found */
export const requirePublicGoal = async (deps: Pick<Deps, 'db'>, centerId: string, goalId: string): Promise<KeptGoal> =>
  withoutRemarks(await requireGoal(deps, centerId, goalId))

export async function adviceFor(
  deps: Pick<Deps, 'db' | 'clock'>,
  { centerId, goal, question }: { centerId: string; goal: KeptGoal; question: OrderQuestion },
) {
  const { calendar } = await loadCenterRules(deps.db, centerId)
  const { situation, done, notDone, from = localDateOf(deps.clock()) } = question
  return advise({ goal, situation, done, notDone, calendar, from })
}
