import { expect, test } from 'vitest'
import { readAuditFilter, writeAuditFilter } from './audit-filter.ts'

test('an address says which lines are shown; a day that is none is left out', () => {
  const filter = readAuditFilter(new URLSearchParams('action=case.reveal&from=2026-03-01&to=gestern&colour=red'))
  expect(filter).toEqual({ action: 'case.reveal', from: '2026-03-01' })
  expect(writeAuditFilter(filter)).toEqual({ action: 'case.reveal', from: '2026-03-01' })
})
