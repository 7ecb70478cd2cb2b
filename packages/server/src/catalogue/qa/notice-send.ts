import type { SmsHindrance } from '@bancheng/core/cases/words.ts'
import { type GivenNotice, type NoticeSms, noticeAddress } from '@bancheng/core/catalogue/qa/notice.ts'
import { checkPhone } from '@bancheng/core/kernel/phone.ts'
import { Refusal, type RefusalCode } from '@bancheng/core/kernel/refusal.ts'
import type { Sealed } from '@bancheng/core/kernel/sealed.ts'
import { type Instant, localDateOf, sayDate } from '@bancheng/core/kernel/time.ts'
import { sayMessage } from '@bancheng/core/policy/messages.ts'
import { shortened } from '@bancheng/core/policy/wording.ts'
import { sql } from 'kysely'
import { recordAccess } from '../../audit/access.ts'
import { requireVisible } from '../../cases/scope.ts'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import { noticeRecipient } from '../../notifications/addresses.ts'
import { insertPostings } from '../../notifications/outbox.ts'
import { sha256 } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/db.ts'
import { loadCenterRules } from '../../policy/center.ts'
import { requireReadable } from '../../reception/reads.ts'
import { noticeHindrance } from './notice-hindrance.ts'
import { type Told, whoIsTold } from './notice-matter.ts'
import { inOneAct } from './notices.ts'

const refusals: Record<SmsHindrance, RefusalCode> = {
  off: 'sms-off',
  'not-a-means': 'telling-means-not-allowed',
  refused: 'sms-refused',
  'no-mobile': 'sms-no-mobile',
}
const nobody: Told = { caseId: null, contactId: null, name: '', phone: null, refusesSms: false }

type Sent = { readonly noticeId: string; readonly token: string; readonly mobile: string }

/**
 * The same notice another way: it is no second telling. Sending it twice is harmless, and after it failed it may go again.
 * @throws Refusal not-found: no such notice, or another token · sms-off · sms-refused · sms-no-mobile · telling-means-not-allowed
 */
export async function sendNotice(deps: Deps, session: Session, { noticeId, token, mobile }: Sent): Promise<NoticeSms> {
  const { centerId } = session
  const notice = await noticeByToken(deps.db, { centerId, noticeId, token, now: deps.clock() })
  if (!notice) throw new Refusal('not-found')
  const { caseId, contactId, itemName } = notice
  const told = caseId || contactId ? await whoIsTold(deps, session, { caseId, contactId, applicant: '' }) : nobody
  const hindrance = await noticeHindrance(deps.db, deps, session, told)
  if (hindrance) throw new Refusal(refusals[hindrance])
  const phone = mobile ? sealMobile(deps, mobile) : told.phone
  if (!phone || !/^1\d{2}\*{4}\d{4}$/.test(phone.masked)) throw new Refusal('sms-no-mobile')
  if (notice.standing === 'waiting' || notice.standing === 'sent')
    return { hindrance, masked: notice.masked, standing: notice.standing }
  await inOneAct(deps, session, caseId, async (tx) => {
    await putOnItsWay(tx, deps, session, { ...notice, noticeId, token, phone })
    return { result: null, note: `一次性告知“${itemName}”的链接发短信至 ${phone.masked}` }
  })
  return { hindrance, masked: phone.masked, standing: 'waiting' }
}

/** @throws Refusal sms-no-mobile */
function sealMobile(deps: Deps, typed: string): Sealed {
  const checked = checkPhone(typed)
  if (!checked.ok || checked.kind !== 'mobile') throw new Refusal('sms-no-mobile')
  return deps.seal('phone', checked.value)
}

type OnItsWay = {
  readonly noticeId: string
  readonly caseId: string | null
  readonly token: string
  readonly itemName: string
  readonly linkEndsAt: Instant
  readonly phone: Sealed
}

