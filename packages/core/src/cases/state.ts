import type { Id } from '../kernel/ids.ts'
import type { Limit } from '../kernel/limit.ts'
import type { Sealed } from '../kernel/sealed.ts'
import type { Instant } from '../kernel/time.ts'
import type { Clock, FilledForm, NegativeAnswer, ProposedStep } from './events.ts'
import type { Applicant, ItemRef, Override } from './parties.ts'
import type {
  CaseStatus,
  Channel,
  DeliveryDirection,
  DeliveryState,
  Grade,
  LadderCause,
  LadderPaper,
  Pain,
  PaperForm,
  PaperState,
  Party,
  Purpose,
  ResultKind,
  ScopeReason,
  SignedBy,
  StepChannel,
  TaskKind,
  TaskState,
  TellingMeans,
  ToleranceKind,
  ToleranceState,
  Urgency,
} from './words.ts'

/** Who and when, as every ended thing keeps it. `by` is a person's id, or `system`. */
export type Mark = { readonly at: Instant; readonly by: string }

export type Reply = {
  readonly internalNote: string
  readonly publicReply: string
  readonly fileIds: readonly Id[]
  readonly form: FilledForm | null
  readonly solution: readonly ProposedStep[]
}

/** The newest link to a task: whoever holds it can do what the task asks. */
export type SentLink = {
  readonly linkId: Id
  readonly organisation: string
  readonly recipient: string
  readonly expiresAt: Instant
  readonly revokedAt: Instant | null
}

/** 转办: who had it before, and why it went on. */
export type Transfer = Mark & { readonly fromUnitId: Id; readonly toUnitId: Id; readonly reason: string }

export type Task = {
  readonly taskId: Id
  readonly kind: TaskKind
  readonly party: Party
  readonly ask: string
  readonly state: TaskState
  readonly opened: Mark
  readonly clock: Clock | null
  /** Null while an earlier step is awaited, or while the clock stands still. */
  readonly dueAt: Instant | null
  readonly parentTaskId: Id | null
  readonly requestId: Id | null
  readonly part: 'lead' | 'assist' | null
  readonly mayReturn: boolean
  readonly returns: number
  readonly formId: Id | null
  readonly purpose?: Purpose | undefined
  readonly step: { readonly channel: StepChannel; readonly after: readonly Id[] } | null
  /** How often a step was sent back to; absent: never. */
  readonly rounds?: number
  /** Absent: no link was ever sent. */
  readonly link?: SentLink
  /** 转办, the newest last; absent: never. */
  readonly transfers?: readonly Transfer[]
  /** 会签: the supervisor let the case go on without this unit’s agreement. */
  readonly overruled?: Mark & { readonly reason: string }
  /** 会签: after this refusal everybody was asked once more. */
  readonly againRequestId?: Id
  /** 会签: the supervisor took this unit out; the others go on. */
  readonly released?: true
  /** 催办 by hand, the newest last; absent: none. */
  readonly urgings?: readonly (Mark & { readonly words: string })[]
  readonly subjectId: Id | null
  /** Which of the procedures that the policy names; only on a task of this kind. */
  readonly procedure?: { readonly key: string; readonly name: string }
  /** 否定答复: what was drafted; only on the task of its approval. */
  readonly negative?: NegativeAnswer
  readonly fileIds: readonly Id[]
  readonly signed: Mark | null
  readonly reply: Reply | null
  readonly extensions: number
  /** By how much, each time; absent on tasks older than the record of it. */
  readonly extendedBy?: readonly Limit[]
  /** On a task that decides an extension: the length asked for. */
  readonly askedLimit: Limit | null
  readonly ended: (Mark & { readonly outcome: string }) | null
}

export type PaperMove = Mark & { readonly holder: Party; readonly place: string; readonly note: string }

export type Paper = {
  readonly paperId: Id
  readonly receiptId: Id
  readonly name: string
  readonly form: PaperForm
  readonly copies: number
  readonly condition: string
  readonly materialId: Id | null
  readonly state: PaperState
  readonly holder: Party
  readonly place: string
  readonly moves: readonly PaperMove[]
  readonly ended: (Mark & { readonly outcome: string }) | null
}

