import type { RegisterCase } from '../cases/commands.ts'
import type { Directory, PersonFacts } from '../cases/context.ts'
import type { Channel } from '../cases/words.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { dueAfter, type WorkingCalendar } from '../kernel/calendar.ts'
import type { Limit } from '../kernel/limit.ts'
import type { OfficePhone } from '../kernel/office-phone.ts'
import { checkPhone } from '../kernel/phone.ts'
import { Refusal } from '../kernel/refusal.ts'
import { compare, type Instant } from '../kernel/time.ts'
import type { Policy } from '../policy/schema.ts'
import { scopeReasonOf } from '../policy/scope.ts'
import type {
  ContactChannel,
  ContactInput,
  Question,
  ReceptionTask,
  SettledOutcome,
  SettledQuestion,
} from './contact.ts'

/** Everything that a rule of reception may know. */
export type ReceptionContext = {
  readonly now: Instant
  readonly actor: PersonActor
  readonly policy: Policy
  readonly calendar: WorkingCalendar
  readonly directory: Pick<Directory, 'unit' | 'person' | 'isAway'>
  readonly newId: () => string
  readonly phonesOf: (unitId: string) => readonly OfficePhone[]
  /** Who may be given a complaint, in the order in which they are asked: supervisors, then leaders. */
  readonly receivers: readonly PersonFacts[]
  /** Who reads what reception saved: whoever is complained of by name among them does not. */
  readonly readers: readonly PersonFacts[]
}

export type OpenedCase = { readonly caseId: string; readonly caseNo: string }
export type NewTask = ReceptionTask & { readonly questionId: string }
export type SavedContact = {
  readonly questions: readonly SettledQuestion[]
  readonly tasks: readonly NewTask[]
  /** People complained of: they do not see this contact. */
  readonly aboutPeople: readonly string[]
}

type Settled = { readonly outcome: SettledOutcome; readonly task?: NewTask }
type Saving = { readonly input: ContactInput; readonly hasPhone: boolean; readonly ctx: ReceptionContext }

/** Whoever left the words empty asked nothing: such a question is dropped, and one at least must be left. */
export const askedQuestions = (input: ContactInput): readonly Question[] =>
  input.questions.filter((question) => question.words.trim() !== '')

/** Nobody can call back what has hardly a digit; a number that the server has already came from the telephone. */
const canBeDialled = (phone: string | null | undefined): boolean =>
  phone === null || phone === undefined || phone.replace(/\D/g, '').length >= 5

/**
 * What a desk can see for itself before it sends: so that nothing waits for a lost line only to be refused later.
 * @throws Refusal question-required · answer-required · unit-unknown · call-back-phone-required · case-name-required ·
 *   case-pain-required · unknown-scope-reason
 */
export function requireComplete(input: ContactInput, hasPhone: boolean): void {
  const asked = askedQuestions(input)
  if (asked.length === 0) throw new Refusal('question-required')
  for (const { outcome, answers, unitId, pain, reason } of asked) {
    if (outcome === 'guided' && answers.length === 0) throw new Refusal('answer-required')
    if (outcome === 'transferred' && !unitId) throw new Refusal('unit-unknown')
    if (outcome === 'call-back' && (!hasPhone || input.isAnonymous || !canBeDialled(input.phone)))
      throw new Refusal('call-back-phone-required')
    if (outcome === 'case-opened') {
      if (input.isAnonymous || !input.callerName.trim()) throw new Refusal('case-name-required')
      if (!pain) throw new Refusal('case-pain-required')
    }
    if (outcome === 'out-of-scope' && !reason) throw new Refusal('unknown-scope-reason')
  }
}

/**
 * Ends a contact: every question has its outcome, everything that is owed is a task with a due time.
 * @throws Refusal question-required · answer-required · unit-unknown · call-back-phone-required · case-name-required ·
 *   complaint-without-receiver · person-unknown · unknown-scope-reason · remedy-required
 */
export function saveContact(saving: Saving, opened: ReadonlyMap<string, OpenedCase>): SavedContact {
  requireComplete(saving.input, saving.hasPhone)
  const asked = askedQuestions(saving.input)
  const settled = asked.map((question) => ({ question, ...settle(question, saving, opened) }))
  return {
    questions: settled.map(({ question, outcome }) => ({ ...question, settled: outcome })),
    tasks: settled.flatMap(({ task }) => (task ? [task] : [])),
    aboutPeople: [...new Set(asked.flatMap((one) => (one.outcome === 'complaint' ? subjectsOf(one, saving.ctx) : [])))],
  }
}

function settle(question: Question, saving: Saving, opened: ReadonlyMap<string, OpenedCase>): Settled {
  switch (question.outcome) {
    case 'guided':
      return { outcome: { kind: 'guided' } }
    case 'transferred':
      return { outcome: transfer(question, saving.ctx) }
    case 'call-back':
      return oweCallBack(question, saving)
    case 'case-opened': {
      const found = opened.get(question.questionId)
      if (!found) throw new Error(`no case was opened for question ${question.questionId}`)
      return { outcome: { kind: 'case-opened', ...found } }
    }
    case 'complaint':
      return passComplaint(question, saving)
    case 'out-of-scope':
      return { outcome: sendElsewhere(question, saving.ctx) }
  }
}

