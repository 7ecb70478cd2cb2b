import type { Context } from '@bancheng/core/cases/context.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import { soundAlarms } from '@bancheng/core/escalation/rules.ts'
import type { Actor } from '@bancheng/core/kernel/actor.ts'
import type { Tx } from '../platform/db.ts'
import { record } from './execute.ts'
import type { CaseKey } from './log.ts'

/** The clock, as the log names it. */
export const clockActor: Actor = { kind: 'system', name: '系统时钟' }

/** Says what is due in a case that this transaction has locked. @returns the state after it, the same when nothing was */
export async function soundIn(tx: Tx, key: CaseKey, state: CaseState, context: Context): Promise<CaseState> {
  const clock: Context = { ...context, actor: clockActor }
  const events = soundAlarms(state, clock)
  return events.length === 0 ? state : record(tx, key, state, events, clock)
}
