import type { ItemView } from '@bancheng/core/catalogue/item.ts'
import { allowNotice, type EarlierNotice, NOTICE_LINK_DAYS, NoticeContent } from '@bancheng/core/catalogue/qa/notice.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { type Instant, instantOfMs, msOf } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { recordAccess } from '../../audit/access.ts'
import { requireVisible } from '../../cases/scope.ts'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import { randomToken, sha256 } from '../../platform/crypto.ts'
import { type Db, inTransaction, sqlState, type Tx, UNIQUE_VIOLATION } from '../../platform/db.ts'
import { itemView } from '../reads.ts'

type Input = {
  readonly itemId: string
  readonly caseId: string | null
  readonly applicant: string
  readonly materialIds: readonly string[]
  readonly advice: string
  readonly repeatReason: string
}

/** @throws Refusal not-found · case-not-visible · notice-given */
export async function giveNotice(deps: Deps, session: Session, said: Input) {
  if (said.caseId) await requireVisible(deps.db, session, said.caseId)
  try {
    return await inTransaction(deps.db, (tx) => tell(tx, deps, session, said))
  } catch (error) {
    // Two at once: the index of the table lets one of them be the first.
    if (sqlState(error) === UNIQUE_VIOLATION) throw new Refusal('notice-given', { who: session.actor.name })
    throw error
  }
}

async function tell(tx: Tx, deps: Deps, session: Session, said: Input) {
  const { centerId, actor } = session
  const item = await itemView(tx, centerId, said.itemId, null)
  if (!item) throw new Refusal('not-found')
  // The same person and the same item are one matter; a case is one by itself.
  const matter = deps.crypto.digest(`${said.caseId ?? said.applicant.toLowerCase()}\n${item.itemId}`)
  const repeat = allowNotice(await earlierNotices(tx, centerId, matter), actor, said.repeatReason)
  const [noticeId, token, now] = [deps.newId(), randomToken(), deps.clock()]
  const linkEndsAt = instantOfMs(msOf(now) + NOTICE_LINK_DAYS * 24 * 3_600_000)
  const content = contentOf(session.centerName, item, said)
  await sql`
    insert into notice (center_id, notice_id, matter_digest, item_id, item_version, case_id, content, given_by, given_at,
      repeat_reason, allowed_by, link_digest, link_ends_at)
    values (${centerId}, ${noticeId}, ${matter}, ${item.itemId}, ${item.version}, ${said.caseId}, ${JSON.stringify(content)},
      ${actor.personId}, ${now}, ${repeat?.reason ?? null}, ${repeat?.allowedBy ?? null}, ${sha256(token)}, ${linkEndsAt})
  `.execute(tx)
  await recordAccess(tx, deps, session, {
    action: 'notice.give',
    object: { kind: 'notice', id: noticeId },
    facts: { item: item.name, version: item.version, again: repeat !== null },
  })
  const repeatReason = repeat?.reason ?? null
  return { noticeId, content, givenAt: now, givenByName: actor.name, repeatReason, token, linkEndsAt }
}

async function earlierNotices(tx: Tx, centerId: string, matter: string): Promise<EarlierNotice[]> {
  const { rows } = await sql<EarlierNotice>`
    select n.given_at as "givenAt", p.name as "givenByName"
    from notice n join person p on (p.center_id, p.person_id) = (n.center_id, n.given_by)
    where n.center_id = ${centerId} and n.matter_digest = ${matter} order by n.given_at desc
  `.execute(tx)
  return rows
}

/** Principal papers and those that everybody owes are always told; the others as this person's situation asks. */
function contentOf(centerName: string, item: ItemView, { materialIds, advice }: Input): NoticeContent {
  const chosen = new Set(materialIds)
  return NoticeContent.parse({
    centerName,
    itemName: item.name,
    organisationName: item.organisationName,
    typeName: item.typeName,
    hallWindow: item.hallWindow,
    promised: item.promised ? sayLimit(item.promised, 'zh') : '',
    fees: item.fees,
    phones: item.phones.map(({ label, number }) => `${label} ${number}`.trim()).join('；'),
    conditions: item.conditions,
    materials: item.materials.filter(
      ({ materialId, isPrincipal, necessity, condition }) =>
        chosen.has(materialId) || isPrincipal || (necessity === 'required' && condition === ''),
    ),
    advice,
  })
}

export type LinkedNotice = { readonly content: NoticeContent; readonly givenAt: Instant }

/** What the link shows while it works. */
export async function noticeOfLink(db: Db, token: string, now: Instant): Promise<LinkedNotice | null> {
  const { rows } = await sql<{ content: unknown; givenAt: Instant }>`
    select content, given_at as "givenAt" from notice where link_digest = ${sha256(token)} and link_ends_at > ${now}
  `.execute(db)
  return rows[0] ? { content: NoticeContent.parse(rows[0].content), givenAt: rows[0].givenAt } : null
}