/** 转接: the person is told the number, so that a line that breaks is not the end of it. */
function transfer(question: Question, ctx: ReceptionContext): SettledOutcome {
  const unit = question.unitId ? ctx.directory.unit(question.unitId) : undefined
  if (!unit) throw new Refusal('unit-unknown')
  const { unitId, name } = unit
  return { kind: 'transferred', unitId, unitName: name, phones: [...ctx.phonesOf(unitId)] }
}

/** First asked is responsible (首问负责): whoever promised calls back. */
function oweCallBack(question: Question, { input, ctx }: Saving): Settled {
  const dueAt = dueAtOf(ctx, startOf(input, ctx), ctx.policy.reception.callBack)
  const task: NewTask = {
    taskId: ctx.newId(),
    questionId: question.questionId,
    kind: 'call-back',
    party: { kind: 'person', personId: ctx.actor.personId },
    aboutPersonId: null,
    ask: question.note || question.words.trim(),
    dueAt,
  }
  return { outcome: { kind: 'call-back', taskId: task.taskId, dueAt }, task }
}

/**
 * Who is complained of: the person that was picked, and whoever is named instead. Names in the words alone may be of people
 * who only were there: they are left out too, as long as somebody remains who may take it.
 */
function subjectsOf({ againstPersonId, against, words }: Question, ctx: ReceptionContext): readonly string[] {
  const namedIn = (text: string) =>
    [...ctx.receivers, ...ctx.readers].filter(({ name }) => text.includes(name)).map(({ personId }) => personId)
  const meant = new Set([...(againstPersonId ? [againstPersonId] : []), ...namedIn(against)])
  const mentioned = new Set([...meant, ...namedIn(words)])
  return [...(ctx.receivers.some(({ personId }) => !mentioned.has(personId)) ? mentioned : meant)]
}

/** GB/T 36113: never to the person complained of, and not to whoever wrote it down either, where anyone else is there. */
function passComplaint(question: Question, { input, ctx }: Saving): Settled {
  const about = question.againstPersonId
  if (about && !ctx.directory.person(about)) throw new Refusal('person-unknown')
  const subjects = subjectsOf(question, ctx)
  const possible = ctx.receivers.filter(({ personId }) => !subjects.includes(personId))
  const there = possible.filter((person) => !ctx.directory.isAway(person.personId))
  const others = there.length > 0 ? there : possible
  const receiver = others.find((person) => person.personId !== ctx.actor.personId) ?? others[0]
  if (!receiver) throw new Refusal('complaint-without-receiver')
  const dueAt = dueAtOf(ctx, startOf(input, ctx), ctx.policy.reception.complaint)
  const { personId, name } = receiver
  const task: NewTask = {
    taskId: ctx.newId(),
    questionId: question.questionId,
    kind: 'complaint',
    party: { kind: 'person', personId },
    aboutPersonId: about ?? subjects[0] ?? null,
    ask: question.against ? `${question.against}：${question.words.trim()}` : question.words.trim(),
    dueAt,
  }
  return { outcome: { kind: 'complaint', taskId: task.taskId, toPersonId: personId, toName: name, dueAt }, task }
}

function sendElsewhere(question: Question, ctx: ReceptionContext): SettledOutcome {
  const known = question.reason ? scopeReasonOf(ctx.policy, question.reason) : undefined
  if (!known) throw new Refusal('unknown-scope-reason')
  return { kind: 'out-of-scope', ...known, remedy: question.remedy || known.remedy }
}

const caseChannels = {
  call: 'phone',
  'walk-in': 'walk-in',
  web: 'online',
  letter: 'transferred',
  'hotline-12345': 'transferred',
} as const satisfies Record<ContactChannel, Channel>
const cameFrom: Partial<Record<ContactChannel, string>> = { letter: '来信', 'hotline-12345': '12345' }

/**
 * The case that a question becomes. A number as the telephone showed it is kept even where its form is unusual.
 * @throws Refusal case-name-required · case-pain-required
 */
export function caseOf(question: Question, input: ContactInput, phone: string | null): RegisterCase {
  const name = input.callerName.trim()
  if (input.isAnonymous || !name) throw new Refusal('case-name-required')
  if (!question.pain) throw new Refusal('case-pain-required')
  const item = question.answers.find((answer) => answer.kind === 'item')
  const isUnusual = phone !== null && !checkPhone(phone).ok
  return {
    channel: caseChannels[input.channel],
    transferredFrom: cameFrom[input.channel] ?? null,
    applicant: { kind: 'person', name, contactName: null, uscc: null, identityKind: null, identity: null, phone },
    want: question.words.trim(),
    pain: question.pain,
    item: item ? { itemId: item.itemId, version: item.version ?? 1, name: item.title } : null, // the register takes the current one
    alreadyDone: '',
    tripsBefore: 0,
    overrides: isUnusual ? [{ field: 'phone', reason: '接待时的来电号码' }] : [],
    fileIds: [],
  }
}

/** A promise runs from when it was given, also where the line was cut; a desk whose clock is ahead promises nothing earlier. */
const startOf = (input: ContactInput, ctx: ReceptionContext): Instant =>
  compare(input.takenAt, ctx.now) < 0 ? input.takenAt : ctx.now

export function dueAtOf(ctx: Pick<ReceptionContext, 'calendar'>, start: Instant, limit: Limit): Instant {
  const { dueAt } = dueAfter({ calendar: ctx.calendar, start, limit, pauses: [] })
  if (dueAt === null) throw new Error('a limit without pauses has an end')
  return dueAt
}