export type Receipt = {
  readonly receiptId: Id
  readonly receiptNo: string
  readonly from: string
  readonly consentToHandIn: boolean
  readonly takenIn: Mark
}

export type Tolerance = {
  readonly toleranceId: Id
  readonly kind: ToleranceKind
  readonly taskId: Id
  readonly unitId: Id
  readonly materialId: Id | null
  readonly materialName: string
  readonly shortfall: string
  readonly undertaking: string
  readonly requested: Mark
  readonly state: ToleranceState
  readonly decided: (Mark & { readonly ground: string; readonly conditions: string }) | null
  readonly supplementTaskId: Id | null
}

export type Delivery = {
  readonly deliveryId: Id
  readonly taskId: Id
  readonly direction: DeliveryDirection
  readonly unitId: Id
  readonly contents: string
  readonly paperIds: readonly Id[]
  readonly recipient: string
  readonly phone: Sealed
  readonly address: Sealed
  readonly state: DeliveryState
  readonly waybills: readonly string[]
  readonly signedBy: SignedBy | null
  readonly reports: readonly (Mark & { readonly state: DeliveryState; readonly note: string })[]
}

export type Result = {
  readonly kind: ResultKind
  readonly publicReply: string
  readonly internalNote: string
  readonly proof: string
  readonly legalBasis: string
  readonly alternative: string
  readonly applicantWords: string
  readonly fileIds: readonly Id[]
  readonly recorded: Mark
}

export type Told = Mark & { readonly means: TellingMeans; readonly toWhom: string; readonly note: string }

export type FollowUp = Mark & {
  readonly solved: boolean | null
  readonly satisfaction: number | null
  readonly words: string
}

/** 好差评 that the applicant gave by their link. */
export type Rating = Mark & {
  readonly round: number
  readonly satisfaction: number
  readonly solved: boolean | null
  readonly words: string
  /** 追评, the newest last. */
  readonly additions: readonly (Mark & { readonly words: string })[]
}

/** An interval in which the clock stands still. Several may run at once; the clock goes on when none does. */
export type CasePause = {
  readonly from: Instant
  readonly to: Instant | null
  readonly reason: string
  /** What is waited for; its party is whom the case waits for. */
  readonly taskId: Id
  /** What lies beyond it counts again; absent or null: as long as it takes. */
  readonly ceilingAt?: Instant | null
  /** The length that it was counted from; absent on pauses older than the record of it. */
  readonly ceiling?: Limit
}

/** The clock of the case as a ledger: what was allowed, from when, and every interval in which it stood still. */
export type CaseClock = {
  readonly clock: Clock
  /** Null while it stands still. */
  readonly dueAt: Instant | null
  readonly pauses: readonly CasePause[]
  readonly extensions: readonly { readonly at: Instant; readonly limit: Limit; readonly reason: string }[]
}

/** A pause that runs ends: now, or where its ceiling was. */
export const endPause = (pause: CasePause, now: Instant): CasePause =>
  pause.to === null ? { ...pause, to: pause.ceilingAt && pause.ceilingAt < now ? pause.ceilingAt : now } : pause
export const runningPauses = (state: Pick<CaseState, 'caseClock'>): readonly CasePause[] =>
  (state.caseClock?.pauses ?? []).filter(({ to }) => to === null)

/** A rung of the ladder that was reached, as its paper prints it. */
export type Escalation = Mark & {
  readonly taskId: Id
  readonly supervisionTaskId: Id
  readonly rung: string
  /** As the centre calls the rung; absent where it has no name of its own. */
  readonly name?: string | undefined
  readonly cause: LadderCause
  readonly party: Party
  readonly paper: { readonly kind: LadderPaper; readonly number: string } | null
  readonly reason: string
}

/** Who was told of the case and owes nothing: a unit, or one person of it. */
export type Copy = {
  readonly unitId: Id
  readonly personId?: Id | undefined
  readonly note: string
  readonly sent: Mark
  readonly read: Mark | null
}

