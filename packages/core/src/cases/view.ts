import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import { Limit } from '../kernel/limit.ts'
import { Instant } from '../kernel/time.ts'
import { NegativeReport } from '../policy/answers.ts'
import { PolicyChoices } from '../policy/choices.ts'
import { Decider } from '../policy/clocks.ts'
import type { CaseState } from './state.ts'
import { CaseStatus, Channel, Grade, Pain, Party, ResultKind, TaskKind } from './words.ts'

/** Why something is not possible, as a person reads it; the tooltip of the disabled button. */
export const SpokenRefusal = z.object({ code: z.string(), title: z.string(), nextStep: z.string() })
export type SpokenRefusal = z.infer<typeof SpokenRefusal>

/** One command at one thing of a case: possible now, or why not. */
export const Ability = z.object({
  command: z.string(),
  target: z.object({ taskId: Id.optional(), deliveryId: Id.optional(), toleranceId: Id.optional() }),
  refusal: SpokenRefusal.nullable(),
})
export type Ability = z.infer<typeof Ability>

/** A line of the timeline: the sentence in the reader's language, and what a correction later said of it. */
export const TimelineEntry = z.object({
  seq: z.int(),
  at: Instant,
  type: z.string(),
  actorName: z.string(),
  unitName: z.string(),
  sentence: z.string(),
  details: z.array(z.object({ label: z.string(), text: z.string() })),
  fileIds: z.array(Id),
  correction: z.object({ text: z.string(), reason: z.string(), seq: z.int() }).nullable(),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const AttachedFile = z.object({
  fileId: Id,
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  sha256: z.string(),
})
export type AttachedFile = z.infer<typeof AttachedFile>

/** The state as it leaves the server: the fold with every ciphertext taken out, masks left in. */
export const ShownState = z.custom<CaseState>((value) => typeof value === 'object' && value !== null)

/** All that the case page needs in one answer. */
export const CaseView = z.object({
  state: ShownState,
  timeline: z.array(TimelineEntry),
  abilities: z.array(Ability),
  /** What is missing before the case may be closed, each with who can do it; empty when it may be. */
  closingGate: z.array(z.object({ what: z.string(), label: z.string(), who: z.string(), sentence: z.string() })),
  /** Whose court the ball is in: open tasks, the soonest first. */
  courts: z.array(
    z.object({
      taskId: Id,
      kind: TaskKind,
      who: z.string(),
      ask: z.string(),
      dueAt: Instant.nullable(),
      isLate: z.boolean(),
      isProvisional: z.boolean(),
      /** How its due time came about, in sentences. */
      explained: z.array(z.string()),
      /** On a request for more time: the date that it would give. */
      newDueAt: Instant.nullable(),
    }),
  ),
  /** 特别程序 that the rules know: for how long at most, how often in one case, and how often this case has had it. */
  procedures: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      ceiling: Limit.nullable(),
      times: z.int().nullable(),
      had: z.int(),
    }),
  ),
  /** What may be chosen under the rules of this case, in the words of the centre. */
  choices: PolicyChoices,
  /** 否定报备: before whom a “no” of this reader goes, before or after it is said; null: before nobody. */
  negativeDuty: z.object({ report: NegativeReport, to: Decider }).nullable(),
  /** How the due time of the case came about, in sentences. */
  dueExplained: z.array(z.string()),
  /** The same in Chinese, for the applicant's papers. */
  dueOnPaper: z.array(z.string()),
  /** The date rests on a year whose holidays are not announced: it may still move (暂定). */
  dueIsProvisional: z.boolean(),
  /** 目标日期: the earlier date to work towards; null where the policy names none, or while the clock stands still. */
  targetAt: Instant.nullable(),
  /** For whom the reader stands in here while they are on leave (代办): the owner, or whom a task waits for by name. */
  standingInFor: z.array(z.object({ personId: Id, name: z.string() })),
  names: z.object({ units: z.record(z.string(), z.string()), people: z.record(z.string(), z.string()) }),
  files: z.array(AttachedFile),
})
export type CaseView = z.infer<typeof CaseView>

export const LedgerRow = z.object({
  caseId: Id,
  caseNo: z.string(),
  status: CaseStatus,
  pain: Pain,
  grade: Grade.nullable(),
  /** What the centre's rule calls it; null: the usual word. */
  gradeName: z.string().nullable(),
  channel: Channel,
  applicantName: z.string(),
  phoneMasked: z.string().nullable(),
  want: z.string(),
  itemName: z.string().nullable(),
  ownerName: z.string(),
  registeredAt: Instant,
  dueAt: Instant.nullable(),
  isLate: z.boolean(),
  /** The date rests on a year whose holidays are not announced: it may still move (暂定). */
  isProvisional: z.boolean(),
  level: z.int(),
  trips: z.int(),
  result: ResultKind.nullable(),
  closedAt: Instant.nullable(),
  waitsFor: z.string(),
})
export type LedgerRow = z.infer<typeof LedgerRow>

export const InboxRow = z.object({
  caseId: Id,
  caseNo: z.string(),
  taskId: Id,
  kind: TaskKind,
  party: Party,
  who: z.string(),
  /** Who is on leave, where it waits for the reader as their stand-in (代办). */
  onBehalfOf: z.string().nullable(),
  ask: z.string(),
  /** 督办: whose task is seen to, and which rung asks for it; null for any other task. */
  about: z.string().nullable(),
  want: z.string(),
  applicantName: z.string(),
  openedAt: Instant,
  dueAt: Instant.nullable(),
  isLate: z.boolean(),
  isProvisional: z.boolean(),
  isSigned: z.boolean(),
  status: CaseStatus,
  level: z.int(),
})
export type InboxRow = z.infer<typeof InboxRow>
