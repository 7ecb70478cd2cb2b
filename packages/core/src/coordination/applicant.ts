import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { releaseClock, stopClock } from '../cases/pauses.ts'
import { requireSmsWanted } from '../cases/rules/result.ts'
import type { CaseState } from '../cases/state.ts'
import { openTask, requireInHand, requireOpenTask } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'

/** 补正: what is asked of the person is a task with an end of its own; meanwhile the clock of the case stands still. */
function askApplicant(state: CaseState, { items, means, limit }: InputOf<'askApplicant'>, ctx: Context): CaseEvent[] {
  requireInHand(state)
  requireSmsWanted(means, state.applicant)
  const { ceiling, times } = ctx.policy.pauses.supplement
  // 补正一次性告知: asked more often than the rules allow only when the head of the window says so.
  const asked = state.tasks.filter(({ kind }) => kind === 'supplement').length
  if (times !== null && asked >= times && ctx.actor.kind === 'person' && ctx.actor.role !== 'supervisor')
    throw new Refusal('pause-used-up', { times })
  const task = openTask(ctx, { kind: 'supplement', party: { kind: 'applicant' }, ask: items.join('；'), limit })
  const { taskId } = task.payload
  return [
    { type: 'ApplicantAsked', payload: { taskId, items, means } },
    task,
    ...stopClock(state, { taskId, reason: items.join('；'), ceiling }, ctx),
  ]
}

export const applicantRules: Decisions<'askApplicant' | 'recordApplicantAnswer' | 'withdrawQuestion'> = {
  askApplicant: { guard: requireInHand, decide: askApplicant },
  recordApplicantAnswer: {
    guard: (state, target) => void requireOpenTask(state, target, ['supplement']),
    decide: (state, input, ctx) => [
      { type: 'ApplicantAnswered', payload: input },
      ...releaseClock(state, input.taskId, ctx),
    ],
  },
  withdrawQuestion: {
    guard: (state, target) => void requireOpenTask(state, target, ['supplement']),
    decide: (state, { taskId, reason }, ctx) => [
      { type: 'TaskWithdrawn', payload: { taskId, reason } },
      ...releaseClock(state, taskId, ctx),
    ],
  },
}
