import type { CaseState } from '@bancheng/core/cases/state.ts'
import { ratingAddress } from '@bancheng/core/feedback/address.ts'
import { ratingLinkStandingOf } from '@bancheng/core/feedback/link.ts'
import { dueAfter } from '@bancheng/core/kernel/calendar.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { Deps } from '../deps.ts'
import { sha256, shortToken } from '../platform/crypto.ts'
import type { Tx } from '../platform/db.ts'
import type { CenterRules } from '../policy/center.ts'
import { insertRatingLink, type RatingLink } from './store.ts'

const pageOf = ({ config }: Pick<Deps, 'config'>, token: string): string | null =>
  config.outside.publicUrl ? `${config.outside.publicUrl.replace(/\/$/, '')}${ratingAddress(token)}` : null

/** What stands where the address will be, in everything that is kept and shown: whoever is rated must not have it. */
export const hiddenPage = (deps: Pick<Deps, 'config'>): string => pageOf(deps, '…') ?? ''

type Asked = { readonly linkId: string; readonly expiresAt: Instant }

/**
 * 一次一评: a link for this round of the case, from when it is told on as long as the rules say. Null where there is no
 * address to send, nothing to rate any more, or this round was asked about before.
 */
export async function askForRating(
  tx: Tx,
  deps: Deps,
  { state, rules, from }: { state: CaseState; rules: CenterRules; from: Instant },
): Promise<Asked | null> {
  const token = shortToken()
  if (!pageOf(deps, token)) return null
  const { centerId, caseId, level: round } = state
  const limit = rules.policyOf(state.policyVersion).rating.linkValid
  const { dueAt: expiresAt } = dueAfter({ calendar: rules.calendar, start: from, limit, pauses: [] })
  if (!expiresAt) throw new Error('a limit without pauses has an end')
  if (ratingLinkStandingOf({ round, expiresAt, revokedAt: null }, state, deps.clock()) !== 'open') return null
  const [linkId, issuedAt] = [deps.newId(), deps.clock()]
  const tokenSealed = deps.seal('address', token).sealed
  const link = { centerId, caseId, linkId, round, tokenHash: sha256(token), tokenSealed, issuedAt, expiresAt }
  return (await insertRatingLink(tx, link)) ? { linkId, expiresAt } : null
}

/** The text with the address in it, for nobody but the provider. Null once it was sent. */
export function withPage(deps: Deps, { tokenSealed }: RatingLink, text: string): string | null {
  const page = tokenSealed && pageOf(deps, deps.crypto.unseal(tokenSealed))
  if (!page) return null
  const hidden = hiddenPage(deps)
  return text.includes(hidden) ? text.replace(hidden, () => page) : `${text} ${page}`
}
