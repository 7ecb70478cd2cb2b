import type { RegisterCase } from '@bancheng/core/cases/commands.ts'
import { registerCase } from '@bancheng/core/cases/rules/register.ts'
import { caseNoOf } from '@bancheng/core/kernel/case-no.ts'
import { localDateOf } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { loadContext } from './context.ts'
import { type Asker, type Executed, intentOf, withRealThings } from './execute.ts'
import { claim, settle } from './idempotency.ts'
import { record } from './record.ts'
import { lockState, nextRunningNumber } from './store.ts'

/**
 * Opens a case: the same steps as `execute`, before there is a case to load. That the person may register was asked at
 * the route.
 * @throws Refusal identifier-suspect · file-unknown · invalid-input (the item)
 */
export const register = (deps: Deps, asker: Asker, input: RegisterCase): Promise<Executed> =>
  inTransaction(deps.db, (tx) => registerIn(tx, deps, asker, input))

/** The same within an act that does more: what a contact opens is there with it, or neither is. */
export async function registerIn(tx: Tx, deps: Deps, asker: Asker, input: RegisterCase): Promise<Executed> {
  const intent = intentOf(asker, { name: 'registerCase', input })
  const earlier = await claim(tx, intent, deps.clock())
  if (earlier) return earlierCase(tx, asker.centerId, earlier)
  const context = await loadContext(deps, tx, { ...asker, state: null })
  const checked = await withRealThings(tx, asker, null, input)
  const caseId = deps.newId()
  const date = localDateOf(context.now)
  const letters = await lettersOf(tx, asker.centerId)
  // The number is taken last: the day's counter is what registrations wait for one another at.
  const caseNo = caseNoOf({ letters, date, running: await nextRunningNumber(tx, asker.centerId, date) })
  const events = registerCase({ centerId: asker.centerId, caseId, caseNo }, checked, context)
  const state = await record(tx, { centerId: asker.centerId, caseId }, null, events, context)
  await settle(tx, intent, { caseId, version: state.version })
  return { caseId, state }
}

async function earlierCase(tx: Tx, centerId: string, caseId: string): Promise<Executed> {
  const state = await lockState(tx, { centerId, caseId })
  if (!state) throw new Error(`the case ${caseId} of an earlier request is gone`)
  return { caseId, state }
}

async function lettersOf(tx: Tx, centerId: string): Promise<string> {
  const { rows } = await sql<{ letters: string }>`select letters from center where center_id = ${centerId}`.execute(tx)
  if (!rows[0]) throw new Error(`no centre ${centerId}`)
  return rows[0].letters
}
