import { z } from 'zod'
import { CaseStatus, Grade, LadderCause, LadderPaper, Pain } from '../cases/words.ts'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { Instant } from '../kernel/time.ts'
import { ReviewCause } from '../policy/service.ts'
import { AnswerInput, InstructedParty, InstructionInput, InstructionState, VerdictInput } from './instructions.ts'
import { Month } from './month.ts'

const Who = z.object({ name: z.string(), at: Instant })
const Receipt = z.object({ by: z.string(), at: Instant })

/** 催办通知书 · 督办单 of a rung: numbered, with until when whoever is called has to see to it, and its receipt. */
const RungPaper = z.object({
  kind: LadderPaper,
  number: z.string(),
  rungName: z.string(),
  cause: LadderCause,
  until: Instant.nullable(),
  isProvisional: z.boolean(),
  receipt: Receipt.nullable(),
  /** When what it asks for was done; it waits for no signature any more. */
  answeredAt: Instant.nullable(),
  maySign: z.boolean(),
})
export type RungPaper = z.infer<typeof RungPaper>

export const ListChangeKind = z.enum(['removed', 'restored'])

export const Holding = z.object({ who: z.string(), workingDays: z.int() })

/** One line of the list. Names of applicants are masked: the paper leaves the house. */
export const EntryRow = z.object({
  caseId: Id,
  caseNo: z.string(),
  applicant: z.string(),
  want: z.string(),
  itemName: z.string().nullable(),
  causes: z.array(ReviewCause),
  unitId: Id.nullable(),
  unit: z.string(),
  pain: Pain,
  grade: Grade.nullable(),
  registeredAt: Instant,
  /** What waited longest, and all who held it. */
  holdings: z.array(Holding),
  instructions: z.int(),
  /** Why it is not counted; null while it stands on the list. */
  removed: Who.extend({ reason: z.string() }).nullable(),
  /** Every time that it was taken off or put back, and why. */
  changes: z.array(Who.extend({ kind: ListChangeKind, reason: z.string() })),
})
export type EntryRow = z.infer<typeof EntryRow>

/** One page a case: as it stood when the list froze, and what is missing now. */
export const EntryPage = EntryRow.extend({
  status: CaseStatus,
  level: z.int(),
  owner: z.string(),
  alreadyDone: z.string(),
  dueAt: Instant.nullable(),
  frozenAt: Instant,
  timeline: z.array(z.object({ at: Instant, who: z.string(), sentence: z.string() })),
  missing: z.array(z.object({ sentence: z.string(), who: z.string() })),
})
export type EntryPage = z.infer<typeof EntryPage>

export const InstructionEntryKind = z.enum(['answered', 'accepted', 'sent-back'])

/** What the clock said about an instruction that nobody had answered. */
export const InstructionAlarmKind = z.enum(['reminded', 'overdue', 'escalated', 'unmanned'])

export const InstructionTaskView = z.object({
  taskId: Id,
  /** As its papers carry it. */
  number: z.string(),
  instructionId: Id,
  month: Month,
  text: z.string(),
  caseNos: z.array(z.string()), // empty: the month as a whole
  caseIds: z.array(Id),
  givenBy: z.string(),
  givenAt: Instant,
  party: InstructedParty,
  who: z.string(),
  state: InstructionState,
  dueAt: Instant,
  isProvisional: z.boolean(),
  isLate: z.boolean(),
  /** 签收: who received it, or answered it unsigned. */
  receipt: Receipt.nullable(),
  maySign: z.boolean(),
  /** How often it was answered, or is being answered: one more each time that it is sent back. */
  round: z.int(),
  mayAnswer: z.boolean(),
  mayJudge: z.boolean(),
  entries: z.array(z.object({ kind: InstructionEntryKind, by: z.string(), at: Instant, text: z.string() })),
  alarms: z.array(z.object({ kind: InstructionAlarmKind, who: z.string(), paper: RungPaper.nullable(), at: Instant })),
})
export type InstructionTaskView = z.infer<typeof InstructionTaskView>

export const Counts = z.object({
  month: Month,
  total: z.int(),
  removed: z.int(),
  byCause: z.partialRecord(ReviewCause, z.int()),
  byUnit: z.array(z.object({ unitId: Id.nullable(), unit: z.string(), count: z.int() })),
})
export type Counts = z.infer<typeof Counts>

/** 月度通报: the units that the month names, the worst first. */
export const NamedUnit = z.object({
  unitId: Id.nullable(),
  unit: z.string(),
  count: z.int(),
  /** Named so many months running, this one included. */
  monthsRunning: z.int(),
  /** 问责: the rules say that it has to answer for it. */
  isAccountable: z.boolean(),
})
export type NamedUnit = z.infer<typeof NamedUnit>

