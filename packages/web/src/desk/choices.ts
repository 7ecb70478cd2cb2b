import { policyContract } from '@bancheng/core/policy/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../api.ts'

/** What the rules in force let a person choose from, in the centre's own words. */
export const usePolicyChoices = () =>
  useQuery({
    queryKey: ['policy-choices'],
    queryFn: () => call(policyContract.choices, {}),
    staleTime: 5 * 60_000,
  }).data ?? { grades: [], scopeReasons: [] }
