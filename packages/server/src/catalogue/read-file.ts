import { type ColumnsSaid, columnAt, columnOfHeading } from '@bancheng/core/catalogue/import.ts'
import { type ImportError, importError } from '@bancheng/core/catalogue/import-errors.ts'
import type { Sheet } from '@bancheng/core/catalogue/read-items.ts'
import { CsvError, parse } from 'csv-parse/sync'
import { columnOf, readWorkbook, type SheetRow, type Workbook } from './xlsx.ts'
import { NotXml } from './xml.ts'
import { ZipTooLarge, ZipUnreadable } from './zip.ts'

export const IMPORT_LIMIT = 20 * 1024 * 1024
/** A large hall has some 1,500 items of ten materials; more would hold up the desk while it is read. */
export const IMPORT_ROWS = 20_000

export type ReadFile = { readonly sheet: Sheet; readonly errors: readonly ImportError[] }

const nothing: Sheet = { headings: [], rows: [] }
const failed = (...error: Parameters<typeof importError>): ReadFile => ({
  sheet: nothing,
  errors: [importError(...error)],
})

/** What the headings of a file may be, and how the row of them is told from a title above it. */
export type Headings = {
  readonly isColumn: (heading: string, position: number) => boolean
  readonly isHeadings: (cells: readonly string[]) => boolean
}
export const itemHeadings = (said: ColumnsSaid): Headings => ({
  isColumn: (heading, position) => columnAt(said, position, columnOfHeading(heading)) !== null,
  isHeadings: (cells) => {
    const columns = cells.map(columnOfHeading)
    return columns.includes('name') && columns.includes('code')
  },
})

/** A file as somebody has it: CSV in whatever encoding, or a spreadsheet. What is wrong with it as a file comes as errors. */
export async function readFile(bytes: Buffer, known: Headings = itemHeadings([])): Promise<ReadFile> {
  if (bytes.length > IMPORT_LIMIT) return failed('file-too-large', { value: `> ${IMPORT_LIMIT / 1024 / 1024} MB` })
  try {
    if (bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004')))
      return toSheet(await readWorkbook(bytes, { rows: IMPORT_ROWS }), known)
    if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))
      return failed('file-unreadable', { value: 'xls' })
    return readCsv(bytes, known)
  } catch (error) {
    if (error instanceof ZipTooLarge) return failed('file-too-large', { value: 'zip' })
    if (error instanceof ZipUnreadable || error instanceof CsvError || error instanceof Undecodable)
      return failed('file-unreadable', { value: error.message })
    if (error instanceof NotXml) return failed('file-unreadable', { value: 'xml' })
    throw error
  }
}

class Undecodable extends Error {}

/** UTF-8 if it can be UTF-8 (a longer Chinese text in GB18030 never is), else what Excel in China saves. */
function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      // A text has no zero bytes; a picture or a program that happens to decode does.
      if (!text.includes('\u0000')) return text
    } catch {
      // Not in this encoding; the next one is tried.
    }
  }
  throw new Undecodable('CSV?')
}

function readCsv(bytes: Buffer, known: Headings): ReadFile {
  const text = decode(bytes)
  const delimiter = bestDelimiter(text.slice(0, 4_000).split(/\r?\n/, 1)[0] ?? '')
  const records = parse(text, { delimiter, relax_column_count: true, max_record_size: 1_000_000, to: IMPORT_ROWS + 2 })
  const rows = records.map((cells, index) => ({ row: index + 1, cells }))
  return toSheet({ rows, merges: [], formulas: [], isCutOff: records.length > IMPORT_ROWS + 1 }, known)
}

const bestDelimiter = (line: string): string =>
  [',', '\t', ';'].reduce((best, one) => (line.split(one).length > line.split(best).length ? one : best))

/** Lists often carry a title above their headings; the headings are where a name and a code stand. */
function headingRow(rows: readonly SheetRow[], { isHeadings }: Headings): SheetRow | undefined {
  return rows.slice(0, 10).find(({ cells }) => isHeadings(cells)) ?? rows[0]
}

function toSheet({ rows, merges, formulas, isCutOff }: Workbook, known: Headings): ReadFile {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  const headings = headingRow(filled, known)
  if (!headings) return failed('file-empty')
  const said = (column: number) => headings.cells[column] ?? ''
  const errors = [
    ...merges.flatMap((reference) => mergeError(reference, headings, known)),
    ...formulas
      .filter(({ row, column }) => row >= headings.row && known.isColumn(said(column), column))
      .map(({ row, column, text }) => importError('formula-without-value', { row, column: said(column), value: text })),
    ...(isCutOff ? [importError('too-many-rows', { value: String(IMPORT_ROWS) })] : []),
  ]
  return { sheet: { headings: headings.cells, rows: filled.filter(({ row }) => row > headings.row) }, errors }
}

/** A merged cell says its value once and leaves the others empty: nobody can tell whether they are meant to be. */
function mergeError(reference: string, headings: SheetRow, known: Headings): ImportError[] {
  const said = (column: number) => headings.cells[column] ?? ''
  const [from = '', to = from] = reference.split(':')
  const rowOf = (cell: string) => Number(/\d+$/.exec(cell)?.[0] ?? 0)
  if (rowOf(to) < headings.row) return []
  const [first, last] = [columnOf(from, 0), Math.min(columnOf(to, 0), headings.cells.length - 1)]
  for (let column = first; column <= last; column++)
    if (known.isColumn(said(column), column))
      return [importError('merged-cells', { row: rowOf(from), column: said(column), value: reference })]
  return []
}
