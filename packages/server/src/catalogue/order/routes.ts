import { checkCatalogue } from '@bancheng/core/catalogue/order/check.ts'
import { orderContract } from '@bancheng/core/catalogue/order-contract.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { bind } from '../../identity/endpoint.ts'
import { registerPublicOrder } from './public-routes.ts'
import { adviceFor, requireGoal } from './reads.ts'
import { saveGoal } from './save.ts'
import { goalsOf, goalsWithItem } from './store.ts'

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
  bind(app, orderContract.advise, async ({ session: { centerId }, params, body }) => {
    const goal = await requireGoal(deps, centerId, params.goalId)
    return adviceFor(deps, { centerId, goal, question: body })
  })
  bind(app, orderContract.saveGoal, ({ session, params, body }) => {
    if (body.goal.goalId !== params.goalId) throw new Refusal('invalid-input', { field: 'goalId' })
    return saveGoal(deps, session, body)
  })
  registerPublicOrder(app, deps)
}
