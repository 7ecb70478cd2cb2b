import { ratingByLink, ratingOf } from '../cases/ratings.ts'
import type { CaseState } from '../cases/state.ts'
import { type Facts, Refusal, type RefusalCode } from '../kernel/refusal.ts'
import { compare, type Instant } from '../kernel/time.ts'

/** What decides, beside the case, whether a link to rate still works. */
export type RatingLinkFacts = {
  readonly round: number
  readonly expiresAt: Instant
  readonly revokedAt: Instant | null
}
export const ratingLinkStandings = ['open', 'rated', 'given', 'over', 'revoked', 'expired'] as const
/** `given`: they rated when they were phoned. `over`: what it asks about is being handled again. */
export type RatingLinkStanding = (typeof ratingLinkStandings)[number]
export const ratingVisits = ['open', 'turned-away', 'rate', 'add'] as const

/** The first thing that is true of it. Whoever rated comes back for their addition as long as the link lasts. */
export function ratingLinkStandingOf(link: RatingLinkFacts, state: CaseState, now: Instant): RatingLinkStanding {
  if (link.revokedAt) return 'revoked'
  if (compare(link.expiresAt, now) <= 0) return 'expired'
  if (ratingByLink(state, link.round)) return 'rated'
  if (ratingOf(state, link.round)) return 'given'
  const isAsked = state.status === 'resolved' || state.status === 'closed'
  return isAsked && link.round === state.level ? 'open' : 'over'
}

const refusals = {
  given: 'rating-given',
  over: 'rating-not-asked',
  revoked: 'rating-link-revoked',
  expired: 'rating-link-expired',
} as const satisfies Record<Exclude<RatingLinkStanding, 'open' | 'rated'>, RefusalCode>

/** @throws Refusal rating-given · rating-not-asked · rating-link-revoked · rating-link-expired */
export function requireRatingLink(standing: RatingLinkStanding, facts: Facts): asserts standing is 'open' | 'rated' {
  if (standing !== 'open' && standing !== 'rated') throw new Refusal(refusals[standing], facts)
}
