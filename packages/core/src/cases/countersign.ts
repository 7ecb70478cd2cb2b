import type { Id } from '../kernel/ids.ts'
import { type CaseState, isPending, type Task, taskOf } from './state.ts'

/** `withdrawn`: the asker took the question back, so nobody has agreed and nobody refused. */
export type CountersignStanding = 'pending' | 'agreed' | 'refused' | 'withdrawn'

/** 会签, or the choice of another unit for one that was returned. */
export function isCountersign(state: CaseState, task: Task): boolean {
  const returned = task.kind === 'redirect' && task.subjectId ? taskOf(state, task.subjectId) : undefined
  return (returned ?? task).purpose?.kind === 'countersign'
}

const isOverruled = (state: CaseState, refused: Task): boolean =>
  refused.overruled !== undefined ||
  state.tasks.some((task) => task.subjectId === refused.taskId && task.ended?.outcome === 'overruled')

/** A no that stands: neither ruled away, nor answered by everybody’s agreement when it was asked again. */
const stands = (state: CaseState, task: Task): boolean =>
  task.ended?.outcome === 'not-agreed' &&
  task.purpose?.kind === 'countersign' &&
  !isOverruled(state, task) &&
  !(task.againRequestId && countersignOf(state, task.againRequestId) === 'agreed')

/** How a request for everybody's agreement stands. */
export function countersignOf(state: CaseState, requestId: Id): CountersignStanding {
  const tasks = state.tasks.filter((task) => task.requestId === requestId)
  if (tasks.some(isPending)) return 'pending'
  if (tasks.some((task) => stands(state, task))) return 'refused'
  if (tasks.some(({ overruled }) => overruled)) return 'agreed' // the ruling stands for all who were then no longer asked
  const asked = tasks.filter((task) => isCountersign(state, task))
  if (asked.some((task) => task.state === 'withdrawn' && !task.released)) return 'withdrawn'
  return asked.some((task) => task.state === 'done') ? 'agreed' : 'withdrawn'
}

/** Every unit’s no that still stands; within a unit’s own task it is that unit’s to weigh in its reply. */
export const standingRefusals = (state: CaseState): readonly Task[] =>
  state.tasks.filter(
    (task) =>
      task.parentTaskId === null &&
      stands(state, task) &&
      // Asked again, the newer request says how it stands; one that was taken back says nothing.
      !(task.againRequestId && ['pending', 'refused'].includes(countersignOf(state, task.againRequestId))),
  )
