import type { Envelope, EventType, PayloadOf } from '../events.ts'
import type { CaseState, Mark, Task } from '../state.ts'

/** How one kind of event changes the state. Pure; never refuses: what is in the log has happened. */
export type Fold<T extends EventType> = (state: CaseState, payload: PayloadOf<T>, envelope: Envelope) => CaseState
export type Folds<T extends EventType> = { readonly [K in T]: Fold<K> }

export const markOf = (envelope: Envelope): Mark => ({
  at: envelope.at,
  by: envelope.actor.kind === 'person' ? envelope.actor.personId : envelope.actor.kind,
})

export function withTask(state: CaseState, taskId: string, change: (task: Task) => Task): CaseState {
  return { ...state, tasks: state.tasks.map((task) => (task.taskId === taskId ? change(task) : task)) }
}

export const endTask = (
  state: CaseState,
  taskId: string,
  envelope: Envelope,
  end: 'done' | 'returned' | 'withdrawn',
  outcome: string,
) => withTask(state, taskId, (task) => ({ ...task, state: end, ended: { ...markOf(envelope), outcome } }))

/** The status follows from the tasks while a case is being handled: it waits for the applicant when one was asked. */
export function withHandlingStatus(state: CaseState): CaseState {
  if (state.status !== 'in-progress' && state.status !== 'waiting-for-applicant') return state
  const waits = state.caseClock?.pauses.some((pause) => pause.to === null) ?? false
  return { ...state, status: waits ? 'waiting-for-applicant' : 'in-progress' }
}
