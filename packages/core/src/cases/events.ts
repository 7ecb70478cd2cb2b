import { z } from 'zod'
import { Actor } from '../kernel/actor.ts'
import { Id } from '../kernel/ids.ts'
import { Limit } from '../kernel/limit.ts'
import { Sealed } from '../kernel/sealed.ts'
import { Instant } from '../kernel/time.ts'
import { Applicant, ItemRef, Override } from './parties.ts'
import {
  Channel,
  DeliveryDirection,
  DeliveryState,
  Grade,
  LadderCause,
  LadderPaper,
  Pain,
  PaperForm,
  Party,
  Purpose,
  RatingFinding,
  ResultKind,
  Satisfaction,
  ScopeReason,
  SignedBy,
  StepChannel,
  TaskKind,
  TellingMeans,
  ToleranceKind,
  Urgency,
} from './words.ts'

const text = z.string()
/** What the centre's own rule calls it, as it was said then; absent: the usual word. */
const ownWord = z.string().optional()
const fileIds = z.array(Id)

/** A filled form, as its definition's version stood. Values of personal fields are sealed. */
export const FilledForm = z.object({
  formId: Id,
  version: z.int(),
  values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), Sealed, z.null()])),
})
export type FilledForm = z.infer<typeof FilledForm>

/** One step that a unit proposes as the way out; the owner turns it into a step of the plan. */
export const ProposedStep = z.object({
  title: text,
  channel: StepChannel,
  unitId: Id.nullable(),
  formId: Id.nullable(),
})
export type ProposedStep = z.infer<typeof ProposedStep>

/** What every result says, whatever its kind. */
const resultTexts = {
  publicReply: text,
  internalNote: text,
  proof: text,
  legalBasis: text, // explained: the rule, by number
  alternative: text, // explained: what the person can do instead
  applicantWords: text, // withdrawn: the person's own words
  fileIds,
}

/** A “no” as it was drafted: 依法不能办并已解释, or 不予受理. */
export const NegativeAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('explained'), ...resultTexts }),
  z.object({
    kind: z.literal('refused'),
    reason: ScopeReason,
    reasonName: ownWord,
    explanation: text,
    remedy: text,
  }),
])
export type NegativeAnswer = z.infer<typeof NegativeAnswer>

/** From when and how long a due time runs, so that it can always be explained and computed again. */
export const Clock = z.object({
  startedAt: Instant,
  limit: Limit,
  /** 目标日期: the earlier date to work towards; absent where the policy names none, as in every event before there were any. */
  target: Limit.optional(),
})
export type Clock = z.infer<typeof Clock>

/**
 * Everything that can happen to a case: the table of contents of the product. Old rows obey these schemas too, so a
 * change of meaning is a new event, and a new field is nullable.
 */
