import { type ColumnsSaid, columnAt } from '../import.ts'
import { type ImportError, importError } from '../import-errors.ts'
import type { Sheet } from '../read-items.ts'
import { columnIn } from './import.ts'

/** A row of the file by column. */
export type TableRow<C extends string> = {
  readonly row: number
  readonly say: (column: C) => string
  readonly heading: (column: C) => string
}
export type Table<C extends string> = {
  readonly columns: readonly { readonly heading: string; readonly column: C | null }[]
  readonly mapped: readonly C[]
  readonly rows: readonly TableRow<C>[]
  readonly errors: readonly ImportError[]
}

/** The rows under their headings; without what is needed, or with a heading twice, nobody can say what they mean. */
export function readTable<C extends string>(
  sheet: Sheet,
  known: Readonly<Record<C, readonly string[]>>,
  needed: readonly NoInfer<C>[],
  said: ColumnsSaid = [],
): Table<C> {
  const columns = sheet.headings.map((heading, position) => ({
    heading,
    column: columnAt(said, position, columnIn(known, heading)),
  }))
  const place = new Map(columns.flatMap(({ column }, index) => (column ? [[column, index] as const] : [])))
  const missing = needed
    .filter((column) => !place.has(column))
    .map((column) => importError('column-missing', { row: 1, column: known[column][0] ?? column }))
  const twice = columns
    .filter(({ column }, index) => column && columns.findIndex((other) => other.column === column) < index)
    .map(({ heading }) => importError('column-twice', { row: 1, column: heading }))
  const empty = sheet.rows.length === 0 ? [importError('file-empty')] : []
  const errors = [...missing, ...twice, ...empty]
  const rows = sheet.rows.map(({ row, cells }) => ({
    row,
    say: (column: C) => cells[place.get(column) ?? -1]?.trim() ?? '',
    heading: (column: C) => columns[place.get(column) ?? -1]?.heading ?? known[column][0] ?? column,
  }))
  return { columns, mapped: [...place.keys()], rows: errors.length > 0 ? [] : rows, errors }
}

/** What a cell must be: there, and not longer than this. */
export function checkWords<C extends string>(
  { row, say, heading }: TableRow<C>,
  longest: Partial<Readonly<Record<NoInfer<C>, number>>>,
  needed: readonly NoInfer<C>[],
): ImportError[] {
  const missing = needed
    .filter((column) => say(column) === '')
    .map((column) => importError('value-missing', { row, column: heading(column) }))
  // The keys of this record are columns; Object.keys does not say so.
  const long = (Object.keys(longest) as C[])
    .filter((column) => say(column).length > (longest[column] ?? Number.POSITIVE_INFINITY))
    .map((column) => importError('value-too-long', { row, column: heading(column), value: String(say(column).length) }))
  return [...missing, ...long]
}

const number = /^[+\d][\d\-()（） 转,#]{2,38}$/

/** Numbers of offices in one cell. */
export function readNumbers<C extends string>(
  { row, say, heading }: TableRow<C>,
  column: NoInfer<C>,
  errors: ImportError[],
) {
  const numbers = say(column)
    .split(/[;；、\n/]/)
    .map((one) => one.trim())
    .filter(Boolean)
  for (const one of numbers.filter((typed) => !number.test(typed)))
    errors.push(importError('phone-unreadable', { row, column: heading(column), value: one }))
  return numbers.map((typed) => ({ label: '办公', number: typed }))
}
