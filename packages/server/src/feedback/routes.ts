import { publicRatingAddress } from '@bancheng/core/feedback/address.ts'
import { RatingAddition, RatingGiven, RatingPage, ratingContract } from '@bancheng/core/feedback/contract.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { LINK_HEADER } from '@bancheng/core/links/address.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { localeOf } from '../platform/problem.ts'
import { listRatingLinks, revoke } from './links.ts'
import { addTo, openRating, type Rater, rate } from './visit.ts'

export function registerFeedback(app: FastifyInstance, deps: Deps): void {
  bind(app, ratingContract.ratingLinks, async ({ session, params }) => ({
    links: await listRatingLinks(deps, session, params.caseId),
  }))
  bind(app, ratingContract.revokeRatingLink, async ({ session, params, body }) => ({
    links: await revoke(deps, session, { ...params, ...body }),
  }))
  registerRating(app, deps)
}

/** By address: a family behind one of them rates a few matters, a guesser tries thousands. */
const rateLimit = { max: 60, timeWindow: '1 minute', keyGenerator: ({ ip }: { ip: string }) => `rating ${ip}` }
const Secret = z.string().min(20).max(100)
const Key = z.string().min(8).max(100)

/** @throws Refusal rating-link-unknown */
function raterOf(request: FastifyRequest): Rater {
  const token = Secret.safeParse(request.headers[LINK_HEADER])
  if (!token.success) throw new Refusal('rating-link-unknown')
  return { token: token.data, address: request.ip }
}

/** @throws Refusal invalid-input */
function howOf(request: FastifyRequest) {
  const key = Key.safeParse(request.headers['idempotency-key'])
  if (!key.success) throw new Refusal('invalid-input', { field: 'Idempotency-Key' })
  return { key: key.data, locale: localeOf(request) }
}

/**
 * What the page of the applicant asks; no session (identity/guard.ts opens these three). The secret is long, so there is
 * no code to guess and nothing that a stranger could lock; it comes in a header that no other site can send along.
 */
function registerRating(app: FastifyInstance, deps: Deps): void {
  const open = { config: { rateLimit } }
  const response = { 200: RatingPage }
  const page = { summary: 'What the applicant is asked to rate, or how they did', response }
  app.get(publicRatingAddress.page, { ...open, schema: page }, async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return openRating(deps, raterOf(request))
  })
  const given = { summary: 'Rate what was done, once', body: RatingGiven, response }
  app.post(publicRatingAddress.page, { ...open, schema: given }, async (request) =>
    rate(deps, raterOf(request), RatingGiven.parse(request.body), howOf(request)),
  )
  const addition = { summary: 'Add words to the rating (追评); its level stays', body: RatingAddition, response }
  app.post(publicRatingAddress.addition, { ...open, schema: addition }, async (request) =>
    addTo(deps, raterOf(request), RatingAddition.parse(request.body), howOf(request)),
  )
}
