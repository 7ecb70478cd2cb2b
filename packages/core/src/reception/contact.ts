import { z } from 'zod'
import { Pain, type Party, ScopeReason } from '../cases/words.ts'
import { Id } from '../kernel/ids.ts'
import { OfficePhone } from '../kernel/office-phone.ts'
import { Instant } from '../kernel/time.ts'

/** How somebody reached the window with a question. */
export const ContactChannel = z.enum(['call', 'walk-in', 'web', 'letter', 'hotline-12345'])
export type ContactChannel = z.infer<typeof ContactChannel>

/** `parked` is put aside for another caller; a saved contact is never changed again. */
export const ContactState = z.enum(['open', 'parked', 'saved'])
export type ContactState = z.infer<typeof ContactState>

export const OutcomeKind = z.enum(['guided', 'transferred', 'call-back', 'case-opened', 'complaint', 'out-of-scope'])
export type OutcomeKind = z.infer<typeof OutcomeKind>

const title = z.string().trim().min(1).max(500)

/** What answered a question; without a version, the one in force when it is saved. `words` is an answer that stands nowhere yet: what the catalogue lacks is seen by it. */
export const AnswerRef = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('item'), itemId: Id, version: z.int().positive().nullable().default(null), title }),
  z.object({ kind: z.literal('qa'), qaId: Id, version: z.int().positive().nullable().default(null), title }),
  z.object({ kind: z.literal('person'), personId: Id, title }),
  z.object({ kind: z.literal('unit'), unitId: Id, title }),
  z.object({ kind: z.literal('precedent'), caseId: Id, title }),
  z.object({ kind: z.literal('words'), title: z.string().trim().min(1).max(2_000) }),
])
export type AnswerRef = z.infer<typeof AnswerRef>

const words = z.string().max(10_000)

/** A question while it is typed: flat, so that nothing is lost when another outcome is tried. The rule says what is missing. */
export const Question = z.object({
  questionId: Id,
  words,
  answers: z.array(AnswerRef).max(20).default([]),
  outcome: OutcomeKind.default('guided'),
  /** transferred: to whom. */
  unitId: Id.nullable().default(null),
  /** case-opened: the kind of pain. */
  pain: Pain.nullable().default(null),
  /** complaint: about whom, where that is one person of the directory, and in words. */
  againstPersonId: Id.nullable().default(null),
  against: z.string().trim().max(500).default(''),
  /** out-of-scope: why it is not for this window, and where else to go. */
  reason: ScopeReason.nullable().default(null),
  remedy: z.string().trim().max(500).default(''),
  /** call-back: what is to be found out first. */
  note: z.string().trim().max(2_000).default(''),
})
export type Question = z.infer<typeof Question>

/** A contact as the desk sends it, half typed or to be saved. */
export const ContactInput = z.object({
  channel: ContactChannel,
  callerName: z.string().trim().max(100).default(''),
  isAnonymous: z.boolean().default(false),
  /** In clear, sealed before it is kept. Left out: the number that the server has already. Null: none. */
  phone: z.string().trim().max(40).nullable().optional(),
  questions: z.array(Question).min(1).max(20),
  /** When the person was first spoken to: a desk that was cut off saves later than it promised. */
  takenAt: Instant,
})
export type ContactInput = z.infer<typeof ContactInput>

/** What became of a question, with what was told at that moment. */
export const SettledOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('guided') }),
  z.object({ kind: z.literal('transferred'), unitId: Id, unitName: z.string(), phones: z.array(OfficePhone) }),
  z.object({ kind: z.literal('call-back'), taskId: Id, dueAt: Instant }),
  z.object({ kind: z.literal('case-opened'), caseId: Id, caseNo: z.string() }),
  z.object({ kind: z.literal('complaint'), taskId: Id, toPersonId: Id, toName: z.string(), dueAt: Instant }),
  z.object({ kind: z.literal('out-of-scope'), reason: ScopeReason, name: z.string().optional(), remedy: z.string() }),
])
export type SettledOutcome = z.infer<typeof SettledOutcome>

export const SettledQuestion = Question.extend({ settled: SettledOutcome.nullable().default(null) })
export type SettledQuestion = z.infer<typeof SettledQuestion>

/** What is still owed outside of a case. A missed call has no contact yet; a report is owed by whoever keeps the answer. */
export const ReceptionTaskKind = z.enum(['call-back', 'missed-call', 'complaint', 'report'])
export type ReceptionTaskKind = z.infer<typeof ReceptionTaskKind>

export type ReceptionTask = {
  readonly taskId: string
  readonly kind: ReceptionTaskKind
  readonly party: Party
  /** The person complained of: neither gets the task nor sees it. */
  readonly aboutPersonId: string | null
  readonly ask: string
  readonly dueAt: Instant
}

/** `given-up` needs as many tries as the policy says. */
export const TaskOutcome = z.enum(['done', 'not-reached', 'given-up'])
export type TaskOutcome = z.infer<typeof TaskOutcome>
