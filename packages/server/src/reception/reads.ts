import { isProvisional } from '@bancheng/core/kernel/calendar.ts'
import { maskName, maskPersonalDataInText } from '@bancheng/core/kernel/masks.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { addMinutes } from '@bancheng/core/kernel/time.ts'
import { callStatus, talkedSeconds } from '@bancheng/core/reception/calls.ts'
import type { SettledQuestion } from '@bancheng/core/reception/contact.ts'
import { type ContactRow, type ContactView, EarlierCase } from '@bancheng/core/reception/contract.ts'
import { mayHearRecording } from '@bancheng/core/reception/tasks.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { recordAccess } from '../audit/access.ts'
import { visible } from '../cases/scope.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { type Db, inTransaction } from '../platform/db.ts'
import { loadCalendar } from '../policy/center.ts'
import { type ContactRecord, contactsByPhone, readContact } from './store.ts'

const SAID_LENGTH = 60
/** A page that is opened again and again is looked at once: the same sitting as of a case. */
const SITTING_MINUTES = 10

/** @throws Refusal not-found: unknown, half typed by somebody else, and said against oneself all look the same */
export async function requireReadable(
  deps: Deps,
  { centerId, actor }: Session,
  contactId: string,
): Promise<ContactRecord> {
  const contact = await readContact(deps.db, { centerId, contactId })
  const isOwn = contact?.takenById === actor.personId
  const isReadable = contact && (contact.state === 'saved' || isOwn) && !contact.aboutPeople.includes(actor.personId)
  if (!isReadable) throw new Refusal('not-found')
  return contact
}

async function shownContact(
  db: Db,
  session: Session,
  { phone, aboutPeople: _, call, ...contact }: ContactRecord,
): Promise<ContactView> {
  const calendar = await loadCalendar(db, session.centerId)
  const promised = ({ settled }: SettledQuestion) => (settled && 'dueAt' in settled ? settled.dueAt : null)
  return {
    ...contact,
    questions: contact.questions.map((one) => ({ ...one, isProvisional: isProvisional(calendar, promised(one)) })),
    callStatus: call && callStatus(call),
    talkedSeconds: call && talkedSeconds(call),
    // Many an exchange writes the caller's number into the name of the file.
    recording:
      call?.recording && mayHearRecording(session.actor, contact.takenById)
        ? maskPersonalDataInText(call.recording)
        : null,
    phoneMasked: phone?.masked ?? null,
  }
}

/** What was just written, to whoever wrote it. */
export async function ownContact(deps: Deps, session: Session, contactId: string): Promise<ContactView> {
  const contact = await readContact(deps.db, { centerId: session.centerId, contactId })
  if (!contact) throw new Refusal('not-found')
  return shownContact(deps.db, session, contact)
}

/** Opens a contact with its words; who opened another's saved contact stands in the audit. */
export async function openContact(deps: Deps, session: Session, contactId: string): Promise<ContactView> {
  const contact = await requireReadable(deps, session, contactId)
  if (contact.state === 'saved') await recordOpening(deps, session, contactId)
  return shownContact(deps.db, session, contact)
}

async function recordOpening(deps: Deps, session: Session, contactId: string): Promise<void> {
  const since = addMinutes(deps.clock(), -SITTING_MINUTES)
  const { rows } = await sql`
    select from audit_entry where center_id = ${session.centerId} and object_id = ${contactId} and action = 'contact.view'
      and person_id = ${session.actor.personId} and at > ${since} limit 1
  `.execute(deps.db)
  if (rows.length > 0) return
  await inTransaction(deps.db, (tx) =>
    recordAccess(tx, deps, session, { action: 'contact.view', object: { kind: 'contact', id: contactId } }),
  )
}

export const callerMasked = (contact: Pick<ContactRecord, 'callerName' | 'isAnonymous'>): string =>
  contact.isAnonymous ? '' : maskName(contact.callerName)

/** @param hidesWords of an earlier contact what was said is read by opening it, which is recorded */
export function rowOf(contact: ContactRecord, hidesWords = false): ContactRow {
  const said = contact.questions.map(({ words }) => words.trim()).find(Boolean) ?? ''
  return {
    contactId: contact.contactId,
    state: contact.state,
    channel: contact.channel,
    callerMasked: callerMasked(contact),
    phoneMasked: contact.phone?.masked ?? null,
    said: hidesWords ? null : maskPersonalDataInText(said).slice(0, SAID_LENGTH),
    outcomes: [...new Set(contact.questions.map(({ outcome }) => outcome))],
    takenByName: contact.takenByName,
    takenAt: contact.takenAt,
  }
}

/** Who called from this number before, and which cases there are under it. */
export async function earlierOf(deps: Deps, session: Session, contactId: string) {
  const contact = await requireReadable(deps, session, contactId)
  if (!contact.phone) return { rows: [], cases: [] }
  const { centerId, actor } = session
  const key = { centerId, contactId }
  const contacts = await contactsByPhone(deps.db, key, contact.phone.digest, actor.personId)
  const { rows } = await sql`
    select r.case_id as "caseId", r.case_no as "caseNo", r.registered_at as "registeredAt", r.closed_at is null as "isOpen"
    from case_record r where r.center_id = ${centerId} and r.phone_digest = ${contact.phone.digest} and ${visible(actor)}
    order by r.registered_at desc limit 10
  `.execute(deps.db)
  return { rows: contacts.map((row) => rowOf(row, true)), cases: z.array(EarlierCase).parse(rows) }
}

type Subject = {
  readonly contactId?: string | undefined
  readonly callId?: string | undefined
  readonly reason: string
}

/**
 * The number in clear, for a stated reason: nobody can call back a mask. Who looked stands in the audit first.
 * @throws Refusal not-found
 */
export async function revealPhone(deps: Deps, session: Session, subject: Subject): Promise<string> {
  const sealed = subject.contactId
    ? (await requireReadable(deps, session, subject.contactId)).phone?.sealed
    : await sealedOfCall(deps, session.centerId, subject.callId ?? '')
  if (!sealed) throw new Refusal('not-found')
  const object = subject.contactId
    ? { kind: 'contact', id: subject.contactId }
    : { kind: 'call', id: subject.callId ?? '' }
  await inTransaction(deps.db, (tx) =>
    recordAccess(tx, deps, session, { action: 'contact.reveal', object, facts: { reason: subject.reason } }),
  )
  return deps.crypto.unseal(sealed)
}

async function sealedOfCall(deps: Deps, centerId: string, callId: string): Promise<string | undefined> {
  const { rows } = await sql<{ sealed: string }>`
    select phone ->> 'sealed' as sealed from call_record where center_id = ${centerId} and call_id = ${callId} and phone is not null
  `.execute(deps.db)
  return rows[0]?.sealed
}
