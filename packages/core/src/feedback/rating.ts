import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { isLow, ratingByLink, ratingOf } from '../cases/ratings.ts'
import { reopening } from '../cases/reopening.ts'
import type { CaseState } from '../cases/state.ts'
import { openTask } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'

/** The round that the link asks about. @throws Refusal forbidden: nobody else rates, the clock neither */
export function roundOf({ actor }: Pick<Context, 'actor'>): number {
  if (actor.kind !== 'applicant') throw new Refusal('forbidden', { action: 'rateCase', role: actor.kind })
  return actor.round
}

/**
 * 一次一评: what was done may be rated once, by phone or by link; the first one counts.
 * @throws Refusal rating-given · rating-not-asked
 */
export function requireRateable(state: CaseState, round: number): void {
  const given = ratingOf(state, round)
  if (given) throw new Refusal('rating-given', { at: given.at })
  const isAsked = state.status === 'resolved' || state.status === 'closed'
  if (!isAsked || round !== state.level) throw new Refusal('rating-not-asked')
}

/** The same follows as from a rating that was given by phone (feedback/rules.ts). */
function rateCase(state: CaseState, input: InputOf<'rateCase'>, ctx: Context): CaseEvent[] {
  const rated: CaseEvent = { type: 'CaseRated', payload: { ...input, round: roundOf(ctx) } }
  const owed = isLow(input.satisfaction) ? afterLowRating(state, input.words, ctx) : null
  if (input.solved === false) {
    const within = owed ? ctx.policy.rating.setRightWithin : null
    return [rated, ...reopening(state, input.words || 'not-solved', ctx, within), ...(owed ? [owed.call] : [])]
  }
  return [rated, ...(owed ? [...undoClosing(state, input.words, ctx), owed.call, owed.right] : [])]
}

/** A case that was struck off owes nothing; one that was rated low does, until it is struck off again. */
function undoClosing(state: CaseState, words: string, ctx: Context): CaseEvent[] {
  if (state.status !== 'closed') return []
  return [
    { type: 'CaseClosingUndone', payload: { reason: words || state.want } },
    openTask(ctx, { kind: 'strike-off', party: { kind: 'owner' }, ask: state.want }),
  ]
}

/** 差评: the head of the window calls back at once, and whoever handled the case sets it right; each has its limit. */
export function afterLowRating(state: CaseState, words: string, ctx: Context) {
  const ask = words || state.want
  return {
    call: openTask(ctx, { kind: 'rating-call', party: { kind: 'supervisor' }, ask }),
    right: openTask(ctx, { kind: 'rating-right', party: { kind: 'owner' }, ask }),
  }
}

/** How often they may still add to their rating. */
export const additionsLeft = (state: CaseState, round: number, { policy }: Pick<Context, 'policy'>): number =>
  Math.max(0, policy.rating.additions - (ratingByLink(state, round)?.additions.length ?? 0))

/** @throws Refusal forbidden · rating-none · rating-additions-full */
function requireAddable(state: CaseState, ctx: Context): number {
  const round = roundOf(ctx)
  if (!ratingByLink(state, round)) throw new Refusal('rating-none')
  if (additionsLeft(state, round, ctx) === 0) throw new Refusal('rating-additions-full')
  return round
}

export const ratingRules: Decisions<'rateCase' | 'addToRating'> = {
  rateCase: { guard: (state, _, ctx) => requireRateable(state, roundOf(ctx)), decide: rateCase },
  addToRating: {
    guard: (state, _, ctx) => void requireAddable(state, ctx),
    decide: (state, { words }, ctx) => [{ type: 'RatingAdded', payload: { round: requireAddable(state, ctx), words } }],
  },
}
