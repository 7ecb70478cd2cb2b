import type { ItemRef } from '@bancheng/core/cases/parties.ts'
import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'

/** The version of the guide that the case keeps: what the person was told stays what the person was told. */
export const useItemOf = (item: ItemRef | null) =>
  useQuery({
    queryKey: ['item', item?.itemId, item?.version],
    queryFn: () =>
      item
        ? call(catalogueContract.viewItem, { params: { itemId: item.itemId }, query: { version: item.version } })
        : null,
    enabled: item !== null,
  })
