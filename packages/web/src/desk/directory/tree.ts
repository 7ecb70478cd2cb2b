import type { DirectoryOrganisation } from '@bancheng/core/directory/contract.ts'

export type Branch = { readonly organisation: DirectoryOrganisation; readonly below: readonly Branch[] }

/**
 * Who stands above whom. An organisation whose superior was not found by the search stands at the top itself, and so
 * does one in a ring of superiors that a wrong import may leave behind: nobody is ever missing.
 */
export function treeOf(organisations: readonly DirectoryOrganisation[]): readonly Branch[] {
  const byId = new Map(organisations.map((one) => [one.organisationId, one]))
  const placed = new Set<string>()
  const branch = (organisation: DirectoryOrganisation): Branch => {
    placed.add(organisation.organisationId)
    const below = organisations.filter(
      (one) => one.superiorOrganisationId === organisation.organisationId && !placed.has(one.organisationId),
    )
    return { organisation, below: below.map(branch) }
  }
  const tops = organisations.filter((one) => !one.superiorOrganisationId || !byId.has(one.superiorOrganisationId))
  const trees = tops.map(branch)
  const ringed = organisations.flatMap((one) => (placed.has(one.organisationId) ? [] : [branch(one)]))
  return [...trees, ...ringed]
}
