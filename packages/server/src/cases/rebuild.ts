import { foldLog } from '@bancheng/core/cases/fold.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../platform/db.ts'
import { type CaseKey, readLog } from './log.ts'
import { lockState, writeIndexes } from './store.ts'
import { everyCase } from './verify.ts'

/** Makes the tables beside the log again, case by case, while the desk goes on working. @returns how many cases */
export async function rebuild(deps: Pick<Deps, 'db'>): Promise<number> {
  let cases = 0
  for await (const key of everyCase(deps.db)) {
    await rebuildCase(deps, key)
    cases += 1
  }
  return cases
}

const rebuildCase = (deps: Pick<Deps, 'db'>, key: CaseKey): Promise<void> =>
  inTransaction(deps.db, async (tx) => {
    await lockState(tx, key)
    const state = foldLog(await readLog(tx, key))
    // The rows of its tasks, papers and deliveries go with it.
    await sql`delete from case_record where center_id = ${key.centerId} and case_id = ${key.caseId}`.execute(tx)
    if (state) await writeIndexes(tx, key, null, state)
  })
