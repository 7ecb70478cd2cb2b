import { addDays, compare, localDateOf } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { loadCenterRules } from '../policy/center.ts'
import { simulateYear } from '../simulation/year.ts'
import { SAMPLE_CENTER_ID } from './ids.ts'
import { planSampleReview, STUCK } from './review.ts'

/** Enough that every list has something to show, few enough that the first start stays short. */
const CASES = 24
const DAYS = 40

/** Some weeks of the sample centre, up to this moment, through the same door as every real case; and its monthly review. */
export async function loadSampleCasesWhenNone(deps: Deps): Promise<void> {
  const { rows } = await sql`select from case_record where center_id = ${SAMPLE_CENTER_ID} limit 1`.execute(deps.db)
  if (rows.length > 0) return
  const now = deps.clock()
  const { calendar } = await loadCenterRules(deps.db, SAMPLE_CENTER_ID)
  const review = planSampleReview(calendar, now)
  const [from = review.from] = [review.from, addDays(localDateOf(now), -DAYS)].sort(compare)
  const { stuck, deeds: besides } = review
  await simulateYear(deps, { seed: 20_230_428, cases: CASES - STUCK, from, until: now, stuck, besides })
}
