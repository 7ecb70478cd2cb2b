import { z } from 'zod'
import { Pain, ResultKind } from '../cases/words.ts'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { Instant } from '../kernel/time.ts'

/** Why something is suggested: words of the text, and earlier cases (by number) in which it was chosen. */
const reasons = {
  probability: z.number().min(0).max(1),
  because: z.array(z.string()),
  cases: z.array(z.object({ caseId: Id, caseNo: z.string() })),
}

const LearntFrom = z.object({ cases: z.int(), items: z.int(), questions: z.int(), at: Instant })

export const SimilarCase = z.object({
  caseId: Id,
  caseNo: z.string(),
  want: z.string(),
  itemName: z.string().nullable(),
  result: ResultKind.nullable(),
  /** What the applicant was told in the end, numbers masked. */
  reply: z.string(),
  closedAt: Instant.nullable(),
  likeness: z.number(),
  because: z.array(z.string()),
})
export type SimilarCase = z.infer<typeof SimilarCase>

/** What similar questions were answered with at the desk, and how often. */
export const AnsweredBefore = z.object({
  key: z.string(),
  kind: z.enum(['item', 'qa', 'unit', 'person']),
  id: Id,
  title: z.string(),
  probability: z.number().min(0).max(1),
  times: z.int(),
  because: z.array(z.string()),
})
export type AnsweredBefore = z.infer<typeof AnsweredBefore>

export const ContactSuggestions = z.object({
  answers: z.array(AnsweredBefore),
  outcomes: z.array(z.object({ outcome: z.string(), probability: z.number(), times: z.int() })),
  /** How like the most similar question is, from 0 to 1. */
  likeness: z.number(),
  /** From how many questions this was learnt. */
  questions: z.int(),
})
export type ContactSuggestions = z.infer<typeof ContactSuggestions>

export const Suggestions = z.object({
  items: z.array(
    z.object({
      /** In how many contacts a similar question was answered with it. */
      contacts: z.int(),
      item: z.object({ itemId: Id, version: z.int().positive(), name: z.string() }),
      organisationName: z.string(),
      ...reasons,
    }),
  ),
  /** `unitId` is the unit of the organisation that such cases usually go to. */
  units: z.array(
    z.object({
      organisationId: Id,
      unitId: Id.nullable(),
      organisationName: z.string(),
      unitName: z.string(),
      ...reasons,
    }),
  ),
  pains: z.array(z.object({ pain: Pain, ...reasons })),
  categories: z.array(z.object({ groupName: z.string(), ...reasons })),
  similar: z.array(SimilarCase),
  /** From how much this was learnt. */
  learntFrom: LearntFrom,
})
export type Suggestions = z.infer<typeof Suggestions>

/** How often the first, and one of the first three, was what the officer chose. */
export const HitRate = z.object({
  what: z.enum(['item', 'unit', 'pain', 'category', 'contact-answer', 'contact-outcome']),
  judged: z.int(),
  top1: z.int(),
  top3: z.int(),
})
export type HitRate = z.infer<typeof HitRate>

const told = z.object({
  want: z.string().trim().min(2).max(10_000),
  alreadyDone: z.string().trim().max(10_000).default(''),
})

/** As it left the process, for whoever asked: they see that nothing personal went out. Null: nothing left. */
const sent = z.string().nullable()

/**
 * Why there is nothing to show: switched off · not reached · it answered with a fault · too slow · not understood · not
 * held up by its sources.
 */
export const NoAnswer = z.object({
  outcome: z.enum(['off', 'unreachable', 'failed', 'slow', 'unreadable', 'unfounded']),
  /** What the server said instead (HTTP), where it said anything. */
  status: z.int().nullable().default(null),
  sent: sent.default(null),
})
export type NoAnswer = z.infer<typeof NoAnswer>

