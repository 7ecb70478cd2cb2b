import { randomInt } from 'node:crypto'
import type { CaseEvent } from '@bancheng/core/cases/events.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { type Instant, instantOfMs, msOf } from '@bancheng/core/kernel/time.ts'
import type { AnswerPage, LinkRow, LinkVisit } from '@bancheng/core/links/contract.ts'
import {
  addresseeOf,
  CODE_DIGITS,
  linkStandingOf,
  linkVisits,
  requireFilesOfTask,
  requireLinkable,
} from '@bancheng/core/links/rules.ts'
import { recordAccess } from '../audit/access.ts'
import { type Visit, visitsOfCase } from '../audit/visits.ts'
import { loadContext } from '../cases/context.ts'
import { record } from '../cases/record.ts'
import { requireVisible } from '../cases/scope.ts'
import { soundIn } from '../cases/sound.ts'
import { lockState } from '../cases/store.ts'
import type { Deps } from '../deps.ts'
import { loadDirectory } from '../directory/reads.ts'
import type { Session } from '../identity/session.ts'
import { randomToken, sha256 } from '../platform/crypto.ts'
import { inTransaction, sqlState, type Tx, UNIQUE_VIOLATION } from '../platform/db.ts'
import { pageOf } from './page.ts'
import {
  centreNameOf,
  insertLink,
  type LinkEntry,
  linksOfCase,
  renewCode,
  revokeLink,
  revokeLinksOfTask,
} from './store.ts'

const DAY_MS = 24 * 3_600_000

/** The digest of a code belongs to its link: the same digits of another are another digest. */
export const codeDigest = ({ crypto }: Pick<Deps, 'crypto'>, linkId: string, code: string): string =>
  crypto.digest(`link ${linkId}\n${code}`)

const VISITS = 50
const visitOf = ({ at, action, address }: Visit): LinkVisit[] => {
  const what = linkVisits.find((known) => action === `link.${known}`)
  return what ? [{ at, what, address }] : []
}

const newCode = (): string => String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0')

const rowOf = (link: LinkEntry, visits: readonly Visit[], now: Instant): LinkRow => {
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
  readonly fileIds: readonly string[]
}

/** The owner of the case, whoever stands in for them, or the supervisor. @throws Refusal case-not-visible · forbidden */
const requireSender = async (deps: Deps, session: Session, caseId: string) =>
  requireVisible(deps.db, session, caseId, 'issueLink', await loadDirectory(deps.db, session.centerId, deps.clock()))

const expiryOf = (now: Instant, days: number): Instant => instantOfMs(msOf(now) + days * DAY_MS)

/** @throws Refusal case-not-visible · forbidden · task-not-found · task-wrong-kind · task-not-open · file-unknown */
async function requireWanted(deps: Deps, session: Session, { caseId, taskId, fileIds }: Wanted) {
  const state = await requireSender(deps, session, caseId)
  const task = requireLinkable(state, taskId)
  requireFilesOfTask(task, fileIds)
  return { state, task }
}

/** What the party would see, made by the very function that makes what they see. */
export async function previewLink(deps: Deps, session: Session, wanted: Wanted): Promise<AnswerPage> {
  const { state, task } = await requireWanted(deps, session, wanted)
  const { centerId, actor } = session
  const link = {
    ...wanted,
    ...addresseeOf(task, wanted),
    centerId,
    centreName: await centreNameOf(deps.db, centerId),
    issuedByName: actor.name,
    expiresAt: expiryOf(deps.clock(), wanted.days),
  }
  return pageOf(deps.db, state, link, [])
}

/** The link and the line of the log that says to whom it went stand together. @throws Refusal as `requireWanted` */
export async function issueLink(deps: Deps, session: Session, wanted: Wanted) {
  const { caseId, taskId, days, fileIds } = wanted
  const { task } = await requireWanted(deps, session, wanted)
  const { organisation, recipient } = addresseeOf(task, wanted)
  const { centerId, actor } = session
  const [linkId, token, now] = [deps.newId(), randomToken(), deps.clock()]
  const code = newCode()
  const expiresAt = expiryOf(now, days)
  const key = { centerId, caseId }
  const issued = { issuedBy: actor.personId, issuedAt: now, expiresAt, fileIds }
  const hidden = { tokenHash: sha256(token), codeDigest: codeDigest(deps, linkId, code) }
  try {
    await inTransaction(deps.db, async (tx) => {
      await logLink(deps, tx, session, caseId, (state) => {
        requireLinkable(state, taskId) // it may have ended meanwhile
        const sent = { taskId, linkId, organisation, recipient, expiresAt, fileIds: [...fileIds] }
        return [{ type: 'LinkSent', payload: sent }]
      })
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

/** A line of the case’s own log, so that the clock knows whether somebody outside can answer. */
async function logLink(
  deps: Deps,
  tx: Tx,
  { centerId, actor }: Session,
  caseId: string,
  decide: (state: CaseState) => readonly CaseEvent[],
): Promise<void> {
  const key = { centerId, caseId }
  const state = await lockState(tx, key)
  if (!state) throw new Refusal('case-not-visible')
  const context = await loadContext(deps, tx, { centerId, actor, state })
  const events = decide(state)
  const heard = await soundIn(tx, key, state, context)
  await record(tx, key, heard, events, context)
}

export async function listLinks(deps: Deps, session: Session, caseId: string): Promise<LinkRow[]> {
  await requireSender(deps, session, caseId)
  const key = { centerId: session.centerId, caseId }
  const visits = await visitsOfCase(deps.db, key, 'link')
  return (await linksOfCase(deps.db, key)).map((link) => rowOf(link, visits, deps.clock()))
}

/** Running it twice is harmless; only the first is recorded. */
export async function revoke(deps: Deps, session: Session, caseId: string, linkId: string): Promise<LinkRow[]> {
  await requireSender(deps, session, caseId)
  const { centerId, actor } = session
  await inTransaction(deps.db, async (tx) => {
    const isRevoked = await revokeLink(tx, { centerId, caseId }, linkId, { by: actor.personId, at: deps.clock() })
    if (!isRevoked) return
    await logLink(deps, tx, session, caseId, (state) => {
      const task = state.tasks.find(({ link }) => link?.linkId === linkId)
      return task ? [{ type: 'LinkRevoked', payload: { taskId: task.taskId, linkId } }] : []
    })
    const object = { kind: 'case', id: caseId }
    await recordAccess(tx, deps, session, { action: 'link.revoke', object, facts: { linkId } })
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