export const ReviewView = z.object({
  month: Month,
  frozenAt: Instant,
  frozenBy: z.string(),
  /** Whether this server has what a PDF needs; otherwise the Word file is the way out. */
  hasPdf: z.boolean(),
  counts: Counts,
  /** The months before it, newest first. */
  earlier: z.array(Counts),
  /** Empty where the rules name nobody. */
  circular: z.array(NamedUnit),
  rows: z.array(EntryRow),
  instructions: z.array(InstructionTaskView),
  /** What became of last month's instructions, and of older ones that are not over. */
  earlierInstructions: z.array(InstructionTaskView),
})
export type ReviewView = z.infer<typeof ReviewView>

const params = z.object({ month: Month })

export const reviewContract = contract({
  listReviews: {
    method: 'GET',
    path: '/api/reviews',
    reply: z.object({
      rows: z.array(z.object({ month: Month, frozenAt: Instant, total: z.int() })),
      /** The newest month that is over and not frozen yet. */
      next: Month.nullable(),
    }),
    permission: 'viewReview',
    audit: null,
    summary: 'The monthly reviews of this centre',
  },
  freezeReview: {
    method: 'POST',
    path: '/api/reviews',
    body: params,
    reply: params,
    permission: 'freezeReview',
    audit: 'review.freeze',
    summary: 'Freeze the list of a month that is over; frozen once, it stands',
  },
  viewReview: {
    method: 'GET',
    path: '/api/reviews/:month',
    params,
    reply: ReviewView,
    permission: 'viewReview',
    audit: 'review.view',
    summary: 'The front page and the list of a month, with what became of the last instructions',
  },
  viewReviewPages: {
    method: 'GET',
    path: '/api/reviews/:month/pages',
    params,
    query: z.object({ caseId: Id.optional() }),
    reply: z.object({ pages: z.array(EntryPage) }),
    permission: 'viewReview',
    audit: 'review.view',
    summary: 'One page a case, of all cases of the list or of one',
  },
  reviewDocument: {
    method: 'GET',
    path: '/api/reviews/:month/document.docx',
    params,
    reply: z.any(),
    permission: 'viewReview',
    audit: 'review.export',
    summary: 'The whole review as a Word file in the official layout',
  },
  reviewPdf: {
    method: 'GET',
    path: '/api/reviews/:month/document.pdf',
    params,
    reply: z.any(),
    permission: 'viewReview',
    audit: 'review.export',
    summary: 'The same as a PDF, with its fonts; where the server has none, it names the Word file as the way out',
  },
  removeFromReview: {
    method: 'POST',
    path: '/api/reviews/:month/cases/:caseId/removal',
    params: params.extend({ caseId: Id }),
    body: z.object({ reason: z.string().trim().min(5).max(1_000) }),
    reply: z.null(),
    permission: 'removeFromReview',
    audit: 'review.remove',
    summary: 'Take a case off the list, for a reason that stays with it',
  },
  restoreToReview: {
    method: 'POST',
    path: '/api/reviews/:month/cases/:caseId/restoration',
    params: params.extend({ caseId: Id }),
    body: z.object({ reason: z.string().trim().min(5).max(1_000) }),
    reply: z.null(),
    permission: 'removeFromReview',
    audit: 'review.restore',
    summary: 'Put back a case that was taken off the list, for a reason that stays with it',
  },
  instruct: {
    method: 'POST',
    path: '/api/reviews/:month/instructions',
    params,
    body: InstructionInput,
    reply: z.object({ instructionId: Id }),
    permission: 'instruct',
    audit: 'review.instruct',
    summary: 'An instruction (批示): a task with a due day for each party',
  },
  instructionTasks: {
    method: 'GET',
    path: '/api/instruction-tasks',
    reply: z.object({ rows: z.array(InstructionTaskView), late: z.int() }),
    permission: 'viewInstruction',
    audit: null,
    summary: 'Instructions that wait for me: to be answered, or to be judged',
  },
  instructionTask: {
    method: 'GET',
    path: '/api/instruction-tasks/:taskId',
    params: z.object({ taskId: Id }),
    reply: InstructionTaskView,
    permission: 'viewInstruction',
    audit: null,
    summary: 'One instruction to one party, with the papers that its rungs sent',
  },
  signInstruction: {
    method: 'POST',
    path: '/api/instruction-tasks/:taskId/receipts',
    params: z.object({ taskId: Id }),
    body: z.object({ number: z.string().max(60) }),
    reply: z.null(),
    permission: 'signInstruction',
    audit: 'review.sign',
    summary: 'Sign for an instruction, or for a paper that one of its rungs sent (签收), by its number',
  },
  answerInstruction: {
    method: 'POST',
    path: '/api/instruction-tasks/:taskId/answer',
    params: z.object({ taskId: Id }),
    body: AnswerInput,
    reply: z.null(),
    permission: 'answerInstruction',
    audit: 'review.answer',
    summary: 'Answer an instruction; it goes back to the leader',
  },
  judgeAnswer: {
    method: 'POST',
    path: '/api/instruction-tasks/:taskId/verdict',
    params: z.object({ taskId: Id }),
    body: VerdictInput,
    reply: z.null(),
    permission: 'instruct',
    audit: 'review.judge',
    summary: 'Accept an answer, or send it back with what is missing and a new day',
  },
})
