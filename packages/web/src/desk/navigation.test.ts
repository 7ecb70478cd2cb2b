import { expect, test } from 'vitest'
import { placeAt, placesOf } from './navigation.ts'

test('an officer finds inbox, ledger, a new case, directory and items; no audit', () => {
  const can = ['registerCase', 'viewCase', 'viewDirectory', 'viewCatalogue'] as const
  expect(placesOf({ can: [...can] }).map((place) => place.name)).toEqual([
    'inbox',
    'ledger',
    'newCase',
    'directory',
    'leave',
    'items',
    'order',
  ])
})

test('an auditor sees no case, so neither inbox nor ledger', () => {
  const can = ['viewDirectory', 'viewCatalogue', 'readAudit'] as const
  expect(placesOf({ can: [...can] }).map((place) => place.name)).toEqual([
    'directory',
    'leave',
    'items',
    'order',
    'audit',
  ])
})

test('a case belongs to the ledger, a new one to itself, the import to the items', () => {
  expect(placeAt('/cases/0197')?.name).toBe('ledger')
  expect(placeAt('/cases/new')?.name).toBe('newCase')
  expect(placeAt('/items/import')?.name).toBe('items')
  expect(placeAt('/')?.name).toBe('inbox')
  expect(placeAt('/password')).toBeUndefined()
})