/** Something of the catalogue that the search found, on which an answer may rest. */
export const SourceRef = z.object({ kind: z.enum(['item', 'qa']), id: Id })
export type SourceRef = z.infer<typeof SourceRef>

/** Names of whom the text speaks, as far as the desk knows them: they are taken out before anything leaves. */
const names = z.array(z.string().trim().max(100)).max(20).default([])

export const DraftReply = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('drafted'),
    /** With [S1] … where it rests on a source. */
    text: z.string(),
    sources: z.array(SourceRef.extend({ label: z.string(), title: z.string() })),
    sent,
  }),
  NoAnswer,
])
export type DraftReply = z.infer<typeof DraftReply>

export const SummaryReply = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('summarised'), text: z.string(), sent }),
  NoAnswer,
])
export type SummaryReply = z.infer<typeof SummaryReply>

export const triageContract = contract({
  suggest: {
    method: 'POST', // what a person told belongs in no address and no log of addresses
    path: '/api/triage/suggestions',
    body: told,
    reply: Suggestions,
    permission: 'registerCase',
    audit: null,
    summary: 'Likely item, unit, kind of pain, category and similar earlier cases, ranked, each with its reason',
  },
  suggestForContact: {
    method: 'POST',
    path: '/api/triage/contact-suggestions',
    body: z.object({ words: z.string().trim().min(2).max(10_000) }),
    reply: ContactSuggestions,
    permission: 'takeContact',
    audit: null,
    summary: 'What answered similar questions at this desk until a moment ago, ranked, each with its reason',
  },
  hitRates: {
    method: 'GET',
    path: '/api/triage/hit-rates',
    query: z.object({ days: z.coerce.number().int().min(1).max(3_660).default(365) }),
    reply: z.object({
      rates: z.array(HitRate),
      learntFrom: LearntFrom.nullable(),
    }),
    permission: 'registerCase',
    audit: null,
    summary: 'What was suggested beside what was chosen: hits of the first and of the first three',
  },
  assistant: {
    method: 'GET',
    path: '/api/triage/assistant',
    reply: z.object({ isOn: z.boolean() }),
    permission: 'registerCase',
    audit: null,
    summary: 'Whether the centre has switched an assistant on',
  },
  assistantSettings: {
    method: 'GET',
    path: '/api/triage/assistant/settings',
    reply: z.object({
      /** Null: off. The address without its key. */
      server: z.object({ url: z.string(), model: z.string(), hasKey: z.boolean(), seconds: z.number() }).nullable(),
      /** How often it was asked in the last thirty days. */
      asked: z.int(),
    }),
    permission: 'viewAssistant',
    audit: null,
    summary: 'Whether an assistant is on, at which address and with which model; never its key',
  },
  tryAssistant: {
    method: 'POST',
    path: '/api/triage/assistant/try',
    reply: z.object({
      outcome: z.enum(['answered', ...NoAnswer.shape.outcome.options]),
      status: z.int().nullable(),
      ms: z.int(),
    }),
    permission: 'viewAssistant',
    audit: 'assistant.try',
    summary: 'One word to the server, of nobody and nothing, to see whether it answers',
  },
  draft: {
    method: 'POST',
    path: '/api/triage/assistant/draft',
    body: z.object({
      question: z.string().trim().min(2).max(4_000),
      /** None: the catalogue has nothing to rest on, and nothing leaves. */
      sources: z.array(SourceRef).max(8),
      names,
    }),
    reply: DraftReply,
    permission: 'registerCase',
    audit: 'assistant.draft',
    summary: 'A draft of a guidance answer, only from the given items and answers, each sentence with its source',
  },
  summarise: {
    method: 'POST',
    path: '/api/triage/assistant/summary',
    body: z.object({ call: z.string().trim().min(2).max(20_000), names }),
    reply: SummaryReply,
    permission: 'registerCase',
    audit: 'assistant.summary',
    summary: 'A call in some sentences; personal data is masked before it leaves the process',
  },
})
