import type { CaseState } from '@bancheng/core/cases/state.ts'
import { ratingLinkStandingOf } from '@bancheng/core/feedback/link.ts'
import { checkPhone } from '@bancheng/core/kernel/phone.ts'
import { Instant, sayInstant } from '@bancheng/core/kernel/time.ts'
import { shortened } from '@bancheng/core/policy/wording.ts'
import { sql } from 'kysely'
import { readState } from '../cases/store.ts'
import type { Deps } from '../deps.ts'
import { withPage } from '../feedback/ask.ts'
import { forgetToken, type LinkKey, ratingLinkById } from '../feedback/store.ts'
import type { Tx } from '../platform/db.ts'
import { Undeliverable } from '../platform/undeliverable.ts'
import type { CenterRules } from '../policy/center.ts'
import { APPLICANT, hindranceOf, ratingLinkIdOf } from './applicant.ts'
import { noticeToSend } from './notice-sms.ts'
import { putForPerson } from './outbox.ts'
import type { Posting } from './postings.ts'

const NOTICE = 'notice:'
export const noticeRecipient = (noticeId: string): string => `${NOTICE}${noticeId}`
const noticeIdOf = ({ recipient }: Posting): string | null =>
  recipient.startsWith(NOTICE) ? recipient.slice(NOTICE.length) : null

/** To somebody who has no account here. */
export const isOutside = (posting: Posting): boolean =>
  posting.recipient === APPLICANT || noticeIdOf(posting) !== null || ratingLinkIdOf(posting.recipient) !== null

type Address = { email: string | null; mobile: { sealed: string } | null; locale: 'zh' | 'en' }

/** Where a person of the desk wants to be told. */
export async function addressOf({ db }: Deps, { centerId, recipient }: Posting): Promise<Address> {
  const { rows } = await sql<Address>`
    select email, mobile, locale from notification_choice where center_id = ${centerId} and person_id = ${recipient}
  `.execute(db)
  return rows[0] ?? { email: null, mobile: null, locale: 'zh' }
}

type Goal = { readonly number: string; readonly text: string; readonly locale: 'zh' | 'en' }

/**
 * The number is opened here and goes nowhere but to the provider. Null: a person of the desk who took theirs away.
 * @throws Undeliverable: the applicant gave no mobile number, or wants no SMS any more
 */
export async function smsFor(deps: Deps, rules: CenterRules, posting: Posting, now: Instant): Promise<Goal | null> {
  const { centerId, caseId, recipient, body } = posting
  const noticeId = noticeIdOf(posting)
  if (noticeId) {
    const notice = await noticeToSend(deps.db, { centerId, noticeId })
    if (!notice) throw new Undeliverable('the notice was sent already')
    return { number: deps.crypto.unseal(notice.phone), text: deps.crypto.unseal(notice.text), locale: 'zh' }
  }
  const ratingLinkId = ratingLinkIdOf(recipient)
  if (recipient !== APPLICANT && !ratingLinkId) {
    const { mobile, locale } = await addressOf(deps, posting)
    return mobile && { number: deps.crypto.unseal(mobile.sealed), text: String(body.text), locale }
  }
  const state = caseId ? await readState(deps.db, { centerId, caseId }) : null
  const hindrance = state ? hindranceOf(deps, rules, state.applicant, now) : 'no-mobile'
  const phone = state?.applicant.phone
  if (!state || hindrance || !phone) throw new Undeliverable(hindrance ?? 'no-mobile')
  const typed = deps.crypto.unseal(phone.sealed)
  const checked = checkPhone(typed)
  const text = ratingLinkId ? await textToRate(deps, { centerId, linkId: ratingLinkId }, state, posting) : body.text
  return { number: checked.ok ? checked.value : typed, text: String(text), locale: 'zh' }
}

/** @throws Undeliverable: they were phoned meanwhile, or the case is open again; or it was sent already */
async function textToRate(deps: Deps, key: LinkKey, state: CaseState, { body }: Posting): Promise<string> {
  const link = await ratingLinkById(deps.db, key)
  if (!link) throw new Error('a link is never deleted')
  const standing = ratingLinkStandingOf(link, state, deps.clock())
  const text = standing === 'open' ? withPage(deps, link, String(body.text)) : null
  if (!text) throw new Undeliverable(`nothing to rate: ${standing}`)
  return text
}

/** A notice that was sent keeps only the mask of its number, a link to rate only that it went. */
export async function forgetWhenSent(tx: Tx, posting: Posting): Promise<void> {
  const ratingLinkId = ratingLinkIdOf(posting.recipient)
  if (ratingLinkId) await forgetToken(tx, { centerId: posting.centerId, linkId: ratingLinkId })
  const noticeId = noticeIdOf(posting)
  if (!noticeId) return
  await sql`
    update notice set sms = sms - 'phone' - 'text' where center_id = ${posting.centerId} and notice_id = ${noticeId}
  `.execute(tx)
}

/** What did not reach the applicant is said by phone: the owner of the case is told, or whoever gave the notice. */
export async function tellInstead(tx: Tx, posting: Posting, now: Instant): Promise<void> {
  if (ratingLinkIdOf(posting.recipient)) return // nobody who is rated phones for a rating; the follow-up asks anyway
  const { centerId, caseId, body } = posting
  const state = caseId ? await readState(tx, { centerId, caseId }) : null
  const personId = state?.ownerId ?? (await giverOf(tx, posting))
  if (!personId) return
  const party = { kind: 'person', personId } as const
  const ask = shortened(String(body.text), 40)
  const telling = { topic: 'applicant-unreached', party, ownerId: personId, taskId: null, ask, dueAt: null } as const
  await putForPerson(tx, { centerId, caseId, caseNo: state?.caseNo ?? '', telling, at: now })
}

async function giverOf(tx: Tx, posting: Posting): Promise<string | null> {
  const { rows } = await sql<{ givenBy: string }>`
    select given_by as "givenBy" from notice where center_id = ${posting.centerId} and notice_id = ${noticeIdOf(posting)}
  `.execute(tx)
  return rows[0]?.givenBy ?? null
}

/** How many, and the next due time among them. */
export function readDigest(letter: readonly Posting[]): { count: string; due: string } {
  const [next] = letter.flatMap(({ body }) => Instant.safeParse(body.dueAt).data ?? []).sort()
  return { count: String(letter.length), due: next ? sayInstant(next) : '' }
}
