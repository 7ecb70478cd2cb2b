import { directoryContract } from '@bancheng/core/directory/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'

/** The units of the directory, to choose from. */
export function useUnits() {
  const { data } = useQuery({
    queryKey: ['directory', ''],
    queryFn: () => call(directoryContract.viewDirectory, { query: {} }),
    staleTime: 5 * 60_000,
  })
  return (data?.organisations ?? []).flatMap(({ shortName, units }) =>
    units.map(({ unitId, name }) => ({ value: unitId, label: `${shortName} ${name}` })),
  )
}

/** What a unit is called; its id, as long as nobody knows. */
export function useUnitName() {
  const units = useUnits()
  return (unitId: string) => units.find(({ value }) => value === unitId)?.label ?? unitId
}
