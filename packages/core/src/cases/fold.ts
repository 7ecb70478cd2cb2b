import type { CaseEvent, Envelope, EventType, RecordedEvent } from './events.ts'
import { type Fold, type Folds, withStandIn } from './fold/folding.ts'
import { born, lifecycleFolds } from './fold/lifecycle.ts'
import { taskFolds } from './fold/tasks.ts'
import { thingFolds } from './fold/things.ts'
import type { CaseState } from './state.ts'

/** One line per kind of event; a new kind does not compile until it is folded. */
const folds: Folds<Exclude<EventType, 'CaseRegistered'>> = { ...lifecycleFolds, ...taskFolds, ...thingFolds }

/** The state after one more event. @throws Error: a log that does not begin with its registration, or has a gap, is a fault */
export function evolve(state: CaseState | null, event: CaseEvent, envelope: Envelope): CaseState {
  if (envelope.seq !== (state?.version ?? 0) + 1)
    throw new Error(`event ${envelope.seq} does not follow version ${state?.version ?? 0}`)
  if (event.type === 'CaseRegistered') return born(event.payload, envelope)
  if (!state) throw new Error(`${event.type} before CaseRegistered`)
  // The table pairs each type with the fold of its own payload; TypeScript cannot follow the pair through the index.
  const fold = folds[event.type] as Fold<EventType>
  const acted = withStandIn(fold(state, event.payload, envelope), envelope)
  return { ...acted, version: envelope.seq, changedAt: envelope.at }
}

/** The state of a whole log, in order; null for an empty one. */
export function foldLog(log: readonly RecordedEvent[]): CaseState | null {
  return log.reduce<CaseState | null>((state, event) => evolve(state, event, event), null)
}
