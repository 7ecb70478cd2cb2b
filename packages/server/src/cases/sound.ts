import type { Context } from '@bancheng/core/cases/context.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { nextAlarmAt, watching } from '@bancheng/core/escalation/rules.ts'
import { soundAlarms } from '@bancheng/core/escalation/sounding.ts'
import type { Actor } from '@bancheng/core/kernel/actor.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { Deps } from '../deps.ts'
import type { Tx } from '../platform/db.ts'
import { loadClockContext } from './context.ts'
import type { CaseKey } from './log.ts'
import { type Decided, record, recordAll } from './record.ts'
import { writeNextAlarms } from './store.ts'

/** The clock, as the log names it. */
export const clockActor = { kind: 'system', name: '系统时钟' } as const satisfies Actor

/** Says what is due in a case that this transaction has locked. @returns the state after it, the same when nothing was */
export async function soundIn(tx: Tx, key: CaseKey, state: CaseState, context: Context): Promise<CaseState> {
  const clock: Context = { ...watching(state, context), actor: clockActor }
  const events = soundAlarms(state, clock)
  return events.length === 0 ? state : record(tx, key, state, events, clock)
}

export type LockedCase = {
  readonly key: CaseKey
  readonly state: CaseState
  /** Up to when it is known that nothing was due. */
  readonly since: Instant
}

/**
 * The same for many cases at once, through the same door. Where nothing is due, the clock only makes its next
 * appointment. @returns what was said in each
 */
export async function soundAllIn(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'newId' | 'seal'>,
  locked: readonly LockedCase[],
): Promise<readonly Decided[]> {
  const contexts = new Map<string, (state: CaseState) => Context>()
  for (const [centerId, own] of Map.groupBy(locked, ({ key }) => key.centerId)) {
    const [since = deps.clock()] = own.map(lookedUntil).sort()
    contexts.set(centerId, await loadClockContext(deps, tx, { centerId, actor: clockActor, since }))
  }
  const decided = locked.map((one) => {
    const { key, state } = one
    const context = contexts.get(key.centerId)?.(state)
    if (!context) throw new Error(`no context for centre ${key.centerId}`)
    return { key, before: state, context, events: soundAlarms(state, context, lookedUntil(one)) }
  })
  const silent = decided.filter(({ events }) => events.length === 0)
  const appointments = silent.map(({ key, before, context }) => ({ key, nextAlarm: nextAlarmAt(before, context) }))
  await writeNextAlarms(tx, appointments)
  await recordAll(
    tx,
    decided.filter(({ events }) => events.length > 0),
  )
  return decided
}

/** Whoever acted on a case had the clock say first what was due. */
const lookedUntil = ({ state, since }: LockedCase): Instant => (since > state.changedAt ? since : state.changedAt)
