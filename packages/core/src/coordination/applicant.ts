import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, endPauses, isPending } from '../cases/state.ts'
import { caseDueOf, dueOf, openTask, requireInHand, requireOpenTask } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'

/** 补正: what is asked of the person is a task with an end of its own; meanwhile the clock of the case stands still. */
function askApplicant(state: CaseState, { items, means, limit }: InputOf<'askApplicant'>, ctx: Context): CaseEvent[] {
  requireInHand(state)
  const { ceiling, times } = ctx.policy.pauses.supplement
  // 补正一次性告知: asked more often than the rules allow only when the head of the window says so.
  const asked = state.tasks.filter(({ kind }) => kind === 'supplement').length
  if (times !== null && asked >= times && ctx.actor.kind === 'person' && ctx.actor.role !== 'supervisor')
    throw new Refusal('pause-used-up', { times })
  const task = openTask(ctx, { kind: 'supplement', party: { kind: 'applicant' }, ask: items.join('；'), limit })
  const { taskId } = task.payload
  const stands = state.caseClock?.pauses.some((pause) => pause.to === null)
  return [
    { type: 'ApplicantAsked', payload: { taskId, items, means } },
    task,
    ...(stands
      ? []
      : [
          {
            type: 'ClockStopped' as const,
            payload: {
              taskId,
              reason: items.join('；'),
              ...(ceiling ? { ceilingAt: dueOf(ctx, ctx.now, ceiling) } : {}),
            },
          },
        ]),
  ]
}

/** The clock goes on once nothing more is asked of the person. */
function resumeClock(state: CaseState, endedTaskId: string, ctx: Context): CaseEvent[] {
  const isStillAsked = state.tasks.some(
    (task) => task.kind === 'supplement' && isPending(task) && task.taskId !== endedTaskId,
  )
  const ledger = state.caseClock
  if (isStillAsked || !ledger) return []
  const pauses = endPauses(ledger.pauses, ctx.now)
  const dueAt = caseDueOf(ctx, { ...ledger, pauses })
  if (dueAt === null) throw new Error('a clock whose pauses have all ended has a due time')
  return [{ type: 'ClockResumed', payload: { taskId: endedTaskId, dueAt } }]
}

export const applicantRules: Decisions<'askApplicant' | 'recordApplicantAnswer' | 'withdrawQuestion'> = {
  askApplicant: { guard: requireInHand, decide: askApplicant },
  recordApplicantAnswer: {
    guard: (state, target) => void requireOpenTask(state, target, ['supplement']),
    decide: (state, input, ctx) => [
      { type: 'ApplicantAnswered', payload: input },
      ...resumeClock(state, input.taskId, ctx),
    ],
  },
  withdrawQuestion: {
    guard: (state, target) => void requireOpenTask(state, target, ['supplement']),
    decide: (state, { taskId, reason }, ctx) => [
      { type: 'TaskWithdrawn', payload: { taskId, reason } },
      ...resumeClock(state, taskId, ctx),
    ],
  },
}
