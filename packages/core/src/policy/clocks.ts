import { z } from 'zod'
import { Grade } from '../cases/words.ts'
import { Limit } from '../kernel/limit.ts'

/** From when on the time of a case counts: 自受理之日起, or 自登记（收到反映）之日起. */
export const CountsFrom = z.enum(['acceptance', 'registration'])
export type CountsFrom = z.infer<typeof CountsFrom>

/** Who decides: the head of the window, or the leader above. */
export const Decider = z.enum(['supervisor', 'leader'])
export type Decider = z.infer<typeof Decider>

/** 特别程序: time that by law does not count against the window, with who waits for whom and for how long at most. */
export const Procedure = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  /** The longest that the clock may stand still for it; null: as long as it takes. */
  ceiling: Limit.nullable(),
  /** How often in one case; null: as often as needed. */
  times: z.int().min(1).nullable().default(null),
})
export type Procedure = z.infer<typeof Procedure>

export const PauseRules = z.strictObject({
  /** 待补正: what the applicant is asked for. */
  supplement: z.strictObject({ ceiling: Limit.nullable(), times: z.int().min(1).nullable() }),
  procedures: z
    .array(Procedure)
    .max(30)
    .refine((all) => new Set(all.map(({ key }) => key)).size === all.length, {
      message: 'each procedure has its own key',
    }),
})
export type PauseRules = z.infer<typeof PauseRules>

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })

/**
 * 行政许可法 §45: hearing, tender, auction, inspection, testing, quarantine, appraisal and expert review are not counted. The
 * hearing is held within twenty days (§47); the ceilings of the others are ours. A document that says nothing of pauses was
 * written when a wait for the applicant had no end, and its cases keep that; a new centre begins with one (jingan-2023.ts).
 */
export const usualPauses: PauseRules = {
  supplement: { ceiling: null, times: null },
  procedures: [
    { key: 'hearing', name: '听证', ceiling: workingDays(20), times: 1 },
    { key: 'tender', name: '招标、拍卖', ceiling: workingDays(60), times: 1 },
    { key: 'testing', name: '检验、检测、检疫', ceiling: workingDays(30), times: null },
    { key: 'appraisal', name: '鉴定', ceiling: workingDays(60), times: null },
    { key: 'expert-review', name: '专家评审', ceiling: workingDays(30), times: null },
  ],
}

export const ExtensionRules = z.strictObject({
  /** How often one task may be given more time. It is always asked for before the time is over. */
  times: z.int().min(0),
  longest: Limit.nullable().default(null),
  /** The same as a share of what was first allowed, in percent: 不超过原时限的一半 is 50. */
  longestShare: z.int().min(1).max(500).nullable().default(null),
  /** How long before the due time at the latest it is asked for; null: as long as it is not late. */
  askBefore: Limit.nullable().default(null),
  decidedBy: Decider.default('supervisor'),
  /** From which extension of a task on the leader decides, whoever decided before. */
  leaderFrom: z.int().min(2).max(99).nullable().default(null),
  /** Only cases of these grades are given more time; null: all. */
  grades: z.array(Grade).min(1).nullable().default(null),
  /** Whether the applicant must have been told the new date before more time may be granted. */
  mustTellApplicant: z.boolean().default(true),
})

export type ExtensionRules = z.infer<typeof ExtensionRules>

export const ReturnRules = z.strictObject({
  /** 退单: how long after it was asked a unit may send it back. */
  within: Limit,
  /** How often one matter may be sent back before somebody rules. */
  times: z.int().min(0),
  ruledBy: Decider.default('supervisor'),
})

export const usualExtensions: ExtensionRules = {
  times: 1,
  longest: null,
  longestShare: null,
  askBefore: null,
  decidedBy: 'supervisor',
  leaderFrom: null,
  grades: null,
  mustTellApplicant: true,
}
/** Within one working day, once: the practice of the 12345 lines. */
export const usualReturns: z.infer<typeof ReturnRules> = { within: workingDays(1), times: 1, ruledBy: 'supervisor' }
