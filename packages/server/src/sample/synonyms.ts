import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'
import { SAMPLE_CENTER_ID } from './ids.ts'

/** As callers say it beside how the catalogue writes it; a centre keeps its own under 问答 → 同义词. */
const groups: readonly (readonly string[])[] = [
  ['饭店', '饭馆', '餐馆', '餐饮', '食品经营'],
  ['关店', '停业', '歇业', '注销'],
  ['招牌', '店招', '门头', '户外广告'],
  ['卫生许可证', '食品经营许可证', '食品证'],
]

export async function insertSampleSynonyms(tx: Tx): Promise<void> {
  for (const [place, words] of groups.entries())
    await sql`
      insert into synonym (center_id, synonym_id, words) values (${SAMPLE_CENTER_ID}, ${`sample-${place + 1}`}, ${[...words]})
    `.execute(tx)
}
