import { z } from 'zod'
import { line } from '../cases/commands/inputs.ts'
import { commandInputs } from '../cases/commands.ts'
import { Satisfaction } from '../cases/words.ts'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { Instant } from '../kernel/time.ts'
import { ratingLinkStandings, ratingVisits } from './link.ts'

const Matter = z.object({
  centreName: z.string(),
  caseNo: z.string(),
  /** What it was about, with names and numbers masked. */
  want: z.string(),
  resolvedAt: Instant.nullable(),
  expiresAt: Instant,
  /** The window's; empty where the directory has none. */
  phone: z.string(),
})

/** What whoever holds the link sees: the matter and, once it is rated, how; nothing of who they are. */
export const RatingPage = z.discriminatedUnion('step', [
  Matter.extend({ step: z.literal('rate') }),
  Matter.extend({
    step: z.literal('rated'),
    satisfaction: Satisfaction,
    ratedAt: Instant,
    added: z.int(),
    additionsLeft: z.int(),
    /** 差评: until when somebody calls back; null where nobody owes a call any more. */
    callBackBy: Instant.nullable(),
  }),
])
export type RatingPage = z.infer<typeof RatingPage>

export const RatingGiven = commandInputs.rateCase
export const RatingAddition = commandInputs.addToRating

/** A link as the desk sees it: that it went and was opened. Its address can be read by nobody. */
export const RatingLinkRow = z.object({
  linkId: Id,
  round: z.int(),
  issuedAt: Instant,
  expiresAt: Instant,
  openings: z.int(),
  standing: z.enum(ratingLinkStandings),
  revoked: z.object({ at: Instant, byName: z.string(), reason: z.string() }).nullable(),
  /** Every visit, the newest first; no more than the last fifty. */
  visits: z.array(z.object({ at: Instant, what: z.enum(ratingVisits), address: z.string().nullable() })),
})
export type RatingLinkRow = z.infer<typeof RatingLinkRow>

const caseParams = z.object({ caseId: Id })
export const ratingContract = contract({
  ratingLinks: {
    method: 'GET',
    path: '/api/cases/:caseId/rating-links',
    params: caseParams,
    reply: z.object({ links: z.array(RatingLinkRow) }),
    permission: 'viewRatingLink',
    audit: null,
    summary: 'The links by which the applicant was asked to rate, the newest first, and whether they were opened',
  },
  revokeRatingLink: {
    method: 'POST',
    path: '/api/cases/:caseId/rating-links/:linkId/revoke',
    params: caseParams.extend({ linkId: Id }),
    body: z.object({ reason: line }),
    reply: z.object({ links: z.array(RatingLinkRow) }),
    permission: 'revokeRatingLink',
    audit: 'rating.revoke',
    summary: 'End a link to rate that went to the wrong person',
  },
})
