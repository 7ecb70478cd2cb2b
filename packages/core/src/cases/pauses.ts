import type { Limit } from '../kernel/limit.ts'
import { compare, type Instant } from '../kernel/time.ts'
import type { Context } from './context.ts'
import type { CaseEvent, EventOf } from './events.ts'
import { type CasePause, type CaseState, endPause, isPending, runningPauses, taskOf } from './state.ts'
import { caseDueOf, dueOf } from './tasks.ts'
import type { Party } from './words.ts'

/**
 * The clock stands still for a task, and no longer than its ceiling. What is late already stays late: nothing that is
 * asked for afterwards takes it off anybody's list.
 */
export function stopClock(
  state: CaseState,
  { taskId, reason, ceiling }: { readonly taskId: string; readonly reason: string; readonly ceiling: Limit | null },
  ctx: Context,
): CaseEvent[] {
  const dueAt = state.caseClock?.dueAt
  if (dueAt && compare(dueAt, ctx.now) < 0) return []
  const limited = ceiling ? { ceiling, ceilingAt: dueOf(ctx, ctx.now, ceiling) } : {}
  return [{ type: 'ClockStopped', payload: { taskId, reason, ...limited } }]
}

/** When the case is due once these pauses have ended; null while another one runs. */
function dueAfterPauses(state: CaseState, pauses: readonly CasePause[], ctx: Context): Instant | null {
  if (!state.caseClock) throw new Error('a clock that stands still was started')
  return caseDueOf(ctx, { ...state.caseClock, pauses })
}

/** What was waited for has come: the clock goes on unless it stands still for something else as well. */
export function releaseClock(state: CaseState, taskId: string, ctx: Context): CaseEvent[] {
  const running = runningPauses(state)
  if (running.length === 0) return [] // its ceiling was reached: the clock runs already
  const others = running.filter((pause) => pause.taskId !== taskId && isWaitedFor(state, pause.taskId))
  if (others.length > 0)
    return running.some((pause) => pause.taskId === taskId) ? [{ type: 'PauseEnded', payload: { taskId } }] : []
  if (sharesPause(state, taskId, running)) return []
  const ended = (state.caseClock?.pauses ?? []).map((pause) => endPause(pause, ctx.now))
  const dueAt = dueAfterPauses(state, ended, ctx)
  if (dueAt === null) throw new Error('a clock whose pauses have all ended has a due time')
  return [{ type: 'ClockResumed', payload: { taskId, dueAt } }]
}

const isWaitedFor = (state: CaseState, taskId: string): boolean => {
  const task = taskOf(state, taskId)
  return task !== undefined && isPending(task)
}

/** In older logs the first question stopped the clock for all: one that came while it stood still holds that pause. */
const sharesPause = (state: CaseState, endedTaskId: string, running: readonly CasePause[]): boolean =>
  state.tasks.some(
    (task) =>
      task.kind === 'supplement' &&
      isPending(task) &&
      task.taskId !== endedTaskId &&
      !state.caseClock?.pauses.some((pause) => pause.taskId === task.taskId) &&
      running.some((pause) => compare(pause.from, task.opened.at) <= 0),
  )

/** The ceiling of a pause is reached: what lies beyond counts, whether or not what was waited for has come. */
export function expirePause(
  state: CaseState,
  {
    pause,
    at,
    alarm,
    party,
  }: { readonly pause: CasePause; readonly at: Instant; readonly alarm: string; readonly party: Party },
  ctx: Context,
): EventOf<'PauseExpired'> {
  const pauses = (state.caseClock?.pauses ?? []).map((one) => (one === pause ? { ...one, to: at } : one))
  return {
    type: 'PauseExpired',
    payload: { alarm, taskId: pause.taskId, at, dueAt: dueAfterPauses(state, pauses, ctx), party },
  }
}
