import { randomInt } from 'node:crypto'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { type Instant, instantOfMs, msOf } from '@bancheng/core/kernel/time.ts'
import type { LinkRow, LinkVisit } from '@bancheng/core/links/contract.ts'
import { linkStandingOf, linkVisits, requireLinkable } from '@bancheng/core/links/rules.ts'
import { recordAccess } from '../audit/access.ts'
import { requireVisible } from '../cases/scope.ts'
import type { Deps } from '../deps.ts'
import { loadDirectory } from '../directory/reads.ts'
import type { Session } from '../identity/session.ts'
import { randomToken, sha256 } from '../platform/crypto.ts'
import { inTransaction, sqlState, UNIQUE_VIOLATION } from '../platform/db.ts'
import {
  insertLink,
  type LinkEntry,
  type LinkVisitRow,
  linksOfCase,
  renewCode,
  revokeLink,
  revokeLinksOfTask,
  visitsOfCase,
} from './store.ts'

const DAY_MS = 24 * 3_600_000

/** The digest of a code belongs to its link: the same six digits of another are another digest. */
export const codeDigest = ({ crypto }: Pick<Deps, 'crypto'>, linkId: string, code: string): string =>
  crypto.digest(`link ${linkId}\n${code}`)

const VISITS = 50
const visitOf = ({ at, action, address }: LinkVisitRow): LinkVisit[] => {
  const what = linkVisits.find((known) => action === `link.${known}`)
  return what ? [{ at, what, address }] : []
}

const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')

const rowOf = (link: LinkEntry, visits: readonly LinkVisitRow[], now: Instant): LinkRow => {
  const { linkId, taskId, recipient, organisation, issuedByName, issuedAt, expiresAt, openings, lastOpenedAt } = link
  const standing = linkStandingOf(link, now)
  return {
    linkId,
    taskId,
    recipient,
    organisation,
    issuedByName,
    issuedAt,
    expiresAt,
    openings,
    lastOpenedAt,
    standing,
    visits: visits.flatMap((visit) => (visit.linkId === linkId ? visitOf(visit) : [])).slice(0, VISITS),
  }
}

type Wanted = {
  readonly caseId: string
  readonly taskId: string
  readonly recipient: string
  readonly organisation: string
  readonly days: number
}

/** The owner of the case, whoever stands in for them, or the supervisor. @throws Refusal case-not-visible · forbidden */
const requireSender = async (deps: Deps, session: Session, caseId: string) =>
  requireVisible(deps.db, session, caseId, 'issueLink', await loadDirectory(deps.db, session.centerId, deps.clock()))

/** @throws Refusal case-not-visible · forbidden · task-not-found · task-wrong-kind · task-not-open */
export async function issueLink(deps: Deps, session: Session, wanted: Wanted) {
  const { caseId, taskId, recipient, organisation, days } = wanted
  requireLinkable(await requireSender(deps, session, caseId), taskId)
  const { centerId, actor } = session
  const [linkId, token, now] = [deps.newId(), randomToken(), deps.clock()]
  const code = newCode()
  const expiresAt = instantOfMs(msOf(now) + days * DAY_MS)
  const key = { centerId, caseId }
  const issued = { issuedBy: actor.personId, issuedAt: now, expiresAt }
  const hidden = { tokenHash: sha256(token), codeDigest: codeDigest(deps, linkId, code) }
  try {
    await inTransaction(deps.db, async (tx) => {
      await revokeLinksOfTask(tx, key, taskId, { by: actor.personId, at: now })
      await insertLink(tx, { ...key, linkId, taskId, recipient, organisation, ...hidden, ...issued })
      const object = { kind: 'case', id: caseId }
      await recordAccess(tx, deps, session, { action: 'link.issue', object, facts: { linkId, recipient, expiresAt } })
    })
  } catch (error) {
    // Two at once for the same task: the second one is told to look again.
    if (sqlState(error) === UNIQUE_VIOLATION) throw new Refusal('too-many-requests')
    throw error
  }
  const link = (await linksOfCase(deps.db, key)).find((one) => one.linkId === linkId)
  if (!link) throw new Error('a link that was issued is listed')
  return { link: rowOf(link, [], now), token, code }
}

export async function listLinks(deps: Deps, session: Session, caseId: string): Promise<LinkRow[]> {
  await requireSender(deps, session, caseId)
  const key = { centerId: session.centerId, caseId }
  const visits = await visitsOfCase(deps.db, key)
  return (await linksOfCase(deps.db, key)).map((link) => rowOf(link, visits, deps.clock()))
}

/** Running it twice is harmless; only the first is recorded. */
export async function revoke(deps: Deps, session: Session, caseId: string, linkId: string): Promise<LinkRow[]> {
  await requireSender(deps, session, caseId)
  const { centerId, actor } = session
  await inTransaction(deps.db, async (tx) => {
    const isRevoked = await revokeLink(tx, { centerId, caseId }, linkId, { by: actor.personId, at: deps.clock() })
    const object = { kind: 'case', id: caseId }
    if (isRevoked) await recordAccess(tx, deps, session, { action: 'link.revoke', object, facts: { linkId } })
  })
  return listLinks(deps, session, caseId)
}

/**
 * For a party that changed phones, or whose link somebody locked with wrong codes: told by phone, like the first one.
 * @throws Refusal case-not-visible · forbidden · link-over
 */
export async function giveNewCode(deps: Deps, session: Session, caseId: string, linkId: string): Promise<string> {
  await requireVisible(deps.db, session, caseId, 'issueLink')
  const code = newCode()
  await inTransaction(deps.db, async (tx) => {
    const key = { centerId: session.centerId, caseId }
    const renewed = { codeDigest: codeDigest(deps, linkId, code), now: deps.clock() }
    if (!(await renewCode(tx, key, linkId, renewed))) throw new Refusal('link-over')
    await recordAccess(tx, deps, session, {
      action: 'link.new-code',
      object: { kind: 'case', id: caseId },
      facts: { linkId },
    })
  })
  return code
}
