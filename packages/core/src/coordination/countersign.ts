import type { InputOf, Target } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, isPending, type Task, taskOf } from '../cases/state.ts'
import { openTask, requireInHand, requireOpenTask } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'
import { askEach, endRequest } from './requests.ts'
import { requireReplyable } from './rules.ts'

/** @throws Refusal task-wrong-kind (nobody asked for an agreement) · task-waits-for-child */
function requireCountersign(state: CaseState, target: Target, ctx: Context): Task {
  const task = requireOpenTask(state, target, ['coordinate'])
  if (task.purpose?.kind !== 'countersign') throw new Refusal('task-wrong-kind', { kind: task.kind })
  requireReplyable(state, task, ctx)
  return task
}

/** One unit does not agree: the request ends, or the supervisor rules, as was stated when it was made. */
function refuse(state: CaseState, input: InputOf<'refuseCountersign'>, ctx: Context): CaseEvent[] {
  const task = requireCountersign(state, input, ctx)
  const refused: CaseEvent = { type: 'CountersignRefused', payload: input }
  if (task.purpose?.kind === 'countersign' && task.purpose.onRefusal === 'ends')
    return [refused, ...endRequest(state, task, input.reason)]
  const { requestId, parentTaskId, taskId } = task
  const about = { requestId, parentTaskId, subjectId: taskId, ask: input.reason }
  return [refused, openTask(ctx, { kind: 'rule-on-refusal', party: { kind: 'supervisor' }, ...about })]
}

/** Upheld, the refusal ends the request; overruled, it counts as an agreement and the others go on. */
function rule(state: CaseState, { taskId, upheld, reason }: InputOf<'ruleOnRefusal'>): CaseEvent[] {
  const task = requireOpenTask(state, { taskId }, ['rule-on-refusal'])
  const refused = task.subjectId ? taskOf(state, task.subjectId) : undefined
  if (!refused) throw new Error('a refused task is kept')
  const payload = { taskId, refusedTaskId: refused.taskId, upheld, reason }
  return [{ type: 'RefusalRuled', payload }, ...(upheld ? endRequest(state, task, reason) : [])]
}

/** How a request for everybody's agreement stands. */
export function countersignOf(state: CaseState, requestId: string): 'pending' | 'agreed' | 'refused' {
  const tasks = state.tasks.filter((task) => task.requestId === requestId)
  const isOverruled = (refused: Task) =>
    tasks.some((task) => task.subjectId === refused.taskId && task.ended?.outcome === 'overruled')
  if (tasks.some(isPending)) return 'pending'
  const isRefused = tasks.some((task) => task.ended?.outcome === 'not-agreed' && !isOverruled(task))
  return isRefused ? 'refused' : 'agreed'
}

export const countersignRules: Decisions<
  'askCountersign' | 'agreeCountersign' | 'refuseCountersign' | 'ruleOnRefusal'
> = {
  askCountersign: {
    guard: requireInHand,
    decide: (state, { onRefusal, ...request }, ctx) => askEach(state, request, { kind: 'countersign', onRefusal }, ctx),
  },
  agreeCountersign: {
    guard: (state, target, ctx) => void requireCountersign(state, target, ctx),
    decide: (_, input) => [{ type: 'CountersignAgreed', payload: input }],
  },
  refuseCountersign: { guard: (state, target, ctx) => void requireCountersign(state, target, ctx), decide: refuse },
  ruleOnRefusal: {
    guard: (state, target) => void requireOpenTask(state, target, ['rule-on-refusal']),
    decide: rule,
  },
}
