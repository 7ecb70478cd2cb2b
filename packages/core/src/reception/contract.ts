import { z } from 'zod'
import { Party } from '../cases/words.ts'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { refusalCodes } from '../kernel/refusal.ts'
import { Instant } from '../kernel/time.ts'
import { CallStatus } from './calls.ts'
import {
  ContactChannel,
  ContactInput,
  ContactState,
  OutcomeKind,
  ReceptionTaskKind,
  SettledQuestion,
  TaskOutcome,
} from './contact.ts'

const contactParams = z.object({ contactId: Id })

/** 暂定: the date that was promised rests on a year whose holidays are not announced. */
const MayMove = z.object({ isProvisional: z.boolean() })

/** A contact as a page shows it; the number only as its mask. */
export const ContactView = z.object({
  contactId: Id,
  state: ContactState,
  channel: ContactChannel,
  callerName: z.string(),
  isAnonymous: z.boolean(),
  phoneMasked: z.string().nullable(),
  questions: z.array(SettledQuestion.extend(MayMove.shape)),
  takenById: Id,
  takenByName: z.string(),
  takenAt: Instant,
  savedAt: Instant.nullable(),
  callId: z.string().nullable(),
  callStatus: CallStatus.nullable(),
  /** How long was talked; null while it is not known. */
  talkedSeconds: z.int().nullable(),
  /** Where the exchange keeps the recording; only for whoever may hear it. */
  recording: z.string().nullable(),
})
export type ContactView = z.infer<typeof ContactView>

/** A line of a list: who and about what only as far as one may read without opening it. */
export const ContactRow = z.object({
  contactId: Id,
  state: ContactState,
  channel: ContactChannel,
  callerMasked: z.string(),
  phoneMasked: z.string().nullable(),
  /** The beginning of the words, personal numbers masked; null until opened where it is somebody else's earlier contact. */
  said: z.string().nullable(),
  outcomes: z.array(OutcomeKind),
  takenByName: z.string(),
  takenAt: Instant,
})
export type ContactRow = z.infer<typeof ContactRow>

/** A case under the same number. */
export const EarlierCase = z.object({ caseId: Id, caseNo: z.string(), registeredAt: Instant, isOpen: z.boolean() })

export const ReceptionTaskRow = z.object({
  taskId: Id,
  kind: ReceptionTaskKind,
  who: z.string(),
  ask: z.string(),
  callerMasked: z.string(),
  phoneMasked: z.string().nullable(),
  contactId: Id.nullable(),
  callId: z.string().nullable(),
  /** The report that its keeper answers. */
  reportId: Id.nullable(),
  party: Party,
  openedAt: Instant,
  dueAt: Instant,
  isLate: z.boolean(),
  /** The date rests on a year whose holidays are not announced: it may still move (暂定). */
  isProvisional: z.boolean(),
  tries: z.int(),
  /** How often this number was missed, and when last; zero where the task is about something else. */
  missedCount: z.int(),
  lastMissedAt: Instant.nullable(),
  /** Whether this person may end it. */
  maySettle: z.boolean(),
})
export type ReceptionTaskRow = z.infer<typeof ReceptionTaskRow>

/** What became of a missed call, and why nothing is owed any more. */
export const CallBack = z.object({
  state: z.enum(['open', 'done', 'withdrawn']),
  dueAt: Instant,
  endedAt: Instant.nullable(),
  /** Of its end, or of the last try. */
  outcome: z.enum(['done', 'not-reached', 'given-up', 'withdrawn']).nullable(),
  note: z.string(),
  byName: z.string().nullable(),
})

export const CallRow = z.object({
  callId: z.string(),
  status: CallStatus,
  phoneMasked: z.string().nullable(),
  extension: z.string(),
  personName: z.string().nullable(),
  at: Instant,
  answeredAt: Instant.nullable(),
  endedAt: Instant.nullable(),
  /** Only for whoever may hear it. */
  recording: z.string().nullable(),
  contactId: Id.nullable(),
  callBack: CallBack.extend(MayMove.shape).nullable(),
})
export type CallRow = z.infer<typeof CallRow>

export const Seat = z.object({ extension: z.string(), personId: Id, personName: z.string() })
export type Seat = z.infer<typeof Seat>

/** `refused`: the exchange will not have it, and somebody must see to it there. */
export const LineStanding = z.object({
  state: z.enum(['starting', 'up', 'down', 'refused']),
  since: Instant,
  /** What went wrong last, in the exchange's words; `no-answer` and `password-refused` are ours. */
  problem: z.string().nullable(),
  problemAt: Instant.nullable(),
})
export type LineStanding = z.infer<typeof LineStanding>

export const SipHealth = z.object({
  listen: z.string(),
  lines: z.array(
    z.object({
      extension: z.string(),
      exchange: z.string(),
      /** Null: the exchange rings this desk without a registration. */
      registration: LineStanding.nullable(),
      /** Whether the exchange tells who answered and when a call ended. */
      subscription: LineStanding,
    }),
  ),
  /** Down: a call was heard and could not be written down. */
  telling: LineStanding,
})
export type SipHealth = z.infer<typeof SipHealth>

export const TelephonyHealth = z.object({
  http: z.object({
    isOn: z.boolean(),
    heardAt: Instant.nullable(),
    /** The last event that was turned away since the start. */
    refused: z.object({ at: Instant, code: z.enum(refusalCodes), field: z.string().nullable() }).nullable(),
  }),
  sip: SipHealth.extend({ heardAt: Instant.nullable() }).nullable(),
})
export type TelephonyHealth = z.infer<typeof TelephonyHealth>

