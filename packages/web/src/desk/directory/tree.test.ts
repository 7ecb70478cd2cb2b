import { DirectoryOrganisation } from '@bancheng/core/directory/contract.ts'
import { expect, test } from 'vitest'
import { type Branch, treeOf } from './tree.ts'

const organisation = (organisationId: string, superiorOrganisationId: string | null = null): DirectoryOrganisation =>
  DirectoryOrganisation.parse({
    organisationId,
    name: organisationId,
    shortName: organisationId,
    code: '',
    kind: 'bureau',
    level: 'district',
    superiorOrganisationId,
    address: '',
    duties: '',
    units: [],
  })

const said = (branches: readonly Branch[]): unknown =>
  branches.map(({ organisation, below }) => (below.length ? [organisation.name, said(below)] : organisation.name))

test('a district bureau stands below the bureau of the city', () => {
  const found = [organisation('centre'), organisation('district-market', 'city-market'), organisation('city-market')]
  expect(said(treeOf(found))).toEqual(['centre', ['city-market', ['district-market']]])
})

test('a bureau whose superior the search did not find stands at the top itself', () => {
  expect(said(treeOf([organisation('district-market', 'city-market')]))).toEqual(['district-market'])
})

test('a ring of superiors loses nobody and ends', () => {
  expect(said(treeOf([organisation('a', 'b'), organisation('b', 'a')]))).toEqual([['a', ['b']]])
})
