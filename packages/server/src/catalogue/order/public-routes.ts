import { publicOrderContract } from '@bancheng/core/catalogue/order-contract.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { adviceFor, requireGoal } from './reads.ts'
import { goalsOf, publicCentre } from './store.ts'

/** By address, whatever cookie somebody makes up: a household asks some dozen times, a copier thousands. */
const rateLimit = { max: 120, timeWindow: '1 minute', keyGenerator: ({ ip }: { ip: string }) => `public-order ${ip}` }

/** What everybody may read without signing in (identity/guard.ts opens these three). Nobody is asked who they are. */
export function registerPublicOrder(app: FastifyInstance, deps: Deps): void {
  const { goals, goal, advise } = publicOrderContract
  const open = { config: { rateLimit } }

  const centreOf = async (query: unknown) => {
    const centre = await publicCentre(deps.db, goals.query.parse(query).centre ?? null)
    if (!centre) throw new Refusal('not-found')
    return centre
  }

  const listed = { summary: goals.summary, querystring: goals.query, response: { 200: goals.reply } }
  app.get(goals.path, { ...open, schema: listed }, async ({ query }) => {
    const { centerId } = await centreOf(query)
    return { goals: await goalsOf(deps.db, centerId) }
  })

  const { params, reply, summary } = goal
  const shown = { summary, params, querystring: goal.query, response: { 200: reply } }
  app.get(goal.path, { ...open, schema: shown }, async (request) => {
    const { centerId, name } = await centreOf(request.query)
    return { ...(await requireGoal(deps, centerId, params.parse(request.params).goalId)), centreName: name }
  })

  const { body } = advise
  const asked = { summary: advise.summary, params, querystring: advise.query, body, response: { 200: advise.reply } }
  app.post(advise.path, { ...open, schema: asked }, async (request) => {
    const { centerId } = await centreOf(request.query)
    const { goalId } = params.parse(request.params)
    return adviceFor(deps, { centerId, goalId, question: body.parse(request.body) })
  })
}
