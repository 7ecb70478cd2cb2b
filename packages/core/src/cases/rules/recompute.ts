import type { Instant } from '../../kernel/time.ts'
import type { Context } from '../context.ts'
import type { CaseEvent } from '../events.ts'
import { type CaseState, isEnded, isOpen, type Task } from '../state.ts'
import { caseDueOf, dueOf } from '../tasks.ts'

/**
 * The calendar has changed: everything that still runs is counted again from its own ledger. What comes out the same is not
 * mentioned, so that doing it twice changes nothing; what has ended is history.
 */
export function recomputeDues(state: CaseState, reason: string, ctx: Context): readonly CaseEvent[] {
  if (isEnded(state)) return []
  const caseDueAt = state.caseClock && state.status !== 'resolved' ? caseDueOf(ctx, state.caseClock) : null
  const isCaseMoved = state.caseClock !== null && state.status !== 'resolved' && caseDueAt !== state.caseClock.dueAt
  const tasks = state.tasks.flatMap((task) => {
    const dueAt = dueOfTask(task, caseDueAt, ctx)
    return dueAt && task.dueAt && dueAt !== task.dueAt ? [{ taskId: task.taskId, from: task.dueAt, dueAt }] : []
  })
  if (!isCaseMoved && tasks.length === 0) return []
  const kept = state.caseClock?.dueAt ?? null
  return [{ type: 'DueRecomputed', payload: { reason, caseDueAt: isCaseMoved ? caseDueAt : kept, tasks } }]
}

function dueOfTask(task: Task, caseDueAt: Instant | null, ctx: Context): Instant | null {
  if (!isOpen(task) || !task.clock) return null
  if (task.kind === 'handle') return caseDueAt
  // Extensions older than the record of their length cannot be counted again: their date stands.
  const extendedBy = task.extendedBy ?? []
  if (extendedBy.length < task.extensions) return null
  const first = dueOf(ctx, task.clock.startedAt, task.clock.limit, task.party)
  return extendedBy.reduce((due, limit) => dueOf(ctx, due, limit, task.party), first)
}
