import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, isPending, type Task, taskOf } from '../cases/state.ts'
import { requireOpenTask, startClock, timeForTask, withdrawWithChildren } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'

/** The done steps on which this one stands, near or far: any of them can be sent back to. */
export function earlierSteps(state: CaseState, task: Task): readonly Task[] {
  const before = (task.step?.after ?? []).flatMap((id) => taskOf(state, id) ?? [])
  const all = [...before, ...before.flatMap((step) => earlierSteps(state, step))]
  return [...new Set(all)].filter((step) => step.state === 'done')
}

/** Every step that stands on this one, near or far, and was not dropped. */
function laterSteps(state: CaseState, taskId: string): readonly Task[] {
  const next = state.tasks.filter((task) => task.step?.after.includes(taskId))
  const all = [...next, ...next.flatMap((step) => laterSteps(state, step.taskId))]
  return [...new Set(all)].filter((step) => step.state !== 'withdrawn')
}

/** The earlier step is armed again with its full time; whatever was built on it waits, and is done anew. */
function sendBack(state: CaseState, { taskId, toTaskId, reason }: InputOf<'sendBackStep'>, ctx: Context): CaseEvent[] {
  const task = requireOpenTask(state, { taskId }, ['step'])
  const earlier = earlierSteps(state, task).find((step) => step.taskId === toTaskId)
  if (!earlier) throw new Refusal('step-not-earlier')
  const waiting = laterSteps(state, toTaskId).map((step) => step.taskId)
  // What was asked about a step that is no longer under way (more time, supervision) has lost its object.
  const idle = state.tasks.filter(
    ({ subjectId, parentTaskId, ...rest }) =>
      rest.state !== 'done' && [subjectId, parentTaskId].some((id) => id !== null && waiting.includes(id)),
  )
  const { party } = earlier
  return [
    ...idle.filter(isPending).flatMap((one) => withdrawWithChildren(state, one.taskId, reason)),
    { type: 'StepSentBack', payload: { taskId, toTaskId, waiting, reason } },
    {
      type: 'TaskReopened',
      payload: { taskId: toTaskId, ...startClock(ctx, timeForTask(ctx, 'step', party), party), reason },
    },
  ]
}

export const sendBackRules: Decisions<'sendBackStep'> = {
  sendBackStep: {
    guard: (state, target) => {
      const task = requireOpenTask(state, target, ['step'])
      if (earlierSteps(state, task).length === 0) throw new Refusal('step-not-earlier')
    },
    decide: sendBack,
  },
}
