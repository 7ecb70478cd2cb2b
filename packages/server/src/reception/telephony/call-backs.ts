import type { Instant } from '@bancheng/core/kernel/time.ts'
import { dueAtOf } from '@bancheng/core/reception/rules.ts'
import { sql } from 'kysely'
import type { Deps } from '../../deps.ts'
import type { Tx } from '../../platform/db.ts'
import { loadCenterRules } from '../../policy/center.ts'
import { insertTask } from '../store.ts'
import { endTask, writeEntry } from '../tasks.ts'
import { type CallRecord, lockNumber } from './store.ts'

type Owing = { readonly centerId: string; readonly call: CallRecord; readonly now: Instant }

/**
 * Nobody answered: the window owes a call-back, counted from when the caller gave up. Whoever was missed before and not
 * called back yet is owed one only, by the time of the first.
 * @returns the task
 */
export async function oweCallBack(tx: Tx, deps: Deps, { centerId, call, now }: Owing): Promise<string> {
  const digest = call.phone?.digest ?? null
  if (digest) await lockNumber(tx, centerId, digest)
  const open = digest && (await openCallBack(tx, centerId, digest))
  const taskId = open || deps.newId()
  if (!open) {
    const rules = await loadCenterRules(tx, centerId)
    const start = call.endedAt !== null && call.endedAt < now ? call.endedAt : now
    const dueAt = dueAtOf(rules, start, rules.policyAt(now).reception.missedCall)
    const task = {
      taskId,
      kind: 'missed-call' as const,
      party: { kind: 'window' as const },
      aboutPersonId: null,
      ask: call.extension, // the page says “extension” in the reader's language
      dueAt,
    }
    await insertTask(tx, centerId, task, { callId: call.callId, callerDigest: digest }, now)
  }
  await sql`
    insert into reception_task_call (center_id, task_id, call_id, added_at) values (${centerId}, ${taskId}, ${call.callId}, ${now})
    on conflict do nothing
  `.execute(tx)
  return taskId
}

async function openCallBack(tx: Tx, centerId: string, digest: string): Promise<string | null> {
  const { rows } = await sql<{ taskId: string }>`
    select task_id as "taskId" from reception_task
    where center_id = ${centerId} and caller_digest = ${digest} and kind = 'missed-call' and state = 'open'
  `.execute(tx)
  return rows[0]?.taskId ?? null
}

/** This call was answered elsewhere after all; where it was the only one missed, nothing is owed. */
export async function release(tx: Tx, deps: Deps, { centerId, call, now }: Owing): Promise<void> {
  if (call.phone) await lockNumber(tx, centerId, call.phone.digest)
  const { rows } = await sql<{ taskId: string }>`
    select t.task_id as "taskId" from reception_task t
      join reception_task_call c on (c.center_id, c.task_id) = (t.center_id, t.task_id)
    where c.center_id = ${centerId} and c.call_id = ${call.callId} and t.state = 'open' and not exists (
      select from reception_task_call o join call_record k on (k.center_id, k.call_id) = (o.center_id, o.call_id)
      where (o.center_id, o.task_id) = (t.center_id, t.task_id) and o.call_id <> ${call.callId} and k.answered_at is null)
  `.execute(tx)
  for (const { taskId } of rows) {
    const note = `已由分机 ${call.extension} 接听`
    await writeEntry(tx, deps, centerId, { taskId, personId: null, outcome: 'withdrawn', note, at: now })
    await endTask(tx, centerId, taskId, 'withdrawn', now)
  }
}

type Reached = {
  readonly centerId: string
  readonly digest: string
  /** When somebody spoke with the caller: what was missed later is still owed. */
  readonly at: Instant
  readonly personId: string | null
  readonly note: string
  readonly now: Instant
}

/** Somebody spoke with whoever was missed: they called again and were answered, or were called and it was written down. */
export async function settleMissed(tx: Tx, deps: Pick<Deps, 'newId'>, reached: Reached): Promise<void> {
  const { centerId, digest, at, personId, note, now } = reached
  await lockNumber(tx, centerId, digest)
  const { rows } = await sql<{ taskId: string }>`
    select t.task_id as "taskId" from reception_task t
    where t.center_id = ${centerId} and t.caller_digest = ${digest} and t.kind = 'missed-call' and t.state = 'open' and not exists (
      select from reception_task_call c join call_record k on (k.center_id, k.call_id) = (c.center_id, c.call_id)
      where (c.center_id, c.task_id) = (t.center_id, t.task_id) and k.answered_at is null
        and coalesce(k.ringing_at, k.ended_at) > ${at})
  `.execute(tx)
  for (const { taskId } of rows) {
    await writeEntry(tx, deps, centerId, { taskId, personId, outcome: 'done', note, at: now })
    await endTask(tx, centerId, taskId, 'done', now)
  }
}