export const eventPayloads = {
  // — the matter itself —
  CaseRegistered: z.object({
    // somebody asked for help and it was written down
    caseNo: text,
    centerId: Id,
    caseId: Id,
    channel: Channel,
    transferredFrom: text.nullable(),
    applicant: Applicant,
    want: text,
    pain: Pain,
    item: ItemRef.nullable(),
    alreadyDone: text,
    tripsBefore: z.int().min(0),
    overrides: z.array(Override),
    fileIds,
  }),
  CaseAccepted: z.object({
    // 受理
    grade: Grade,
    gradeName: ownWord,
    reason: text,
    ownerId: Id,
    clock: Clock,
    dueAt: Instant,
    urgency: Urgency.optional(), // absent: general
  }),
  CaseRefused: z.object({
    // 不予受理, and where to go instead
    reason: ScopeReason,
    reasonName: ownWord,
    explanation: text,
    remedy: text,
    draftedBy: Id.optional(), // whose word it is, where another person approved it
  }),
  CaseRegraded: z.object({
    from: Grade,
    fromName: ownWord,
    to: Grade,
    toName: ownWord,
    reason: text,
    clock: Clock,
    dueAt: Instant.nullable(),
  }),
  // what the policy makes the time depend on was corrected: from the same start another length
  CaseLimitCorrected: z.object({ from: Limit, reason: text, clock: Clock, dueAt: Instant.nullable() }),
  DetailsCorrected: z.object({
    // a wrong entry of the registration is set right; the first one stays in the log
    reason: text,
    want: text.nullable(),
    pain: Pain.nullable(),
    item: ItemRef.nullable(),
    alreadyDone: text.nullable(),
    tripsBefore: z.int().min(0).nullable(),
    applicant: Applicant.nullable(),
    overrides: z.array(Override),
  }),
  EntryCorrected: z.object({ seq: z.int().positive(), text, reason: text }), // what an earlier entry should have said
  NoteAdded: z.object({ text, fileIds }),
  SmsConsentSet: z.object({ refuses: z.boolean(), note: text }), // 是否接收短信, in the person's own word
  TripMade: z.object({ note: text }), // 跑动: the person came to the centre once more

  // — who owns it —
  HandOverOffered: z.object({ taskId: Id, toPersonId: Id, note: text }),
  HandOverAccepted: z.object({ taskId: Id, ownerId: Id }),
  HandOverDeclined: z.object({ taskId: Id, reason: text }),
  HandOverExpired: z.object({ taskId: Id, ownerId: Id }), // nobody took it in time: it is the giver's still
  CaseCopied: z.object({ unitId: Id, personId: Id.optional(), note: text }), // 抄送: the unit sees the case and owes nothing
  CopyRead: z.object({ unitId: Id, personId: Id.optional() }),

  // — tasks: the ball —
  TaskOpened: z.object({
    taskId: Id,
    kind: TaskKind,
    party: Party,
    ask: text,
    clock: Clock.nullable(),
    dueAt: Instant.nullable(), // null only while an earlier step is awaited
    parentTaskId: Id.nullable(),
    requestId: Id.nullable(), // one request may ask several units at once
    part: z.enum(['lead', 'assist']).nullable(),
    mayReturn: z.boolean(),
    returns: z.int().min(0),
    formId: Id.nullable(),
    purpose: Purpose.optional(), // 征求意见 · 会签; absent where a unit is simply asked for help
    step: z.object({ channel: StepChannel, after: z.array(Id) }).nullable(),
    subjectId: Id.nullable(), // the receipt, delivery, tolerance or task that this task is about
    fileIds,
  }),
  TaskStarted: z.object({ taskId: Id, clock: Clock, dueAt: Instant }), // the steps before it are done
  TaskSigned: z.object({ taskId: Id }), // 签收
  TaskReplied: z.object({
    // 答复: two texts, files, the form that was asked for, a proposed way out
    taskId: Id,
    internalNote: text,
    publicReply: text,
    fileIds,
    form: FilledForm.nullable(),
    solution: z.array(ProposedStep),
  }),
  TaskForwarded: z.object({
    taskId: Id,
    childTaskId: Id,
    toUnitId: Id,
    direction: z.enum(['up', 'across']),
    ask: text,
  }), // 上报 · 请平级单位协查
  TaskTransferred: z.object({ taskId: Id, fromUnitId: Id, toUnitId: Id, reason: text }), // 转办: the task itself changes hands
  ReplyRecalled: z.object({ taskId: Id, reason: text }), // 撤回: the unit takes its own reply back, the task is open again
  TaskReturned: z.object({ taskId: Id, reason: text, suggestedUnitId: Id.nullable() }), // 退单
  TaskRedirected: z.object({ taskId: Id, childTaskId: Id, toUnitId: Id }), // the giver chose another unit
  ReturnRuled: z.object({ taskId: Id, childTaskId: Id, toUnitId: Id, reason: text }), // 裁定: final, no further return
  LinkSent: z.object({
    // somebody without an account can answer this one task; neither the address nor the code is in the log
    taskId: Id,
    linkId: Id,
    organisation: text,
    recipient: text,
    expiresAt: Instant,
    fileIds, // of the task's files, those that they may read
  }),
  LinkRevoked: z.object({ taskId: Id, linkId: Id }),
  UnitAdded: z.object({ taskId: Id, childTaskId: Id, toUnitId: Id }), // 加签 · 加派: one more unit within an open request
  TaskUrged: z.object({ taskId: Id, party: Party, words: text }), // 催办 by hand; the ladder has its own
  CountersignAgreed: z.object({ taskId: Id, note: text, fileIds }), // 会签: 同意
  CountersignRefused: z.object({ taskId: Id, reason: text, fileIds }), // 会签: 不同意
  RefusalRuled: z.object({ taskId: Id, refusedTaskId: Id, upheld: z.boolean(), reason: text }), // upheld: the request ends
  RefusalOverruled: z.object({ taskId: Id, reason: text }), // a refusal that had ended the request holds nothing up any more
  CountersignAskedAgain: z.object({ taskId: Id, requestId: Id }), // the refused task, and the request that follows it
  CountersignerReleased: z.object({ taskId: Id, reason: text }), // one unit is asked no longer, the others go on
  TaskWithdrawn: z.object({ taskId: Id, reason: text }), // 撤回
  TaskDone: z.object({ taskId: Id, outcome: text, fileIds }),
  StepCompleted: z.object({ taskId: Id, outcome: text, form: FilledForm.nullable(), fileIds }),
  StepSentBack: z.object({
    // 退回: an earlier step of the plan is done again, and what stood on it waits
    taskId: Id,
    toTaskId: Id,
    waiting: z.array(Id),
    reason: text,
  }),
  ExtensionRequested: z.object({ taskId: Id, decisionTaskId: Id, limit: Limit, reason: text }),
  ExtensionDecided: z.object({
    taskId: Id,
    decisionTaskId: Id,
    granted: z.boolean(),
    limit: Limit,
    dueAt: Instant.nullable(),
    reason: text,
    applicantTold: text, // how the applicant was told the new date; empty when refused
  }),

  DueRecomputed: z.object({
    // the calendar was corrected, or a year's holidays were announced: what was due then is due now
    reason: text,
    caseDueAt: Instant.nullable(), // null: the clock stands still
    tasks: z.array(z.object({ taskId: Id, from: Instant, dueAt: Instant })),
    ceilings: z.array(z.object({ taskId: Id, ceilingAt: Instant })).optional(), // of pauses that still run
  }),

  // — the ladder (多级帮办); `alarm` names what was sounded, so that it is sounded once —
  TaskReminded: z.object({ alarm: text, taskId: Id, dueAt: Instant, party: Party }), // 临期提醒
  TaskOverdue: z.object({ alarm: text, taskId: Id, dueAt: Instant, party: Party }), // 逾期
  TaskUnmanned: z.object({ alarm: text, taskId: Id, party: Party, supervisionTaskId: Id }), // nobody there can do it
  TaskManned: z.object({ alarm: text, taskId: Id, party: Party }), // somebody can do it again
  TaskEscalated: z.object({
    // one rung higher: somebody else is asked to see to it
    alarm: text,
    taskId: Id,
    supervisionTaskId: Id,
    rung: text,
    name: text.optional(), // of the rung, as the centre calls it
    cause: LadderCause,
    party: Party,
    paper: z.object({ kind: LadderPaper, number: text }).nullable(), // 催办通知书 · 督办单
    reason: text, // by hand: the supervisor's own words
  }),

  // — the applicant's turn —
  ApplicantAsked: z.object({ taskId: Id, items: z.array(text), means: TellingMeans }),
  ApplicantAnswered: z.object({ taskId: Id, note: text, fileIds }),

  ApplicantContacted: z.object({
    // 首次联系
    taskId: Id,
    at: Instant,
    means: TellingMeans,
    toWhom: text,
    words: text,
  }),

  // — the clock of the case: a pause for each task that it stands still for —
  ClockStopped: z.object({
    taskId: Id,
    reason: text,
    ceiling: Limit.optional(), // how long at most; absent in events older than the record of it
    ceilingAt: Instant.nullable().optional(), // the longest that it may stand still; what lies beyond counts again
  }),
  PauseEnded: z.object({ taskId: Id }), // one pause of several is over; the clock stands still for the others
  PauseExpired: z.object({
    // a pause reached its ceiling: the clock goes on by itself, unless another pause runs
    alarm: text,
    taskId: Id,
    at: Instant, // the ceiling; a clock that was not looked at says so later
    dueAt: Instant.nullable(), // null: another pause runs
    party: Party, // whoever is told
  }),
  ClockResumed: z.object({ taskId: Id, dueAt: Instant }), // the last pause is over

  // — 特别程序: what by law is not counted (行政许可法 §45), done by somebody until some day —
  ProcedureStarted: z.object({
    taskId: Id,
    key: text, // as the policy names it
    name: text,
    party: Party, // whom the case waits for
    reason: text,
    dueAt: Instant, // the time that it takes, as the applicant was told
    told: z.object({ means: TellingMeans, toWhom: text }), // in writing
  }),
  ProcedureEnded: z.object({ taskId: Id, outcome: text, fileIds }),

  // — papers in custody —
  PapersTakenIn: z.object({
    receiptId: Id,
    receiptNo: text,
    papers: z.array(
      z.object({
        paperId: Id,
        name: text,
        form: PaperForm,
        copies: z.int().positive(),
        condition: text,
        materialId: Id.nullable(),
      }),
    ),
    from: text,
    place: text,
    consentToHandIn: z.boolean(), // the person agrees that the window hands them in later on their behalf
  }),
  PapersMoved: z.object({ paperIds: z.array(Id), holder: Party, place: text, note: text }),
  PapersHandedIn: z.object({ paperIds: z.array(Id), toUnitId: Id, acceptedAt: Instant, acceptanceNo: text }), // 收件受理 without the person
  PapersGivenBack: z.object({ paperIds: z.array(Id), to: text, means: z.enum(['in-person', 'by-post']), note: text }),
  PaperLost: z.object({ paperId: Id, reason: text, amends: text }), // the supervisor owns up and says what makes it good

  // — 容缺 · 告知承诺 · 变通 —
  ToleranceRequested: z.object({
    toleranceId: Id,
    kind: ToleranceKind,
    taskId: Id,
    unitId: Id,
    materialId: Id.nullable(),
    materialName: text,
    shortfall: text, // what is short and by how much
    undertaking: text, // the statement, commitment or substitute that is offered
    fileIds,
  }),
  ToleranceDecided: z.object({
    toleranceId: Id,
    granted: z.boolean(),
    ground: text,
    conditions: text,
    supplementTaskId: Id.nullable(),
  }),
  ToleranceSupplemented: z.object({ toleranceId: Id, taskId: Id, note: text, fileIds }),

  // — result —
  ResultRecorded: z.object({ kind: ResultKind, ...resultTexts, draftedBy: Id.optional() }), // draftedBy: as with CaseRefused
  // 否定报备: a “no” that is not said yet, put before the approver as a task; or said, and reported
  NegativeAnswerDrafted: z.object({ taskId: Id, answer: NegativeAnswer }),
  NegativeAnswerDecided: z.object({ taskId: Id, granted: z.boolean(), reason: text }), // sent back with its reason, or approved
  NegativeAnswerReported: z.object({ party: Party, answer: text }),
  ApplicantTold: z.object({ means: TellingMeans, toWhom: text, note: text }),
  CaseResolved: z.object({}), // 办结

  // — delivery —
  DeliveryArranged: z.object({
    deliveryId: Id,
    taskId: Id,
    direction: DeliveryDirection,
    unitId: Id,
    contents: text,
    paperIds: z.array(Id),
    recipient: text,
    phone: Sealed,
    address: Sealed,
  }),
  DeliveryPosted: z.object({ deliveryId: Id, waybill: text, override: text.nullable() }),
  DeliveryReported: z.object({
    deliveryId: Id,
    state: DeliveryState,
    signedBy: SignedBy.nullable(),
    at: Instant,
    note: text,
    fileIds,
  }),
  TaskReopened: z.object({ taskId: Id, clock: Clock, dueAt: Instant, reason: text }), // returned mail is work again

  // — follow-up and end —
  FollowUpAttempted: z.object({ taskId: Id, note: text }), // nobody answered
  FollowUpRecorded: z.object({
    // two answers that are kept apart: solved? and satisfied?
    taskId: Id,
    solved: z.boolean().nullable(), // null: nobody could be reached after the attempts that the policy asks for
    satisfaction: Satisfaction.nullable(),
    words: text,
  }),
  CaseRated: z.object({
    // 好差评, by the applicant themself, by their link
    round: z.int().nonnegative(), // 0: the first; one more with every reopening
    satisfaction: Satisfaction,
    solved: z.boolean().nullable(), // null: they did not say
    words: text,
  }),
  RatingAdded: z.object({ round: z.int().nonnegative(), words: text }), // 追评: words only, the level stays
  CaseClosingUndone: z.object({ reason: text }), // 撤回销号: rated low after it was struck off, something is owed again
  RatingCalled: z.object({ taskId: Id, finding: RatingFinding, words: text }), // 差评回访: what was wrong
  CaseReopened: z.object({
    level: z.int().positive(),
    reason: text,
    grade: Grade.optional(), // where it was never graded: a refusal that is set right
    gradeName: ownWord,
    clock: Clock,
    dueAt: Instant,
  }),
  CaseClosed: z.object({}), // 销号
} as const satisfies Record<string, z.ZodType>

