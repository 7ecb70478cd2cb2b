import type { Context } from '@bancheng/core/cases/context.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { nextAlarmAt, soundAlarms } from '@bancheng/core/escalation/rules.ts'
import type { Actor } from '@bancheng/core/kernel/actor.ts'
import type { Deps } from '../deps.ts'
import type { Tx } from '../platform/db.ts'
import { loadClockContext } from './context.ts'
import type { CaseKey } from './log.ts'
import { record, recordAll } from './record.ts'
import { writeNextAlarms } from './store.ts'

/** The clock, as the log names it. */
export const clockActor: Actor = { kind: 'system', name: '系统时钟' }

/** Says what is due in a case that this transaction has locked. @returns the state after it, the same when nothing was */
export async function soundIn(tx: Tx, key: CaseKey, state: CaseState, context: Context): Promise<CaseState> {
  const clock: Context = { ...context, actor: clockActor }
  const events = soundAlarms(state, clock)
  return events.length === 0 ? state : record(tx, key, state, events, clock)
}

export type LockedCase = { readonly key: CaseKey; readonly state: CaseState }

/**
 * The same for many cases at once, through the same door. Where nothing is due, the clock only makes its next
 * appointment. @returns how many events were written
 */
export async function soundAllIn(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'newId' | 'seal'>,
  locked: readonly LockedCase[],
): Promise<number> {
  const contexts = new Map<string, (state: CaseState) => Context>()
  for (const { key } of locked)
    if (!contexts.has(key.centerId))
      contexts.set(key.centerId, await loadClockContext(deps, tx, key.centerId, clockActor))
  const decided = locked.map(({ key, state }) => {
    const context = contexts.get(key.centerId)?.(state)
    if (!context) throw new Error(`no context for centre ${key.centerId}`)
    return { key, before: state, context, events: soundAlarms(state, context) }
  })
  const silent = decided.filter(({ events }) => events.length === 0)
  const appointments = silent.map(({ key, before, context }) => ({ key, nextAlarm: nextAlarmAt(before, context) }))
  await writeNextAlarms(tx, appointments)
  await recordAll(
    tx,
    decided.filter(({ events }) => events.length > 0),
  )
  return decided.reduce((sum, { events }) => sum + events.length, 0)
}
