import { Refusal } from '../../kernel/refusal.ts'
import type { InputOf } from '../commands.ts'
import type { Context } from '../context.ts'
import type { Decisions } from '../decision.ts'
import type { CaseEvent } from '../events.ts'
import { type CaseState, heldPapers, isEnded, openTaskOfKind } from '../state.ts'
import { caseDueOf, done, openTask, requireInHand, startClock } from '../tasks.ts'
import type { Grade } from '../words.ts'
import { resolution, resultEvent } from './result.ts'

function requireRegistered(state: CaseState) {
  const accept = openTaskOfKind(state, 'accept')
  if (isEnded(state)) throw new Refusal('case-ended', { status: state.status })
  if (!accept) throw new Refusal('case-already-accepted')
  return accept
}

/** A refusal ends the case, so nothing of the person's may stay behind. @throws Refusal tasks-open */
function requireRefusable(state: CaseState) {
  const accept = requireRegistered(state)
  const held = heldPapers(state).map((paper) => paper.name)
  if (held.length > 0) throw new Refusal('tasks-open', { missing: held })
  return accept
}

function acceptance(state: CaseState, grade: Grade, reason: string, ctx: Context) {
  const accept = requireRegistered(state)
  const due = startClock(ctx, ctx.policy.grades[grade])
  const ownerId = ctx.actor.kind === 'person' ? ctx.actor.personId : state.ownerId
  const events: CaseEvent[] = [
    done(accept.taskId, 'accepted'),
    { type: 'CaseAccepted', payload: { grade, reason, ownerId, ...due } },
  ]
  return { events, due }
}

function answerOnSpot(state: CaseState, input: InputOf<'answerOnSpot'>, ctx: Context): CaseEvent[] {
  const { means, toWhom, ...result } = input
  return [
    ...acceptance(state, 'on-the-spot', '', ctx).events,
    resultEvent(result),
    { type: 'ApplicantTold', payload: { means, toWhom, note: '' } },
    ...resolution(state, ctx),
  ]
}

export const acceptRules: Decisions<'acceptCase' | 'refuseCase' | 'answerOnSpot' | 'regradeCase'> = {
  acceptCase: {
    guard: requireRegistered,
    decide: (state, { grade, reason }, ctx) => {
      const { events, due } = acceptance(state, grade, reason, ctx)
      return [...events, openTask(ctx, { kind: 'handle', party: { kind: 'owner' }, ask: state.want, due })]
    },
  },
  refuseCase: {
    guard: requireRefusable,
    decide: (state, { reason, explanation, remedy }, ctx) => [
      done(requireRefusable(state).taskId, 'refused'),
      // A refusal without the way out is not allowed: the policy's remedy stands in for an empty one.
      { type: 'CaseRefused', payload: { reason, explanation, remedy: remedy || ctx.policy.remedies[reason] } },
    ],
  },
  answerOnSpot: { guard: requireRegistered, decide: answerOnSpot },
  regradeCase: {
    guard: requireInHand,
    decide: (state, { grade, reason }, ctx) => {
      const ledger = state.caseClock
      if (!ledger || !state.grade) throw new Refusal('case-not-accepted')
      if (grade === state.grade) throw new Refusal('grade-unchanged', { grade })
      const clock = { ...ledger.clock, limit: ctx.policy.grades[grade] }
      // Pauses and extensions survive the change: the due time is computed again from the whole ledger.
      const dueAt = caseDueOf(ctx, { ...ledger, clock })
      return [{ type: 'CaseRegraded', payload: { from: state.grade, to: grade, reason, clock, dueAt } }]
    },
  },
}
