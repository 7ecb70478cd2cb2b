import { expect, test } from 'vitest'
import { isFiltered, readLedgerFilter, writeLedgerFilter } from './ledger-filter.ts'

const read = (address: string) => readLedgerFilter(new URLSearchParams(address))

test('a filter survives its way through the address', () => {
  const address = 'status=in-progress,resolved&text=食品&from=2026-03-01&isLate=true&sort=due&direction=asc'
  const filter = read(address)
  expect(filter).toMatchObject({ status: ['in-progress', 'resolved'], text: '食品', isLate: true, sort: 'due' })
  expect(read(new URLSearchParams(writeLedgerFilter(filter)).toString())).toEqual(filter)
})

test('an old link with words that no longer exist still opens the ledger', () => {
  expect(read('status=lost&grade=simple&from=yesterday&sort=colour')).toEqual({
    grade: ['simple'],
    sort: 'registered',
    direction: 'desc',
  })
})

test('sorting alone does not make a ledger filtered', () => {
  expect(writeLedgerFilter(read(''))).toEqual({})
  expect(isFiltered(read('sort=due'))).toBe(false)
  expect(isFiltered(read('text=王芳'))).toBe(true)
})
