import type { CommandName, InputOf } from '@bancheng/core/cases/commands.ts'
import { ratingByLink } from '@bancheng/core/cases/ratings.ts'
import { type CaseState, openTaskOfKind } from '@bancheng/core/cases/state.ts'
import type { RatingPage } from '@bancheng/core/feedback/contract.ts'
import { ratingLinkStandingOf, requireRatingLink } from '@bancheng/core/feedback/link.ts'
import { additionsLeft } from '@bancheng/core/feedback/rating.ts'
import { type Facts, Refusal } from '@bancheng/core/kernel/refusal.ts'
import { maskedFor } from '@bancheng/core/links/masked.ts'
import { shortened } from '@bancheng/core/policy/wording.ts'
import { recordAudit } from '../audit/store.ts'
import { execute } from '../cases/execute.ts'
import { readState } from '../cases/store.ts'
import type { Deps } from '../deps.ts'
import { sha256 } from '../platform/crypto.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { loadCenterRules } from '../policy/center.ts'
import {
  countRatingOpening,
  lockRatingLink,
  onlyWindowPhone,
  type RatingLink,
  ratingLinkByToken,
  windowPhone,
} from './store.ts'

/** Who is at the other end: the secret of the address, and where the request came from. */
export type Rater = { readonly token: string; readonly address: string }

type Found = { readonly link: RatingLink; readonly state: CaseState; readonly phone: string }

/** @throws Refusal rating-link-unknown */
async function find(deps: Deps, { token }: Rater): Promise<Found> {
  const link = await ratingLinkByToken(deps.db, sha256(token))
  if (!link) throw new Refusal('rating-link-unknown', { phone: spaced(await onlyWindowPhone(deps.db)) })
  const state = await readState(deps.db, link)
  if (!state) throw new Error('the case of a link is kept')
  return { link, state, phone: await windowPhone(deps.db, link.centerId, state.ownerId) }
}

/** What the page shows. Every opening is recorded, also of a link that works no longer. */
export async function openRating(deps: Deps, rater: Rater): Promise<RatingPage> {
  const found = await find(deps, rater)
  const { link, state } = found
  const now = deps.clock()
  const standing = ratingLinkStandingOf(link, state, now)
  const isIn = standing === 'open' || standing === 'rated'
  await inTransaction(deps.db, async (tx) => {
    if (isIn) await countRatingOpening(tx, link, now)
    const action = isIn ? 'rating.open' : 'rating.turned-away'
    await recordVisit(tx, deps, { link, rater, action, isSuccess: isIn, facts: { standing } })
  })
  requireRatingLink(standing, { phone: spaced(found.phone) })
  return pageOf(deps, found)
}

const spaced = (phone: string): string => (phone ? ` ${phone}` : '')

async function pageOf(deps: Deps, { link, state, phone }: Found): Promise<RatingPage> {
  const { centreName, expiresAt, round } = link
  const want = shortened(maskedFor(state, state.want))
  const matter = { centreName, caseNo: state.caseNo, want, resolvedAt: state.resolved?.at ?? null, expiresAt, phone }
  const rating = ratingByLink(state, round)
  if (!rating) return { ...matter, step: 'rate' }
  const rules = await loadCenterRules(deps.db, link.centerId)
  const policy = rules.policyOf(state.policyVersion)
  return {
    ...matter,
    step: 'rated',
    satisfaction: rating.satisfaction,
    ratedAt: rating.at,
    added: rating.additions.length,
    additionsLeft: additionsLeft(state, round, { policy }),
    callBackBy: openTaskOfKind(state, 'rating-call')?.dueAt ?? null,
  }
}

type How = { readonly key: string; readonly locale: 'zh' | 'en' }

/** Through the one door, in the applicant's name. @throws Refusal rating-given · rating-not-asked, and whatever a link says */
export const rate = (deps: Deps, rater: Rater, said: InputOf<'rateCase'>, how: How): Promise<RatingPage> =>
  say(deps, rater, { command: 'rateCase', input: said, action: 'rating.rate' }, how)

/** @throws Refusal rating-none · rating-additions-full, and whatever a link says */
export const addTo = (deps: Deps, rater: Rater, said: InputOf<'addToRating'>, how: How): Promise<RatingPage> =>
  say(deps, rater, { command: 'addToRating', input: said, action: 'rating.add' }, how)

type Saying<C extends CommandName> = { readonly command: C; readonly input: InputOf<C>; readonly action: string }

async function say<C extends 'rateCase' | 'addToRating'>(deps: Deps, rater: Rater, saying: Saying<C>, how: How) {
  const found = await find(deps, rater)
  const { link } = found
  const { centerId, caseId, linkId, round } = link
  const facts = { phone: spaced(found.phone) }
  const { state } = await execute(
    deps,
    { centerId, actor: { kind: 'applicant', linkId, round }, ...how },
    {
      caseId,
      command: saying.command,
      input: saying.input,
      expectedVersion: null, // they saw a matter, not a case
      beforehand: async (tx) => {
        const kept = await lockRatingLink(tx, link)
        const now = await readState(tx, link)
        if (!now) throw new Error('the case of a link is kept')
        const standing = ratingLinkStandingOf(kept, now, deps.clock())
        requireRatingLink(standing, facts)
        if (standing === 'rated' && saying.command === 'rateCase') throw new Refusal('rating-given', facts)
        await recordVisit(tx, deps, { link, rater, action: saying.action })
      },
    },
  )
  return pageOf(deps, { ...found, state })
}

type Visit = {
  readonly link: RatingLink
  readonly rater: Rater
  readonly action: string
  readonly isSuccess?: boolean
  readonly facts?: Facts
}

/** Nobody is signed in, and nobody is named: the audit keeps the link and where the request came from. */
const recordVisit = (tx: Tx, deps: Deps, { link, rater, action, isSuccess = true, facts = {} }: Visit) =>
  recordAudit(tx, {
    centerId: link.centerId,
    auditId: deps.newId(),
    at: deps.clock(),
    person: { personId: null, name: '申请人', role: null },
    action,
    object: { kind: 'case', id: link.caseId },
    isSuccess,
    address: rater.address,
    facts: { linkId: link.linkId, ...facts },
  })