export type EventType = keyof typeof eventPayloads
export const eventTypes = Object.keys(eventPayloads) as EventType[] // keys of a literal object

/** An event as a rule yields it. */
export type CaseEvent = { [T in EventType]: { type: T; payload: z.infer<(typeof eventPayloads)[T]> } }[EventType]
export type EventOf<T extends EventType> = Extract<CaseEvent, { type: T }>
export type PayloadOf<T extends EventType> = EventOf<T>['payload']

/** Version of the payload schemas; raised when a stored shape changes its meaning. */
export const EVENT_VERSION = 1

export const Envelope = z.object({
  seq: z.int().positive(),
  at: Instant,
  actor: Actor,
  policyVersion: z.string(),
  version: z.int().positive(),
})
export type Envelope = z.infer<typeof Envelope>

/** An event as the log keeps it. */
export type RecordedEvent = Envelope & CaseEvent

const Type = z.enum(eventTypes)

/** Parses a stored row; what is stored is checked on write and on read. @throws ZodError: the log holds something that no version wrote */
export function parseRecorded(
  row: { type: string; payload: unknown } & Record<keyof Envelope, unknown>,
): RecordedEvent {
  const type = Type.parse(row.type)
  // The pair is right by construction: the payload went through the schema of this very type.
  return { ...Envelope.parse(row), type, payload: eventPayloads[type].parse(row.payload) } as RecordedEvent
}
