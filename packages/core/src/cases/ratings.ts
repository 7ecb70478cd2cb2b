import type { CaseState, Rating } from './state.ts'
import { LOW_RATING } from './words.ts'

/** What somebody said of a round, by their link or to whoever phoned them. */
export type GivenRating = { readonly satisfaction: number; readonly at: Rating['at']; readonly how: 'link' | 'phone' }

/** What the applicant themself said of a round by their link. */
export const ratingByLink = ({ ratings }: Pick<CaseState, 'ratings'>, round: number): Rating | undefined =>
  ratings?.find((rating) => rating.round === round)

/** The one rating of a round, whichever way it came; null: nobody gave one, and none is assumed. */
export function ratingOf(state: CaseState, round: number): GivenRating | null {
  const byLink = ratingByLink(state, round)
  if (byLink) return { satisfaction: byLink.satisfaction, at: byLink.at, how: 'link' }
  const followUp = round === state.level ? state.followUp : state.rounds[round]?.followUp
  if (!followUp || followUp.satisfaction === null) return null
  return { satisfaction: followUp.satisfaction, at: followUp.at, how: 'phone' }
}

/** How each round was rated, the first one first; null where it was not. */
export const levelsOfRounds = (state: CaseState): readonly (number | null)[] =>
  Array.from({ length: state.level + 1 }, (_, round) => ratingOf(state, round)?.satisfaction ?? null)

/** 差评. What nobody rated is neither low nor good. */
export const isLow = (level: number | null): boolean => level !== null && level <= LOW_RATING