export const receptionContract = contract({
  keepContact: {
    method: 'PUT',
    path: '/api/contacts/:contactId',
    params: contactParams,
    body: ContactInput.extend({ state: ContactState.exclude(['saved']).default('open') }),
    reply: ContactView,
    permission: 'takeContact',
    audit: null, // half typed words; what is saved is on record
    summary:
      'Keep a contact while it is typed, open or parked; the id is made by the desk, so repeating it is harmless',
  },
  saveContact: {
    method: 'POST',
    path: '/api/contacts/:contactId/save',
    params: contactParams,
    body: ContactInput,
    reply: ContactView,
    permission: 'takeContact',
    audit: 'contact.save',
    summary: 'End a contact: each question with its outcome; needs an Idempotency-Key',
  },
  dropContact: {
    method: 'DELETE',
    path: '/api/contacts/:contactId',
    params: contactParams,
    reply: z.null(),
    permission: 'takeContact',
    audit: 'contact.drop',
    summary: 'Throw away one’s own unsaved contact (a wrong number, a ring that nobody needed)',
  },
  listContacts: {
    method: 'GET',
    path: '/api/contacts',
    query: z.object({
      /** `unsaved`: my own open and parked ones; `recent`: what was saved lately. */
      which: z.enum(['unsaved', 'recent']).default('recent'),
      size: z.coerce.number().int().min(1).max(100).default(20),
    }),
    reply: z.object({ rows: z.array(ContactRow) }),
    permission: 'viewContacts',
    audit: null,
    summary: 'My open and parked contacts, or the latest saved ones of the window',
  },
  viewContact: {
    method: 'GET',
    path: '/api/contacts/:contactId',
    params: contactParams,
    reply: ContactView,
    permission: 'viewContacts',
    audit: 'contact.view',
    summary: 'One contact with its words; who opened it is recorded',
  },
  earlierContacts: {
    method: 'GET',
    path: '/api/contacts/:contactId/earlier',
    params: contactParams,
    reply: z.object({ rows: z.array(ContactRow), cases: z.array(EarlierCase) }),
    permission: 'viewContacts',
    audit: null, // masks only; opening one is recorded
    summary: 'Who called from this number before, masked until opened',
  },
  revealPhone: {
    method: 'POST',
    path: '/api/reception/reveal',
    body: z.object({
      contactId: Id.optional(),
      callId: z.string().max(200).optional(),
      reason: z.string().trim().min(2).max(200),
    }),
    reply: z.object({ value: z.string() }),
    permission: 'takeContact',
    audit: 'contact.reveal',
    summary: 'The number of a contact or a call in clear, for a stated reason; who looked is recorded',
  },
  contactsOfCase: {
    method: 'GET',
    path: '/api/cases/:caseId/contacts',
    params: z.object({ caseId: Id }),
    reply: z.object({ rows: z.array(ContactRow) }),
    permission: 'viewContacts',
    audit: null,
    summary: 'The contacts out of which a case was opened',
  },
  receptionTasks: {
    method: 'GET',
    path: '/api/reception/tasks',
    query: z.object({ mine: z.stringbool().optional() }),
    reply: z.object({ rows: z.array(ReceptionTaskRow), late: z.int() }),
    permission: 'viewOwed',
    audit: null,
    summary: 'What is owed outside of cases (call-backs, missed calls, complaints, wrong answers), by due time',
  },
  settleTask: {
    method: 'POST',
    path: '/api/reception/tasks/:taskId/settle',
    params: z.object({ taskId: Id }),
    body: z.object({ outcome: TaskOutcome, note: z.string().trim().max(2_000).default('') }),
    reply: z.object({ isEnded: z.boolean() }),
    permission: 'viewContacts',
    audit: 'reception-task.settle',
    summary: 'Called back, tried in vain, or answered the complaint; needs an Idempotency-Key',
  },
  calls: {
    method: 'GET',
    path: '/api/reception/calls',
    query: z.object({ missed: z.stringbool().optional(), size: z.coerce.number().int().min(1).max(200).default(50) }),
    reply: z.object({ rows: z.array(CallRow) }),
    permission: 'viewContacts',
    audit: null,
    summary: 'The caller log, newest first',
  },
  seats: {
    method: 'GET',
    path: '/api/reception/extensions',
    reply: z.object({ seats: z.array(Seat), isConnected: z.boolean() }),
    permission: 'takeContact',
    audit: null,
    summary: 'Who sits at which extension',
  },
  takeSeat: {
    method: 'PUT',
    path: '/api/reception/extensions/:extension',
    params: z.object({ extension: z.string().trim().min(1).max(40) }),
    body: z.object({ personId: Id.nullable() }),
    reply: z.object({ seats: z.array(Seat), isConnected: z.boolean() }),
    permission: 'takeContact',
    audit: 'extension.seat',
    summary: 'Sit down at an extension or leave it; a supervisor seats anyone',
  },
  telephonyHealth: {
    method: 'GET',
    path: '/api/reception/telephony',
    reply: TelephonyHealth,
    permission: 'viewTelephony',
    audit: null, // extensions and states, no calls
    summary:
      'How the desk stands with the telephone exchange: registered, subscribed, since when, what went wrong last',
  },
})
