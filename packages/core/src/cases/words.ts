import { z } from 'zod'
import { Id } from '../kernel/ids.ts'

/** How the person reached the window. */
export const Channel = z.enum(['walk-in', 'phone', 'online', 'transferred'])
export type Channel = z.infer<typeof Channel>

/** 诉求类型: 不能办 · 不好办 · 不知怎么办. */
export const Pain = z.enum(['cannot', 'hard', 'unknown'])
export type Pain = z.infer<typeof Pain>

export const CaseStatus = z.enum([
  'registered', // 登记: somebody asked; not yet accepted
  'in-progress', // 办理中
  'waiting-for-applicant', // 待申请人: the clock stands still
  'resolved', // 办结: a result was told; follow-up and strike-off remain
  'closed', // 销号
  'refused', // 不予受理: out of scope, the way of remedy told
])
export type CaseStatus = z.infer<typeof CaseStatus>

/** A key that a policy may add to a list of ours. */
const OwnKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** 难易分级 as most published rules have it. */
export const StandardGrade = z.enum(['on-the-spot', 'simple', 'complex', 'special'])
export type StandardGrade = z.infer<typeof StandardGrade>
/** Which grades a centre has, what it calls them and how long each may take is policy (policy/grades.ts). */
export const Grade = OwnKey
export type Grade = z.infer<typeof Grade>

/** 紧急程度: stated when the case is accepted; what it means for the time allowed is policy. */
export const Urgency = z.enum(['general', 'urgent', 'emergency'])
export type Urgency = z.infer<typeof Urgency>

/** There is no “closed without result”. */
export const ResultKind = z.enum(['done', 'explained', 'returned-to-normal', 'withdrawn'])
export type ResultKind = z.infer<typeof ResultKind>

/** Why a matter is not for this window (不予受理); each has a way of remedy (救济途径) in the policy. */
export const StandardScopeReason = z.enum([
  'legal-proceeding',
  'petition',
  'discipline',
  'reconsideration',
  'info-disclosure',
  'civil-dispute',
  'emergency',
  'out-of-jurisdiction',
  'prohibited',
  'duplicate',
  'no-substance',
  'other-organ', // 党委、人大、政协、法院、检察院职责
  'secret', // 涉国家秘密、商业秘密、个人隐私
  'requirements-unmet', // 审批要件不符合要求
  'other', // what a centre's own rule names: the explanation says it
])
export type StandardScopeReason = z.infer<typeof StandardScopeReason>
/** One of these, or one of the centre's own (policy/scope.ts). */
export const ScopeReason = OwnKey
export type ScopeReason = z.infer<typeof ScopeReason>

export const TaskKind = z.enum([
  'accept', // 受理: take the matter on, or refuse it
  'handle', // 承办: the owner's own task; carries the due time of the case
  'coordinate', // 协同: what a unit is asked
  'redirect', // 退单待重派: the giver chooses another unit
  'rule-on-return', // 退单裁定: returned twice, the supervisor rules
  'rule-on-refusal', // 会签裁定: a unit does not agree, the supervisor rules
  'decide-extension', // 延期审批
  'negative-approval', // 否定答复审批: a “no” that is not said until somebody agrees
  'negative-revision', // 否定答复重拟: sent back to whoever drafted it
  'first-contact', // 首次联系: the applicant hears that somebody is at it
  'step', // 方案步骤: one step of the solution plan
  'supplement', // 补正: what is asked of the applicant; the clock stands still
  'procedure', // 特别程序: a hearing, a test, an expert review …; the clock stands still
  'tolerance-decision', // 容缺审核: the authority decides
  'tolerance-supplement', // 容缺补交: what the applicant still owes after consent
  'settle-papers', // 材料清退: papers of one receipt must find their end
  'deliver', // 送达
  'follow-up', // 回访
  'rating-call', // 差评回访: what was wrong is asked of the person
  'rating-right', // 差评整改: what was wrong is set right
  'strike-off', // 销号
  'oversee', // 提级督办: reopened one level higher
  'accept-hand-over', // 交接
])
export type TaskKind = z.infer<typeof TaskKind>

/** 会签: what one refusal does, stated beside the step: it ends the whole, or the supervisor rules on it. */
export const OnRefusal = z.enum(['ends', 'supervisor-rules'])
export type OnRefusal = z.infer<typeof OnRefusal>

