import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent, EventType } from '../cases/events.ts'
import { type CaseState, isOpinion, isPending, taskOf } from '../cases/state.ts'
import { openTask, requireInHand, requireOpenTask, withdrawWithChildren } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'
import { askEach, requireNotAsked, requireOwnTask } from './requests.ts'
import { signedBy } from './rules.ts'

/** Nobody waited for the opinions that were asked: with the result, or the unit’s own reply, nobody owes them any more. */
export function endOpinions(state: CaseState, events: readonly CaseEvent[]): readonly CaseEvent[] {
  const answered = events.flatMap((event) =>
    answers.has(event.type) && 'taskId' in event.payload ? event.payload.taskId : [],
  )
  const within = state.tasks.filter(
    (task) => isOpinion(state, task) && isPending(task) && task.parentTaskId && answered.includes(task.parentTaskId),
  )
  return [...within.flatMap((task) => withdrawWithChildren(state, task.taskId, 'resolved')), ...endAll(state, events)]
}

const answers: ReadonlySet<EventType> = new Set([
  'TaskReplied',
  'CountersignAgreed',
  'CountersignRefused',
  'TaskReturned',
] satisfies EventType[])

function endAll(state: CaseState, events: readonly CaseEvent[]): readonly CaseEvent[] {
  if (!events.some((event) => event.type === 'CaseResolved')) return events
  const isWithin = (parentTaskId: string | null) => {
    const parent = parentTaskId ? taskOf(state, parentTaskId) : undefined
    return parent !== undefined && isOpinion(state, parent) && isPending(parent)
  }
  const opinions = state.tasks.filter(
    (task) => isOpinion(state, task) && isPending(task) && !isWithin(task.parentTaskId), // its children go with it
  )
  return [...opinions.flatMap((task) => withdrawWithChildren(state, task.taskId, 'resolved')), ...events]
}

/** 征求意见, and one more unit within any open request (加签 · 加派). */
export const opinionRules: Decisions<'seekOpinion' | 'seekOpinionWithin' | 'addUnit'> = {
  seekOpinion: {
    guard: requireInHand,
    decide: (state, request, ctx) => askEach(state, { ...request, parentTaskId: null }, { kind: 'opinion' }, ctx),
  },
  seekOpinionWithin: {
    guard: (state, target) => void requireOwnTask(state, target),
    decide: (state, { taskId, ...request }, ctx) => {
      const task = requireOwnTask(state, { taskId })
      return [...signedBy(task), ...askEach(state, { ...request, parentTaskId: taskId }, { kind: 'opinion' }, ctx)]
    },
  },
  addUnit: {
    guard: (state, target) => {
      const { party, kind } = requireOpenTask(state, target, ['coordinate'])
      if (party.kind !== 'unit') throw new Refusal('task-wrong-kind', { kind })
    },
    decide: (state, { taskId, unitId, ask, limit }, ctx) => {
      const task = requireOpenTask(state, { taskId }, ['coordinate'])
      const { requestId, parentTaskId, purpose, fileIds } = task
      if (task.party.kind === 'unit' && task.party.unitId === unitId) throw new Refusal('unit-same', { unit: unitId })
      requireNotAsked(state, unitId, { purpose, parentTaskId }, ctx)
      const added = openTask(ctx, {
        kind: 'coordinate',
        party: { kind: 'unit', unitId },
        ask: ask || task.ask,
        limit,
        requestId,
        parentTaskId,
        part: task.part ? 'assist' : null, // the request keeps its one lead
        ...(purpose ? { purpose } : {}),
        mayReturn: true,
        fileIds: [...fileIds],
      })
      return [{ type: 'UnitAdded', payload: { taskId, childTaskId: added.payload.taskId, toUnitId: unitId } }, added]
    },
  },
}
