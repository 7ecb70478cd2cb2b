import { publicOrderContract } from '@bancheng/core/catalogue/order-contract.ts'
import { publicReportContract } from '@bancheng/core/catalogue/qa/report.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../../deps.ts'
import { reportAnonymously } from '../qa/reports.ts'
import { adviceFor, requireGoal, requirePublicGoal } from './reads.ts'
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
    return { ...(await requirePublicGoal(deps, centerId, params.parse(request.params).goalId)), centreName: name }
  })

  const { body } = advise
  const asked = { summary: advise.summary, params, querystring: advise.query, body, response: { 200: advise.reply } }
  app.post(advise.path, { ...open, schema: asked }, async (request) => {
    const { centerId } = await centreOf(request.query)
    const theGoal = await requirePublicGoal(deps, centerId, params.parse(request.params).goalId)
    return adviceFor(deps, { centerId, goal: theGoal, question: body.parse(request.body) })
  })
  registerPublicReport(app, deps, centreOf)
}

/** A reader finds one mistake, not dozens; whoever writes them by machine is stopped here. */
const reportLimit = {
  max: 6,
  timeWindow: '10 minutes',
  keyGenerator: ({ ip }: { ip: string }) => `public-report ${ip}`,
}

type CentreOf = (query: unknown) => Promise<{ centerId: string }>

/** 这里有误: what stands in the guide is kept by whoever keeps the item of the step, or else by the head of the window. */
function registerPublicReport(app: FastifyInstance, deps: Deps, centreOf: CentreOf): void {
  const { path, params, query, body, reply, summary } = publicReportContract.report
  const schema = { summary, params, querystring: query, body, response: { 200: reply } }
  app.post(path, { config: { rateLimit: reportLimit }, schema }, async (request) => {
    const { centerId } = await centreOf(request.query)
    const { stepId, note } = body.parse(request.body)
    const goal = await requireGoal(deps, centerId, params.parse(request.params).goalId)
    const step = stepId === null ? undefined : goal.steps.find((one) => one.stepId === stepId)
    if (stepId !== null && !step) throw new Refusal('not-found')
    const subject = step?.itemId
      ? { subjectKind: 'item' as const, subjectId: step.itemId }
      : { subjectKind: 'nothing-found' as const, subjectId: null }
    const subjectName = step ? `${goal.name} · ${step.name}` : goal.name
    await reportAnonymously(deps, centerId, { ...subject, subjectName, fault: 'wrong', note })
    return null
  })
}
