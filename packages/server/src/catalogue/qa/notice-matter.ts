import { type EarlierNotice, isPhoneTyped, marksOf } from '@bancheng/core/catalogue/qa/notice.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Sealed } from '@bancheng/core/kernel/sealed.ts'
import { sql } from 'kysely'
import { requireVisible } from '../../cases/scope.ts'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import type { Tx } from '../../platform/db.ts'
import { requireReadable } from '../../reception/reads.ts'

/** Whom a notice is for, as the window knows them. */
export type Told = {
  readonly caseId: string | null
  readonly contactId: string | null
  readonly name: string
  readonly phone: Sealed | null
  readonly refusesSms: boolean
}

type Said = { readonly caseId: string | null; readonly contactId: string | null; readonly applicant: string }

/** @throws Refusal case-not-visible · not-found · invalid-input: nobody is named */
export async function whoIsTold(deps: Deps, session: Session, { caseId, contactId, applicant }: Said): Promise<Told> {
  if (caseId) {
    const { name, phone, refusesSms = false } = (await requireVisible(deps.db, session, caseId)).applicant
    return { caseId, contactId, name, phone, refusesSms }
  }
  if (contactId) {
    const contact = await requireReadable(deps, session, contactId)
    const name = contact.callerName
    return { caseId, contactId, name, phone: contact.phone, refusesSms: false }
  }
  if (applicant.length < 2) throw new Refusal('invalid-input')
  const phone = isPhoneTyped(applicant) ? deps.seal('phone', applicant) : null
  return { caseId, contactId, name: phone ? '' : applicant, phone, refusesSms: false }
}

export type Mark = { readonly kind: string; readonly digest: string }

/** The item is part of each digest: the table tells nobody that two notices went to one person. */
export const digestsOf = (deps: Deps, told: Told, itemId: string): readonly Mark[] =>
  marksOf({ ...told, phoneDigest: told.phone?.digest ?? null }).map(({ kind, value }) => ({
    kind,
    digest: deps.crypto.digest(`${value}\n${itemId}`),
  }))

/** One notice of an item at a time: the second of two at once sees the first, however either was told. */
export async function lockItem(tx: Tx, centerId: string, itemId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notice ${centerId} ${itemId}`}, 0))`.execute(tx)
}

/** Told before, from the item page, a contact or a case, on paper, by link or by SMS. The same name with another phone is somebody else. */
export async function earlierNotices(tx: Tx, centerId: string, marks: readonly Mark[]): Promise<EarlierNotice[]> {
  const hasPhone = marks.some(({ kind }) => kind === 'phone')
  const { rows } = await sql<EarlierNotice>`
    select n.given_at as "givenAt", p.name as "givenByName"
    from notice n join person p on (p.center_id, p.person_id) = (n.center_id, n.given_by)
    where n.center_id = ${centerId} and exists (
      select from notice_mark m where (m.center_id, m.notice_id) = (n.center_id, n.notice_id)
        and m.digest = any(${marks.map(({ digest }) => digest)})
        and (m.kind <> 'name' or not ${hasPhone} or not exists (
          select from notice_mark o where (o.center_id, o.notice_id, o.kind) = (n.center_id, n.notice_id, 'phone'))))
    order by n.given_at desc
  `.execute(tx)
  return rows
}

export async function insertMarks(tx: Tx, centerId: string, noticeId: string, marks: readonly Mark[]): Promise<void> {
  await sql`
    insert into notice_mark (center_id, notice_id, kind, digest)
    select ${centerId}, ${noticeId}, kind, digest
    from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m (kind text, digest text)
  `.execute(tx)
}
