import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import { Limit } from '../kernel/limit.ts'
import { Instant } from '../kernel/time.ts'
import {
  ApplicantInput,
  fileIds,
  item,
  line,
  optionalLine,
  optionalParagraph,
  overrides,
  paragraph,
  ratingWords,
} from './commands/inputs.ts'
import { ProposedStep } from './events.ts'
import { FormValues } from './forms.ts'
import {
  Channel,
  DeliveryDirection,
  Grade,
  OnRefusal,
  Overseer,
  Pain,
  PaperForm,
  Party,
  RatingFinding,
  ResultKind,
  Satisfaction,
  ScopeReason,
  SignedBy,
  StepChannel,
  TellingMeans,
  ToleranceKind,
  Urgency,
} from './words.ts'

const result = z.object({
  kind: ResultKind,
  publicReply: paragraph,
  internalNote: optionalParagraph,
  proof: optionalLine,
  legalBasis: optionalLine,
  alternative: optionalLine,
  applicantWords: optionalLine,
  fileIds,
})
const unitIds = z.array(Id).min(1).max(20)
const copied = z.array(Id).max(20).default([])
const telling = z.object({ means: TellingMeans, toWhom: line, note: optionalLine })

/** What the desk sends to open a case. The only command without a case. */
export const RegisterCase = z.object({
  channel: Channel,
  transferredFrom: z.string().trim().max(200).nullable().default(null),
  applicant: ApplicantInput,
  want: paragraph,
  pain: Pain,
  item,
  alreadyDone: optionalParagraph,
  tripsBefore: z.int().min(0).max(999).default(0),
  overrides,
  fileIds,
})
export type RegisterCase = z.infer<typeof RegisterCase>

