import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import { isCountersign } from '../cases/countersign.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, type Task, taskOf } from '../cases/state.ts'
import { askerOf, dueOf, openTask, requireOpenTask, withdrawWithChildren } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'
import { endRequest, requireUnit } from './requests.ts'
import { pendingChildren } from './rules.ts'

function requireReturnable(state: CaseState, target: { taskId?: string }, ctx: Context): Task {
  const task = requireOpenTask(state, target, ['coordinate'])
  if (!task.mayReturn) throw new Refusal('task-return-forbidden')
  if (pendingChildren(state, task).length > 0) throw new Refusal('task-waits-for-child', { unit: '' })
  const until = dueOf(ctx, task.transfers?.at(-1)?.at ?? task.opened.at, ctx.policy.returns.within, task.party)
  if (ctx.now > until) throw new Refusal('task-return-too-late', { until })
  return task
}

/** 退单: as often as the policy allows it goes back to the giver; after that the supervisor rules, once and for all. */
function returnTask(state: CaseState, input: InputOf<'returnTask'>, ctx: Context): CaseEvent[] {
  const task = requireReturnable(state, input, ctx)
  if (input.suggestedUnitId) requireUnit(ctx, input.suggestedUnitId)
  const returns = task.returns + 1
  const isRuled = returns > ctx.policy.returns.times
  const next = openTask(ctx, {
    kind: isRuled ? 'rule-on-return' : 'redirect',
    party: isRuled ? { kind: ctx.policy.returns.ruledBy } : askerOf(state, task),
    ask: input.reason,
    parentTaskId: task.parentTaskId,
    requestId: task.requestId,
    returns,
    subjectId: task.taskId,
  })
  return [{ type: 'TaskReturned', payload: input }, next]
}

/** The same matter, asked of another unit: its part, form and files go along. */
function askAgain(
  state: CaseState,
  decision: Task,
  input: { toUnitId: string; ask: string; mayReturn: boolean },
  ctx: Context,
) {
  const returned = decision.subjectId ? taskOf(state, decision.subjectId) : undefined
  if (!returned) throw new Error('a returned task is kept')
  requireUnit(ctx, input.toUnitId)
  return openTask(ctx, {
    kind: 'coordinate',
    party: { kind: 'unit', unitId: input.toUnitId },
    ask: input.ask || returned.ask,
    parentTaskId: returned.parentTaskId,
    requestId: returned.requestId,
    part: returned.part,
    ...(returned.purpose ? { purpose: returned.purpose } : {}),
    mayReturn: input.mayReturn,
    returns: decision.returns,
    formId: returned.formId,
  })
}

/**
 * A unit that is asked to agree with others is not taken out by whoever asked: that would make a yes of its silence. The
 * supervisor may, and answers for it; anybody else ends the whole request.
 */
function withdraw(state: CaseState, { taskId, reason }: InputOf<'withdrawTask'>, ctx: Context): CaseEvent[] {
  const withdrawn = withdrawWithChildren(state, taskId, reason)
  const task = taskOf(state, taskId)
  if (!task || !isCountersign(state, task)) return withdrawn
  if (ctx.actor.kind === 'person' && ctx.actor.role !== 'supervisor')
    return [...withdrawn, ...endRequest(state, task, reason)]
  return [...withdrawn.slice(0, -1), { type: 'CountersignerReleased', payload: { taskId, reason } }]
}

export const returnRules: Decisions<'returnTask' | 'redirectTask' | 'ruleOnReturn' | 'withdrawTask'> = {
  returnTask: { guard: (state, target, ctx) => void requireReturnable(state, target, ctx), decide: returnTask },
  redirectTask: {
    guard: (state, target) => void requireOpenTask(state, target, ['redirect']),
    decide: (state, { taskId, toUnitId, ask }, ctx) => {
      const decision = requireOpenTask(state, { taskId }, ['redirect'])
      const child = askAgain(state, decision, { toUnitId, ask, mayReturn: true }, ctx)
      return [{ type: 'TaskRedirected', payload: { taskId, childTaskId: child.payload.taskId, toUnitId } }, child]
    },
  },
  ruleOnReturn: {
    guard: (state, target) => void requireOpenTask(state, target, ['rule-on-return']),
    decide: (state, { taskId, toUnitId, reason }, ctx) => {
      const decision = requireOpenTask(state, { taskId }, ['rule-on-return'])
      const child = askAgain(state, decision, { toUnitId, ask: '', mayReturn: false }, ctx)
      return [{ type: 'ReturnRuled', payload: { taskId, childTaskId: child.payload.taskId, toUnitId, reason } }, child]
    },
  },
  withdrawTask: {
    guard: (state, target) =>
      void requireOpenTask(state, target, ['coordinate', 'redirect', 'tolerance-decision', 'accept-hand-over']),
    decide: withdraw,
  },
}
