import { z } from 'zod'
import { Grade, ScopeReason, TaskKind } from '../cases/words.ts'
import { Limit } from '../kernel/limit.ts'
import { Ladder, QuietHours, usualLadder, usualQuietHours } from './ladder.ts'

/**
 * What a centre has decided about its own work: a versioned document, never code. A case is judged by the version that
 * was in force when it was accepted.
 */
export const Policy = z.object({
  /** `name@number`, as every event records it. */
  version: z.string().regex(/^[a-z0-9-]+@\d+$/),
  name: z.string(),
  source: z.string(),
  /** 办理时限 by grade. */
  grades: z.record(Grade, Limit),
  /** How long each kind of task may take; `handle` takes the limit of the grade instead. */
  tasks: z.record(TaskKind, Limit),
  returns: z.object({
    /** 退单: how long after it was asked a unit may send it back. */
    within: Limit,
    /** How often one matter may be sent back before the supervisor rules. */
    times: z.int().min(0),
  }),
  extensions: z.object({ times: z.int().min(0) }),
  followUp: z.object({
    /** How often one must have tried before “could not be reached” may stand. */
    attempts: z.int().min(1),
  }),
  /** How long reception may owe something; a policy written before reception existed gets the usual ones. */
  reception: z.object({ callBack: Limit, missedCall: Limit, complaint: Limit }).default({
    callBack: { amount: 0, unit: 'on-the-spot' },
    missedCall: { amount: 2, unit: 'working-hours' },
    complaint: { amount: 5, unit: 'working-days' },
  }),
  ladder: Ladder.default(usualLadder),
  quietHours: QuietHours.default(usualQuietHours),
  /** 不予受理情形 → 救济途径. */
  remedies: z.record(ScopeReason, z.string().min(1)),
})
export type Policy = z.infer<typeof Policy>
