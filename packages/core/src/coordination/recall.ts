import type { Target } from '../cases/commands.ts'
import type { Decisions } from '../cases/decision.ts'
import { type CaseState, isPending, type Task, taskOf } from '../cases/state.ts'
import { requireInHand } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'

/** Somebody has built on it: a plan, the result, the answer of whoever asked, or a later round of the case. */
function isUsed(state: CaseState, task: Task): boolean {
  const at = task.ended?.at ?? task.opened.at
  const parent = task.parentTaskId ? taskOf(state, task.parentTaskId) : undefined
  return (
    state.result !== null ||
    (parent !== undefined && !isPending(parent)) ||
    state.tasks.some((step) => step.kind === 'step' && step.opened.at >= at) ||
    state.rounds.some(({ reopened }) => reopened.at >= at)
  )
}

/** @throws Refusal task-not-found · task-wrong-kind (no reply, or that of somebody outside) · reply-used */
function requireRecallable(state: CaseState, target: Target): void {
  requireInHand(state)
  const task = target.taskId ? taskOf(state, target.taskId) : undefined
  if (!task) throw new Refusal('task-not-found')
  if (task.kind !== 'coordinate' || task.ended?.outcome !== 'replied' || task.ended.by === 'link')
    throw new Refusal('task-wrong-kind', { kind: task.kind })
  if (isUsed(state, task)) throw new Refusal('reply-used')
}

/** 撤回: a unit takes its own reply back while nobody has used it; the task is open again, due when it was. */
export const recallRules: Decisions<'recallReply'> = {
  recallReply: {
    guard: requireRecallable,
    decide: (_, payload) => [{ type: 'ReplyRecalled', payload }],
  },
}
