import { LedgerFilter } from '@bancheng/core/cases/contract.ts'

/** What the page keeps in its address, so that a filtered ledger can be sent to a colleague and found again. */
const fields = [
  'status',
  'pain',
  'grade',
  'text',
  'ownerId',
  'unitId',
  'from',
  'to',
  'isLate',
  'sort',
  'direction',
] as const
type Field = (typeof fields)[number]

/** Reads an address. What it does not know it leaves out: an old link still opens a ledger. */
export function readLedgerFilter(search: URLSearchParams): LedgerFilter {
  const known = fields.flatMap((field): [Field, string][] => {
    const value = search.get(field)
    return value && LedgerFilter.shape[field].safeParse(value).success ? [[field, value]] : []
  })
  return LedgerFilter.parse(Object.fromEntries(known))
}

/** The same filter as the words of an address or of a request; what is the default anyway is left out. */
export function writeLedgerFilter(filter: LedgerFilter): Partial<Record<Field, string>> {
  const written = fields.flatMap((field): [Field, string][] => {
    const value = filter[field]
    const isDefault = (field === 'sort' && value === 'registered') || (field === 'direction' && value === 'desc')
    return value === undefined || value === false || isDefault || String(value) === '' ? [] : [[field, String(value)]]
  })
  return Object.fromEntries(written)
}

export const isFiltered = (filter: LedgerFilter): boolean => {
  const { sort: _, direction: __, ...narrowing } = writeLedgerFilter(filter)
  return Object.keys(narrowing).length > 0
}
