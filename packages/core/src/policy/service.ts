import { z } from 'zod'
import { TellingMeans, ToleranceKind } from '../cases/words.ts'
import { Id } from '../kernel/ids.ts'
import { Limit } from '../kernel/limit.ts'

/** 容缺 · 告知承诺 · 变通. That a principal document can never be tolerated is no policy: it is the law's. */
export const ToleranceRules = z.strictObject({
  kinds: z.array(ToleranceKind),
  /** What is still owed may be supplied later than the item's own promise (凌源 forbids it). */
  beyondPromise: z.boolean(),
  longest: Limit.nullable(),
})
export const usualTolerance = { kinds: ToleranceKind.options, beyondPromise: false, longest: null }

export const FollowUpRules = z.strictObject({
  /** How often one must have tried before “could not be reached” may stand. */
  attempts: z.int().min(1),
  /** Whether somebody who handled the case may make the follow-up. */
  byHandler: z.boolean().default(false),
  /** 由纪检监察、作风办等单位“回头看”; null: by the window. */
  byUnit: Id.nullable().default(null),
})

/** 月度阅批: what is put before the leader at the beginning of the month. */
export const ReviewCause = z.enum(['late-closed', 'late-open', 'returned', 'reopened', 'dissatisfied', 'old'])
export type ReviewCause = z.infer<typeof ReviewCause>
/** 月度通报: how many units the front page names as the worst of the month, and after how many months running they answer for it (问责). */
export const CircularRule = z.strictObject({
  worst: z.int().min(1).max(20),
  /** Null: they are only named. */
  accountableAfter: z.int().min(2).max(12).nullable().default(null),
})
export type CircularRule = z.infer<typeof CircularRule>
export const ReviewRules = z.strictObject({
  causes: z.array(ReviewCause).min(1),
  /** From how many returns on a case is listed. */
  returnedFrom: z.int().min(1),
  /** `old`: open at the end of the month and taken in longer ago than so many days. */
  olderThan: z.int().min(1).max(3660).default(60),
  /** On which working day of the month the list is made. */
  day: z.int().min(1).max(15).default(1),
  /** Null: units are counted and not named. */
  circular: CircularRule.nullable().default(null),
})
export const usualReview = {
  causes: ReviewCause.options.filter((cause) => cause !== 'old'), // as before there was one
  returnedFrom: 2,
  olderThan: 60,
  day: 1,
  circular: null,
}

/** 好差评. A rating that nobody gave is never counted as one. */
export const RatingRules = z.strictObject({
  linkValid: Limit,
  /** 差评: how soon somebody must call back, and how soon it must be set right. */
  callBackWithin: Limit,
  setRightWithin: Limit,
  /** 追评: how often one may add to a rating. */
  additions: z.int().min(0),
})
export const usualRating = {
  linkValid: { amount: 30, unit: 'calendar-days' as const },
  callBackWithin: { amount: 1, unit: 'working-days' as const },
  setRightWithin: { amount: 5, unit: 'working-days' as const },
  additions: 1,
}

/** How the applicant may be told; a place that answers by phone only says so here. */
export const TellingRules = z.strictObject({ means: z.array(TellingMeans).min(1) })
export const usualTelling = { means: TellingMeans.options }
