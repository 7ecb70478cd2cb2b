import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { canonicalJson } from '../platform/canonical-json.ts'
import { sha256 } from '../platform/crypto.ts'
import type { Tx } from '../platform/db.ts'

export type Intent = {
  readonly centerId: string
  readonly personId: string
  /** What the browser made for this one intent; null for the clock and the command line. */
  readonly key: string | null
  /** What was asked, whatever it was: the same key with something else is a mistake. */
  readonly request: unknown
}

/**
 * Claims the intent. Of two equal requests at once the second waits here until the first has ended.
 * @returns the case that it already had its effect on, or null when this is the first time
 * @throws Refusal idempotency-conflict
 */
export async function claim(tx: Tx, intent: Intent, now: Instant): Promise<string | null> {
  const { centerId, personId, key } = intent
  if (!key) return null
  // Hashed: what a person typed stands in the log, and nowhere else.
  const requestHash = sha256(canonicalJson(intent.request))
  const { rows: claimed } = await sql`
    insert into idempotency (center_id, person_id, key, request_hash, case_id, version, at)
    values (${centerId}, ${personId}, ${key}, ${requestHash}, '', 0, ${now})
    on conflict do nothing returning key
  `.execute(tx)
  if (claimed.length > 0) return null
  const { rows } = await sql<{ requestHash: string; caseId: string }>`
    select request_hash as "requestHash", case_id as "caseId" from idempotency
    where center_id = ${centerId} and person_id = ${personId} and key = ${key}
  `.execute(tx)
  const [earlier] = rows
  if (!earlier || earlier.requestHash !== requestHash) throw new Refusal('idempotency-conflict')
  return earlier.caseId
}

export async function settle(tx: Tx, intent: Intent, effect: { caseId: string; version: number }): Promise<void> {
  if (!intent.key) return
  await sql`
    update idempotency set case_id = ${effect.caseId}, version = ${effect.version}
    where center_id = ${intent.centerId} and person_id = ${intent.personId} and key = ${intent.key}
  `.execute(tx)
}
