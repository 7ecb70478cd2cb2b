import type { ItemRef } from '@bancheng/core/cases/parties.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { currentItemRef } from '../catalogue/reads.ts'
import type { Tx } from '../platform/db.ts'

/**
 * The item as the catalogue has it now; a name that a browser sends is not believed.
 * @throws Refusal invalid-input
 */
export async function currentItem(tx: Tx, centerId: string, item: ItemRef): Promise<ItemRef> {
  const current = await currentItemRef(tx, centerId, item.itemId)
  if (!current) throw new Refusal('invalid-input', { field: 'item' })
  return current
}
