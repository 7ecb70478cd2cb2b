import type { Party } from '@bancheng/core/cases/words.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { OwedAlarm } from '@bancheng/core/reception/alarms.ts'
import type { TaskOutcome } from '@bancheng/core/reception/contact.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import type { Tx } from '../platform/db.ts'

export type Entry = {
  readonly taskId: string
  /** Null: the clock, or the exchange. */
  readonly personId: string | null
  /** Who was on leave and had it to do. */
  readonly onBehalfOf?: string | null
  readonly outcome: TaskOutcome | OwedAlarm['kind'] | 'withdrawn' | 'forwarded'
  readonly note: string
  readonly at: Instant
  readonly alarm?: string
  readonly to?: Party
}

/** One line in the log of a task: a try, an end, what the clock said, to whom it went. */
export async function writeEntry(tx: Tx, deps: Pick<Deps, 'newId'>, centerId: string, entry: Entry): Promise<void> {
  await sql`
    insert into reception_task_entry (center_id, task_id, entry_id, at, person_id, on_behalf_of, outcome, note, alarm, to_party)
    values (${centerId}, ${entry.taskId}, ${deps.newId()}, ${entry.at}, ${entry.personId}, ${entry.onBehalfOf ?? null},
      ${entry.outcome}, ${entry.note}, ${entry.alarm ?? null}, ${entry.to ? JSON.stringify(entry.to) : null})
  `.execute(tx)
}

export async function endTask(
  tx: Tx,
  centerId: string,
  taskId: string,
  state: 'done' | 'withdrawn',
  now: Instant,
): Promise<void> {
  await sql`
    update reception_task set state = ${state}, ended_at = ${now}, next_alarm_at = null
    where center_id = ${centerId} and task_id = ${taskId}
  `.execute(tx)
}

export const partyKeyOf = (party: Party): string => {
  if (party.kind === 'person') return `person:${party.personId}`
  return party.kind === 'unit' ? `unit:${party.unitId}` : `role:${party.kind}`
}

/** Somebody else has it from now on; until when does not change. */
export async function handTask(tx: Tx, centerId: string, taskId: string, to: Party): Promise<void> {
  await sql`
    update reception_task set party = ${JSON.stringify(to)}, party_key = ${partyKeyOf(to)}
    where center_id = ${centerId} and task_id = ${taskId}
  `.execute(tx)
}
