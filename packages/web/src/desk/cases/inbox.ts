import { caseContract } from '@bancheng/core/cases/contract.ts'
import type { TaskKind } from '@bancheng/core/cases/words.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useSession } from '../../session.tsx'

export type InboxFilter = { readonly kind?: TaskKind; readonly mine?: true }

/** What waits for this person or their unit. Asked again every few minutes: time alone makes things late. */
export function useInbox(filter: InboxFilter) {
  const isAllowed = useSession().can.includes('viewCase')
  return useQuery({
    queryKey: ['inbox', filter],
    queryFn: () =>
      call(caseContract.inbox, {
        query: { kind: filter.kind, mine: filter.mine ? 'true' : undefined },
      }),
    enabled: isAllowed,
    refetchInterval: 3 * 60_000,
    placeholderData: keepPreviousData,
  })
}

/** The number in the navigation. */
export const useLateCount = (): number => useInbox({}).data?.late ?? 0
