import type { InputOf, Target } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, isPending, type Task, taskOf } from '../cases/state.ts'
import { requireOpenTask, withdrawWithChildren } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'
import { requireNotAsked, requireUnit } from './requests.ts'
import { requireReplyable } from './rules.ts'

/** An agreement is the unit’s own, and what it asked of others it has to gather first. */
function requireTransferable(state: CaseState, target: Target, ctx: Context): Task & { party: { kind: 'unit' } } {
  const task = requireOpenTask(state, target, ['coordinate'])
  const { party, kind } = task
  if (party.kind !== 'unit' || task.purpose?.kind === 'countersign') throw new Refusal('task-wrong-kind', { kind })
  requireReplyable(state, task, ctx)
  return { ...task, party }
}

/** Whoever had it before: gave it on, sent it down, or returned it. */
function earlierHolders(state: CaseState, task: Task): readonly string[] {
  const parent = task.parentTaskId ? taskOf(state, task.parentTaskId) : undefined
  const returned = state.tasks.filter(
    ({ state: end, requestId, parentTaskId }) =>
      end === 'returned' && requestId === task.requestId && parentTaskId === task.parentTaskId,
  )
  const units = [parent, ...returned].flatMap((one) => (one?.party.kind === 'unit' ? [one.party.unitId] : []))
  return [
    ...units,
    ...[task, ...returned].flatMap(({ transfers = [] }) => transfers.map(({ fromUnitId }) => fromUnitId)),
  ]
}

/**
 * 转办: the task itself goes to the other unit, with its due time and its rounds; the giver is out, and whoever asked
 * sees it. It does not go in a circle.
 */
function transfer(state: CaseState, { taskId, toUnitId, reason }: InputOf<'transferTask'>, ctx: Context): CaseEvent[] {
  const task = requireTransferable(state, { taskId }, ctx)
  const to = requireUnit(ctx, toUnitId)
  const fromUnitId = task.party.unitId
  if (toUnitId === fromUnitId) throw new Refusal('unit-same', { unit: to.name })
  if (earlierHolders(state, task).includes(toUnitId)) throw new Refusal('transfer-came-from-there', { unit: to.name })
  requireNotAsked(state, toUnitId, { purpose: task.purpose, parentTaskId: task.parentTaskId }, ctx)
  // More time was asked for by a unit that no longer needs it.
  const asked = state.tasks.filter(
    (other) => other.kind === 'decide-extension' && other.subjectId === taskId && isPending(other),
  )
  return [
    ...asked.flatMap((other) => withdrawWithChildren(state, other.taskId, reason)),
    { type: 'TaskTransferred', payload: { taskId, fromUnitId, toUnitId, reason } },
  ]
}

export const transferRules: Decisions<'transferTask'> = {
  transferTask: { guard: (state, target, ctx) => void requireTransferable(state, target, ctx), decide: transfer },
}
