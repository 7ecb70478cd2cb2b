import type { Limit } from '../../kernel/limit.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Instant } from '../../kernel/time.ts'
import { gradeNameOf } from '../../policy/grades.ts'
import { caseLimitOf, limitFactsOf, type TimeAllowed } from '../../policy/limits.ts'
import { scopeReasonOf } from '../../policy/scope.ts'
import type { InputOf } from '../commands.ts'
import type { Context } from '../context.ts'
import type { Decisions } from '../decision.ts'
import type { CaseEvent, PayloadOf } from '../events.ts'
import { sayNo } from '../negative.ts'
import { type CaseState, heldPapers, isEnded, openTaskOfKind } from '../state.ts'
import { caseDueOf, done, dueOf, openTask, requireInHand, startClock } from '../tasks.ts'
import type { Grade } from '../words.ts'
import { endHandOver } from './hand-over.ts'
import { requireMeans, resolution, resultEvents } from './result.ts'

function requireRegistered(state: CaseState) {
  const accept = openTaskOfKind(state, 'accept')
  if (isEnded(state)) throw new Refusal('case-ended', { status: state.status })
  if (!accept) throw new Refusal('case-already-accepted')
  return accept
}

/** A refusal ends the case, so nothing of the person's may stay behind. @throws Refusal tasks-open */
export function requireRefusable(state: CaseState) {
  const accept = requireRegistered(state)
  const held = heldPapers(state).map((paper) => paper.name)
  if (held.length > 0) throw new Refusal('tasks-open', { missing: held })
  return accept
}

/** From when on the time of a case that is taken on now counts. */
const caseStart = ({ registered }: CaseState, { policy, now }: Context): Instant =>
  policy.countsFrom === 'registration' ? registered.at : now

/**
 * What the policy allows; where it leaves the time of a grade to be stated (告知明确时限), what was stated, and no more than
 * the most that it allows.
 * @throws Refusal unknown-grade · limit-not-stated · limit-beyond-policy · limit-set-by-policy
 */
function timeForCase(state: CaseState, grade: Grade, stated: Limit | null, ctx: Context): TimeAllowed {
  const allowed = caseLimitOf(ctx.policy, limitFactsOf(state, grade))
  if (!ctx.policy.statedGrades.includes(grade)) {
    if (stated) throw new Refusal('limit-set-by-policy', { grade })
    return allowed
  }
  if (!stated) throw new Refusal('limit-not-stated', { grade })
  const from = caseStart(state, ctx)
  const [asked, most] = [stated, allowed.limit].map((limit) => dueOf(ctx, from, limit))
  if (asked && most && asked > most) throw new Refusal('limit-beyond-policy', { until: most })
  return { ...allowed, limit: stated }
}

/** The name that the centre's rule has for a grade, under the field of the event. */
function named<F extends string>(field: F, { policy }: Context, grade: Grade) {
  const name = gradeNameOf(policy, grade)
  return (name ? { [field]: name } : {}) as { [K in F]?: string } // a computed key is any string to TypeScript
}

type Acceptance = Pick<InputOf<'acceptCase'>, 'grade' | 'reason' | 'limit' | 'urgency'>

function acceptance(state: CaseState, { grade, reason, limit, urgency }: Acceptance, ctx: Context) {
  const pressing = urgency ? { urgency } : {}
  const accept = requireRegistered(state)
  const due = startClock(
    { ...ctx, now: caseStart(state, ctx) },
    timeForCase({ ...state, ...pressing }, grade, limit, ctx),
  )
  const ownerId = ctx.actor.kind === 'person' ? ctx.actor.personId : state.ownerId
  const events: CaseEvent[] = [
    ...(ownerId === state.ownerId ? [] : endHandOver(state, 'accepted')), // who accepts it, owns it
    done(accept.taskId, 'accepted'),
    {
      type: 'CaseAccepted',
      payload: { grade, ...named('gradeName', ctx, grade), reason, ownerId, ...due, ...pressing },
    },
  ]
  return { events, due }
}

/** 不予受理 ends the case. */
export const refusal = (state: CaseState, payload: PayloadOf<'CaseRefused'>): CaseEvent[] => [
  ...endHandOver(state, 'refused'),
  done(requireRefusable(state).taskId, 'refused'),
  { type: 'CaseRefused', payload },
]

function answerOnSpot(state: CaseState, input: InputOf<'answerOnSpot'>, ctx: Context): CaseEvent[] {
  const { means, toWhom, ...result } = input
  requireMeans(means, state, ctx)
  const { events, due } = acceptance(state, { grade: 'on-the-spot', reason: '', limit: null }, ctx)
  const answer = resultEvents(result, ctx)
  // 否定报备: it is taken on, and told once somebody has approved it.
  if (!answer.some(({ type }) => type === 'ResultRecorded'))
    return [...events, openTask(ctx, { kind: 'handle', party: { kind: 'owner' }, ask: state.want, due }), ...answer]
  const isOffered = !events.some(({ type }) => type === 'TaskWithdrawn')
  return [
    ...(isOffered ? endHandOver(state, 'resolved') : []),
    ...events,
    ...answer,
    { type: 'ApplicantTold', payload: { means, toWhom, note: '' } },
    ...resolution(state, ctx),
  ]
}

export const acceptRules: Decisions<'acceptCase' | 'refuseCase' | 'answerOnSpot' | 'regradeCase'> = {
  acceptCase: {
    guard: requireRegistered,
    decide: (state, input, ctx) => {
      const { events, due } = acceptance(state, input, ctx)
      return [...events, openTask(ctx, { kind: 'handle', party: { kind: 'owner' }, ask: state.want, due })]
    },
  },
  refuseCase: {
    guard: requireRefusable,
    decide: (state, { reason, explanation, remedy }, ctx) => {
      const known = scopeReasonOf(ctx.policy, reason)
      if (!known) throw new Refusal('unknown-scope-reason')
      const reasonName = known.name ? { reasonName: known.name } : {}
      // A refusal without the way out is not allowed: the policy's remedy stands in for an empty one.
      const said = { reason, ...reasonName, explanation, remedy: remedy || known.remedy }
      return sayNo({ kind: 'refused', ...said }, refusal(state, said), ctx)
    },
  },
  answerOnSpot: { guard: requireRegistered, decide: answerOnSpot },
  regradeCase: {
    guard: requireInHand,
    decide: (state, { grade, reason, limit }, ctx) => {
      const ledger = state.caseClock
      if (!ledger || !state.grade) throw new Refusal('case-not-accepted')
      if (grade === state.grade) throw new Refusal('grade-unchanged', { grade })
      const allowed = timeForCase(state, grade, limit, ctx)
      const { clock } = startClock({ ...ctx, now: ledger.clock.startedAt }, allowed)
      // Pauses and extensions survive the change: the due time is computed again from the whole ledger.
      const dueAt = caseDueOf(ctx, { ...ledger, clock })
      const fromName = state.gradeName ? { fromName: state.gradeName } : {}
      const names = { ...fromName, ...named('toName', ctx, grade) }
      return [{ type: 'CaseRegraded', payload: { ...names, from: state.grade, to: grade, reason, clock, dueAt } }]
    },
  },
}
