import type { ItemDraft } from '@bancheng/core/catalogue/item.ts'
import { sql } from 'kysely'
import type { Db } from '../../platform/db.ts'
import { currentItemsByCode } from '../store.ts'

const SIZE = 500

/** Every current item as an import would write it down, by its code, some at a time. */
export async function* allItems(db: Db, centerId: string): AsyncGenerator<ItemDraft> {
  for (let after = ''; ; ) {
    const { rows } = await sql<{ code: string }>`
      select code from item where center_id = ${centerId} and is_current and code > ${after} order by code limit ${SIZE}
    `.execute(db)
    const codes = rows.map(({ code }) => code)
    const items = await currentItemsByCode(db, centerId, codes)
    for (const code of codes) {
      const item = items.get(code)
      if (item) yield item.draft
    }
    const last = codes.at(-1)
    if (!last || codes.length < SIZE) return
    after = last
  }
}
