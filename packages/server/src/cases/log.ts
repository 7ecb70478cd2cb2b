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

/** The hash of the newest event of each case, by case; a case that is new has none. */
async function lastHashes(tx: Tx, writings: readonly Writing[]): Promise<ReadonlyMap<string, string>> {
  const known = writings.filter(({ version }) => version > 0)
  if (known.length === 0) return new Map()
  const { rows } = await sql<{ caseId: string; hash: string }>`
    select e.case_id as "caseId", e.hash from case_event e
    join unnest(${known.map(({ key }) => key.centerId)}::text[], ${known.map(({ key }) => key.caseId)}::text[],
      ${known.map(({ version }) => version)}::integer[]) as k (center_id, case_id, seq) using (center_id, case_id, seq)
  `.execute(tx)
  return new Map(rows.map(({ caseId, hash }) => [caseId, hash]))
}

export type Writing = {
  readonly key: CaseKey
  readonly version: number
  readonly at: Instant
  readonly actor: Actor
  readonly policyVersion: string
  readonly events: readonly CaseEvent[]
}

/** Numbers the events of each decision and adds them to the log, all in one statement. @returns them case by case */
export async function appendEvents(tx: Tx, writings: readonly Writing[]): Promise<RecordedEvent[][]> {
  const hashes = await lastHashes(tx, writings)
  const rows: object[] = []
  const recorded = writings.map((writing) => {
    const { key, version, at, actor, policyVersion, events } = writing
    let prevHash = hashes.get(key.caseId) ?? ''
    return events.map((event, index): RecordedEvent => {
      const envelope = { seq: version + index + 1, at, actor, policyVersion, version: EVENT_VERSION }
      const one = { ...envelope, ...event }
      const hash = hashOf(key, one, prevHash)
      rows.push({ ...key, ...one, prevHash, hash })
      prevHash = hash
      return one
    })
  })
  if (rows.length === 0) return recorded
  await sql`
    insert into case_event (center_id, case_id, seq, type, version, at, actor, policy_version, payload, prev_hash, hash)
    select "centerId", "caseId", seq, type, version, at, actor, "policyVersion", payload, "prevHash", hash
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e ("centerId" text, "caseId" text, seq integer, type text,
      version integer, at timestamptz, actor jsonb, "policyVersion" text, payload jsonb, "prevHash" text, hash text)
    order by "centerId", "caseId", seq
  `.execute(tx)
  return recorded
}
