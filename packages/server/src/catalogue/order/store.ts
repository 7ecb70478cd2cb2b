import { OrderGoal } from '@bancheng/core/catalogue/order/goal.ts'
import { GoalSummary } from '@bancheng/core/catalogue/order-contract.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db, Tx } from '../../platform/db.ts'

const Kept = OrderGoal.extend({ version: z.int().positive() })
export type KeptGoal = z.infer<typeof Kept>

export async function goalsOf(db: Db, centerId: string): Promise<GoalSummary[]> {
  const { rows } = await sql`
    select goal_id as "goalId", version, document->>'name' as name, coalesce(document->>'nameEn', '') as "nameEn",
      jsonb_array_length(document->'steps') as steps
    from order_goal where center_id = ${centerId} and is_current order by goal_id
  `.execute(db)
  return z.array(GoalSummary).parse(rows)
}

const WithStep = GoalSummary.extend({ stepId: z.string() })

/** The goals of which an item is a step, and which. */
export async function goalsWithItem(db: Db, centerId: string, itemId: string): Promise<z.infer<typeof WithStep>[]> {
  const { rows } = await sql`
    select g.goal_id as "goalId", g.version, g.document->>'name' as name, coalesce(g.document->>'nameEn', '') as "nameEn",
      jsonb_array_length(g.document->'steps') as steps, step->>'stepId' as "stepId"
    from order_goal g, jsonb_array_elements(g.document->'steps') step
    where g.center_id = ${centerId} and g.is_current and step->>'itemId' = ${itemId} order by g.goal_id
  `.execute(db)
  return z.array(WithStep).parse(rows)
}

export async function goalById(db: Db, centerId: string, goalId: string): Promise<KeptGoal | null> {
  const { rows } = await sql<{ version: number; document: object }>`
    select version, document from order_goal where center_id = ${centerId} and goal_id = ${goalId} and is_current
  `.execute(db)
  const [row] = rows
  return row ? Kept.parse({ ...row.document, version: row.version }) : null
}

/** One writer of a goal at a time: what it replaces is what it read. */
export async function lockGoal(tx: Tx, centerId: string, goalId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`order goal ${centerId} ${goalId}`}, 0))`.execute(tx)
}

export type NewGoalVersion = {
  readonly centerId: string
  readonly goal: OrderGoal
  readonly version: number
  readonly changedBy: string | null
}

export async function insertGoalVersion(tx: Tx, one: NewGoalVersion, now: Instant): Promise<void> {
  const { centerId, goal, version, changedBy } = one
  await sql`
    update order_goal set is_current = false
    where center_id = ${centerId} and goal_id = ${goal.goalId} and is_current
  `.execute(tx)
  await sql`
    insert into order_goal (center_id, goal_id, version, is_current, document, since, changed_by)
    values (${centerId}, ${goal.goalId}, ${version}, true, ${JSON.stringify(goal)}, ${now}, ${changedBy})
  `.execute(tx)
}

/** The centre that the public asks: the one of these letters, or the only one. */
export async function publicCentre(db: Db, letters: string | null): Promise<{ centerId: string; name: string } | null> {
  const { rows } = await sql<{ centerId: string; name: string }>`
    select center_id as "centerId", name from center where ${letters}::text is null or letters = ${letters}
    order by created_at limit 1
  `.execute(db)
  return rows[0] ?? null
}
