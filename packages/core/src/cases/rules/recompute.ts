import type { Instant } from '../../kernel/time.ts'
import type { Context } from '../context.ts'
import type { CaseEvent } from '../events.ts'
import { type CaseState, isEnded, isOpen, runningPauses, type Task, taskOf } from '../state.ts'
import { caseDueOf, dueOf, earlierOf } from '../tasks.ts'
import type { Party } from '../words.ts'

/**
 * The calendar has changed: everything that still runs is counted again from its own ledger. What comes out the same is not
 * mentioned, so that doing it twice changes nothing; what has ended is history.
 */
export function recomputeDues(state: CaseState, reason: string, ctx: Context): readonly CaseEvent[] {
  if (isEnded(state)) return []
  const caseDueAt = state.caseClock && state.status !== 'resolved' ? caseDueOf(ctx, state.caseClock) : null
  const isCaseMoved = state.caseClock !== null && state.status !== 'resolved' && caseDueAt !== state.caseClock.dueAt
  const tasks = state.tasks.flatMap((task) => {
    const dueAt = newDueOf(task, state, caseDueAt, ctx)
    return dueAt && task.dueAt && dueAt !== task.dueAt ? [{ taskId: task.taskId, from: task.dueAt, dueAt }] : []
  })
  const ceilings = runningPauses(state).flatMap(({ taskId, from, ceiling, ceilingAt }) => {
    const moved = ceiling && dueOf(ctx, from, ceiling)
    return moved && moved !== ceilingAt ? [{ taskId, ceilingAt: moved }] : []
  })
  if (!isCaseMoved && tasks.length === 0 && ceilings.length === 0) return []
  const kept = state.caseClock?.dueAt ?? null
  const moved = { caseDueAt: isCaseMoved ? caseDueAt : kept, tasks, ...(ceilings.length > 0 ? { ceilings } : {}) }
  return [{ type: 'DueRecomputed', payload: { reason, ...moved } }]
}

/** A decision about more time is due no later than the time that it is about. */
function newDueOf(task: Task, state: CaseState, caseDueAt: Instant | null, ctx: Context): Instant | null {
  const dueAt = dueOfTask(task, caseDueAt, ctx)
  const subject = task.kind === 'decide-extension' && task.subjectId ? taskOf(state, task.subjectId) : undefined
  if (!subject) return dueAt
  return dueAt && earlierOf(dueAt, dueOfTask(subject, caseDueAt, ctx) ?? subject.dueAt)
}

function dueOfTask(task: Task, caseDueAt: Instant | null, ctx: Context): Instant | null {
  if (!isOpen(task) || !task.clock) return null
  if (task.kind === 'handle') return caseDueAt
  // Extensions older than the record of their length cannot be counted again: their date stands.
  const extendedBy = task.extendedBy ?? []
  if (extendedBy.length < task.extensions) return null
  // A task that was given on keeps its due time: the hours of whoever was asked first count.
  const [first] = task.transfers ?? []
  const party: Party = first ? { kind: 'unit', unitId: first.fromUnitId } : task.party
  const due = dueOf(ctx, task.clock.startedAt, task.clock.limit, party)
  return extendedBy.reduce((so, limit) => dueOf(ctx, so, limit, party), due)
}
