import type { Envelope, EventType, PayloadOf } from '../events.ts'
import { type CaseClock, type CaseState, type Mark, runningPauses, type Task, taskOf } from '../state.ts'

/** How one kind of event changes the state. Pure; never refuses: what is in the log has happened. */
export type Fold<T extends EventType> = (state: CaseState, payload: PayloadOf<T>, envelope: Envelope) => CaseState
export type Folds<T extends EventType> = { readonly [K in T]: Fold<K> }

export const markOf = (envelope: Envelope): Mark => ({
  at: envelope.at,
  by: envelope.actor.kind === 'person' ? envelope.actor.personId : envelope.actor.kind,
})

/** What somebody drafted and another approved is the word of whoever drafted it. */
export const wordOf = (envelope: Envelope, draftedBy: string | undefined): Mark =>
  draftedBy ? { at: envelope.at, by: draftedBy } : markOf(envelope)

/** A stand-in who acted for the owner handled the case too: they make no follow-up either. */
export function withStandIn(state: CaseState, { actor }: Envelope): CaseState {
  if (actor.kind !== 'person' || actor.onBehalfOf?.personId !== state.ownerId) return state
  return state.handlerIds.includes(actor.personId)
    ? state
    : { ...state, handlerIds: [...state.handlerIds, actor.personId] }
}

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

/** The case waits for the applicant while its clock stands still for what was asked of them. */
export const waitsForApplicant = (state: CaseState): boolean =>
  runningPauses(state).some(({ taskId }) => taskOf(state, taskId)?.kind !== 'procedure')

/** The clock as it is now; the owner's task goes with it, and so does the status while the case is being handled. */
export function withClock(state: CaseState, change: Pick<CaseClock, 'pauses' | 'dueAt'>): CaseState {
  if (!state.caseClock) return state
  const { dueAt } = change
  const handle = state.tasks.find((task) => task.kind === 'handle' && task.state === 'open')
  const clocked = { ...state, caseClock: { ...state.caseClock, ...change } }
  const changed = handle ? withTask(clocked, handle.taskId, (task) => ({ ...task, dueAt })) : clocked
  if (state.status !== 'in-progress' && state.status !== 'waiting-for-applicant') return changed
  return { ...changed, status: waitsForApplicant(changed) ? 'waiting-for-applicant' : 'in-progress' }
}
