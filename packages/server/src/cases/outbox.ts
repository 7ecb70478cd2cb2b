import { applicantTellingsOf } from '@bancheng/core/notifications/applicant.ts'
import { tellingsOf } from '@bancheng/core/notifications/telling.ts'
import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'
import type { Outcome } from './record.ts'

/**
 * What a decision wants told, written with it: nothing leaves for what was rolled back. People and the applicant are told
 * what concerns them; webhooks hear of every event, by its kind only.
 */
export async function putOut(tx: Tx, outcomes: readonly Outcome[]): Promise<void> {
  const rows = outcomes.map(({ key, state, events, context }) => ({
    ...key,
    at: context.now,
    tellings: {
      caseNo: state.caseNo,
      status: state.status,
      version: state.version,
      actorId: context.actor.kind === 'person' ? context.actor.personId : null,
      events: events.map(({ seq, type, at }) => ({ seq, type, at })),
      people: tellingsOf(events, state),
      applicant: applicantTellingsOf(events, state),
    },
  }))
  await sql`
    insert into outbox (center_id, case_id, tellings, at)
    select "centerId", "caseId", tellings, at
    from rows from (jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as ("centerId" text, "caseId" text, tellings jsonb, at timestamptz)) with ordinality
      as r ("centerId", "caseId", tellings, at, place)
    where tellings -> 'people' <> '[]' or tellings -> 'applicant' <> '[]'
      or exists (select from webhook w where w.center_id = "centerId" and w.disabled_at is null)
    order by place
  `.execute(tx)
}
