import { Sealed } from '@bancheng/core/kernel/sealed.ts'
import { Instant } from '@bancheng/core/kernel/time.ts'
import type { ContactInput, SettledQuestion } from '@bancheng/core/reception/contact.ts'
import { ContactChannel, ContactState, SettledQuestion as Question } from '@bancheng/core/reception/contact.ts'
import type { NewTask } from '@bancheng/core/reception/rules.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../platform/db.ts'
import { partyKeyOf } from './entries.ts'

export type ContactKey = { readonly centerId: string; readonly contactId: string }

const ContactRecord = z.object({
  contactId: z.string(),
  state: ContactState,
  channel: ContactChannel,
  callerName: z.string(),
  isAnonymous: z.boolean(),
  phone: Sealed.nullable(),
  questions: z.array(Question),
  aboutPeople: z.array(z.string()),
  takenById: z.string(),
  takenByName: z.string(),
  takenAt: Instant,
  savedAt: Instant.nullable(),
  callId: z.string().nullable(),
  call: z
    .object({ answeredAt: Instant.nullable(), endedAt: Instant.nullable(), recording: z.string().nullable() })
    .nullable(),
})
export type ContactRecord = z.infer<typeof ContactRecord>

const fields = sql`
  c.contact_id as "contactId", c.state, c.channel, c.caller_name as "callerName", c.is_anonymous as "isAnonymous", c.phone,
  c.questions, c.about_people as "aboutPeople", c.taken_by as "takenById", p.name as "takenByName", c.taken_at as "takenAt",
  c.saved_at as "savedAt", c.call_id as "callId",
  k.answered_at as "answeredAt", k.ended_at as "endedAt", k.recording
`
const from = sql`
  from contact c join person p on (p.center_id, p.person_id) = (c.center_id, c.taken_by)
    left join call_record k on (k.center_id, k.call_id) = (c.center_id, c.call_id)
`
const ContactRow = ContactRecord.omit({ call: true }).extend({
  answeredAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  recording: z.string().nullable(),
})
function recordOf(row: unknown): ContactRecord {
  const { answeredAt, endedAt, recording, ...contact } = ContactRow.parse(row)
  return { ...contact, call: contact.callId === null ? null : { answeredAt, endedAt, recording } }
}

export async function readContact(db: Db, key: ContactKey): Promise<ContactRecord | null> {
  const { rows } = await sql`
    select ${fields} ${from} where c.center_id = ${key.centerId} and c.contact_id = ${key.contactId}
  `.execute(db)
  return rows[0] ? recordOf(rows[0]) : null
}

/** The contact, and nobody else may change it until this transaction ends. */
export async function lockContact(tx: Tx, key: ContactKey): Promise<ContactRecord | null> {
  const { rows } = await sql`
    select from contact where center_id = ${key.centerId} and contact_id = ${key.contactId} for update
  `.execute(tx)
  return rows.length > 0 ? readContact(tx, key) : null
}

/** What this person may read: not what is said against them, and of others only what is saved. */
const readable = (personId: string) => sql`
  not c.about_people @> array[${personId}] and (c.state = 'saved' or c.taken_by = ${personId})
`

export async function unsavedContacts(db: Db, centerId: string, personId: string): Promise<ContactRecord[]> {
  const { rows } = await sql`
    select ${fields} ${from} where c.center_id = ${centerId} and c.taken_by = ${personId} and c.state <> 'saved'
      -- what a ring opened and nobody took is no contact
      and not (c.is_blank and k.ended_at is not null and k.answered_at is null)
    order by c.taken_at, c.contact_id
  `.execute(db)
  return rows.map(recordOf)
}

export async function recentContacts(
  db: Db,
  centerId: string,
  personId: string,
  size: number,
): Promise<ContactRecord[]> {
  const { rows } = await sql`
    select ${fields} ${from} where c.center_id = ${centerId} and c.state = 'saved' and ${readable(personId)}
    order by c.saved_at desc, c.contact_id limit ${size}
  `.execute(db)
  return rows.map(recordOf)
}

