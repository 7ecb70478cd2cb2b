import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { isLow, ratingOf } from '../cases/ratings.ts'
import { reopening } from '../cases/reopening.ts'
import { type CaseState, isPending, openTaskOfKind, type Task } from '../cases/state.ts'
import { hasLiaison } from '../cases/superior.ts'
import { done, requireOpenTask } from '../cases/tasks.ts'
import type { Actor } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import { afterLowRating } from './rating.ts'

const namedUnit = (task: Task | undefined) => (task?.party.kind === 'unit' ? task.party.unitId : null)
const isOf = (actor: Actor, unitId: string) => actor.kind === 'person' && actor.unitId === unitId

/** 回访 by somebody who did not handle the case. @throws Refusal forbidden · case-not-resolved · follow-up-by-unit · follow-up-by-handler */
function requireFollowUp(state: CaseState, ctx: Context) {
  const task = openTaskOfKind(state, 'follow-up')
  // A unit follows up what the rules gave to it, and sees no such button elsewhere.
  if (ctx.actor.kind === 'person' && ctx.actor.role === 'liaison' && ctx.actor.unitId !== namedUnit(task))
    throw new Refusal('forbidden', { action: 'recordFollowUp', role: ctx.actor.role })
  if (!task) throw new Refusal('case-not-resolved')
  const named = namedUnit(task)
  // Where nobody of the unit is left, the window steps in.
  if (named && hasLiaison(named, ctx.directory) && !isOf(ctx.actor, named))
    throw new Refusal('follow-up-by-unit', { unit: ctx.directory.unit(named)?.name ?? named })
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
  const given = ratingOf(state, state.level)
  if (given && input.satisfaction !== null) throw new Refusal('follow-up-rated', { at: given.at })
  const outcome = input.solved === null ? 'unreachable' : input.solved ? 'solved' : 'not-solved'
  const recorded: CaseEvent[] = [
    { type: 'FollowUpRecorded', payload: { ...input, taskId: task.taskId } },
    done(task.taskId, outcome),
  ]
  const owed = isLow(input.satisfaction) ? afterLowRating(state, input.words, ctx) : null
  if (input.solved !== false) return [...recorded, ...(owed ? [owed.call, owed.right] : [])]
  const withoutFollowUp = { ...state, tasks: state.tasks.filter((other) => other.taskId !== task.taskId) }
  // Reopened, the case itself is what is set right, within the time that the rating allows.
  const within = isLow(input.satisfaction ?? given?.satisfaction ?? null) ? ctx.policy.rating.setRightWithin : null
  return [...recorded, ...reopening(withoutFollowUp, input.words || outcome, ctx, within), ...(owed ? [owed.call] : [])]
}

/** What turns out explained or mistaken need not be set right. */
function recordRatingCall(state: CaseState, input: InputOf<'recordRatingCall'>): CaseEvent[] {
  requireOpenTask(state, input, ['rating-call'])
  const rights = state.tasks.filter((task) => task.kind === 'rating-right' && isPending(task))
  return [
    { type: 'RatingCalled', payload: input },
    done(input.taskId, input.finding),
    ...(input.finding === 'founded'
      ? []
      : rights.map(({ taskId }): CaseEvent => ({ type: 'TaskWithdrawn', payload: { taskId, reason: input.finding } }))),
  ]
}

export const feedbackRules: Decisions<
  | 'recordFollowUpAttempt'
  | 'recordFollowUp'
  | 'recordRatingCall'
  | 'recordSettingRight'
  | 'reopenCase'
  | 'settleOversight'
> = {
  recordFollowUpAttempt: {
    guard: (state, _, ctx) => void requireFollowUp(state, ctx),
    decide: (state, { note }, ctx) => [
      { type: 'FollowUpAttempted', payload: { taskId: requireFollowUp(state, ctx).taskId, note } },
    ],
  },
  recordFollowUp: { guard: (state, _, ctx) => void requireFollowUp(state, ctx), decide: recordFollowUp },
  recordRatingCall: {
    guard: (state, target) => void requireOpenTask(state, target, ['rating-call']),
    decide: recordRatingCall,
  },
  recordSettingRight: {
    guard: (state, target) => void requireOpenTask(state, target, ['rating-right']),
    decide: (_, { taskId, outcome, fileIds }) => [done(taskId, outcome, fileIds)],
  },
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
