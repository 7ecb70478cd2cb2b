import { RegisterCase } from '@bancheng/core/cases/commands.ts'
import { checkPhone } from '@bancheng/core/kernel/phone.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Sealed } from '@bancheng/core/kernel/sealed.ts'
import { decide } from '@bancheng/core/may.ts'
import type { ContactInput, ContactState, SettledQuestion } from '@bancheng/core/reception/contact.ts'
import { askedQuestions, caseOf, type OpenedCase, saveContact } from '@bancheng/core/reception/rules.ts'
import { recordAccess } from '../audit/access.ts'
import { loadContext } from '../cases/context.ts'
import type { Asker } from '../cases/execute.ts'
import { claim, settle } from '../cases/idempotency.ts'
import { record } from '../cases/record.ts'
import { registerIn } from '../cases/register.ts'
import type { Deps } from '../deps.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { withRealAnswers } from './answers.ts'
import { loadReceptionContext } from './context.ts'
import { signal } from './signals.ts'
import {
  type ContactKey,
  type ContactRecord,
  deleteContact,
  insertContactCase,
  insertTask,
  lockContact,
  writeContact,
} from './store.ts'
import { settleMissed } from './telephony/call-backs.ts'
import { tellOwed } from './telling.ts'

/** One number, however it was typed or shown, has one digest. */
export function sealPhone(deps: Pick<Deps, 'seal'>, typed: string | null): Sealed | null {
  if (!typed) return null
  const checked = checkPhone(typed)
  return deps.seal('phone', checked.ok ? checked.value : typed)
}

/** Left out: what the server has already. */
const phoneOf = (deps: Deps, { phone }: ContactInput, before: ContactRecord | null): Sealed | null =>
  phone === undefined ? (before?.phone ?? null) : sealPhone(deps, phone)

/** @throws Refusal forbidden · contact-saved */
function requireOwnUnsaved(before: ContactRecord | null, session: Session): void {
  if (before && before.takenById !== session.actor.personId) throw new Refusal('forbidden')
  if (before?.state === 'saved') throw new Refusal('contact-saved')
}

const unsettled = (input: ContactInput): SettledQuestion[] =>
  input.questions.map((question) => ({ ...question, settled: null }))

/** Keeps what is typed so far. The id comes from the desk, so that a repeated request changes nothing. */
export function keepContact(
  deps: Deps,
  session: Session,
  contactId: string,
  input: ContactInput & { state: ContactState },
): Promise<void> {
  const key = { centerId: session.centerId, contactId }
  return inTransaction(deps.db, async (tx) => {
    const before = await lockContact(tx, key)
    requireOwnUnsaved(before, session)
    await writeContact(tx, key, {
      ...input,
      phone: phoneOf(deps, input, before),
      questions: unsettled(input),
      aboutPeople: [],
      takenBy: session.actor.personId,
      now: deps.clock(),
    })
  })
}

/** @throws Refusal not-found · forbidden · contact-saved */
export function dropContact(deps: Deps, session: Session, contactId: string): Promise<void> {
  const key = { centerId: session.centerId, contactId }
  return inTransaction(deps.db, async (tx) => {
    const before = await lockContact(tx, key)
    if (!before) return // dropped already, or never kept
    requireOwnUnsaved(before, session)
    await deleteContact(tx, key)
    await recordAccess(tx, deps, session, { action: 'contact.drop', object: { kind: 'contact', id: contactId } })
  })
}

type Saving = { readonly session: Session; readonly asker: Asker & { key: string }; readonly contactId: string }

/**
 * Ends a contact: the words, the tasks that are owed and the cases that were opened stand together, or nothing does.
 * @throws Refusal whatever the rules of reception, or of registering a case, say
 */
export function save(deps: Deps, { session, asker, contactId }: Saving, input: ContactInput): Promise<void> {
  const { centerId } = session
  const key = { centerId, contactId }
  return inTransaction(deps.db, async (tx) => {
    const personId = session.actor.personId
    const intent = { centerId, personId, key: asker.key, request: { name: 'saveContact', contactId, input } }
    if (await claim(tx, intent, deps.clock())) return
    const before = await lockContact(tx, key)
    requireOwnUnsaved(before, session)
    const ctx = await loadReceptionContext(deps, tx, session)
    const phone = input.isAnonymous ? null : phoneOf(deps, input, before)
    const questions = await withRealAnswers(tx, session, ctx.directory, askedQuestions(input))
    const named = { ...input, callerName: input.isAnonymous ? '' : input.callerName, questions }
    const opened = await openCases(tx, deps, { ...asker, contactId }, named, phone)
    const saved = saveContact({ input: named, hasPhone: phone !== null, ctx }, opened)
    await writeContact(tx, key, { ...named, ...saved, state: 'saved', phone, takenBy: personId, now: ctx.now })
    for (const [questionId, { caseId }] of opened) await insertContactCase(tx, key, { questionId, caseId })
    for (const { questionId, ...task } of saved.tasks) {
      await insertTask(tx, centerId, task, { contactId, questionId }, ctx.now)
      if (task.kind === 'complaint')
        await tellOwed(tx, centerId, task, {
          topic: 'task-assigned',
          party: task.party,
          actorId: personId,
          now: ctx.now,
        })
      if (task.party.kind === 'person') await signal(tx, centerId, task.party.personId, 'reception', task.taskId)
    }
    if (input.channel === 'call' && phone) {
      const note = '已通话并登记接待'
      await settleMissed(tx, deps, { centerId, digest: phone.digest, at: input.takenAt, personId, note, now: ctx.now })
    }
    await recordAccess(tx, deps, session, {
      action: 'contact.save',
      object: { kind: 'contact', id: contactId },
      facts: { channel: input.channel, outcomes: questions.map((question) => question.outcome).join(' ') },
    })
    await settle(tx, intent, { caseId: contactId, version: 1 })
  })
}

/** Each question that becomes a case is registered in the same act, and the case says where it came from. */
async function openCases(
  tx: Tx,
  deps: Deps,
  asker: Asker & { contactId: ContactKey['contactId'] },
  input: ContactInput,
  phone: Sealed | null,
): Promise<ReadonlyMap<string, OpenedCase>> {
  const opened = new Map<string, OpenedCase>()
  const plain = phone && deps.crypto.unseal(phone.sealed)
  for (const question of input.questions.filter(({ outcome }) => outcome === 'case-opened')) {
    const registration = RegisterCase.parse(caseOf(question, input, plain))
    const { caseId, state } = await registerIn(tx, deps, { ...asker, key: null }, registration)
    const context = await loadContext(deps, tx, { ...asker, state })
    const text = `由接待记录转立：/contacts/${asker.contactId}`
    const events = decide('addNote', state, { text, fileIds: [] }, context)
    await record(tx, { centerId: asker.centerId, caseId }, state, events, context)
    opened.set(question.questionId, { caseId, caseNo: state.caseNo })
  }
  return opened
}