/** What a unit is asked for, where it is more than help: 征求意见 holds nothing up, 会签 needs everybody's agreement. */
export const Purpose = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('opinion') }),
  z.object({ kind: z.literal('countersign'), onRefusal: OnRefusal }),
])
export type Purpose = z.infer<typeof Purpose>

export const TaskState = z.enum(['waiting', 'open', 'done', 'returned', 'withdrawn'])
export type TaskState = z.infer<typeof TaskState>

/** Whoever a task waits for. `owner` follows the case's owner; `window` is any officer of the centre. */
export const Party = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('owner') }),
  z.object({ kind: z.literal('window') }),
  z.object({ kind: z.literal('supervisor') }),
  z.object({ kind: z.literal('leader') }), // 区领导: the top of the ladder
  z.object({ kind: z.literal('applicant') }),
  z.object({ kind: z.literal('unit'), unitId: Id }),
  z.object({ kind: z.literal('person'), personId: Id }),
  // Somebody without an account, who answers by a link: a mall, a bank, a property company.
  z.object({
    kind: z.literal('outside'),
    organisation: z.string().trim().min(1).max(200),
    name: z.string().trim().min(1).max(100),
  }),
])
export type Party = z.infer<typeof Party>

/** Who can be told by hand to see to something (督办). */
export const Overseer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('supervisor') }),
  z.object({ kind: z.literal('leader') }),
  z.object({ kind: z.literal('unit'), unitId: Id }),
  z.object({ kind: z.literal('person'), personId: Id }),
])

export const StepChannel = z.enum(['online', 'offline'])
export type StepChannel = z.infer<typeof StepChannel>

export const PaperForm = z.enum(['original', 'copy'])
export type PaperForm = z.infer<typeof PaperForm>

/** `held` is the only state in which a paper has no end yet. */
export const PaperState = z.enum(['held', 'handed-in', 'given-back', 'lost'])
export type PaperState = z.infer<typeof PaperState>

/** Three things that are often mixed up: 容缺 (later) · 告知承诺 (promise instead of proof) · 变通替代 (another paper instead). */
export const ToleranceKind = z.enum(['deferral', 'commitment', 'substitution'])
export type ToleranceKind = z.infer<typeof ToleranceKind>

export const ToleranceState = z.enum(['pending', 'granted', 'refused', 'supplemented', 'withdrawn'])
export type ToleranceState = z.infer<typeof ToleranceState>

export const DeliveryDirection = z.enum(['to-applicant', 'from-applicant'])
export type DeliveryDirection = z.infer<typeof DeliveryDirection>

export const DeliveryState = z.enum([
  'arranged', // 待寄出
  'posted', // 已交邮
  'in-transit', // 在途
  'out-for-delivery', // 派送中
  'delivered', // 已签收
  'picked-up', // 当面领取
  'problem', // 疑难
  'refused', // 拒签
  'returned', // 退回
  'cancelled', // 取消
])
export type DeliveryState = z.infer<typeof DeliveryState>

export const SignedBy = z.enum(['applicant', 'other', 'locker'])
export type SignedBy = z.infer<typeof SignedBy>

/** What a rung of the ladder sends: 催办通知书 to whoever holds the task, 督办单 to whoever stands above, 通报批评 for all to see. */
export const LadderPaper = z.enum(['urging', 'supervision', 'circular'])
export type LadderPaper = z.infer<typeof LadderPaper>

/** Why a rung was reached. */
export const LadderCause = z.enum(['late', 'unsigned', 'age', 'returns', 'reopenings', 'dissatisfied', 'by-hand'])
export type LadderCause = z.infer<typeof LadderCause>

/** How something was told to the applicant. */
export const TellingMeans = z.enum(['in-person', 'phone', 'sms', 'post', 'online'])
export type TellingMeans = z.infer<typeof TellingMeans>

/** Why nothing goes to an applicant by SMS. */
export const SmsHindrance = z.enum(['off', 'not-a-means', 'refused', 'no-mobile'])
export type SmsHindrance = z.infer<typeof SmsHindrance>

/** 好差评: 5 非常满意 … 1 非常不满意 (GB/T 39735). */
export const Satisfaction = z.int().min(1).max(5)

/** 差评: this level and below. One that nobody gave is none. */
export const LOW_RATING = 2

/** What the call after a low rating found: 属实 · 已解释 · 误评. Only what is founded must be set right. */
export const RatingFinding = z.enum(['founded', 'explained', 'mistaken'])
export type RatingFinding = z.infer<typeof RatingFinding>
