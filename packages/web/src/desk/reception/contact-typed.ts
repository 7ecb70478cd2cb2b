import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { CallStatus } from '@bancheng/core/reception/calls.ts'
import { type AnswerRef, type ContactChannel, type ContactInput, Question } from '@bancheng/core/reception/contact.ts'
import type { ContactView } from '@bancheng/core/reception/contract.ts'
import type { SearchResult } from '@bancheng/core/search/contract.ts'

/** A contact while it is at this desk. */
export type ContactTyped = {
  readonly contactId: string
  readonly channel: ContactChannel
  readonly callerName: string
  readonly isAnonymous: boolean
  /** In clear only until the server has it; from then on its mask is enough. */
  readonly phone: string
  readonly phoneMasked: string | null
  /** The hand has left the field: half a number is sent to nobody. */
  readonly isPhoneEnded: boolean
  readonly questions: readonly Question[]
  readonly takenAt: Instant
  readonly callId: string | null
  readonly callStatus: CallStatus | null
  readonly talkedSeconds: number | null
  /** `queued`: to be saved as soon as the server can be reached again. */
  readonly state: 'open' | 'parked' | 'queued'
  /** One intent of saving, repeated until the server has surely answered. */
  readonly key: string
  /** Typed here and not yet kept by the server. */
  readonly isDirty: boolean
}

export const blankQuestion = (questionId: string): Question => Question.parse({ questionId, words: '' })

type New = { readonly contactId: string; readonly questionId: string; readonly key: string; readonly now: Instant }

export const blankContact = ({ contactId, questionId, key, now }: New): ContactTyped => ({
  contactId,
  channel: 'call',
  callerName: '',
  isAnonymous: false,
  phone: '',
  phoneMasked: null,
  isPhoneEnded: true,
  questions: [blankQuestion(questionId)],
  takenAt: now,
  callId: null,
  callStatus: null,
  talkedSeconds: null,
  state: 'open',
  key,
  isDirty: false,
})

/** Nothing was typed and nobody rang: there is nothing to keep. */
export const isBlank = (contact: ContactTyped): boolean =>
  contact.callId === null &&
  contact.callerName === '' &&
  contact.phone === '' &&
  contact.phoneMasked === null &&
  contact.questions.every(({ words, answers }) => words.trim() === '' && answers.length === 0)

/** What another desk, or this one before it crashed, left on the server. */
export function fromServer(view: ContactView, spare: { questionId: string; key: string }): ContactTyped {
  const questions = view.questions.map(({ settled: _, ...question }) => question)
  return {
    contactId: view.contactId,
    channel: view.channel,
    callerName: view.callerName,
    isAnonymous: view.isAnonymous,
    phone: '',
    phoneMasked: view.phoneMasked,
    isPhoneEnded: true,
    questions: questions.length > 0 ? questions : [blankQuestion(spare.questionId)],
    takenAt: view.takenAt,
    callId: view.callId,
    callStatus: view.callStatus,
    talkedSeconds: view.talkedSeconds,
    state: view.state === 'parked' ? 'parked' : 'open',
    key: spare.key,
    isDirty: false,
  }
}

/** As the server wants it. A number that it has already is left out, one that was taken away is null. */
export function inputOf(contact: ContactTyped): ContactInput {
  return { ...keptOf(contact), ...phoneOf(contact) }
}

/** The same while it is typed: without half a number. */
export const halfTyped = (contact: ContactTyped): ContactInput =>
  contact.isPhoneEnded ? inputOf(contact) : keptOf(contact)

function phoneOf({ phone, phoneMasked }: ContactTyped): { phone?: string | null } {
  if (phone.trim() !== '') return { phone: phone.trim() }
  return phoneMasked === null ? { phone: null } : {}
}

function keptOf(contact: ContactTyped): ContactInput {
  return {
    channel: contact.channel,
    callerName: contact.callerName.trim(),
    isAnonymous: contact.isAnonymous,
    questions: [...contact.questions],
    takenAt: contact.takenAt,
  }
}

/** Whom the desk knows to be meant: the caller, the people who answer, and who is complained of. */
export const namesIn = ({ callerName, questions }: ContactTyped): readonly string[] =>
  [
    callerName,
    ...questions.flatMap(({ answers, against }) => [
      against,
      ...answers.flatMap((answer) => (answer.kind === 'person' ? [answer.title] : [])),
    ]),
  ]
    .map((name) => name.trim())
    .filter((name) => name.length >= 2)
    .slice(0, 20)

/** The one line under which a contact is known among others. */
export const firstWords = (contact: ContactTyped): string =>
  contact.questions.map(({ words }) => words.trim()).find(Boolean) ?? ''

/** What a search result is as an answer; a material or an open case answers nothing by itself. */
export function answerOf(result: SearchResult): AnswerRef | null {
  switch (result.kind) {
    case 'item':
      return { kind: 'item', itemId: result.itemId, version: null, title: result.name }
    case 'qa':
      return { kind: 'qa', qaId: result.qaId, version: result.version, title: result.question }
    case 'unit':
      return { kind: 'unit', unitId: result.unitId, title: `${result.organisationName} ${result.name}` }
    case 'person':
      return { kind: 'person', personId: result.personId, title: result.name }
    case 'precedent':
      return { kind: 'precedent', caseId: result.caseId, title: result.caseNo }
    case 'material':
    case 'case':
      return null
  }
}

export function keyOfAnswer(answer: AnswerRef): string {
  switch (answer.kind) {
    case 'item':
      return `item-${answer.itemId}`
    case 'qa':
      return `qa-${answer.qaId}`
    case 'unit':
      return `unit-${answer.unitId}`
    case 'person':
      return `person-${answer.personId}`
    case 'precedent':
      return `precedent-${answer.caseId}`
    case 'words':
      return `words-${answer.title}`
  }
}

/** Picked once more it is taken away again. A unit that is picked is also to whom one would transfer. */
export function withAnswer(question: Question, answer: AnswerRef): Question {
  const key = keyOfAnswer(answer)
  const others = question.answers.filter((one) => keyOfAnswer(one) !== key)
  const isTakenAway = others.length < question.answers.length
  return {
    ...question,
    answers: isTakenAway ? others : [...question.answers, answer],
    unitId: answer.kind === 'unit' && !isTakenAway ? answer.unitId : question.unitId,
  }
}
