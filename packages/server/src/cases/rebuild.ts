import { foldLog } from '@bancheng/core/cases/fold.ts'
import { nextAlarmAt } from '@bancheng/core/escalation/rules.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../platform/db.ts'
import { loadContext } from './context.ts'
import { indexRows } from './indexes.ts'
import { type CaseKey, readLog } from './log.ts'
import { clockActor } from './sound.ts'
import { lockState, writeIndexes } from './store.ts'
import { everyCase } from './verify.ts'

type Rebuilding = Pick<Deps, 'db' | 'clock' | 'newId' | 'seal'>

/** Makes the tables beside the log again, case by case, while the desk goes on working. @returns how many cases */
export async function rebuild(deps: Rebuilding): Promise<number> {
  let cases = 0
  for await (const key of everyCase(deps.db)) {
    await rebuildCase(deps, key)
    cases += 1
  }
  return cases
}

const rebuildCase = (deps: Rebuilding, key: CaseKey): Promise<void> =>
  inTransaction(deps.db, async (tx) => {
    await lockState(tx, key)
    const state = foldLog(await readLog(tx, key))
    // The rows of its tasks, papers and deliveries go with it.
    await sql`delete from case_record where center_id = ${key.centerId} and case_id = ${key.caseId}`.execute(tx)
    if (!state) return
    const context = await loadContext(deps, tx, { centerId: key.centerId, actor: clockActor, state })
    await writeIndexes(tx, [{ key, before: null, after: indexRows(state), nextAlarm: nextAlarmAt(state, context) }])
  })
