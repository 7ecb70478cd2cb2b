import { z } from 'zod'
import { Grade, ScopeReason } from '../cases/words.ts'
import { Limit } from '../kernel/limit.ts'
import { gradeNameOf, gradesOf } from './grades.ts'
import { caseLimitOf, limitFactsOf } from './limits.ts'
import type { Policy } from './schema.ts'
import { scopeReasonsOf } from './scope.ts'

/** What a person may choose from where the words are the centre's: its grades, and why it does not take a case on. */
export const PolicyChoices = z.object({
  grades: z.array(
    z.object({
      grade: Grade,
      /** Absent: the usual word. */
      name: z.string().optional(),
      limit: Limit,
      /** 告知明确时限: the time is stated when the case is accepted. */
      isStated: z.boolean(),
    }),
  ),
  scopeReasons: z.array(z.object({ reason: ScopeReason, name: z.string().optional(), remedy: z.string() })),
})
export type PolicyChoices = z.infer<typeof PolicyChoices>

/** @param state the case that it is for: each grade then comes with the time that this case would have, by whatever rule */
export const choicesOf = (policy: Policy, state?: Parameters<typeof limitFactsOf>[0]): PolicyChoices => ({
  grades: gradesOf(policy).flatMap((grade) => {
    const limit = state ? caseLimitOf(policy, limitFactsOf(state, grade)).limit : policy.grades[grade]
    const name = gradeNameOf(policy, grade)
    return limit ? [{ grade, ...(name ? { name } : {}), limit, isStated: policy.statedGrades.includes(grade) }] : []
  }),
  scopeReasons: [...scopeReasonsOf(policy)],
})
