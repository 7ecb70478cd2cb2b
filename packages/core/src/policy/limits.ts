import { z } from 'zod'
import { ApplicantKind, type ItemRef } from '../cases/parties.ts'
import type { CaseState } from '../cases/state.ts'
import { Channel, Grade, Pain, TaskKind, Urgency } from '../cases/words.ts'
import { Limit } from '../kernel/limit.ts'

/** 时限与目标: the final date, and an earlier one to work towards that nobody is blamed for. */
export const TimeAllowed = z.object({ limit: Limit, target: Limit.nullable() })
export type TimeAllowed = z.infer<typeof TimeAllowed>

/** The cases that a limit of its own is for: everything that is named must fit, what is not named is free. */
export const LimitScope = z.strictObject({
  grades: z.array(Grade).min(1).optional(),
  pains: z.array(Pain).min(1).optional(),
  channels: z.array(Channel).min(1).optional(),
  applicants: z.array(ApplicantKind).min(1).optional(),
  urgencies: z.array(Urgency).min(1).optional(),
  /** Items by their id or by their name. */
  items: z.array(z.string().min(1)).min(1).optional(),
  /** From this many reopenings on. */
  reopened: z.int().min(1).optional(),
})
export type LimitScope = z.infer<typeof LimitScope>

/** A limit that differs from that of the grade: 完全不能办的三日内说明, online reports within five days … */
export const CaseLimitRule = z.strictObject({
  name: z.string().min(1),
  when: LimitScope,
  limit: Limit,
  target: Limit.nullable().default(null),
})
export type CaseLimitRule = z.infer<typeof CaseLimitRule>

/** How far up the asked unit stands: a city bureau may be given longer than a district one. */
export const UnitLevel = z.enum(['district', 'city', 'province', 'nation', 'outside'])

export const TaskLimitRule = z.strictObject({
  name: z.string().min(1),
  kinds: z.array(TaskKind).min(1),
  levels: z.array(UnitLevel).min(1).optional(),
  /** Only in cases of these grades, urgencies, or ways in. */
  grades: z.array(Grade).min(1).optional(),
  urgencies: z.array(Urgency).min(1).optional(),
  channels: z.array(Channel).min(1).optional(),
  limit: Limit,
  target: Limit.nullable().default(null),
})
export type TaskLimitRule = z.infer<typeof TaskLimitRule>

export const Targets = z.strictObject({
  grades: z.partialRecord(Grade, Limit).default({}),
  tasks: z.partialRecord(TaskKind, Limit).default({}),
})

/** What a policy says of time. */
export type TimeRules = {
  readonly grades: Readonly<Record<Grade, Limit>>
  readonly tasks: Readonly<Record<TaskKind, Limit>>
  readonly caseLimits: readonly CaseLimitRule[]
  readonly taskLimits: readonly TaskLimitRule[]
  readonly targets: z.infer<typeof Targets>
  readonly rating: { readonly callBackWithin: Limit; readonly setRightWithin: Limit }
}

/** What the limit of a case depends on. */
export type LimitFacts = {
  readonly grade: Grade
  readonly pain: Pain
  readonly channel: Channel
  readonly applicant: ApplicantKind
  readonly urgency: Urgency
  readonly item: ItemRef | null
  readonly reopened: number
}

export const limitFactsOf = (
  state: Pick<CaseState, 'pain' | 'channel' | 'applicant' | 'level' | 'urgency' | 'item'>,
  grade: Grade,
): LimitFacts => ({
  grade,
  pain: state.pain,
  channel: state.channel,
  applicant: state.applicant.kind,
  urgency: state.urgency ?? 'general',
  item: state.item,
  reopened: state.level,
})

export function fits(when: LimitScope, facts: LimitFacts): boolean {
  return (
    (when.grades?.includes(facts.grade) ?? true) &&
    (when.pains?.includes(facts.pain) ?? true) &&
    (when.channels?.includes(facts.channel) ?? true) &&
    (when.applicants?.includes(facts.applicant) ?? true) &&
    (when.urgencies?.includes(facts.urgency) ?? true) &&
    (when.items?.some((item) => item === facts.item?.itemId || item === facts.item?.name) ?? true) &&
    facts.reopened >= (when.reopened ?? 0)
  )
}

/** The first rule that fits, as the document lists them. */
export const caseRuleOf = (policy: Pick<TimeRules, 'caseLimits'>, facts: LimitFacts): CaseLimitRule | undefined =>
  policy.caseLimits.find(({ when }) => fits(when, facts))

/** What that rule says; else the grade's own limit. */
export function caseLimitOf(policy: TimeRules, facts: LimitFacts): TimeAllowed {
  const rule = caseRuleOf(policy, facts)
  if (rule) return { limit: rule.limit, target: rule.target }
  return { limit: policy.grades[facts.grade], target: policy.targets.grades[facts.grade] ?? null }
}

/** What the limit of a task depends on besides its kind and whom it waits for. */
export type CaseFactsOfTask = Pick<LimitFacts, 'channel' | 'urgency'> & { readonly grade: Grade | null }

export const factsForTasks = ({
  grade,
  channel,
  urgency,
}: Pick<CaseState, 'grade' | 'channel' | 'urgency'>): CaseFactsOfTask => ({
  grade,
  channel,
  urgency: urgency ?? 'general',
})

const has = <T>(list: readonly T[] | undefined, fact: T | null | undefined): boolean =>
  !list || (fact !== null && fact !== undefined && list.includes(fact))

export const taskRuleOf = (
  policy: Pick<TimeRules, 'taskLimits'>,
  kind: TaskKind,
  level: z.infer<typeof UnitLevel> | null,
  ofCase: CaseFactsOfTask | null = null,
): TaskLimitRule | undefined =>
  policy.taskLimits.find(
    ({ kinds, levels, grades, urgencies, channels }) =>
      kinds.includes(kind) &&
      has(levels, level) &&
      has(grades, ofCase?.grade) &&
      has(urgencies, ofCase?.urgency) &&
      has(channels, ofCase?.channel),
  )

export function taskLimitOf(
  policy: TimeRules,
  kind: TaskKind,
  level: z.infer<typeof UnitLevel> | null = null,
  ofCase: CaseFactsOfTask | null = null,
): TimeAllowed {
  if (kind === 'rating-call') return { limit: policy.rating.callBackWithin, target: null }
  if (kind === 'rating-right') return { limit: policy.rating.setRightWithin, target: null }
  const rule = taskRuleOf(policy, kind, level, ofCase)
  if (rule) return { limit: rule.limit, target: rule.target }
  return { limit: policy.tasks[kind], target: policy.targets.tasks[kind] ?? null }
}
