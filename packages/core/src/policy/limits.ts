import { z } from 'zod'
import { ApplicantKind, type ItemRef } from '../cases/parties.ts'
import type { CaseState } from '../cases/state.ts'
import { Channel, Grade, Pain, type Party, TaskKind, Urgency } from '../cases/words.ts'
import { Id } from '../kernel/ids.ts'
import { Limit } from '../kernel/limit.ts'
import { Refusal } from '../kernel/refusal.ts'
import { isTimed, TimedKind } from './task-limits.ts'

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
  /** 事项类型 by its name: 行政许可, 公共服务 … */
  itemTypes: z.array(z.string().min(1)).min(1).optional(),
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
  /** Only what these units are asked. */
  units: z.array(Id).min(1).optional(),
  /** Only in cases of these grades, urgencies, ways in, or about such items. */
  grades: z.array(Grade).min(1).optional(),
  urgencies: z.array(Urgency).min(1).optional(),
  channels: z.array(Channel).min(1).optional(),
  /** 企业、个人: a rule may give units less time for enterprises. */
  applicants: z.array(ApplicantKind).min(1).optional(),
  items: z.array(z.string().min(1)).min(1).optional(),
  itemTypes: z.array(z.string().min(1)).min(1).optional(),
  limit: Limit,
  target: Limit.nullable().default(null),
})
export type TaskLimitRule = z.infer<typeof TaskLimitRule>

export const Targets = z.strictObject({
  grades: z.record(Grade, Limit).default({}),
  tasks: z.partialRecord(TimedKind, Limit).default({}),
})

/** What a policy says of time. */
export type TimeRules = {
  readonly grades: Readonly<Record<Grade, Limit>>
  readonly tasks: Readonly<Record<TimedKind, Limit>>
  readonly caseLimits: readonly CaseLimitRule[]
  readonly taskLimits: readonly TaskLimitRule[]
  readonly targets: z.infer<typeof Targets>
  readonly rating: { readonly callBackWithin: Limit; readonly setRightWithin: Limit }
  readonly negativeAnswers: { readonly within: Limit }
  readonly firstContact: { readonly within: Limit } | null
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

type Items = { readonly items?: readonly string[] | undefined; readonly itemTypes?: readonly string[] | undefined }

const isAbout = ({ items, itemTypes }: Items, item: ItemRef | null): boolean =>
  (items?.some((one) => one === item?.itemId || one === item?.name) ?? true) && has(itemTypes, item?.typeName)

export function fits(when: LimitScope, facts: LimitFacts): boolean {
  return (
    (when.grades?.includes(facts.grade) ?? true) &&
    (when.pains?.includes(facts.pain) ?? true) &&
    (when.channels?.includes(facts.channel) ?? true) &&
    (when.applicants?.includes(facts.applicant) ?? true) &&
    (when.urgencies?.includes(facts.urgency) ?? true) &&
    isAbout(when, facts.item) &&
    facts.reopened >= (when.reopened ?? 0)
  )
}

/** The first rule that fits, as the document lists them. */
export const caseRuleOf = (policy: Pick<TimeRules, 'caseLimits'>, facts: LimitFacts): CaseLimitRule | undefined =>
  policy.caseLimits.find(({ when }) => fits(when, facts))

/** What that rule says; else the grade's own limit. @throws Refusal unknown-grade */
export function caseLimitOf(policy: TimeRules, facts: LimitFacts): TimeAllowed {
  const own = policy.grades[facts.grade]
  if (!own) throw new Refusal('unknown-grade', { grade: facts.grade })
  const rule = caseRuleOf(policy, facts)
  if (rule) return { limit: rule.limit, target: rule.target }
  return { limit: own, target: policy.targets.grades[facts.grade] ?? null }
}

/** What the limit of a task depends on besides its kind and whom it waits for. */
export type CaseFactsOfTask = Pick<LimitFacts, 'channel' | 'applicant' | 'urgency' | 'item'> & {
  readonly grade: Grade | null
}

export const factsForTasks = ({
  grade,
  channel,
  applicant,
  urgency,
  item,
}: Pick<CaseState, 'grade' | 'channel' | 'urgency' | 'item'> & {
  readonly applicant: Pick<CaseState['applicant'], 'kind'>
}): CaseFactsOfTask => ({
  grade,
  channel,
  applicant: applicant.kind,
  urgency: urgency ?? 'general',
  item,
})

/** The unit that a task waits for, where it waits for one, and how far up that unit stands. */
export type AskedUnit = { readonly unitId: string; readonly level: z.infer<typeof UnitLevel> | null }

/** @param directory knows the level of a unit */
export const askedUnit = (
  party: Party,
  directory: { unit(unitId: string): { readonly level: AskedUnit['level'] } | undefined },
): AskedUnit | null =>
  party.kind === 'unit' ? { unitId: party.unitId, level: directory.unit(party.unitId)?.level ?? null } : null

const has = <T>(list: readonly T[] | undefined, fact: T | null | undefined): boolean =>
  !list || (fact !== null && fact !== undefined && list.includes(fact))

export const taskRuleOf = (
  policy: Pick<TimeRules, 'taskLimits'>,
  kind: TaskKind,
  asked: AskedUnit | null,
  ofCase: CaseFactsOfTask | null = null,
): TaskLimitRule | undefined =>
  policy.taskLimits.find(
    ({ kinds, levels, units, grades, urgencies, channels, applicants, ...about }) =>
      kinds.includes(kind) &&
      has(levels, asked?.level) &&
      has(units, asked?.unitId) &&
      isAbout(about, ofCase?.item ?? null) &&
      has(grades, ofCase?.grade) &&
      has(urgencies, ofCase?.urgency) &&
      has(channels, ofCase?.channel) &&
      has(applicants, ofCase?.applicant),
  )

export function taskLimitOf(
  policy: TimeRules,
  kind: TaskKind,
  asked: AskedUnit | null = null,
  ofCase: CaseFactsOfTask | null = null,
): TimeAllowed {
  const rule = taskRuleOf(policy, kind, asked, ofCase)
  if (rule) return { limit: rule.limit, target: rule.target }
  return { limit: limitOfKind(policy, kind), target: (isTimed(kind) && policy.targets.tasks[kind]) || null }
}

/** What a kind of task is given where no rule of its own fits. */
export function limitOfKind(policy: Omit<TimeRules, 'grades' | 'caseLimits'>, kind: TaskKind): Limit {
  switch (kind) {
    case 'rating-call':
      return policy.rating.callBackWithin
    case 'rating-right':
      return policy.rating.setRightWithin
    case 'negative-approval':
      return policy.negativeAnswers.within
    case 'first-contact':
      return policy.firstContact?.within ?? { amount: 0, unit: 'on-the-spot' } // one that an older rule asked for
    default:
      return policy.tasks[kind]
  }
}
