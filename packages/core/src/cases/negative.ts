import type { Decider } from '../policy/clocks.ts'
import type { Context } from './context.ts'
import type { CaseEvent, EventType, NegativeAnswer } from './events.ts'
import { type CaseState, isPending, type Task, taskOf } from './state.ts'
import { done, openTask } from './tasks.ts'
import type { TaskKind } from './words.ts'

/** Before whom the rules put a “no” of this person; null: before nobody, or it is their own word. */
function approverOf({ policy, actor }: Pick<Context, 'policy' | 'actor'>): Decider | null {
  const { approvedBy } = policy.negativeAnswers
  return approvedBy === 'nobody' || actor.kind !== 'person' || actor.role === approvedBy ? null : approvedBy
}

/** What the rules want of a “no” that this person is about to say: that somebody approves it, that somebody hears of it, or nothing. */
export function negativeDuty(
  ctx: Pick<Context, 'policy' | 'actor'>,
): { readonly report: 'before' | 'after'; readonly to: Decider } | null {
  const to = approverOf(ctx)
  return to && { report: ctx.policy.negativeAnswers.report, to }
}

const wordsOf = (answer: NegativeAnswer): string =>
  answer.kind === 'explained' ? answer.publicReply : answer.explanation

/**
 * 否定报备: what is said where the rules want nothing, what is said and reported, or what is drafted and waits as a task of
 * the approver.
 */
export function sayNo(answer: NegativeAnswer, said: readonly CaseEvent[], ctx: Context): readonly CaseEvent[] {
  const duty = negativeDuty(ctx)
  if (!duty) return said
  const party = { kind: duty.to }
  if (duty.report === 'after')
    return [...said, { type: 'NegativeAnswerReported', payload: { party, answer: wordsOf(answer) } }]
  return draft(answer, duty.to, ctx)
}

export function draft(answer: NegativeAnswer, to: Decider, ctx: Context): readonly CaseEvent[] {
  const task = openTask(ctx, { kind: 'negative-approval', party: { kind: to }, ask: wordsOf(answer) })
  return [task, { type: 'NegativeAnswerDrafted', payload: { taskId: task.payload.taskId, answer } }]
}

const ofDrafts: readonly TaskKind[] = ['negative-approval', 'negative-revision']

/** The approval that a task is about: itself, or the one that was sent back. */
export const approvalOf = (state: CaseState, task: Task): Task =>
  (task.kind === 'negative-revision' && task.subjectId ? taskOf(state, task.subjectId) : undefined) ?? task

/** With each of these the matter has its answer, or another draft of it. */
const settling: ReadonlySet<EventType> = new Set([
  'CaseAccepted',
  'CaseRefused',
  'ResultRecorded',
  'NegativeAnswerDrafted',
] satisfies EventType[])

/** A draft that another answer has overtaken waits for nobody any more. */
export function endDrafts(state: CaseState, events: readonly CaseEvent[]): readonly CaseEvent[] {
  if (!events.some(({ type }) => settling.has(type))) return events
  const named = new Set(events.flatMap(({ payload }) => ('taskId' in payload ? [payload.taskId] : [])))
  const isAgain = events.some(({ type }) => type === 'NegativeAnswerDrafted')
  const over = state.tasks.filter((task) => ofDrafts.includes(task.kind) && isPending(task) && !named.has(task.taskId))
  return [
    ...over.map(
      ({ taskId, kind }): CaseEvent =>
        isAgain && kind === 'negative-revision'
          ? done(taskId, 'drafted-again')
          : { type: 'TaskWithdrawn', payload: { taskId, reason: 'overtaken' } },
    ),
    ...events,
  ]
}
