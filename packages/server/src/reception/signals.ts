import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'
import { SIGNAL_CHANNEL, type Signal } from '../platform/live.ts'

/** A word to the desks of one person, told when this transaction commits. */
export async function signal(
  tx: Tx,
  centerId: string,
  recipientId: string,
  topic: 'call' | 'reception',
  subjectId: string,
): Promise<void> {
  const told: Signal = { centerId, recipientId, topic, subjectId }
  await sql`select pg_notify(${SIGNAL_CHANNEL}, ${JSON.stringify(told)})`.execute(tx)
}
