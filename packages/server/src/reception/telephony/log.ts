import { Instant } from '@bancheng/core/kernel/time.ts'
import { callStatus } from '@bancheng/core/reception/calls.ts'
import type { CallRow } from '@bancheng/core/reception/contract.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Session } from '../../identity/session.ts'
import type { Db } from '../../platform/db.ts'

const Row = z.object({
  callId: z.string(),
  extension: z.string(),
  personName: z.string().nullable(),
  phoneMasked: z.string().nullable(),
  at: Instant,
  answeredAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  recording: z.string().nullable(),
  contactId: z.string().nullable(),
})

/** 来电记录, newest first; the contact beside it where this person may open it. */
export async function callLog(
  db: Db,
  { centerId, actor }: Session,
  { isMissed, size }: { isMissed: boolean; size: number },
): Promise<CallRow[]> {
  const { rows } = await sql`
    select k.call_id as "callId", k.extension, p.name as "personName", k.phone ->> 'masked' as "phoneMasked",
      coalesce(k.ringing_at, k.first_heard_at) as at, k.answered_at as "answeredAt", k.ended_at as "endedAt", k.recording, (
        select c.contact_id from contact c where (c.center_id, c.call_id) = (k.center_id, k.call_id)
          and not c.about_people @> array[${actor.personId}] and (c.state = 'saved' or c.taken_by = ${actor.personId})
        order by c.taken_at limit 1) as "contactId"
    from call_record k
      left join extension e on (e.center_id, e.extension) = (k.center_id, k.extension)
      left join person p on (p.center_id, p.person_id) = (e.center_id, e.person_id)
    where k.center_id = ${centerId} and (not ${isMissed} or k.ended_at is not null and k.answered_at is null)
    order by k.first_heard_at desc, k.call_id limit ${size}
  `.execute(db)
  return z
    .array(Row)
    .parse(rows)
    .map((row) => ({ ...row, status: callStatus(row) }))
}
