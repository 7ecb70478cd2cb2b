import type { ItemView } from '@bancheng/core/catalogue/item.ts'
import { allowNotice, NOTICE_LINK_DAYS, NoticeContent } from '@bancheng/core/catalogue/qa/notice.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { type Instant, instantOfMs, msOf } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { recordAccess } from '../../audit/access.ts'
import { execute } from '../../cases/execute.ts'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import { randomToken, sha256 } from '../../platform/crypto.ts'
import { type Db, inTransaction, sqlState, type Tx, UNIQUE_VIOLATION } from '../../platform/db.ts'
import { itemView } from '../reads.ts'
import { noticeHindrance } from './notice-hindrance.ts'
import { digestsOf, earlierNotices, insertMarks, lockItem, type Told, whoIsTold } from './notice-matter.ts'

type Input = {
  readonly itemId: string
  readonly caseId: string | null
  readonly contactId: string | null
  readonly applicant: string
  readonly materialIds: readonly string[]
  readonly advice: string
  readonly repeatReason: string
}

/** @throws Refusal not-found · case-not-visible · notice-given */
export async function giveNotice(deps: Deps, session: Session, said: Input) {
  const told = await whoIsTold(deps, session, said)
  try {
    return await inOneAct(deps, session, told.caseId, async (tx) => {
      const given = await tell(tx, deps, session, { ...said, told })
      return {
        result: given,
        note: `一次性告知“${given.content.itemName}”需要的全部材料和要求${given.repeatReason ? `（再次告知：${given.repeatReason}）` : ''}`,
      }
    })
  } catch (error) {
    // Two at once: the index of the table lets one of them be the first.
    if (sqlState(error) === UNIQUE_VIOLATION) throw new Refusal('notice-given', { who: session.actor.name })
    throw error
  }
}

/** What is told in a case stands in its log too, in the same transaction. */
export async function inOneAct<T>(
  deps: Deps,
  { centerId, actor }: Session,
  caseId: string | null,
  work: (tx: Tx) => Promise<{ result: T; note: string }>,
): Promise<T> {
  if (!caseId) return (await inTransaction(deps.db, work)).result
  const input = { text: '', fileIds: [] as string[] }
  let done: { result: T } | null = null
  await execute(
    deps,
    { centerId, actor, locale: 'zh', key: null },
    {
      caseId,
      command: 'addNote',
      input,
      expectedVersion: null, // they saw a guide, not a case
      beforehand: async (tx) => {
        const { result, note } = await work(tx)
        input.text = note
        done = { result }
      },
    },
  )
  if (!done) throw new Error('a command without a key is always carried out')
  return (done as { result: T }).result // assigned in the hook, which the compiler does not follow
}

async function tell(tx: Tx, deps: Deps, session: Session, said: Input & { told: Told }) {
  const { centerId, actor } = session
  const item = await itemView(tx, centerId, said.itemId, null)
  if (!item) throw new Refusal('not-found')
  const marks = digestsOf(deps, said.told, item.itemId)
  await lockItem(tx, centerId, item.itemId)
  const repeat = allowNotice(await earlierNotices(tx, centerId, marks), actor, said.repeatReason)
  const [noticeId, token, now] = [deps.newId(), randomToken(), deps.clock()]
  const linkEndsAt = instantOfMs(msOf(now) + NOTICE_LINK_DAYS * 24 * 3_600_000)
  const content = contentOf(session.centerName, item, said)
  await sql`
    insert into notice (center_id, notice_id, matter_digest, item_id, item_version, case_id, contact_id, content, given_by, given_at,
      repeat_reason, allowed_by, link_digest, link_ends_at)
    values (${centerId}, ${noticeId}, ${marks[0]?.digest}, ${item.itemId}, ${item.version}, ${said.caseId}, ${said.contactId},
      ${JSON.stringify(content)},
      ${actor.personId}, ${now}, ${repeat?.reason ?? null}, ${repeat?.allowedBy ?? null}, ${sha256(token)}, ${linkEndsAt})
  `.execute(tx)
  await insertMarks(tx, centerId, noticeId, marks)
  await recordAccess(tx, deps, session, {
    action: 'notice.give',
    object: { kind: 'notice', id: noticeId },
    facts: { item: item.name, version: item.version, again: repeat !== null },
  })
  const repeatReason = repeat?.reason ?? null
  const sms = {
    hindrance: await noticeHindrance(tx, deps, session, said.told),
    masked: said.told.phone?.masked ?? null,
    standing: null,
  }
  return { noticeId, content, givenAt: now, givenByName: actor.name, repeatReason, token, linkEndsAt, sms }
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
