import { type LeaveRow, leaveContract } from '@bancheng/core/directory/leave-contract.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api.ts'

/** Who is away now or later. Asked again every few minutes: time alone sends people away and brings them back. */
export const useLeaves = () =>
  useQuery({
    queryKey: ['leaves', 'coming'],
    queryFn: () => call(leaveContract.leaves, { query: {} }),
    refetchInterval: 3 * 60_000,
  })

export const useLeavesOver = (isWanted: boolean) =>
  useQuery({
    queryKey: ['leaves', 'over'],
    queryFn: () => call(leaveContract.leaves, { query: { over: 'true' } }),
    enabled: isWanted,
  })

/** Whoever is away now, by person. */
export function useAway(): ReadonlyMap<string, LeaveRow> {
  const rows = useLeaves().data?.rows ?? []
  return new Map(rows.filter(({ isNow }) => isNow).map((row) => [row.personId, row]))
}

/** A leave changes what waits for whom. */
export function useLeaveChanged() {
  const client = useQueryClient()
  return () => Promise.all(['leaves', 'inbox', 'case'].map((name) => client.invalidateQueries({ queryKey: [name] })))
}
