import { caseContract } from '@bancheng/core/cases/contract.ts'
import { TaskKind } from '@bancheng/core/cases/words.ts'
import type { ReceptionTaskKind } from '@bancheng/core/reception/contact.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useSession } from '../../session.tsx'
import { useOwed } from '../reception/Owed.tsx'

export type InboxFilter = { readonly kind?: TaskKind | ReceptionTaskKind; readonly mine?: true }

/** What waits for this person or their unit. Asked again every few minutes: time alone makes things late. */
export function useInbox(filter: InboxFilter) {
  const isAllowed = useSession().can.includes('viewCase')
  const kind = TaskKind.safeParse(filter.kind).data
  return useQuery({
    queryKey: ['inbox', filter],
    queryFn: () =>
      call(caseContract.inbox, {
        query: { kind, mine: filter.mine ? 'true' : undefined },
      }),
    enabled: isAllowed,
    refetchInterval: 3 * 60_000,
    placeholderData: keepPreviousData,
  })
}

/** What waits outside of cases, under the same filter. */
export function useOwedInbox({ kind, mine }: InboxFilter) {
  const { personId } = useSession().person
  const rows = useOwed().data?.rows ?? []
  return rows.filter(
    ({ party, ...row }) =>
      (kind === undefined || row.kind === kind) && (!mine || (party.kind === 'person' && party.personId === personId)),
  )
}

/** The number in the navigation. */
export function useLateCount(): number {
  const [cases, owed] = [useInbox({}).data?.late ?? 0, useOwed().data?.late ?? 0]
  return cases + owed
}
