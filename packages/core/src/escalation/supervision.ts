import type { CaseEvent, EventType } from '../cases/events.ts'
import { type CaseState, isPending, isSupervision, type Task } from '../cases/state.ts'
import { done } from '../cases/tasks.ts'

/** Every event that ends the task it names. */
const ending: ReadonlySet<EventType> = new Set([
  'TaskReplied',
  'TaskReturned',
  'TaskRedirected',
  'ReturnRuled',
  'CountersignAgreed',
  'CountersignRefused',
  'RefusalRuled',
  'CountersignerReleased',
  'TaskWithdrawn',
  'TaskDone',
  'StepCompleted',
  'ApplicantAnswered',
  'ProcedureEnded',
  'NegativeAnswerDecided',
  'ApplicantContacted',
] satisfies EventType[])

const endedBy = (event: CaseEvent): string | null =>
  ending.has(event.type) && 'taskId' in event.payload ? event.payload.taskId : null

/** The deed answers the paper: with a task ends everything that was set up to see it done. */
export function endSupervisions(state: CaseState, events: readonly CaseEvent[]): readonly CaseEvent[] {
  const supervisions = state.tasks.filter((task) => isSupervision(task) && isPending(task))
  if (supervisions.length === 0) return events
  const ended = new Set(events.flatMap((event) => endedBy(event) ?? []))
  return events.flatMap((event) => {
    const taskId = endedBy(event)
    const over = taskId ? supervisionsOf(taskId, supervisions).filter((task) => !ended.has(task.taskId)) : []
    for (const task of over) ended.add(task.taskId)
    return [event, ...over.map((task) => done(task.taskId, 'answered'))]
  })
}

/** What sees to a task, and what sees to that where nobody could. */
function supervisionsOf(taskId: string, supervisions: readonly Task[]): readonly Task[] {
  const own = supervisions.filter(({ subjectId }) => subjectId === taskId)
  return own.flatMap((task) => [task, ...supervisionsOf(task.taskId, supervisions)])
}
