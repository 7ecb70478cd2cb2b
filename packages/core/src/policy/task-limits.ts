import { TaskKind } from '../cases/words.ts'
import type { Limit } from '../kernel/limit.ts'
import { usualRating } from './service.ts'

const workingDays = (amount: number): Limit => ({ amount, unit: 'working-days' })

/** Kinds whose time stands with the rule that makes them: 否定报备, and the first call. */
export const ruledKinds = ['negative-approval', 'first-contact'] as const
/** Every other kind has its time in the list of tasks. */
export const TimedKind = TaskKind.exclude(ruledKinds)
export type TimedKind = Exclude<TaskKind, (typeof ruledKinds)[number]>
export const isTimed = (kind: TaskKind): kind is TimedKind => !ruledKinds.some((ruled) => ruled === kind)

/** How long each kind of task takes where a centre says nothing of it; a kind that comes later needs no new document. */
export const usualTaskLimits: Record<TimedKind, Limit> = {
  accept: workingDays(1),
  handle: workingDays(3),
  coordinate: workingDays(2),
  redirect: workingDays(1),
  'rule-on-return': workingDays(1),
  'rule-on-refusal': workingDays(1),
  'decide-extension': workingDays(1),
  'negative-revision': workingDays(1),
  step: workingDays(3),
  supplement: workingDays(5),
  procedure: workingDays(20),
  'tolerance-decision': workingDays(1),
  'tolerance-supplement': workingDays(5),
  'settle-papers': workingDays(20),
  deliver: workingDays(5),
  'follow-up': workingDays(1),
  // 差评: these two are the rating rules' own.
  'rating-call': usualRating.callBackWithin,
  'rating-right': usualRating.setRightWithin,
  'strike-off': workingDays(10),
  oversee: workingDays(1),
  'accept-hand-over': workingDays(1),
}