/** Saved contacts under the same number, newest first. */
export async function contactsByPhone(
  db: Db,
  key: ContactKey,
  digest: string,
  personId: string,
): Promise<ContactRecord[]> {
  const { rows } = await sql`
    select ${fields} ${from} where c.center_id = ${key.centerId} and c.phone_digest = ${digest}
      and c.contact_id <> ${key.contactId} and c.state = 'saved' and ${readable(personId)}
    order by c.taken_at desc limit 10
  `.execute(db)
  return rows.map(recordOf)
}

export async function contactsOfCase(
  db: Db,
  centerId: string,
  caseId: string,
  personId: string,
): Promise<ContactRecord[]> {
  const { rows } = await sql`
    select ${fields} ${from} where c.center_id = ${centerId} and ${readable(personId)} and c.contact_id in (
      select contact_id from contact_case where center_id = ${centerId} and case_id = ${caseId})
    order by c.taken_at
  `.execute(db)
  return rows.map(recordOf)
}

export type Written = Pick<ContactInput, 'channel' | 'callerName' | 'isAnonymous' | 'takenAt'> & {
  readonly state: ContactState
  readonly phone: Sealed | null
  readonly questions: readonly SettledQuestion[]
  readonly aboutPeople: readonly string[]
  readonly takenBy: string
  readonly now: Instant
  readonly callId?: string
  readonly isBlank?: boolean
}

/** Writes a contact whole; the caller holds its lock, or it is new. */
export async function writeContact(tx: Tx, key: ContactKey, contact: Written): Promise<void> {
  const savedAt = contact.state === 'saved' ? contact.now : null
  await sql`
    insert into contact as c (center_id, contact_id, state, channel, caller_name, is_anonymous, phone, phone_digest, questions,
      about_people, taken_by, taken_at, changed_at, saved_at, call_id, is_blank)
    values (${key.centerId}, ${key.contactId}, ${contact.state}, ${contact.channel}, ${contact.callerName}, ${contact.isAnonymous},
      ${contact.phone && JSON.stringify(contact.phone)}, ${contact.phone?.digest ?? null}, ${JSON.stringify(contact.questions)},
      ${[...contact.aboutPeople]}, ${contact.takenBy}, ${contact.takenAt}, ${contact.now}, ${savedAt},
      ${contact.callId ?? null}, ${contact.isBlank ?? false})
    on conflict (center_id, contact_id) do update set state = excluded.state, channel = excluded.channel,
      caller_name = excluded.caller_name, is_anonymous = excluded.is_anonymous, phone = excluded.phone,
      phone_digest = excluded.phone_digest, questions = excluded.questions, about_people = excluded.about_people,
      changed_at = excluded.changed_at, saved_at = excluded.saved_at, is_blank = excluded.is_blank
  `.execute(tx)
}

export async function deleteContact(tx: Tx, key: ContactKey): Promise<void> {
  await sql`delete from contact where center_id = ${key.centerId} and contact_id = ${key.contactId}`.execute(tx)
}

export async function insertContactCase(
  tx: Tx,
  key: ContactKey,
  link: { questionId: string; caseId: string },
): Promise<void> {
  await sql`
    insert into contact_case (center_id, contact_id, question_id, case_id)
    values (${key.centerId}, ${key.contactId}, ${link.questionId}, ${link.caseId})
  `.execute(tx)
}

type Source = {
  readonly contactId?: string
  readonly callId?: string
  readonly questionId?: string
  readonly reportId?: string
  readonly callerDigest?: string | null
}

/** The clock looks at it at once, and makes its own next appointment. */
export async function insertTask(
  tx: Tx,
  centerId: string,
  task: Omit<NewTask, 'questionId'>,
  source: Source,
  now: Instant,
): Promise<void> {
  await sql`
    insert into reception_task (center_id, task_id, kind, state, party, party_key, about_person_id, ask, contact_id, question_id,
      call_id, report_id, caller_digest, opened_at, due_at, next_alarm_at)
    values (${centerId}, ${task.taskId}, ${task.kind}, 'open', ${JSON.stringify(task.party)}, ${partyKeyOf(task.party)}, ${task.aboutPersonId},
      ${task.ask}, ${source.contactId ?? null}, ${source.questionId ?? null}, ${source.callId ?? null}, ${source.reportId ?? null},
      ${source.callerDigest ?? null}, ${now}, ${task.dueAt}, ${now})
    on conflict do nothing
  `.execute(tx)
}
