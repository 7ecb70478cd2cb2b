import type { Readable } from 'node:stream'
import type { InputOf } from '@bancheng/core/cases/commands.ts'
import { type CaseState, taskOf } from '@bancheng/core/cases/state.ts'
import { type Facts, Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { LinkPage } from '@bancheng/core/links/contract.ts'
import { maskedFor } from '@bancheng/core/links/masked.ts'
import {
  LINK_FILES,
  linkStandingOf,
  requireOpenLink,
  WRONG_CODES,
  WRONG_CODES_IN_ALL,
} from '@bancheng/core/links/rules.ts'
import { recordAudit } from '../audit/store.ts'
import { execute } from '../cases/execute.ts'
import { readState } from '../cases/store.ts'
import type { Deps } from '../deps.ts'
import { keepFile } from '../files/keep.ts'
import { type FileRow, fileRow } from '../files/store.ts'
import { equalTokens, randomToken, sha256 } from '../platform/crypto.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { codeDigest } from './issue.ts'
import { networkOf } from './network.ts'
import { longestAnswer, pageOf } from './page.ts'
import { countGuess, countOpening, filesOfLink, type LinkEntry, linkByToken, spendCode, useLink } from './store.ts'

/** Who is at the other end: the secret of the address, and the pass of the phone that once gave the code. */
export type Visitor = { readonly token: string; readonly pass: string | null; readonly address: string }

/**
 * A link that works. Whoever comes with one that does not, is on record too: somebody still holds its address.
 * @throws Refusal link-unknown · link-used · link-revoked · link-over · link-locked · link-expired
 */
export async function openLink(deps: Deps, visitor: Visitor): Promise<LinkEntry> {
  const link = await linkByToken(deps.db, sha256(visitor.token))
  if (!link) throw new Refusal('link-unknown')
  const now = deps.clock()
  const standing = linkStandingOf(link, now)
  if (standing !== 'open')
    await inTransaction(deps.db, (tx) =>
      recordVisit(tx, deps, { link, visitor, action: 'link.turned-away', isSuccess: false, facts: { standing } }),
    )
  requireOpenLink(link, now)
  return link
}

const hasPass = (link: LinkEntry, { pass }: Visitor): boolean =>
  link.passHash !== null && pass !== null && equalTokens(sha256(pass), link.passHash)

/** @throws Refusal link-code-needed, and whatever `openLink` says */
async function enter(deps: Deps, visitor: Visitor): Promise<LinkEntry> {
  const link = await openLink(deps, visitor)
  if (!hasPass(link, visitor)) throw new Refusal('link-code-needed')
  return link
}

/** What the page shows. Every visit is recorded, also one that comes no further than the code. */
export async function visit(deps: Deps, visitor: Visitor): Promise<LinkPage> {
  const link = await openLink(deps, visitor)
  const { centreName } = link
  const isIn = hasPass(link, visitor)
  await inTransaction(deps.db, async (tx) => {
    if (!isIn) return recordVisit(tx, deps, { link, visitor, action: 'link.knock' })
    await countOpening(tx, link, deps.clock())
    await recordVisit(tx, deps, { link, visitor, action: 'link.open' })
  })
  if (!isIn) return { step: 'code', centreName }
  return pageOf(deps.db, await stateOf(deps, link), link, await filesOfLink(deps.db, link))
}

async function stateOf(deps: Deps, link: LinkEntry): Promise<CaseState> {
  const state = await readState(deps.db, link)
  if (!state) throw new Error('the case of a link is kept')
  return state
}

/** A file that the window sent along, and no other. @throws Refusal not-found, and whatever `enter` says */
export async function readSentFile(deps: Deps, visitor: Visitor, fileId: string): Promise<FileRow> {
  const link = await enter(deps, visitor)
  const file = link.fileIds.includes(fileId) ? await fileRow(deps.db, link.centerId, fileId) : null
  if (!file) throw new Refusal('not-found')
  await inTransaction(deps.db, (tx) =>
    recordVisit(tx, deps, { link, visitor, action: 'link.read-file', facts: { fileId } }),
  )
  const state = await readState(deps.db, link)
  return state ? { ...file, name: maskedFor(state, file.name) } : file // saved under the name that the page shows
}

/**
 * The code that was told separately. It opens the link on one phone, once: what this returns is that phone's pass.
 * @throws Refusal link-code-wrong (with the tries that are left) · link-code-barred · link-code-spent · link-locked, and whatever `openLink` says
 */
export async function giveCode(deps: Deps, visitor: Visitor, code: string): Promise<{ link: LinkEntry; pass: string }> {
  const link = await openLink(deps, visitor)
  const guesses = await countGuess(deps.db, link, networkOf(visitor.address))
  if (guesses === null) return tooLate(deps, link, visitor)
  if (guesses.here > WRONG_CODES) throw new Refusal('link-code-barred')
  if (guesses.inAll > WRONG_CODES_IN_ALL) throw new Refusal('link-locked')
  const pass = randomToken()
  const isRight = equalTokens(codeDigest(deps, link.linkId, code), link.codeDigest)
  const isOpened = await inTransaction(deps.db, async (tx) => {
    const isFirst = isRight && (await spendCode(tx, link, sha256(pass)))
    if (!isFirst) await recordVisit(tx, deps, { link, visitor, action: 'link.wrong-code', isSuccess: false })
    return isFirst
  })
  if (isOpened) return { link, pass }
  if (isRight) throw new Refusal('link-code-spent') // two phones at once: the other one was faster
  if (guesses.here >= WRONG_CODES) throw new Refusal('link-code-barred')
  throw new Refusal('link-code-wrong', { left: WRONG_CODES - guesses.here })
}

/** Another phone has the pass already. Right or wrong, the code opens nothing more, and nothing is counted. */
async function tooLate(deps: Deps, link: LinkEntry, visitor: Visitor): Promise<never> {
  await inTransaction(deps.db, (tx) =>
    recordVisit(tx, deps, { link, visitor, action: 'link.wrong-code', isSuccess: false }),
  )
  throw new Refusal('link-code-spent')
}

/** @throws Refusal link-files-full · invalid-input · payload-too-large, and whatever `enter` says */
export async function attach(deps: Deps, visitor: Visitor, given: { name: string; content: Readable }) {
  const link = await enter(deps, visitor)
  const { centerId, linkId } = link
  if ((await filesOfLink(deps.db, link)).length >= LINK_FILES) throw new Refusal('link-files-full')
  const { fileId, name, size } = await keepFile(deps, { centerId, linkId }, given, (tx, facts) =>
    recordVisit(tx, deps, { link, visitor, action: 'link.file', facts }),
  )
  return { fileId, name, size }
}

/** The answer goes through the one door, as its holder’s; in that same transaction the link is used up. */
export async function answerByLink(
  deps: Deps,
  visitor: Visitor,
  said: Pick<InputOf<'replyToTask'>, 'publicReply' | 'internalNote' | 'form' | 'fileIds'>,
  how: { readonly key: string; readonly locale: 'zh' | 'en' },
): Promise<void> {
  const link = await linkByToken(deps.db, sha256(visitor.token))
  if (!link) throw new Refusal('link-unknown')
  // Before the link itself: an answer that is sent again by a phone that heard nothing has its one effect.
  if (!hasPass(link, visitor)) throw new Refusal('link-code-needed')
  const { centerId, caseId, linkId, taskId } = link
  const name = `${link.organisation} ${link.recipient}`
  const asker = { centerId, actor: { kind: 'link', linkId, name, taskId } as const, ...how }
  const common = {
    caseId,
    expectedVersion: null, // they saw a task, not a case
    beforehand: async (tx: Tx) => {
      requireOpenLink({ ...(await useLink(tx, link, deps.clock())), isTaskOpen: link.isTaskOpen }, deps.clock())
      await recordVisit(tx, deps, { link, visitor, action: 'link.answer' })
    },
  }
  const task = taskOf(await stateOf(deps, link), taskId)
  if (task?.kind !== 'step') {
    await execute(deps, asker, { ...common, command: 'replyToTask', input: { ...said, taskId, solution: [] } })
    return
  }
  const { publicReply: outcome, form, fileIds } = said
  if (outcome.length > longestAnswer(task)) throw new Refusal('invalid-input', { field: 'publicReply' })
  await execute(deps, asker, { ...common, command: 'completeStep', input: { taskId, outcome, form, fileIds } })
}

type Visit = {
  readonly link: LinkEntry
  readonly visitor: Visitor
  readonly action: string
  readonly isSuccess?: boolean
  readonly facts?: Facts
}

/** Nobody is signed in: the audit keeps the name that the issuer typed, the link, and where the request came from. */
const recordVisit = (tx: Tx, deps: Deps, { link, visitor, action, isSuccess = true, facts = {} }: Visit) =>
  recordAudit(tx, {
    centerId: link.centerId,
    auditId: deps.newId(),
    at: deps.clock(),
    person: { personId: null, name: `${link.organisation} ${link.recipient}`, role: null },
    action,
    object: { kind: 'case', id: link.caseId },
    isSuccess,
    address: visitor.address,
    facts: { linkId: link.linkId, ...facts },
  })
