import { addDays, localDateOf } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { simulateYear } from '../simulation/year.ts'
import { SAMPLE_CENTER_ID } from './ids.ts'

/** Enough that every list has something to show, few enough that the first start stays short. */
const CASES = 24
const DAYS = 40

/** Some weeks of the sample centre, up to this moment, through the same door as every real case. */
export async function loadSampleCasesWhenNone(deps: Deps): Promise<void> {
  const { rows } = await sql`select from case_record where center_id = ${SAMPLE_CENTER_ID} limit 1`.execute(deps.db)
  if (rows.length > 0) return
  const now = deps.clock()
  await simulateYear(deps, { seed: 20_230_428, cases: CASES, from: addDays(localDateOf(now), -DAYS), until: now })
}
