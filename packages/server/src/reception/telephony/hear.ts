import type { Instant } from '@bancheng/core/kernel/time.ts'
import { type CallEvent, heard } from '@bancheng/core/reception/calls.ts'
import { dueAtOf } from '@bancheng/core/reception/rules.ts'
import type { Deps } from '../../deps.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { loadCenterRules } from '../../policy/center.ts'
import { sealPhone } from '../save.ts'
import { signal } from '../signals.ts'
import { insertTask, writeContact } from '../store.ts'
import { endTask, writeEntry } from '../tasks.ts'
import {
  type CallRecord,
  contactOfCall,
  deleteBlankContacts,
  insertEvent,
  lockCall,
  openMissedCall,
  personAt,
  type Source,
  writeCall,
} from './store.ts'

export type Told = {
  readonly centerId: string
  readonly event: CallEvent
  readonly caller: string | null
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
export function hear(deps: Deps, { centerId, event, caller, source }: Told): Promise<void> {
  return inTransaction(deps.db, async (tx) => {
    const now = deps.clock()
    const before = await lockCall(tx, centerId, event.callId)
    if (!(await insertEvent(tx, centerId, event, { source, now }))) return
    const { call, effects } = heard(before, event)
    const after = { ...call, phone: before?.phone ?? sealPhone(deps, caller) }
    await writeCall(tx, centerId, after, now)
    const hearing = { tx, deps, centerId, event, now }
    if (effects.pops) await pop(hearing, after)
    if (event.type !== 'ringing') await clearDesks(hearing)
    if (effects.owes) await oweCallBack(hearing, after)
    if (effects.releases) await release(hearing)
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

/** Where it rang on and nobody answered, the empty contact goes; where it was answered, it stays only with whoever did. */
async function clearDesks({ tx, centerId, event }: Hearing): Promise<void> {
  const personId = await personAt(tx, centerId, event.extension)
  if (event.type === 'answered') {
    const gone = await deleteBlankContacts(tx, centerId, event.callId, { allBut: personId })
    for (const one of gone) await signal(tx, centerId, one.personId, 'call', one.contactId)
    return
  }
  const contactId = personId && (await contactOfCall(tx, centerId, event.callId, personId))
  if (!personId || !contactId) return
  const call = await lockCall(tx, centerId, event.callId)
  if (call?.answeredAt === null) await deleteBlankContacts(tx, centerId, event.callId, { only: personId })
  await signal(tx, centerId, personId, 'call', contactId)
}

/** Nobody answered: the window owes a call-back, counted from when the caller gave up. */
async function oweCallBack({ tx, deps, centerId, event, now }: Hearing, call: CallRecord): Promise<void> {
  const rules = await loadCenterRules(tx, centerId)
  const start = event.at < now ? event.at : now
  const dueAt = dueAtOf(rules, start, rules.policyAt(now).reception.missedCall)
  const task = {
    taskId: deps.newId(),
    kind: 'missed-call' as const,
    party: { kind: 'window' as const },
    aboutPersonId: null,
    ask: call.extension, // the page says “extension” in the reader's language
    dueAt,
  }
  await insertTask(tx, centerId, task, { callId: event.callId }, now)
  const personId = await personAt(tx, centerId, event.extension)
  if (personId) await signal(tx, centerId, personId, 'reception', task.taskId)
}

/** It was answered elsewhere after all. */
async function release({ tx, deps, centerId, event, now }: Hearing): Promise<void> {
  const taskId = await openMissedCall(tx, centerId, event.callId)
  if (!taskId) return
  const note = `已由分机 ${event.extension} 接听`
  await writeEntry(tx, deps, centerId, { taskId, personId: null, outcome: 'withdrawn', note, at: now })
  await endTask(tx, centerId, taskId, 'withdrawn', now)
}
