import { type CaseEvent, EVENT_VERSION, parseRecorded, type RecordedEvent } from '@bancheng/core/cases/events.ts'
import type { Actor } from '@bancheng/core/kernel/actor.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import { canonicalJson } from '../platform/canonical-json.ts'
import { sha256 } from '../platform/crypto.ts'
import type { Db, Tx } from '../platform/db.ts'

/** Which case of which centre; every key of the case tables begins with it. */
export type CaseKey = { readonly centerId: string; readonly caseId: string }

/** An event as its row stands: with the hash of the one before it and its own. */
export type LoggedEvent = RecordedEvent & { readonly prevHash: string; readonly hash: string }

/** The hash covers everything that the row says, and through `prevHash` every row before it. */
export function hashOf(key: CaseKey, event: RecordedEvent, prevHash: string): string {
  const { seq, at, actor, policyVersion, version, type, payload } = event
  return sha256(canonicalJson({ ...key, seq, at, actor, policyVersion, version, type, payload, prevHash }))
}

const Row = z.object({
  seq: z.int(),
  type: z.string(),
  version: z.int(),
  at: z.string(),
  actor: z.unknown(),
  policyVersion: z.string(),
  payload: z.unknown(),
  prevHash: z.string(),
  hash: z.string(),
})

/** @throws ZodError: a row that no version of this program wrote */
export async function readLog(db: Db, key: CaseKey, afterSeq = 0): Promise<LoggedEvent[]> {
  const { rows } = await sql`
    select seq, type, version, at, actor, policy_version as "policyVersion", payload, prev_hash as "prevHash", hash
    from case_event where center_id = ${key.centerId} and case_id = ${key.caseId} and seq > ${afterSeq} order by seq
  `.execute(db)
  return rows.map((row) => {
    const { prevHash, hash, ...event } = Row.parse(row)
    return { ...parseRecorded(event), prevHash, hash }
  })
}

async function lastHash(tx: Tx, key: CaseKey): Promise<string> {
  const { rows } = await sql<{ hash: string }>`
    select hash from case_event where center_id = ${key.centerId} and case_id = ${key.caseId} order by seq desc limit 1
  `.execute(tx)
  return rows[0]?.hash ?? ''
}

export type Writing = {
  readonly key: CaseKey
  readonly version: number
  readonly at: Instant
  readonly actor: Actor
  readonly policyVersion: string
}

/** Numbers the events of one decision and adds them to the log, all in one statement. */
export async function appendEvents(tx: Tx, writing: Writing, events: readonly CaseEvent[]): Promise<RecordedEvent[]> {
  const { key, version, at, actor, policyVersion } = writing
  let prevHash = version === 0 ? '' : await lastHash(tx, key)
  const recorded: RecordedEvent[] = events.map((event, index) => ({
    seq: version + index + 1,
    at,
    actor,
    policyVersion,
    version: EVENT_VERSION,
    ...event,
  }))
  const rows = recorded.map((event) => {
    const hash = hashOf(key, event, prevHash)
    const row = { ...event, prev_hash: prevHash, hash }
    prevHash = hash
    return row
  })
  await sql`
    insert into case_event (center_id, case_id, seq, type, version, at, actor, policy_version, payload, prev_hash, hash)
    select ${key.centerId}, ${key.caseId}, seq, type, version, at, actor, "policyVersion", payload, prev_hash, hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (seq integer, type text, version integer, at timestamptz,
      actor jsonb, "policyVersion" text, payload jsonb, prev_hash text, hash text)
    order by seq
  `.execute(tx)
  return recorded
}
