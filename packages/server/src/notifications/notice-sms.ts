import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

type NoticeKey = { readonly centerId: string; readonly noticeId: string }

/** Number and text of a notice that still waits for its SMS, both sealed. */
export async function noticeToSend(
  db: Db,
  { centerId, noticeId }: NoticeKey,
): Promise<{ readonly phone: string; readonly text: string } | null> {
  const { rows } = await sql<{ phone: string; text: string }>`
    select sms ->> 'phone' as phone, sms ->> 'text' as text from notice
    where center_id = ${centerId} and notice_id = ${noticeId} and sms ? 'phone'
  `.execute(db)
  return rows[0] ?? null
}
