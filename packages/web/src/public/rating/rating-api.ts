import { publicRatingAddress } from '@bancheng/core/feedback/address.ts'
import type { RatingPage } from '@bancheng/core/feedback/contract.ts'
import { ask, json, LinkProblem } from '../links/link-api.ts'

export type Rate = Extract<RatingPage, { step: 'rate' }>
export type Rated = Extract<RatingPage, { step: 'rated' }>

// Checked by the server against its own schemas; a phone need not load them again.
export const openPage = () => ask(publicRatingAddress.page) as Promise<RatingPage>

export type Said = { readonly satisfaction: number; readonly solved: boolean | null; readonly words: string }
/** Repeated with the same key it has one effect. */
export const sendRating = (said: Said, key: string) =>
  ask(publicRatingAddress.page, json(said, { 'idempotency-key': key })) as Promise<Rated>
export const sendAddition = (words: string, key: string) =>
  ask(publicRatingAddress.addition, json({ words }, { 'idempotency-key': key })) as Promise<Rated>

const endings = [
  'rating-link-unknown',
  'rating-link-expired',
  'rating-link-revoked',
  'rating-given',
  'rating-not-asked',
]
/** Refusals after which trying again on this page is no use. */
export const isEnding = (error: unknown): boolean => error instanceof LinkProblem && endings.includes(error.code)
