import type { InputOf, Target } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import { countersignOf } from '../cases/countersign.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, type Task, taskOf } from '../cases/state.ts'
import { openTask, requireInHand, requireOpenTask } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'
import { askEach, endRequest, requireOwnTask } from './requests.ts'
import { requireReplyable, signedBy } from './rules.ts'

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

/** A no that nobody has ruled away, in a request that is over. Whoever may not weigh it is not offered to. */
function requireRefused(state: CaseState, target: Target): Task {
  const task = target.taskId ? taskOf(state, target.taskId) : undefined
  if (!task) throw new Refusal('task-not-found')
  const isRefusal = task.ended?.outcome === 'not-agreed' && task.requestId
  if (!isRefusal || countersignOf(state, isRefusal) !== 'refused')
    throw new Refusal('task-wrong-kind', { kind: task.kind })
  const again = task.againRequestId && countersignOf(state, task.againRequestId)
  if (task.overruled || (again && again !== 'withdrawn')) throw new Refusal('refusal-settled')
  return task
}

/** Once more, of everybody who has not agreed; under the same rule for a refusal. */
function askAgain(state: CaseState, input: InputOf<'askCountersignAgain'>, ctx: Context): CaseEvent[] {
  const refused = requireRefused(state, input)
  const { requestId, parentTaskId, purpose } = refused
  const asked = state.tasks.filter(
    (task) => task.requestId === requestId && task.purpose?.kind === 'countersign' && !task.released,
  )
  const units = asked.flatMap(({ party, ended, ...task }) =>
    party.kind === 'unit' && task.state !== 'returned' && ended?.outcome !== 'agreed' ? [party.unitId] : [],
  )
  if (purpose?.kind !== 'countersign') throw new Error('what was refused is an agreement')
  const ask = input.ask || refused.ask
  const request = { ask, limit: input.limit, fileIds: [...refused.fileIds], unitIds: [...new Set(units)], parentTaskId }
  const opened = askEach(state, request, purpose, ctx)
  const again = opened[0]?.payload.requestId
  if (!again) throw new Error('whoever refused is asked again')
  return [{ type: 'CountersignAskedAgain', payload: { taskId: refused.taskId, requestId: again } }, ...opened]
}

export const countersignRules: Decisions<
  | 'askCountersign'
  | 'askCountersignWithin'
  | 'agreeCountersign'
  | 'refuseCountersign'
  | 'ruleOnRefusal'
  | 'overruleRefusal'
  | 'askCountersignAgain'
> = {
  askCountersign: {
    guard: requireInHand,
    decide: (state, { onRefusal, ...request }, ctx) =>
      askEach(state, { ...request, parentTaskId: null }, { kind: 'countersign', onRefusal }, ctx),
  },
  askCountersignWithin: {
    guard: (state, target) => void requireOwnTask(state, target),
    decide: (state, { taskId, onRefusal, ...request }, ctx) => [
      ...signedBy(requireOwnTask(state, { taskId })),
      ...askEach(state, { ...request, parentTaskId: taskId }, { kind: 'countersign', onRefusal }, ctx),
    ],
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
  overruleRefusal: {
    guard: (state, target) => void requireRefused(state, target),
    decide: (_, payload) => [{ type: 'RefusalOverruled', payload }],
  },
  askCountersignAgain: {
    guard: (state, target) => {
      const { parentTaskId } = requireRefused(state, target)
      requireInHand(state)
      if (parentTaskId) requireOpenTask(state, { taskId: parentTaskId }, ['coordinate'])
    },
    decide: askAgain,
  },
}