/** Number and link lie sealed beside the notice until they are sent; the posting names only the notice. */
async function putOnItsWay(tx: Tx, deps: Deps, session: Session, notice: OnItsWay): Promise<void> {
  const { centerId } = session
  const { noticeId, caseId, itemName, phone } = notice
  const now = deps.clock()
  const rules = await loadCenterRules(tx, centerId)
  const base = (deps.config.outside.publicUrl ?? '').replace(/\/$/, '')
  const places = {
    centre: rules.name,
    ask: shortened(itemName, 30),
    link: `${base}${noticeAddress(notice.token)}`,
    due: sayDate(localDateOf(notice.linkEndsAt)),
  }
  const text = sayMessage(rules.policyAt(now).messages, 'notice', places, 'zh')
  const sms = { masked: phone.masked, phone: phone.sealed, text: deps.seal('address', text).sealed }
  await sql`
    update notice set sms = ${JSON.stringify(sms)} where center_id = ${centerId} and notice_id = ${noticeId}
  `.execute(tx)
  // What was given up before does not come back beside the new one.
  await sql`
    delete from posting where center_id = ${centerId} and recipient = ${noticeRecipient(noticeId)} and dead_at is not null
  `.execute(tx)
  const recipient = noticeRecipient(noticeId)
  const body = { text: `一次性告知书：${itemName}` }
  const posting = {
    centerId,
    caseId,
    recipient,
    body,
    postingId: deps.newId(),
    channel: 'sms',
    topic: 'notice',
  } as const
  await insertPostings(tx, [{ ...posting, number: 0, isDigest: false, notBefore: now, at: now }])
  await recordAccess(tx, deps, session, {
    action: 'notice.sms',
    object: { kind: 'notice', id: noticeId },
    facts: { to: phone.masked },
  })
}

type Standing = NoticeSms['standing']
const standing = sql<Standing>`(
  select case when p.sent_at is not null then 'sent' when p.dead_at is not null then 'failed' else 'waiting' end
  from posting p where p.center_id = n.center_id and p.recipient = 'notice:' || n.notice_id order by p.at desc limit 1)`

type Found = Pick<OnItsWay, 'caseId' | 'itemName' | 'linkEndsAt'> & {
  readonly contactId: string | null
  readonly masked: string | null
  readonly standing: Standing
}
async function noticeByToken(
  db: Db,
  { centerId, noticeId, token, now }: { centerId: string; noticeId: string; token: string; now: Instant },
): Promise<Found | null> {
  const { rows } = await sql<Found>`
    select case_id as "caseId", contact_id as "contactId", content ->> 'itemName' as "itemName",
      link_ends_at as "linkEndsAt", sms ->> 'masked' as masked, ${standing} as standing
    from notice n where center_id = ${centerId} and notice_id = ${noticeId} and link_digest = ${sha256(token)}
      and link_ends_at > ${now}
  `.execute(db)
  return rows[0] ?? null
}

/** @throws Refusal case-not-visible · not-found */
export async function listNotices(
  deps: Deps,
  session: Session,
  { caseId, contactId }: { caseId?: string | undefined; contactId?: string | undefined },
): Promise<GivenNotice[]> {
  if (caseId) await requireVisible(deps.db, session, caseId)
  else if (contactId) await requireReadable(deps, session, contactId)
  else return []
  type Row = Omit<GivenNotice, 'sms'> & { readonly masked: string | null; readonly standing: Standing }
  const { rows } = await sql<Row>`
    select notice_id as "noticeId", content ->> 'itemName' as "itemName", given_at as "givenAt", p.name as "givenByName",
      repeat_reason as "repeatReason", sms ->> 'masked' as masked, ${standing} as standing
    from notice n join person p on (p.center_id, p.person_id) = (n.center_id, n.given_by)
    where n.center_id = ${session.centerId}
      and ${caseId ? sql`n.case_id = ${caseId}` : sql`n.contact_id = ${contactId}`}
    order by given_at desc, notice_id limit 50
  `.execute(deps.db)
  return rows.map(({ masked, standing: sent, ...row }) => ({ ...row, sms: masked ? { masked, standing: sent } : null }))
}
