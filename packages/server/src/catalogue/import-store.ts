import { ImportColumn, ImportPreview } from '@bancheng/core/catalogue/import.ts'
import { ItemDraft } from '@bancheng/core/catalogue/item.ts'
import type { ReadItem } from '@bancheng/core/catalogue/read-items.ts'
import { type Instant, instantOfMs, msOf } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Tx } from '../platform/db.ts'

/** A preview is looked at on the same day; after that the catalogue may be another one. */
const HOURS_KEPT = 24
const expiryOf = (now: Instant): Instant => instantOfMs(msOf(now) + HOURS_KEPT * 3_600_000)

export type KeptImport = {
  readonly items: readonly ReadItem[]
  readonly mapped: ReadonlySet<ImportColumn>
  readonly preview: ImportPreview
}
type Key = { readonly centerId: string; readonly personId: string; readonly importId: string }

export async function keepImport(tx: Tx, { centerId, personId, importId }: Key, kept: KeptImport, now: Instant) {
  await sql`delete from item_import where center_id = ${centerId} and confirmed_at is null and expires_at < ${now}`.execute(
    tx,
  )
  await sql`
    insert into item_import (center_id, import_id, person_id, file_name, created_at, expires_at, items, mapped, preview)
    values (${centerId}, ${importId}, ${personId}, ${kept.preview.fileName}, ${now}, ${expiryOf(now)},
      ${JSON.stringify(kept.items)}, ${[...kept.mapped]}::text[], ${JSON.stringify(kept.preview)})
  `.execute(tx)
}

const KeptRow = z.object({
  items: z.array(z.object({ row: z.int(), draft: ItemDraft })),
  mapped: z.array(ImportColumn),
  preview: ImportPreview,
})

/** Of whoever uploaded it, and not expired; locked, so that two confirmations are one. */
export async function keptImport(
  tx: Tx,
  { centerId, personId, importId }: Key,
  now: Instant,
): Promise<KeptImport | null> {
  const { rows } = await sql`
    select items, mapped, preview from item_import
    where center_id = ${centerId} and import_id = ${importId} and person_id = ${personId}
      and (confirmed_at is not null or expires_at >= ${now})
    for update
  `.execute(tx)
  if (!rows[0]) return null
  const { items, mapped, preview } = KeptRow.parse(rows[0])
  return { items, mapped: new Set(mapped), preview }
}

export async function settleImport(tx: Tx, key: Key, preview: ImportPreview, now: Instant): Promise<void> {
  await sql`
    update item_import set confirmed_at = ${now}, items = '[]', preview = ${JSON.stringify(preview)}
    where center_id = ${key.centerId} and import_id = ${key.importId}
  `.execute(tx)
}
