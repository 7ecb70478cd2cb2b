import type { Party } from '@bancheng/core/cases/words.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { Telling, TellingTopic } from '@bancheng/core/notifications/telling.ts'
import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'
import type { InstructionTaskRecord } from './instruction-store.ts'

export type Told = {
  readonly topic: TellingTopic
  readonly party: Party
  readonly dueAt: Instant | null
}

/**
 * What is told about an instruction goes out through the same box as what is told about cases: with the decision, in
 * order, in the quiet hours' own time. It stands in the inbox, not in a case; no webhook hears of it.
 */
export async function putOutInstruction(
  tx: Tx,
  { centerId, task, by, now }: { centerId: string; task: InstructionTaskRecord; by: string | null; now: Instant },
  told: readonly Told[],
): Promise<void> {
  if (told.length === 0) return
  const { taskId, text, givenById, number } = task
  const people = told.map((one): Telling => ({ ...one, ownerId: givenById, taskId, ask: shortened(text) }))
  const tellings = { caseNo: number, status: task.state, version: 0, actorId: by, events: [], people, path: '/' }
  await sql`
    insert into outbox (center_id, case_id, tellings, at)
    values (${centerId}, ${`instruction:${taskId}`}, ${JSON.stringify(tellings)}, ${now})
  `.execute(tx)
}

/** A message is no letter. */
const shortened = (text: string): string => (text.length > 80 ? `${text.slice(0, 79)}…` : text)
