import { z } from 'zod'
import { Id } from '../../kernel/ids.ts'
import { Limit } from '../../kernel/limit.ts'

/** How long a step takes, or how long one must wait after it. Nobody queues by the minute: no working hours here. */
export const Span = Limit.refine((span) => span.unit !== 'working-hours', { message: 'days, not hours' })
export type Span = z.infer<typeof Span>

/** A fact about the enterprise on which it depends what applies: 有员工, 做食品, 有分支机构 … */
export const Situation = z.object({
  situationId: Id,
  name: z.string().min(1).max(100),
  nameEn: z.string().max(100).default(''),
  /** Situations of one group exclude each other, and exactly one holds: 普通注销 or 简易注销. */
  group: z.string().min(1).max(50).nullable().default(null),
})
export type Situation = z.infer<typeof Situation>

export const Prerequisite = z.object({
  /** Any one of them will do: 普通注销 or 简易注销. */
  anyOf: z.array(Id).min(1).max(10),
  /** `hard`: refused without it. `advised`: it goes, and people were sorry. */
  kind: z.enum(['hard', 'advised']),
  /** What must pass after it: 公告期45日. The step may begin on the day after the last one. */
  wait: Span.nullable().default(null),
  source: z.string().max(200).default(''),
})
export type Prerequisite = z.infer<typeof Prerequisite>

/** What whoever keeps the list knows of its trustworthiness (业务经验，待核): for the desk, never for the public. */
const Remark = z.string().max(200).default('')

export const ClosingKind = z.enum([
  'online-closed', // no longer on the web, still at a counter
  'conditional', // only under the conditions of the way out
  'impossible', // no longer at all; the way out is another matter than the step
])
export type ClosingKind = z.infer<typeof ClosingKind>

/** “After this, that is closed”: why, what can then still be done, and who says so. */
export const Effect = z.object({
  kind: ClosingKind,
  closes: z.array(Id).max(100).default([]),
  /** What it closes that is no step of this goal: 开具发票. */
  alsoCloses: z.array(z.string().min(1).max(100)).max(20).default([]),
  reason: z.string().min(1).max(500),
  wayOut: z.string().min(1).max(500),
  source: z.string().max(200).default(''),
  remark: Remark,
})
export type Effect = z.infer<typeof Effect>

export const OrderStep = z.object({
  stepId: Id,
  name: z.string().min(1).max(200),
  nameEn: z.string().max(200).default(''),
  department: z.string().max(100),
  /** The service item that it is, where the catalogue has one: its guide tells the materials. */
  itemId: Id.nullable().default(null),
  /** Any of these situations; always when empty. */
  appliesWhen: z.array(Id).max(20).default([]),
  /** Null: not fixed by a rule (视案件, 合同约定); counted as nothing and said to be open. */
  takes: Span.nullable(),
  /** The words of the guide about time: 解散事由出现10日内. */
  timeNote: z.string().max(300).default(''),
  materials: z.array(z.string().min(1).max(200)).max(50).default([]),
  prerequisites: z.array(Prerequisite).max(50).default([]),
  effects: z.array(Effect).max(20).default([]),
  note: z.string().max(1_000).default(''),
  source: z.string().max(200).default(''),
  remark: Remark,
})
export type OrderStep = z.infer<typeof OrderStep>

/** A goal as a person names it (关店, 开店), and everything that it may take. */
export const OrderGoal = z.object({
  goalId: Id,
  name: z.string().min(1).max(100),
  nameEn: z.string().max(100).default(''),
  /** Where the list comes from and how far it may be trusted; shown with every advice. */
  notice: z.string().max(500).default(''),
  situations: z.array(Situation).max(50),
  steps: z.array(OrderStep).min(1).max(300),
})
export type OrderGoal = z.infer<typeof OrderGoal>

/** As everybody may read it. */
export const withoutRemarks = <T extends OrderGoal>(goal: T): T => ({
  ...goal,
  steps: goal.steps.map((step) => ({
    ...step,
    remark: '',
    effects: step.effects.map((effect) => ({ ...effect, remark: '' })),
  })),
})

/** Whether a situation is given: the chosen one of a group, or the first of it when none is. */
export function situationsHolding(goal: OrderGoal, ticked: readonly string[]): ReadonlySet<string> {
  const known = goal.situations.filter(({ situationId }) => ticked.includes(situationId))
  const groups = new Map(goal.situations.flatMap((one) => (one.group ? [[one.group, one] as const] : [])).reverse())
  const chosen = new Map(known.flatMap((one) => (one.group ? [[one.group, one] as const] : [])))
  return new Set(
    [
      ...known.filter(({ group }) => group === null),
      ...[...groups].map(([group, first]) => chosen.get(group) ?? first),
    ].map(({ situationId }) => situationId),
  )
}

export const applies = (step: OrderStep, holding: ReadonlySet<string>): boolean =>
  step.appliesWhen.length === 0 || step.appliesWhen.some((id) => holding.has(id))
