import type { Party } from '@bancheng/core/cases/words.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { type OwedContext, owedAlarms } from '@bancheng/core/reception/alarms.ts'
import type { ReceptionTaskKind } from '@bancheng/core/reception/contact.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { loadDirectory } from '../directory/reads.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { loadCenterRules } from '../policy/center.ts'
import { writeEntry } from './entries.ts'
import { tellOwed } from './telling.ts'

const BATCH = 200

/** Says of what is owed outside of a case whatever is due, as the clock of the cases does. @returns how many were seen */
export async function soundOwed(deps: Deps, isStopped: () => boolean = () => false): Promise<number> {
  let total = 0
  while (!isStopped()) {
    const seen = await inTransaction(deps.db, (tx) => soundBatch(tx, deps))
    total += seen
    if (seen < BATCH) break
  }
  return total
}

type DueTask = {
  readonly centerId: string
  readonly taskId: string
  readonly kind: ReceptionTaskKind
  readonly party: Party
  readonly ask: string
  readonly aboutPersonId: string | null
  readonly openedAt: Instant
  readonly dueAt: Instant
  readonly said: readonly string[]
}

async function soundBatch(tx: Tx, deps: Deps): Promise<number> {
  const now = deps.clock()
  const tasks = await lockDue(tx, now)
  for (const [centerId, own] of Map.groupBy(tasks, (task) => task.centerId)) {
    const rules = await loadCenterRules(tx, centerId)
    const directory = await loadDirectory(tx, centerId, now)
    for (const task of own) {
      // By the ladder under which it was opened: nothing that somebody decides later calls for it again.
      const ctx: OwedContext = { now, calendar: rules.calendar, policy: rules.policyAt(task.openedAt), directory }
      await soundOne(tx, deps, task, ctx, now)
    }
  }
  return tasks.length
}

async function lockDue(tx: Tx, now: Instant): Promise<readonly DueTask[]> {
  const { rows } = await sql<DueTask>`
    select t.center_id as "centerId", t.task_id as "taskId", t.kind, t.party, t.ask, t.about_person_id as "aboutPersonId",
      t.opened_at as "openedAt", t.due_at as "dueAt", array(
        select e.alarm from reception_task_entry e
        where (e.center_id, e.task_id) = (t.center_id, t.task_id) and e.alarm is not null) as said
    from reception_task t where t.state = 'open' and t.next_alarm_at <= ${now}
    order by t.next_alarm_at, t.center_id, t.task_id limit ${BATCH} for update of t skip locked
  `.execute(tx)
  return rows
}

const topics = { reminded: 'task-reminded', overdue: 'task-overdue', escalated: 'task-escalated' } as const

async function soundOne(tx: Tx, deps: Deps, task: DueTask, ctx: OwedContext, now: Instant): Promise<void> {
  const { centerId, taskId } = task
  const alarms = owedAlarms(task, new Set(task.said), ctx)
  const due = alarms.filter(({ at }) => at <= now)
  for (const { kind, name, to } of due) {
    await writeEntry(tx, deps, centerId, { taskId, personId: null, outcome: kind, note: '', at: now, alarm: name, to })
    await tellOwed(tx, centerId, task, { topic: topics[kind], party: to, actorId: null, now })
  }
  const next = alarms.find(({ at }) => at > now)?.at ?? null
  await sql`
    update reception_task set next_alarm_at = ${next} where center_id = ${centerId} and task_id = ${taskId}
  `.execute(tx)
}
