import { advise } from '@bancheng/core/catalogue/order/advise.ts'
import { checkCatalogue } from '@bancheng/core/catalogue/order/check.ts'
import { type OrderQuestion, orderContract } from '@bancheng/core/catalogue/order-contract.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { localDateOf } from '@bancheng/core/kernel/time.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { bind } from '../../identity/endpoint.ts'
import { loadCenterRules } from '../../policy/center.ts'
import { registerPublicOrder } from './public-routes.ts'
import { saveGoal } from './save.ts'
import { goalById, goalsOf, goalsWithItem, type KeptGoal } from './store.ts'

export function registerOrder(app: FastifyInstance, deps: Deps): void {
  const { db } = deps
  bind(app, orderContract.goals, async ({ session }) => ({ goals: await goalsOf(db, session.centerId) }))
  bind(app, orderContract.goalsOfItem, async ({ session, params }) => ({
    goals: await goalsWithItem(db, session.centerId, params.itemId),
  }))
  bind(app, orderContract.goal, async ({ session, params }) => {
    const goal = await requireGoal(deps, session.centerId, params.goalId)
    return { ...goal, findings: [...checkCatalogue(goal)] }
  })
  bind(app, orderContract.advise, ({ session, params, body }) =>
    adviceFor(deps, { centerId: session.centerId, goalId: params.goalId, question: body }),
  )
  bind(app, orderContract.saveGoal, ({ session, params, body }) => {
    if (body.goal.goalId !== params.goalId) throw new Refusal('invalid-input', { field: 'goalId' })
    return saveGoal(deps, session, body)
  })
  registerPublicOrder(app, deps)
}

/** @throws Refusal not-found */
export async function requireGoal({ db }: Pick<Deps, 'db'>, centerId: string, goalId: string): Promise<KeptGoal> {
  const goal = await goalById(db, centerId, goalId)
  if (!goal) throw new Refusal('not-found')
  return goal
}

/** @throws Refusal not-found */
export async function adviceFor(
  deps: Pick<Deps, 'db' | 'clock'>,
  { centerId, goalId, question }: { centerId: string; goalId: string; question: OrderQuestion },
) {
  const goal = await requireGoal(deps, centerId, goalId)
  const { calendar } = await loadCenterRules(deps.db, centerId)
  const { situation, done, notDone, from = localDateOf(deps.clock()) } = question
  return advise({ goal, situation, done, notDone, calendar, from })
}
