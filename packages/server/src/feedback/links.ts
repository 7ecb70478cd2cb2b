import type { CaseState } from '@bancheng/core/cases/state.ts'
import type { RatingLinkRow } from '@bancheng/core/feedback/contract.ts'
import { ratingLinkStandingOf, ratingVisits } from '@bancheng/core/feedback/link.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { recordAccess } from '../audit/access.ts'
import { type Visit, visitsOfCase } from '../audit/visits.ts'
import { requireVisible } from '../cases/scope.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction } from '../platform/db.ts'
import { type RatingLink, ratingLinksOfCase, revokeRatingLink } from './store.ts'

const VISITS = 50
const visitOf = ({ at, action, address }: Visit) => {
  const what = ratingVisits.find((known) => action === `rating.${known}`)
  return what ? [{ at, what, address }] : []
}

function rowOf(link: RatingLink, state: CaseState, visits: readonly Visit[], now: Instant): RatingLinkRow {
  const { linkId, round, issuedAt, expiresAt, openings, revokedAt, revokedByName, revokedWhy } = link
  return {
    linkId,
    round,
    issuedAt,
    expiresAt,
    openings,
    standing: ratingLinkStandingOf(link, state, now),
    revoked: revokedAt && { at: revokedAt, byName: revokedByName ?? '', reason: revokedWhy ?? '' },
    visits: visits.flatMap((visit) => (visit.linkId === linkId ? visitOf(visit) : [])).slice(0, VISITS),
  }
}

/** @throws Refusal case-not-visible · forbidden */
export async function listRatingLinks(deps: Deps, session: Session, caseId: string): Promise<RatingLinkRow[]> {
  const state = await requireVisible(deps.db, session, caseId, 'viewRatingLink')
  const key = { centerId: session.centerId, caseId }
  const visits = await visitsOfCase(deps.db, key, 'rating')
  return (await ratingLinksOfCase(deps.db, key)).map((link) => rowOf(link, state, visits, deps.clock()))
}

type Revoking = { readonly caseId: string; readonly linkId: string; readonly reason: string }

/** Running it twice is harmless; only the first is recorded. @throws Refusal case-not-visible · forbidden */
export async function revoke(deps: Deps, session: Session, { caseId, linkId, reason }: Revoking) {
  await requireVisible(deps.db, session, caseId, 'revokeRatingLink')
  const { centerId, actor } = session
  await inTransaction(deps.db, async (tx) => {
    const revocation = { by: actor.personId, at: deps.clock(), why: reason }
    if (!(await revokeRatingLink(tx, { centerId, caseId }, linkId, revocation))) return
    const object = { kind: 'case', id: caseId }
    await recordAccess(tx, deps, session, { action: 'rating.revoke', object, facts: { linkId, reason } })
  })
  return listRatingLinks(deps, session, caseId)
}
