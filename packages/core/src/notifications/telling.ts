import { z } from 'zod'
import type { CaseEvent } from '../cases/events.ts'
import { type CaseState, isPending, isSupervision, taskOf } from '../cases/state.ts'
import { askerOf } from '../cases/tasks.ts'
import { Party } from '../cases/words.ts'
import { Id } from '../kernel/ids.ts'
import { Instant } from '../kernel/time.ts'

/** What a person of the desk is told of. */
export const TellingTopic = z.enum([
  'task-assigned',
  'task-reminded',
  'task-overdue',
  'task-escalated',
  'task-transferred',
  'clock-resumed',
  'report-settled',
  'applicant-unreached',
  'answer-reported',
])
export type TellingTopic = z.infer<typeof TellingTopic>

/** One thing to tell to whoever a party is when it is told. */
export const Telling = z.object({
  topic: TellingTopic,
  party: Party,
  ownerId: Id,
  /** Null: it is about no task. */
  taskId: Id.nullable(),
  ask: z.string(),
  dueAt: Instant.nullable(),
})
export type Telling = z.infer<typeof Telling>

/** Whom a decision concerns who was not there when it was made. The window sees its own queue all day. */
export function tellingsOf(events: readonly CaseEvent[], state: CaseState): readonly Telling[] {
  return events.flatMap((event): Telling[] => {
    switch (event.type) {
      case 'TaskOpened': {
        const { kind, subjectId, party } = event.payload
        const isAtHand =
          party.kind === 'owner' || party.kind === 'window' || party.kind === 'applicant' || party.kind === 'outside'
        if (isAtHand || isSupervision({ kind, subjectId })) return []
        return about(state, 'task-assigned', event.payload.taskId, party)
      }
      case 'TaskTransferred':
        return [
          ...about(state, 'task-assigned', event.payload.taskId, { kind: 'unit', unitId: event.payload.toUnitId }),
          ...aboutToAsker(state, 'task-transferred', event.payload.taskId),
        ]
      // The log says whose business it was when it fell due; the word goes to whoever has the task now.
      case 'TaskReminded':
        return aboutNow(state, 'task-reminded', event.payload.taskId)
      case 'TaskOverdue':
        return aboutNow(state, 'task-overdue', event.payload.taskId)
      case 'TaskUrged':
        return about(state, 'task-reminded', event.payload.taskId, event.payload.party)
      case 'PauseExpired': {
        const handle = state.tasks.find(({ kind, state: at }) => kind === 'handle' && at === 'open')
        // While another pause runs there is no date to tell.
        return handle && event.payload.dueAt ? aboutNow(state, 'clock-resumed', handle.taskId) : []
      }
      case 'NegativeAnswerReported': {
        const { party, answer } = event.payload
        return [{ topic: 'answer-reported', party, ownerId: state.ownerId, taskId: null, ask: answer, dueAt: null }]
      }
      case 'HandOverExpired':
        return about(state, 'task-overdue', event.payload.taskId, { kind: 'owner' })
      case 'TaskEscalated':
        return about(state, 'task-escalated', event.payload.supervisionTaskId, event.payload.party)
      case 'TaskUnmanned': {
        const supervision = taskOf(state, event.payload.supervisionTaskId)
        // Whoever was missed came back before the clock looked: nothing is left to do.
        if (supervision && !isPending(supervision)) return []
        const party = supervision?.party ?? { kind: 'supervisor' }
        return about(state, 'task-escalated', event.payload.supervisionTaskId, party)
      }
      default: // most of what happens is seen by whoever looks
        return []
    }
  })
}

function aboutNow(state: CaseState, topic: TellingTopic, taskId: string): Telling[] {
  const task = taskOf(state, taskId)
  return task ? about(state, topic, taskId, task.party) : []
}

/** Whoever asked answers for it still, and would look to the unit that they know of. */
function aboutToAsker(state: CaseState, topic: TellingTopic, taskId: string): Telling[] {
  const task = taskOf(state, taskId)
  return task ? about(state, topic, taskId, askerOf(state, task)) : []
}

function about(state: CaseState, topic: TellingTopic, taskId: string, party: Party): Telling[] {
  const task = taskOf(state, taskId)
  if (!task) return []
  return [{ topic, party, ownerId: state.ownerId, taskId, ask: task.ask, dueAt: task.dueAt }]
}
