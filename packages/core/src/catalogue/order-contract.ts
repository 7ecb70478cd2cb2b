import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { LocalDate } from '../kernel/time.ts'
import { Advice } from './order/advice.ts'
import { Finding } from './order/finding.ts'
import { OrderGoal } from './order/goal.ts'

export const GoalSummary = OrderGoal.pick({ goalId: true, name: true, nameEn: true }).extend({
  version: z.int().positive(),
  steps: z.int(),
})
export type GoalSummary = z.infer<typeof GoalSummary>

export const GoalView = OrderGoal.extend({ version: z.int().positive(), findings: z.array(Finding) })
export type GoalView = z.infer<typeof GoalView>

/** Where somebody stands. Nothing in it says who they are. */
export const OrderQuestion = z.object({
  situation: z.array(Id).max(50).default([]),
  done: z
    .array(z.object({ stepId: Id, on: LocalDate.nullable().default(null) }))
    .max(300)
    .default([]),
  notDone: z.array(Id).max(300).default([]),
  /** Today, unless another day is asked for. */
  from: LocalDate.optional(),
})
export type OrderQuestion = z.infer<typeof OrderQuestion>

const goalParams = z.object({ goalId: Id })
const goals = z.object({ goals: z.array(GoalSummary) })
/** Of several centres in one system, the letters of the one that is asked; else the only one. */
const centre = z.object({ centre: z.string().max(4).optional() })

export const orderContract = contract({
  goals: {
    method: 'GET',
    path: '/api/order/goals',
    reply: goals,
    permission: 'viewCatalogue',
    audit: null,
    summary: 'The goals (关店, 开店 …) whose order of steps the catalogue knows',
  },
  goalsOfItem: {
    method: 'GET',
    path: '/api/order/items/:itemId/goals',
    params: z.object({ itemId: Id }),
    reply: z.object({ goals: z.array(GoalSummary.extend({ stepId: Id })) }),
    permission: 'viewCatalogue',
    audit: null,
    summary: 'The goals in which a service item is a step',
  },
  goal: {
    method: 'GET',
    path: '/api/order/goals/:goalId',
    params: goalParams,
    reply: GoalView,
    permission: 'viewCatalogue',
    audit: null,
    summary: 'A goal with its situations and steps, and what its keeper should look at',
  },
  advise: {
    method: 'POST',
    path: '/api/order/goals/:goalId/advice',
    params: goalParams,
    body: OrderQuestion,
    reply: Advice,
    permission: 'viewCatalogue',
    audit: null,
    summary: 'The order of what is left to do, given the situation and what is done; nothing is kept',
  },
  saveGoal: {
    method: 'PUT',
    path: '/api/order/goals/:goalId',
    params: goalParams,
    // 0 for a goal that is new
    body: z.object({ expectedVersion: z.int().min(0), goal: OrderGoal }),
    reply: z.object({ saved: z.boolean(), version: z.int().min(0), findings: z.array(Finding) }),
    permission: 'importCatalogue',
    audit: 'order-goal.save',
    summary: 'A new version of a goal; a cycle or a contradiction keeps it out and is named',
  },
})

export const publicOrderContract = contract({
  goals: {
    method: 'GET',
    path: '/api/public/order/goals',
    query: centre,
    reply: goals,
    permission: 'anyone',
    audit: null,
    summary: 'The goals, for everyone',
  },
  goal: {
    method: 'GET',
    path: '/api/public/order/goals/:goalId',
    params: goalParams,
    query: centre,
    reply: OrderGoal.extend({ version: z.int().positive(), centreName: z.string() }),
    permission: 'anyone',
    audit: null,
    summary: 'A goal with its situations and steps, for everyone',
  },
  advise: {
    method: 'POST',
    path: '/api/public/order/goals/:goalId/advice',
    params: goalParams,
    query: centre,
    body: OrderQuestion,
    reply: Advice,
    permission: 'anyone',
    audit: null,
    summary: 'The order of what is left to do, for everyone; nothing is kept',
  },
})
