import type { Limit } from '../kernel/limit.ts'
import { firstGrade, gradeNameOf } from '../policy/grades.ts'
import { caseLimitOf, limitFactsOf } from '../policy/limits.ts'
import type { Context } from './context.ts'
import type { CaseEvent } from './events.ts'
import { type CaseState, isPending } from './state.ts'
import { openTask, startClock } from './tasks.ts'

/**
 * Back into handling, one level higher: everything is possible again that was possible before, the owner has the case,
 * and the supervisor must say how it goes on. `atMost`: what was rated low is set right within that, whatever the grade.
 */
export function reopening(state: CaseState, reason: string, ctx: Context, atMost: Limit | null = null): CaseEvent[] {
  const grade = state.grade ?? firstGrade(ctx.policy)
  const gradeName = gradeNameOf(ctx.policy, grade)
  // Only a refusal that is set right was never graded.
  const graded = state.grade ? {} : { grade, ...(gradeName ? { gradeName } : {}) }
  // Somebody who was not helped waits no longer than the first time: where the time was stated, what was stated.
  const again = { ...limitFactsOf(state, grade), reopened: state.level + 1 }
  const stated = ctx.policy.statedGrades.includes(grade) ? state.caseClock?.clock.limit : undefined
  const allowed = caseLimitOf(ctx.policy, again)
  const usual = startClock(ctx, { ...allowed, limit: stated ?? allowed.limit })
  const latest = atMost && startClock(ctx, { limit: atMost, target: null })
  const due = latest && latest.dueAt < usual.dueAt ? latest : usual
  const stale = state.tasks.filter(
    (task) => isPending(task) && (task.kind === 'follow-up' || task.kind === 'strike-off'),
  )
  return [
    ...stale.map((task): CaseEvent => ({ type: 'TaskWithdrawn', payload: { taskId: task.taskId, reason } })),
    { type: 'CaseReopened', payload: { level: state.level + 1, reason, ...graded, ...due } },
    openTask(ctx, { kind: 'handle', party: { kind: 'owner' }, ask: state.want, due }),
    openTask(ctx, { kind: 'oversee', party: { kind: 'supervisor' }, ask: reason }),
  ]
}
