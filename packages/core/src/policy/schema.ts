import { z } from 'zod'
import { Grade, StandardScopeReason } from '../cases/words.ts'
import { Limit } from '../kernel/limit.ts'
import { FirstContactRule, NegativeRules, usualNegative } from './answers.ts'
import {
  CountsFrom,
  ExtensionRules,
  PauseRules,
  ReturnRules,
  usualExtensions,
  usualPauses,
  usualReturns,
} from './clocks.ts'
import { GradeNames, gradeFaults } from './grades.ts'
import { Ladder, QuietHours, usualLadder, usualQuietHours } from './ladder.ts'
import { CaseLimitRule, Targets, TaskLimitRule } from './limits.ts'
import { Messages, usualMessages } from './messages.ts'
import { usualRemedies } from './remedies.ts'
import { OwnScopeReason, scopeFaults } from './scope.ts'
import {
  FollowUpRules,
  RatingRules,
  ReviewRules,
  TellingRules,
  ToleranceRules,
  usualRating,
  usualReview,
  usualTelling,
  usualTolerance,
} from './service.ts'
import { TimedKind, usualTaskLimits } from './task-limits.ts'

/** 答案有误或缺失: as long as the simplest matter may take. */
const usualReport: Limit = { amount: 3, unit: 'working-days' }

// Built from their lists, so that a kind that is added later has its usual value in every older document.
const taskLimits = Object.fromEntries(
  TimedKind.options.map((kind) => [kind, Limit.default(usualTaskLimits[kind])]),
) as Record<TimedKind, z.ZodDefault<typeof Limit>>
const remedies = Object.fromEntries(
  StandardScopeReason.options.map((reason) => [reason, z.string().min(1).default(usualRemedies[reason])]),
) as Record<StandardScopeReason, z.ZodDefault<z.ZodString>>

/**
 * What a centre has decided about its own work: a versioned document, never code. A case is judged by the version that
 * was in force when it was accepted. A part that a document does not have is the usual one, so that every document ever
 * put in force can still be read.
 */
const Document = z.strictObject({
  /** `name@number`, as every event records it. */
  version: z.string().regex(/^[a-z0-9-]+@\d+$/),
  name: z.string().min(1),
  source: z.string(),
  /** 办理时限 by grade; which grades there are is said by having one. */
  grades: z.record(Grade, Limit),
  gradeNames: GradeNames.default({}),
  countsFrom: CountsFrom.default('acceptance'),
  /** Grades whose time is stated when the case is accepted (告知明确时限); the limit above is then the most. */
  statedGrades: z.array(Grade).default([]),
  /** Limits that differ from the grade's; the first that fits is taken. */
  caseLimits: z.array(CaseLimitRule).max(50).default([]),
  /** How long each kind of task may take; `handle` takes the limit of the case instead. */
  tasks: z.strictObject(taskLimits).prefault({}),
  taskLimits: z.array(TaskLimitRule).max(50).default([]),
  targets: Targets.default({ grades: {}, tasks: {} }),
  pauses: PauseRules.default(usualPauses),
  returns: ReturnRules.default(usualReturns),
  extensions: ExtensionRules.default(usualExtensions),
  followUp: FollowUpRules.default({ attempts: 3, byHandler: false, byUnit: null }),
  negativeAnswers: NegativeRules.default(usualNegative),
  /** Null: nobody owes a first call. */
  firstContact: FirstContactRule.nullable().default(null),
  tolerance: ToleranceRules.default(usualTolerance),
  telling: TellingRules.default(usualTelling),
  review: ReviewRules.default(usualReview),
  rating: RatingRules.default(usualRating),
  /** How long reception may owe something; a policy written before reception existed gets the usual ones. */
  reception: z
    .strictObject({ callBack: Limit, missedCall: Limit, complaint: Limit, report: Limit.default(usualReport) })
    .default({
      callBack: { amount: 0, unit: 'on-the-spot' },
      missedCall: { amount: 2, unit: 'working-hours' },
      complaint: { amount: 5, unit: 'working-days' },
      report: usualReport,
    }),
  ladder: Ladder.default(usualLadder),
  quietHours: QuietHours.default(usualQuietHours),
  messages: Messages.default(usualMessages),
  /** 不予受理情形 that this centre knows. */
  scopeReasons: z.array(StandardScopeReason).default(StandardScopeReason.options),
  ownScopeReasons: z.array(OwnScopeReason).max(50).default([]),
  /** 不予受理情形 → 救济途径. */
  remedies: z.strictObject(remedies).prefault({}),
})

/** The document, with every key that it uses explained in itself. */
export const Policy = Document.superRefine((policy, ctx) => {
  for (const { path, message } of [...gradeFaults(policy), ...scopeFaults(policy)])
    ctx.addIssue({ code: 'custom', path, message })
})
export type Policy = z.infer<typeof Policy>
/** As it is written: parts may be left out. */
export type PolicyDocument = z.input<typeof Policy>
