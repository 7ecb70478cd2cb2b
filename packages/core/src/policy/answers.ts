import { z } from 'zod'
import { Limit } from '../kernel/limit.ts'
import { Decider } from './clocks.ts'

const workingDays = (amount: number): Limit => ({ amount, unit: 'working-days' })

/** Who has to hear of a “no”: the head of the window, the leader above, or nobody. */
export const NegativeApprover = z.enum(['nobody', ...Decider.options])
export type NegativeApprover = z.infer<typeof NegativeApprover>

/** 审批 before the “no” is said, or 报备 once it was. */
export const NegativeReport = z.enum(['before', 'after'])
export type NegativeReport = z.infer<typeof NegativeReport>

const Rules = z.strictObject({
  approvedBy: NegativeApprover,
  report: NegativeReport,
  /** How long the approver has for it. */
  within: Limit,
})
export const usualNegative: z.infer<typeof Rules> = { approvedBy: 'nobody', report: 'before', within: workingDays(1) }

const Written = z.strictObject({
  approvedBy: NegativeApprover.optional(),
  report: NegativeReport.default(usualNegative.report),
  within: Limit.default(usualNegative.within),
  /** As older documents say that nobody but the head of the window may say “no”. */
  onlyBySupervisor: z.boolean().optional(),
})

/** 否定报备: no “no” to the applicant that was not put before somebody. */
export const NegativeRules = z.codec(Written, Rules, {
  decode: ({ approvedBy, onlyBySupervisor, ...rest }) => ({
    ...rest,
    approvedBy: approvedBy ?? (onlyBySupervisor ? 'supervisor' : 'nobody'),
  }),
  encode: (rules) => rules,
})
export type NegativeRules = z.infer<typeof NegativeRules>

/** 首次联系: who calls the applicant first. The window, once the case is accepted; or the lead unit, once it has the slip. */
export const ContactBy = z.enum(['window', 'unit'])
export const FirstContactRule = z.strictObject({ by: ContactBy, within: Limit })
export type FirstContactRule = z.infer<typeof FirstContactRule>
