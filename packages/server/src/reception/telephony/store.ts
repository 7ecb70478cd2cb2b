import { Sealed } from '@bancheng/core/kernel/sealed.ts'
import { Instant } from '@bancheng/core/kernel/time.ts'
import type { Call, CallEvent } from '@bancheng/core/reception/calls.ts'
import type { Seat } from '@bancheng/core/reception/contract.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { sha256 } from '../../platform/crypto.ts'
import type { Db, Tx } from '../../platform/db.ts'

export type Source = 'http' | 'sip'

/** What the exchange told of a call beside its events. */
const CallKept = z.object({ recording: z.string().nullable(), phone: Sealed.nullable() })
export type CallKept = z.infer<typeof CallKept>
export type CallRecord = Call & CallKept

/** @returns false when this event was told before: an exchange repeats what it got no answer to */
export async function insertEvent(
  tx: Tx,
  centerId: string,
  event: CallEvent,
  { source, now }: { source: Source; now: Instant },
): Promise<boolean> {
  const eventId = sha256(JSON.stringify([event.callId, event.type, event.extension, event.at]))
  const { rows } = await sql`
    insert into telephony_event (center_id, event_id, call_id, type, extension, at, received_at, source)
    values (${centerId}, ${eventId}, ${event.callId}, ${event.type}, ${event.extension}, ${event.at}, ${now}, ${source})
    on conflict do nothing returning event_id
  `.execute(tx)
  return rows.length > 0
}

/** What is kept of the call, and nobody else hears of it until this transaction ends. */
export async function lockCall(tx: Tx, centerId: string, callId: string): Promise<CallKept | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${centerId} ${callId}`}, 7))`.execute(tx)
  const { rows } = await sql`
    select recording, phone from call_record where center_id = ${centerId} and call_id = ${callId}
  `.execute(tx)
  return rows[0] ? CallKept.parse(rows[0]) : null
}

/** Nobody else owes or settles a call-back to this number until this transaction ends. After the call, where both are locked. */
export async function lockNumber(tx: Tx, centerId: string, digest: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${centerId} ${digest}`}, 8))`.execute(tx)
}

const EventRow = z.object({
  callId: z.string(),
  type: z.enum(['ringing', 'answered', 'ended']),
  extension: z.string(),
  at: Instant,
})

export async function eventsOf(tx: Tx, centerId: string, callId: string): Promise<CallEvent[]> {
  const { rows } = await sql`
    select call_id as "callId", type, extension, at from telephony_event
    where center_id = ${centerId} and call_id = ${callId} order by received_at, event_id
  `.execute(tx)
  return z.array(EventRow).parse(rows)
}

export async function writeCall(tx: Tx, centerId: string, call: CallRecord, now: Instant): Promise<void> {
  await sql`
    insert into call_record (center_id, call_id, extension, phone, phone_digest, ringing_at, answered_at, ended_at, recording, first_heard_at)
    values (${centerId}, ${call.callId}, ${call.extension}, ${call.phone && JSON.stringify(call.phone)}, ${call.phone?.digest ?? null},
      ${call.ringingAt}, ${call.answeredAt}, ${call.endedAt}, ${call.recording}, ${now})
    on conflict (center_id, call_id) do update set extension = excluded.extension, phone = excluded.phone,
      phone_digest = excluded.phone_digest, ringing_at = excluded.ringing_at, answered_at = excluded.answered_at,
      ended_at = excluded.ended_at, recording = excluded.recording
  `.execute(tx)
}

export async function personAt(db: Db, centerId: string, extension: string): Promise<string | null> {
  const { rows } = await sql<{ personId: string }>`
    select person_id as "personId" from extension where center_id = ${centerId} and extension = ${extension}
  `.execute(db)
  return rows[0]?.personId ?? null
}

export async function seatsOf(db: Db, centerId: string): Promise<Seat[]> {
  const { rows } = await sql<Seat>`
    select e.extension, e.person_id as "personId", p.name as "personName"
    from extension e join person p using (center_id, person_id) where e.center_id = ${centerId} order by e.extension
  `.execute(db)
  return rows
}

export async function writeSeat(
  tx: Tx,
  centerId: string,
  { extension, personId }: { extension: string; personId: string | null },
  now: Instant,
): Promise<void> {
  if (personId === null) {
    await sql`delete from extension where center_id = ${centerId} and extension = ${extension}`.execute(tx)
    return
  }
  await sql`
    insert into extension (center_id, extension, person_id, since) values (${centerId}, ${extension}, ${personId}, ${now})
    on conflict (center_id, extension) do update set person_id = excluded.person_id, since = excluded.since
  `.execute(tx)
}

/** The contact that a ring opened at this person's desk. */
export async function contactOfCall(
  db: Db,
  centerId: string,
  callId: string,
  personId: string,
): Promise<string | null> {
  const { rows } = await sql<{ contactId: string }>`
    select contact_id as "contactId" from contact
    where center_id = ${centerId} and call_id = ${callId} and taken_by = ${personId} limit 1
  `.execute(db)
  return rows[0]?.contactId ?? null
}

export async function peopleAt(db: Db, centerId: string, extensions: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ personId: string }>`
    select distinct person_id as "personId" from extension where center_id = ${centerId} and extension = any(${[...extensions]})
  `.execute(db)
  return rows.map(({ personId }) => personId)
}

/** Rings that nobody touched. @returns whose they were */
export async function deleteBlankContacts(
  tx: Tx,
  centerId: string,
  callId: string,
  of: { readonly only: string } | { readonly allBut: readonly string[] },
): Promise<{ personId: string; contactId: string }[]> {
  const whose = 'only' in of ? sql`taken_by = ${of.only}` : sql`taken_by <> all(${[...of.allBut]})`
  const { rows } = await sql<{ personId: string; contactId: string }>`
    delete from contact where center_id = ${centerId} and call_id = ${callId} and is_blank and state <> 'saved' and ${whose}
    returning taken_by as "personId", contact_id as "contactId"
  `.execute(tx)
  return rows
}
