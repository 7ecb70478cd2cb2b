import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { reopening } from '../cases/reopening.ts'
import { type CaseState, openTaskOfKind } from '../cases/state.ts'
import { done, requireOpenTask } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'

/** 回访 by somebody who did not handle the case. @throws Refusal case-not-resolved · follow-up-by-handler */
function requireFollowUp(state: CaseState, ctx: Context) {
  const task = openTaskOfKind(state, 'follow-up')
  if (!task) throw new Refusal('case-not-resolved')
  if (ctx.policy.followUp.byHandler) return task
  if (ctx.actor.kind === 'person' && state.handlerIds.includes(ctx.actor.personId))
    throw new Refusal('follow-up-by-handler')
  return task
}

function recordFollowUp(state: CaseState, input: InputOf<'recordFollowUp'>, ctx: Context): CaseEvent[] {
  const task = requireFollowUp(state, ctx)
  const attempts = state.followUpAttempts.length
  if (input.solved === null && attempts < ctx.policy.followUp.attempts)
    throw new Refusal('follow-up-try-again', { attempts, needed: ctx.policy.followUp.attempts })
  const outcome = input.solved === null ? 'unreachable' : input.solved ? 'solved' : 'not-solved'
  const recorded: CaseEvent[] = [
    { type: 'FollowUpRecorded', payload: { ...input, taskId: task.taskId } },
    done(task.taskId, outcome),
  ]
  if (input.solved !== false) return recorded
  const withoutFollowUp = { ...state, tasks: state.tasks.filter((other) => other.taskId !== task.taskId) }
  return [...recorded, ...reopening(withoutFollowUp, input.words || outcome, ctx)]
}

export const feedbackRules: Decisions<'recordFollowUpAttempt' | 'recordFollowUp' | 'reopenCase' | 'settleOversight'> = {
  recordFollowUpAttempt: {
    guard: (state, _, ctx) => void requireFollowUp(state, ctx),
    decide: (state, { note }, ctx) => [
      { type: 'FollowUpAttempted', payload: { taskId: requireFollowUp(state, ctx).taskId, note } },
    ],
  },
  recordFollowUp: { guard: (state, _, ctx) => void requireFollowUp(state, ctx), decide: recordFollowUp },
  reopenCase: {
    guard: (state) => {
      if (state.status !== 'closed' && state.status !== 'refused' && state.status !== 'resolved')
        throw new Refusal('case-not-ended')
    },
    decide: (state, { reason }, ctx) => reopening(state, reason, ctx),
  },
  settleOversight: {
    guard: (state, target) => void requireOpenTask(state, target, ['oversee']),
    decide: (_, { taskId, decision }) => [done(taskId, decision)],
  },
}
