import { addDays, type Instant, instantAt, localDateOf } from '@bancheng/core/kernel/time.ts'
import type { TellingTopic } from '@bancheng/core/notifications/telling.ts'
import { type Climbing, type Owed, type Step, type StepKind, stepsDue } from '@bancheng/core/review/climbing.ts'
import { receiptOf } from '@bancheng/core/review/receipts.ts'
import type { Deps } from '../deps.ts'
import { loadDirectorySince } from '../directory/reads.ts'
import { type Db, inTransaction, type Tx } from '../platform/db.ts'
import { loadCenterRules } from '../policy/center.ts'
import { centersOfClock, type InstructionTaskRecord, insertAlarm, lockTask, tasksOfClock } from './instruction-store.ts'
import { putOutInstruction } from './tell.ts'

type Clocked = Pick<Deps, 'db' | 'clock'>

/** No centre reminds of anything earlier than this. */
const AHEAD_DAYS = 120

/**
 * Sounds what is due about instructions that nobody has answered. There are never many of them, so that no appointment is
 * kept: each is asked every time. One task is one transaction: a broken one keeps no other waiting.
 * @returns how many things were said
 */
export async function soundInstructions(deps: Clocked, isStopped: () => boolean = () => false): Promise<number> {
  const horizon = instantAt(addDays(localDateOf(deps.clock()), AHEAD_DAYS), '00:00')
  let said = 0
  const faults: unknown[] = []
  for (const centerId of await centersOfClock(deps.db, horizon)) {
    const tasks = await tasksOfClock(deps.db, centerId, horizon)
    const now = deps.clock()
    const climbing = await climbingOf(deps.db, centerId, { tasks, now })
    for (const task of tasks) {
      if (isStopped()) return said
      const owed = owedOf(task)
      if (stepsDue(owed, climbing(owed)).length === 0) continue
      await inTransaction(deps.db, (tx) => soundTask(tx, { centerId, taskId: task.taskId }, climbing)).then(
        (count) => {
          said += count
        },
        (fault) => faults.push(fault),
      )
    }
  }
  if (faults.length > 0) throw new AggregateError(faults, 'instructions that could not be sounded')
  return said
}

/** An instruction climbs the ladder under which it was given, and whoever stood above then is called. */
export async function climbingOf(
  db: Db,
  centerId: string,
  { tasks, now }: { readonly tasks: readonly InstructionTaskRecord[]; readonly now: Instant },
): Promise<(owed: Owed) => Climbing> {
  const { calendar, policyAt } = await loadCenterRules(db, centerId)
  const [since = now] = tasks.map((task) => owedOf(task).since).sort()
  const { at: directoryAt } = await loadDirectorySince(db, centerId, since, now)
  const common = { now, calendar, directory: directoryAt(now), directoryAt }
  return (owed) => ({ ...common, ladder: policyAt(owed.since).ladder })
}

/** In a transaction; whoever acts on a task runs it first, so that nobody acts past an alarm. @returns how many were said */
export async function soundTask(
  tx: Tx,
  key: { readonly centerId: string; readonly taskId: string },
  climbing: (owed: Owed) => Climbing,
): Promise<number> {
  const task = await lockTask(tx, key.centerId, key.taskId)
  if (task?.state !== 'open') return 0
  const said: Step[] = []
  const owed = owedOf(task)
  const ctx = climbing(owed)
  for (const step of stepsDue(owed, ctx)) if (await insertAlarm(tx, key, step, ctx.now)) said.push(step)
  const told = said.map(({ kind, party, until }) => ({ topic: topics[kind], party, dueAt: until }))
  await putOutInstruction(tx, { centerId: key.centerId, task, by: null, now: ctx.now }, told)
  return said.length
}

const topics = {
  reminded: 'task-reminded',
  overdue: 'task-overdue',
  escalated: 'task-escalated',
  unmanned: 'task-escalated',
} as const satisfies Record<StepKind, TellingTopic>

function owedOf(task: InstructionTaskRecord): Owed {
  const { number, party, givenById, givenAt, entries, alarms, dueAt } = task
  const since = entries.findLast(({ kind }) => kind === 'sent-back')?.at ?? givenAt
  return { number, party, givenBy: givenById, since, dueAt, isSigned: receiptOf(task) !== null, said: alarms }
}
