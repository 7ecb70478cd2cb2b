import type { Instant } from '@bancheng/core/kernel/time.ts'
import { type CallEvent, heard } from '@bancheng/core/reception/calls.ts'
import type { Deps } from '../../deps.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { sealPhone } from '../save.ts'
import { signal } from '../signals.ts'
import { writeContact } from '../store.ts'
import { oweCallBack, release, settleMissed } from './call-backs.ts'
import {
  type CallRecord,
  contactOfCall,
  deleteBlankContacts,
  eventsOf,
  insertEvent,
  lockCall,
  peopleAt,
  personAt,
  type Source,
  writeCall,
} from './store.ts'

export type Told = {
  readonly centerId: string
  readonly event: CallEvent
  readonly caller: string | null
  readonly recording: string | null
  readonly source: Source
}
type Hearing = {
  readonly tx: Tx
  readonly deps: Deps
  readonly centerId: string
  readonly event: CallEvent
  readonly now: Instant
}

/** One event of a call, whichever way it came: the log, the call, the contact on the desk, what is owed; all of it or nothing. */
export function hear(deps: Deps, { centerId, event, caller, recording, source }: Told): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock()
    const before = await lockCall(tx, centerId, event.callId)
    const events = await eventsOf(tx, centerId, event.callId)
    const isNew = await insertEvent(tx, centerId, event, { source, now })
    const { call, effects } = heard(events, event)
    // Told once more it may say what it left out before.
    const phone = before?.phone ?? sealPhone(deps, caller)
    const after = { ...call, phone, recording: recording ?? before?.recording ?? null }
    await writeCall(tx, centerId, after, now)
    if (!isNew) return
    const hearing = { tx, deps, centerId, event, now }
    if (effects.pops) await pop(hearing, after)
    if (event.type === 'answered') await clearOtherDesks(hearing, [...events, event])
    if (event.type === 'ended') await clearDesk(hearing, after)
    if (effects.owes) await owe(hearing, after)
    if (effects.releases) await release(tx, deps, { centerId, call: after, now })
    if (event.type === 'answered') await settleEarlier(hearing, after)
  })
}

/** 弹屏: an open contact with the caller's number at the desk of this extension; once for each person. */
async function pop({ tx, deps, centerId, event, now }: Hearing, call: CallRecord): Promise<void> {
  const personId = await personAt(tx, centerId, event.extension)
  if (!personId) return
  const known = await contactOfCall(tx, centerId, event.callId, personId)
  const contactId = known ?? deps.newId()
  if (!known)
    await writeContact(
      tx,
      { centerId, contactId },
      {
        channel: 'call',
        callerName: '',
        isAnonymous: false,
        takenAt: now,
        state: 'open',
        phone: call.phone,
        questions: [],
        aboutPeople: [],
        takenBy: personId,
        now,
        callId: event.callId,
        isBlank: true,
      },
    )
  await signal(tx, centerId, personId, 'call', contactId)
}

/** The ring that nobody took goes from every desk but those of whoever answered, and of whoever it was passed on to. */
async function clearOtherDesks({ tx, centerId, event }: Hearing, events: readonly CallEvent[]): Promise<void> {
  const answered = events.filter(({ type }) => type === 'answered').map(({ extension }) => extension)
  const allBut = await peopleAt(tx, centerId, answered)
  const gone = await deleteBlankContacts(tx, centerId, event.callId, { allBut })
  for (const one of gone) await signal(tx, centerId, one.personId, 'call', one.contactId)
}

/** Where nobody answered, the empty contact goes; else the desk learns that the talk is over. */
async function clearDesk({ tx, centerId, event }: Hearing, call: CallRecord): Promise<void> {
  // An exchange may tell the end of the whole call under another extension than the one that has it.
  const desks = new Set(await peopleAt(tx, centerId, [event.extension, call.extension]))
  for (const personId of desks) {
    const contactId = await contactOfCall(tx, centerId, event.callId, personId)
    if (!contactId) continue
    const isOwn = (await personAt(tx, centerId, event.extension)) === personId
    if (call.answeredAt === null && isOwn) await deleteBlankContacts(tx, centerId, event.callId, { only: personId })
    await signal(tx, centerId, personId, 'call', contactId)
  }
}

async function owe({ tx, deps, centerId, event, now }: Hearing, call: CallRecord): Promise<void> {
  const taskId = await oweCallBack(tx, deps, { centerId, call, now })
  const personId = await personAt(tx, centerId, event.extension)
  if (personId) await signal(tx, centerId, personId, 'reception', taskId)
}

/** Whoever was missed before has got through now. */
async function settleEarlier({ tx, deps, centerId, event, now }: Hearing, call: CallRecord): Promise<void> {
  if (!call.phone) return
  const personId = await personAt(tx, centerId, event.extension)
  const note = `对方再次来电，分机 ${event.extension} 已接听`
  await settleMissed(tx, deps, { centerId, digest: call.phone.digest, at: event.at, personId, note, now })
}