/** Everything that a person can do to a case, by the room in which it is decided. */
export const commandInputs = {
  // cases
  acceptCase: z.object({
    grade: Grade,
    reason: optionalLine,
    limit: Limit.nullable().default(null),
    urgency: Urgency.optional(), // none: general
  }),
  refuseCase: z.object({ reason: ScopeReason, explanation: paragraph, remedy: optionalLine }),
  answerOnSpot: result.extend({ means: TellingMeans, toWhom: line }),
  regradeCase: z.object({ grade: Grade, reason: line, limit: Limit.nullable().default(null) }),
  correctDetails: z.object({
    reason: line,
    want: paragraph.nullable().default(null),
    pain: Pain.nullable().default(null),
    item,
    alreadyDone: z.string().trim().max(10_000).nullable().default(null),
    tripsBefore: z.int().min(0).max(999).nullable().default(null),
    applicant: ApplicantInput.nullable().default(null),
    overrides,
  }),
  correctEntry: z.object({ seq: z.int().positive(), text: paragraph, reason: line }),
  addNote: z.object({ text: paragraph, fileIds }),
  recordTrip: z.object({ note: line }),
  setSmsConsent: z.object({ refuses: z.boolean(), note: optionalLine }),
  offerHandOver: z.object({ toPersonId: Id, note: line }),
  acceptHandOver: z.object({ taskId: Id }),
  declineHandOver: z.object({ taskId: Id, reason: line }),
  recordResult: result,
  tellApplicant: telling,
  decideNegativeAnswer: z.object({ taskId: Id, granted: z.boolean(), reason: optionalLine }), // 否定答复审批
  withdrawNegativeAnswer: z.object({ taskId: Id, reason: line }),
  resolveCase: z.object({}),
  closeCase: z.object({}),

  // coordination
  askUnits: z.object({
    ask: paragraph,
    units: z
      .array(z.object({ unitId: Id, part: z.enum(['lead', 'assist']) }))
      .min(1)
      .max(20),
    limit: Limit.nullable().default(null),
    formId: Id.nullable().default(null),
    fileIds,
  }),
  // somebody without an account: the task is theirs, and so is the answer
  askOutside: z.object({
    organisation: z.string().trim().min(1).max(200),
    name: z.string().trim().min(1).max(100),
    ask: paragraph,
    limit: Limit.nullable().default(null),
    formId: Id.nullable().default(null),
    fileIds,
  }),
  seekOpinion: z.object({ ask: paragraph, unitIds, limit: Limit.nullable().default(null), fileIds }), // 征求意见
  askCountersign: z.object({
    // 会签
    ask: paragraph,
    unitIds: unitIds.min(2),
    onRefusal: OnRefusal,
    limit: Limit.nullable().default(null),
    fileIds,
  }),
  // The same within the unit’s own task: its reply waits for the agreements, and not for the opinions.
  seekOpinionWithin: z.object({ taskId: Id, ask: paragraph, unitIds, limit: Limit.nullable().default(null), fileIds }),
  askCountersignWithin: z.object({
    taskId: Id,
    ask: paragraph,
    unitIds,
    onRefusal: OnRefusal,
    limit: Limit.nullable().default(null),
    fileIds,
  }),
  agreeCountersign: z.object({ taskId: Id, note: optionalParagraph, fileIds }),
  refuseCountersign: z.object({ taskId: Id, reason: line, fileIds }),
  ruleOnRefusal: z.object({ taskId: Id, upheld: z.boolean(), reason: line }),
  overruleRefusal: z.object({ taskId: Id, reason: line }),
  askCountersignAgain: z.object({ taskId: Id, ask: optionalParagraph, limit: Limit.nullable().default(null) }),
  addUnit: z.object({ taskId: Id, unitId: Id, ask: optionalParagraph, limit: Limit.nullable().default(null) }), // 加签 · 加派
  copyCase: z.object({ unitIds: copied, personIds: copied, note: optionalLine }), // 抄送
  markCopyRead: z.object({}),
  urgeTask: z.object({ taskId: Id, words: line }), // 催办
  signTask: z.object({ taskId: Id }),
  replyToTask: z.object({
    taskId: Id,
    internalNote: optionalParagraph,
    publicReply: paragraph,
    fileIds,
    form: FormValues.nullable().default(null),
    solution: z.array(ProposedStep).max(30).default([]),
  }),
  forwardTask: z.object({
    taskId: Id,
    toUnitId: Id,
    direction: z.enum(['up', 'across']),
    ask: paragraph,
    formId: Id.nullable().default(null),
    limit: Limit.nullable().default(null),
    fileIds,
  }),
  transferTask: z.object({ taskId: Id, toUnitId: Id, reason: line }), // 转办
  recallReply: z.object({ taskId: Id, reason: line }), // 撤回 one’s own reply
  returnTask: z.object({ taskId: Id, reason: line, suggestedUnitId: Id.nullable().default(null) }),
  redirectTask: z.object({ taskId: Id, toUnitId: Id, ask: optionalParagraph }),
  ruleOnReturn: z.object({ taskId: Id, toUnitId: Id, reason: line }),
  withdrawTask: z.object({ taskId: Id, reason: line }),
  requestExtension: z.object({ taskId: Id, limit: Limit, reason: line }),
  decideExtension: z.object({ taskId: Id, granted: z.boolean(), reason: line, applicantTold: optionalLine }),
  layPlan: z.object({
    steps: z
      .array(
        z.object({
          key: z.string().min(1).max(40),
          title: line,
          channel: StepChannel,
          party: Party,
          after: z.array(z.string()).default([]),
          limit: Limit.nullable().default(null),
          formId: Id.nullable().default(null),
        }),
      )
      .min(1)
      .max(50),
  }),
  completeStep: z.object({ taskId: Id, outcome: line, form: FormValues.nullable().default(null), fileIds }),
  dropStep: z.object({ taskId: Id, reason: line }),
  sendBackStep: z.object({ taskId: Id, toTaskId: Id, reason: line }), // 退回 to an earlier step
  askApplicant: z.object({
    items: z.array(line).min(1).max(50),
    means: TellingMeans,
    limit: Limit.nullable().default(null),
  }),
  recordApplicantAnswer: z.object({ taskId: Id, note: paragraph, fileIds }),
  recordContact: z.object({ taskId: Id, at: Instant, means: TellingMeans, toWhom: line, words: paragraph }), // 首次联系
  withdrawQuestion: z.object({ taskId: Id, reason: line }),
  startProcedure: z.object({
    // 特别程序
    procedure: z.string().min(1).max(60),
    party: Party,
    reason: line,
    limit: Limit.nullable().default(null),
    means: TellingMeans,
    toWhom: line,
  }),
  endProcedure: z.object({ taskId: Id, outcome: paragraph, fileIds }),
  settleOversight: z.object({ taskId: Id, decision: paragraph }),
  climb: z.object({ taskId: Id, reason: line }), // one rung up the ladder, now
  superviseTask: z.object({ taskId: Id, party: Overseer, dueAt: Instant, reason: line }), // 督办 by hand

  // custody
  takeInPapers: z.object({
    papers: z
      .array(
        z.object({
          name: line,
          form: PaperForm,
          copies: z.int().min(1).max(999),
          condition: optionalLine,
          materialId: Id.nullable().default(null),
        }),
      )
      .max(100),
    from: line,
    place: line,
    consentToHandIn: z.boolean(),
  }),
  movePapers: z.object({ paperIds: z.array(Id).min(1), holder: Party, place: line, note: optionalLine }),
  handInPapers: z.object({ paperIds: z.array(Id).min(1), toUnitId: Id, acceptedAt: Instant, acceptanceNo: line }),
  giveBackPapers: z.object({ paperIds: z.array(Id).min(1), to: line, note: optionalLine }),
  declarePaperLost: z.object({ paperId: Id, reason: line, amends: line }),

  // tolerance
  requestTolerance: z.object({
    kind: ToleranceKind,
    unitId: Id,
    materialId: Id.nullable().default(null),
    materialName: line,
    isPrincipal: z.boolean(),
    shortfall: line,
    undertaking: paragraph,
    fileIds,
  }),
  decideTolerance: z.object({
    toleranceId: Id,
    granted: z.boolean(),
    ground: paragraph,
    conditions: optionalParagraph,
    supplementWithin: Limit.nullable().default(null),
  }),
  recordToleranceSupplement: z.object({ toleranceId: Id, note: line, fileIds }),

  // delivery
  arrangeDelivery: z.object({
    direction: DeliveryDirection,
    unitId: Id,
    contents: line,
    paperIds: z.array(Id).default([]),
    recipient: line,
    phone: line,
    address: line,
  }),
  postDelivery: z.object({
    deliveryId: Id,
    waybill: line,
    override: z.string().trim().max(500).nullable().default(null),
  }),
  reportDelivery: z.object({
    deliveryId: Id,
    state: z.enum([
      'in-transit',
      'out-for-delivery',
      'delivered',
      'problem',
      'refused',
      'returned',
      'picked-up',
      'cancelled',
    ]),
    signedBy: SignedBy.nullable().default(null),
    at: Instant,
    note: optionalLine,
    fileIds,
  }),

  // feedback
  recordFollowUpAttempt: z.object({ note: line }),
  recordFollowUp: z.object({
    solved: z.boolean().nullable(),
    satisfaction: Satisfaction.nullable(),
    words: optionalParagraph,
  }),
  // by the applicant's own link and in no other way: nobody of the desk may (identity/permissions.ts)
  rateCase: z.object({
    satisfaction: Satisfaction,
    solved: z.boolean().nullable().default(null),
    words: ratingWords.default(''),
  }),
  addToRating: z.object({ words: ratingWords.min(1) }), // 追评
  recordRatingCall: z.object({ taskId: Id, finding: RatingFinding, words: paragraph }), // 差评回访核实
  recordSettingRight: z.object({ taskId: Id, outcome: paragraph, fileIds }), // 差评整改
  reopenCase: z.object({ reason: line }),
} as const satisfies Record<string, z.ZodType>

export type CommandName = keyof typeof commandInputs
export const commandNames = Object.keys(commandInputs) as CommandName[] // keys of a literal object
export type InputOf<C extends CommandName> = z.output<(typeof commandInputs)[C]>

/** What a command is aimed at, besides the case: enough to say whether it is possible before anything is typed. */
export type Target = { readonly taskId?: Id; readonly deliveryId?: Id; readonly toleranceId?: Id }

/** What only the applicant does, by their own link: the desk has neither a button nor a form for it. */
export const ofApplicant: ReadonlySet<CommandName> = new Set(['rateCase', 'addToRating'])

/** Commands to a task that is over: what was said in it is taken up again. */
export const toEndedTasks: ReadonlySet<CommandName> = new Set(['overruleRefusal', 'askCountersignAgain', 'recallReply'])

/** Which thing of a case a command's button stands beside. */
export type Aim = 'case' | 'task' | 'delivery' | 'tolerance'
export const aimOf = (command: CommandName): Aim => {
  const shape = commandInputs[command].shape
  if ('taskId' in shape) return 'task'
  if ('deliveryId' in shape) return 'delivery'
  return 'toleranceId' in shape ? 'tolerance' : 'case'
}
