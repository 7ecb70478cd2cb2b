import { Refusal } from '../../kernel/refusal.ts'
import type { InputOf, Target } from '../commands.ts'
import type { Context } from '../context.ts'
import type { Decisions } from '../decision.ts'
import type { CaseEvent } from '../events.ts'
import { approvalOf } from '../negative.ts'
import type { CaseState, Task } from '../state.ts'
import { openTask, requireInHand, requireOpenTask } from '../tasks.ts'
import { refusal } from './accept.ts'

/** The “no” is said as it was drafted, and it is the word of whoever drafted it. @throws Refusal what no longer lets it be said */
function answered(state: CaseState, { negative, opened }: Task): readonly CaseEvent[] {
  if (!negative) throw new Error('an approval has what it is about')
  if (negative.kind === 'explained') {
    requireInHand(state)
    return [{ type: 'ResultRecorded', payload: { ...negative, fileIds: [...negative.fileIds], draftedBy: opened.by } }]
  }
  const { kind: _, ...said } = negative
  return refusal(state, { ...said, draftedBy: opened.by })
}

/** Approved, it is said; sent back, it is its author’s again, who sees why. */
function decideAnswer(state: CaseState, input: InputOf<'decideNegativeAnswer'>, ctx: Context): readonly CaseEvent[] {
  const task = requireOpenTask(state, input, ['negative-approval'])
  const decided: CaseEvent = { type: 'NegativeAnswerDecided', payload: input }
  if (input.granted) return [decided, ...answered(state, task)]
  if (!input.reason) throw new Refusal('negative-reason-missing')
  const party = { kind: 'person' as const, personId: task.opened.by }
  const about = { subjectId: task.taskId, ask: input.reason }
  return [decided, openTask(ctx, { kind: 'negative-revision', party, ...about })]
}

/** Taken back by its author, by whoever owns the case or stands in for either, or by the supervisor. @throws Refusal negative-not-yours */
function requireOwnDraft(state: CaseState, target: Target, { actor, directory }: Context): void {
  const task = requireOpenTask(state, target, ['negative-approval', 'negative-revision'])
  if (actor.kind !== 'person' || actor.role === 'supervisor') return
  const authorId = approvalOf(state, task).opened.by
  const isTheirs = (personId: string) => personId === actor.personId || directory.standInOf(personId) === actor.personId
  if (isTheirs(authorId) || isTheirs(state.ownerId)) return
  throw new Refusal('negative-not-yours', { name: directory.person(authorId)?.name ?? '' })
}

/** 否定报备: the approver’s word, and the author’s second thoughts. */
export const negativeRules: Decisions<'decideNegativeAnswer' | 'withdrawNegativeAnswer'> = {
  decideNegativeAnswer: {
    // What cannot be said any more can still be sent back, so the button asks no more than this.
    guard: (state, target) => void requireOpenTask(state, target, ['negative-approval']),
    decide: decideAnswer,
  },
  withdrawNegativeAnswer: {
    guard: requireOwnDraft,
    decide: (_, payload) => [{ type: 'TaskWithdrawn', payload }],
  },
}
