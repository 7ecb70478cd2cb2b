import { readFile } from 'node:fs/promises'
import { OrderGoal } from '@bancheng/core/catalogue/order/goal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { goalById, insertGoalVersion, lockGoal } from '../catalogue/order/store.ts'
import type { Tx } from '../platform/db.ts'
import { SAMPLE_CENTER_ID } from './ids.ts'

const files = ['closing.json', 'opening.json'] as const

export const readSampleGoals = (): Promise<OrderGoal[]> =>
  Promise.all(
    files.map(async (name) =>
      OrderGoal.parse(JSON.parse(await readFile(new URL(`./order/${name}`, import.meta.url), 'utf8'))),
    ),
  )

/** What the sample centre has none of yet; what somebody changed there stays. */
export async function insertMissingSampleGoals(tx: Tx, now: Instant): Promise<void> {
  for (const goal of await readSampleGoals()) {
    await lockGoal(tx, SAMPLE_CENTER_ID, goal.goalId)
    if (await goalById(tx, SAMPLE_CENTER_ID, goal.goalId)) continue
    await insertGoalVersion(tx, { centerId: SAMPLE_CENTER_ID, goal, version: 1, changedBy: null }, now)
  }
}
