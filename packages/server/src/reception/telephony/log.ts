import { isProvisional } from '@bancheng/core/kernel/calendar.ts'
import { maskPersonalDataInText } from '@bancheng/core/kernel/masks.ts'
import { Instant } from '@bancheng/core/kernel/time.ts'
import { callStatus } from '@bancheng/core/reception/calls.ts'
import { CallBack, type CallRow } from '@bancheng/core/reception/contract.ts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Session } from '../../identity/session.ts'
import type { Db } from '../../platform/db.ts'
import { loadCalendar } from '../../policy/center.ts'

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
  callBack: CallBack.nullable(),
})

const SAID_LENGTH = 80

/** 来电记录, newest first; the contact beside it where this person may open it. */
export async function callLog(
  db: Db,
  { centerId, actor }: Session,
  { isMissed, size }: { isMissed: boolean; size: number },
): Promise<CallRow[]> {
  const { rows } = await sql`
    select k.call_id as "callId", k.extension, p.name as "personName", k.phone ->> 'masked' as "phoneMasked",
      coalesce(k.ringing_at, k.first_heard_at) as at, k.answered_at as "answeredAt", k.ended_at as "endedAt",
      case when ${actor.role === 'supervisor'} or exists (
        select from contact o where (o.center_id, o.call_id) = (k.center_id, k.call_id) and o.taken_by = ${actor.personId})
        then k.recording end as recording, b."callBack", (
        select c.contact_id from contact c where (c.center_id, c.call_id) = (k.center_id, k.call_id)
          and not c.about_people @> array[${actor.personId}] and (c.state = 'saved' or c.taken_by = ${actor.personId})
        order by c.taken_at limit 1) as "contactId"
    from call_record k
      left join extension e on (e.center_id, e.extension) = (k.center_id, k.extension)
      left join person p on (p.center_id, p.person_id) = (e.center_id, e.person_id)
      left join lateral (
        select jsonb_build_object('state', t.state, 'dueAt', ${instant(sql`t.due_at`)}, 'endedAt', ${instant(sql`t.ended_at`)},
          'outcome', n.outcome, 'note', coalesce(n.note, ''), 'byName', w.name) as "callBack"
        from reception_task_call x join reception_task t on (t.center_id, t.task_id) = (x.center_id, x.task_id)
          left join lateral (
            select y.outcome, y.note, y.person_id from reception_task_entry y where (y.center_id, y.task_id) = (t.center_id, t.task_id)
            order by y.at desc, y.entry_id desc limit 1) n on true
          left join person w on (w.center_id, w.person_id) = (t.center_id, n.person_id)
        where (x.center_id, x.call_id) = (k.center_id, k.call_id) order by t.opened_at desc limit 1) b on k.answered_at is null
    where k.center_id = ${centerId} and (not ${isMissed} or k.ended_at is not null and k.answered_at is null)
    order by k.first_heard_at desc, k.call_id limit ${size}
  `.execute(db)
  const calendar = await loadCalendar(db, centerId)
  return z
    .array(Row)
    .parse(rows)
    .map((row) => ({
      ...row,
      recording: row.recording && maskPersonalDataInText(row.recording),
      callBack: row.callBack && {
        ...shown(row.callBack),
        isProvisional: row.callBack.state === 'open' && isProvisional(calendar, row.callBack.dueAt),
      },
      status: callStatus(row),
    }))
}

const shown = (callBack: z.infer<typeof CallBack>) => ({
  ...callBack,
  note: maskPersonalDataInText(callBack.note).slice(0, SAID_LENGTH),
})

/** Inside of JSON an instant keeps its one shape. */
const instant = (column: RawBuilder<unknown>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
