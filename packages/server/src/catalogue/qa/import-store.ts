import type { KnowledgeKind } from '@bancheng/core/catalogue/qa/import.ts'
import { KnowledgePreview } from '@bancheng/core/catalogue/qa/import.ts'
import { type Instant, instantOfMs, msOf } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Tx } from '../../platform/db.ts'

const HOURS_KEPT = 24

export type ImportKey = { readonly centerId: string; readonly personId: string; readonly importId: string }
/** What was read of a file; it was written by this program, so its shape is known. */
export type Kept<T> = { readonly kind: KnowledgeKind; readonly entries: T; readonly preview: KnowledgePreview }

export async function keepPreview(tx: Tx, key: ImportKey, { kind, entries, preview }: Kept<unknown>, now: Instant) {
  const endsAt = instantOfMs(msOf(now) + HOURS_KEPT * 3_600_000)
  await sql`delete from knowledge_import where center_id = ${key.centerId} and confirmed_at is null and expires_at < ${now}`.execute(
    tx,
  )
  await sql`
    insert into knowledge_import (center_id, import_id, person_id, kind, created_at, expires_at, entries, preview)
    values (${key.centerId}, ${key.importId}, ${key.personId}, ${kind}, ${now}, ${endsAt}, ${JSON.stringify(entries)},
      ${JSON.stringify(preview)})
  `.execute(tx)
}

/** Of whoever uploaded it, and not expired; locked, so that two confirmations are one. */
export async function keptPreview(tx: Tx, key: ImportKey, now: Instant): Promise<Kept<unknown> | null> {
  const { rows } = await sql<Kept<unknown>>`
    select kind, entries, preview from knowledge_import
    where center_id = ${key.centerId} and import_id = ${key.importId} and person_id = ${key.personId}
      and (confirmed_at is not null or expires_at >= ${now})
    for update
  `.execute(tx)
  return rows[0] ? { ...rows[0], preview: KnowledgePreview.parse(rows[0].preview) } : null
}

export async function settlePreview(tx: Tx, key: ImportKey, preview: KnowledgePreview, now: Instant): Promise<void> {
  await sql`
    update knowledge_import set confirmed_at = ${now}, entries = '[]', preview = ${JSON.stringify(preview)}
    where center_id = ${key.centerId} and import_id = ${key.importId}
  `.execute(tx)
}
