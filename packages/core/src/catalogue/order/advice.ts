import { z } from 'zod'
import { Id } from '../../kernel/ids.ts'
import { LocalDate } from '../../kernel/time.ts'
import { ClosingKind } from './goal.ts'

/** One thing that doing a step closes. */
export const Closing = z.object({
  /** The step that closes. */
  by: Id,
  /** The step that it closes; null for `what` in words that is no step. */
  stepId: Id.nullable(),
  what: z.string(),
  kind: ClosingKind,
  reason: z.string(),
  wayOut: z.string(),
  source: z.string(),
  remark: z.string().default(''),
})
export type Closing = Readonly<z.infer<typeof Closing>>

/** Why a step stands after another. */
export const Reason = z.object({
  stepId: Id,
  /** `before-closing`: the later step would close the earlier one. */
  kind: z.enum(['hard', 'advised', 'before-closing']),
})
export type Reason = z.infer<typeof Reason>

export const PlannedStep = z.object({
  stepId: Id,
  /** 1, 2, …: steps of one wave may run side by side. */
  wave: z.int().positive(),
  /** The earliest, if everything before it goes as fast as it may. */
  start: LocalDate,
  finish: LocalDate,
  /** The working day of the whole undertaking on which it is finished, the first one being 1. */
  workday: z.int().positive(),
  /** It is finished in a year whose holidays are not announced, or waits into one: its days may still move (暂定). */
  isProvisional: z.boolean(),
  after: z.array(Reason),
  /** Until when one must wait before it, and whether the day it is counted from had to be assumed. */
  waits: z.object({ after: Id, until: LocalDate, isAssumed: z.boolean() }).nullable(),
  /** The usual way is closed by then: how it is done instead. */
  byWayOut: Closing.nullable(),
  /** What it closes: the mark of a step that cannot be undone. */
  closes: z.array(Closing),
  /** Steps that must not be forgotten before it: not done yet, and closed by it. */
  firstDo: z.array(Id),
})
export type PlannedStep = Readonly<z.infer<typeof PlannedStep>>

export const Advice = z.object({
  from: LocalDate,
  steps: z.array(PlannedStep),
  /** The earliest day on which all of it is done; null when nothing is left. */
  finish: LocalDate.nullable(),
  /** The same in working days, the first one being 1; 0 when nothing is left. */
  workdays: z.int(),
  /** Years on the way whose holidays are not announced: worked out by weekends only. */
  provisionalYears: z.array(z.int()),
  /** Steps whose time no rule fixes: the earliest finish does not count them. */
  openEnded: z.array(Id),
  /** Closed by what is done already, though it should have come before: the mistakes, each with its way out. */
  mistakes: z.array(Closing),
  /** Closed by what is done already, as it always is at this point. */
  closed: z.array(Closing),
  /** Steps that wait for one that can no longer be done. */
  heldUp: z.array(z.object({ stepId: Id, waitsFor: z.array(Id) })),
  /** Not said to be done, but what is done would have been refused without them. */
  presumed: z.array(z.object({ stepId: Id, because: Id })),
  notApplicable: z.array(z.object({ stepId: Id, needs: z.array(Id) })),
  /** Advice that could not be followed, because following it would break a harder rule. */
  unheeded: z.array(Reason.extend({ before: Id })),
})
export type Advice = z.infer<typeof Advice>