/** What a case is: the fold of its log. */
export type CaseState = {
  readonly centerId: Id
  readonly caseId: Id
  readonly caseNo: string
  /** The number of events folded: the version that a command expects. */
  readonly version: number
  readonly status: CaseStatus
  readonly policyVersion: string
  readonly registered: Mark
  readonly channel: Channel
  readonly transferredFrom: string | null
  readonly applicant: Applicant
  readonly want: string
  readonly pain: Pain
  readonly item: ItemRef | null
  readonly alreadyDone: string
  readonly trips: number
  readonly overrides: readonly Override[]
  readonly grade: Grade | null
  /** What the centre's own rule calls it; absent: the usual word. */
  readonly gradeName?: string
  /** Absent: general. */
  readonly urgency?: Urgency
  readonly accepted: Mark | null
  readonly refusal:
    | (Mark & {
        readonly reason: ScopeReason
        readonly reasonName?: string
        readonly explanation: string
        readonly remedy: string
      })
    | null
  /** First-asked responsibility (首问负责): never empty; before acceptance it is whoever registered the case. */
  readonly ownerId: string
  /** Everyone who handled this round; none of them may make the follow-up. */
  readonly handlerIds: readonly string[]
  /** 0 at first; one more with every reopening. */
  readonly level: number
  readonly caseClock: CaseClock | null
  readonly tasks: readonly Task[]
  readonly receipts: readonly Receipt[]
  readonly papers: readonly Paper[]
  readonly tolerances: readonly Tolerance[]
  readonly deliveries: readonly Delivery[]
  readonly result: Result | null
  readonly told: Told | null
  readonly resolved: Mark | null
  readonly followUpAttempts: readonly Mark[]
  readonly followUp: FollowUp | null
  readonly closed: Mark | null
  /** Results and follow-ups of earlier rounds, kept when the case was reopened. */
  readonly rounds: readonly {
    readonly result: Result | null
    readonly followUp: FollowUp | null
    readonly reopened: Mark
    readonly reason: string
  }[]
  /** At most one of each round; absent: none was ever given by a link. */
  readonly ratings?: readonly Rating[]
  readonly fileIds: readonly Id[]
  /** Every alarm that was sounded, by its name: none is sounded twice. */
  readonly alarms: readonly string[]
  readonly escalations: readonly Escalation[]
  /** 抄送; absent on states older than the word. */
  readonly copies?: readonly Copy[]
  readonly changedAt: Instant
}

/** 督办 of one task: it ends with the task that it is about. One without a subject is settled by a decision. */
export const isSupervision = (task: Pick<Task, 'kind' | 'subjectId'>): boolean =>
  task.kind === 'oversee' && task.subjectId !== null
/** 征求意见, or the choice of another unit where one sent it back: it is waited for by nobody. */
export function isOpinion(state: CaseState, task: Task): boolean {
  const isChoice = task.kind === 'redirect' || task.kind === 'rule-on-return'
  const returned = isChoice && task.subjectId ? taskOf(state, task.subjectId) : undefined
  return (returned ?? task).purpose?.kind === 'opinion'
}
export const isEnded = (state: CaseState): boolean => state.status === 'closed' || state.status === 'refused'
export const openTasks = (state: CaseState): readonly Task[] => state.tasks.filter(isOpen)
/** Open, or waiting for the step before it: work that is not over. */
export const isPending = (task: Task): boolean => task.state === 'open' || task.state === 'waiting'
export const isOpen = (task: Task): boolean => task.state === 'open'
export const taskOf = (state: CaseState, taskId: Id): Task | undefined =>
  state.tasks.find((task) => task.taskId === taskId)
export const openTaskOfKind = (state: CaseState, kind: TaskKind): Task | undefined =>
  state.tasks.find((task) => task.kind === kind && isPending(task))
export const heldPapers = (state: CaseState): readonly Paper[] => state.papers.filter((paper) => paper.state === 'held')
/** States in which a delivery is proven or given up: nothing more is owed for it. */
export const isDeliveryEnded = (delivery: Delivery): boolean =>
  delivery.state === 'delivered' || delivery.state === 'picked-up' || delivery.state === 'cancelled'
