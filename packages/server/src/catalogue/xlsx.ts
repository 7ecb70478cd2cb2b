import { attribute, readXml } from './xml.ts'
import { openZip, type Zip, ZipUnreadable } from './zip.ts'

/**
 * Read with eyes of our own: a general library expands every merged and every validated range of the file in memory,
 * and one cell reference can claim the whole sheet.
 */
export type SheetRow = { readonly row: number; readonly cells: readonly string[] }
export type Workbook = {
  readonly rows: readonly SheetRow[]
  /** References like A2:A5. */
  readonly merges: readonly string[]
  /** Formulas whose last value the file does not hold; nothing here computes. */
  readonly formulas: readonly { readonly row: number; readonly column: number; readonly text: string }[]
  readonly isCutOff: boolean
}

/** Unpacked: about a hundred thousand rows of a catalogue. */
const UNPACKED_LIMIT = 64 * 1024 * 1024
/** Cells further to the right belong to no catalogue. */
const MOST_COLUMNS = 200

/** The first sheet that is not hidden. @throws ZipUnreadable · ZipTooLarge · Error when a part is no XML */
export function readWorkbook(bytes: Buffer, limits: { rows: number }): Workbook {
  const zip = openZip(bytes, UNPACKED_LIMIT)
  const shared = readSharedStrings(textOf(zip, 'xl/sharedStrings.xml') ?? '')
  const sheet = textOf(zip, firstSheetPath(zip))
  if (sheet === null) throw new ZipUnreadable('no sheet')
  return readSheet(sheet, shared, limits.rows)
}

const textOf = (zip: Zip, name: string): string | null =>
  zip
    .read(name)
    ?.toString('utf8')
    .replace(/^\uFEFF/, '') ?? null

function firstSheetPath(zip: Zip): string {
  const book = textOf(zip, 'xl/workbook.xml')
  if (book === null) throw new ZipUnreadable('no workbook')
  const sheets = [...readXml(book)].flatMap((token) =>
    token.kind === 'open' && token.name === 'sheet' ? [token.attributes] : [],
  )
  const first = sheets.find((sheet) => (attribute(sheet, 'state') ?? 'visible') === 'visible') ?? sheets[0]
  const relation = first ? /(?:^|\s)\w+:id\s*=\s*["']([^"']+)["']/.exec(first)?.[1] : undefined
  const target = [...readXml(textOf(zip, 'xl/_rels/workbook.xml.rels') ?? '')].flatMap((token) =>
    token.kind === 'open' && token.name === 'Relationship' && attribute(token.attributes, 'Id') === relation
      ? [attribute(token.attributes, 'Target') ?? '']
      : [],
  )[0]
  if (!target) return 'xl/worksheets/sheet1.xml'
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

/** A run of phonetic hints (rPh) repeats the text in another script and is no part of it. */
function readSharedStrings(xml: string): string[] {
  const strings: string[] = []
  let text = ''
  let isText = false
  let isHint = false
  for (const token of readXml(xml)) {
    if (token.kind === 'text') {
      if (isText && !isHint) text += token.text
    } else if (token.name === 't') isText = token.kind === 'open' && !token.isEmpty
    else if (token.name === 'rPh') isHint = token.kind === 'open' && !token.isEmpty
    else if (token.name === 'si') {
      if (token.kind === 'close' || token.isEmpty) strings.push(plain(text))
      text = ''
    }
  }
  return strings
}

/** Spreadsheets write control characters as _x000D_. */
const plain = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))

type Cell = { readonly column: number; readonly type: string; value: string | null; formula: string | null }
type Tag = { readonly isOpen: boolean; readonly isEmpty: boolean; readonly attributes: string }
/** Where the reading of a sheet stands, and what it has found so far. */
type Reading = {
  readonly rows: SheetRow[]
  readonly merges: string[]
  readonly formulas: { row: number; column: number; text: string }[]
  readonly shared: readonly string[]
  row: { row: number; cells: string[] } | null
  lastRow: number
  cell: Cell | null
  into: 'value' | 'formula' | null
  isHint: boolean
}

function readSheet(xml: string, shared: readonly string[], mostRows: number): Workbook {
  const reading: Reading = {
    ...{ rows: [], merges: [], formulas: [], shared },
    ...{ row: null, lastRow: 0, cell: null, into: null, isHint: false },
  }
  for (const token of readXml(xml)) {
    if (token.kind === 'text') takeText(reading, token.text)
    else {
      const isOpen = token.kind === 'open'
      tags.get(token.name)?.(reading, {
        isOpen,
        isEmpty: isOpen && token.isEmpty,
        attributes: isOpen ? token.attributes : '',
      })
    }
    if (reading.rows.length > mostRows + 1) break
  }
  const { rows, merges, formulas } = reading
  return { rows, merges, formulas, isCutOff: rows.length > mostRows + 1 }
}

function takeText({ cell, into, isHint }: Reading, text: string): void {
  if (!cell) return
  if (into === 'value' && !isHint) cell.value = (cell.value ?? '') + text
  if (into === 'formula') cell.formula = (cell.formula ?? '') + text
}

const readers = {
  row: (reading, { isOpen, isEmpty, attributes }) => {
    if (isOpen) {
      reading.lastRow = Number(attribute(attributes, 'r') ?? reading.lastRow + 1)
      reading.row = { row: reading.lastRow, cells: [] }
    }
    if (reading.row && (!isOpen || isEmpty)) {
      reading.rows.push(reading.row)
      reading.row = null
    }
  },
  c: (reading, { isOpen, isEmpty, attributes }) => {
    const { row } = reading
    if (!row) return
    if (isOpen) {
      const column = columnOf(attribute(attributes, 'r'), row.cells.length)
      reading.cell = { column, type: attribute(attributes, 't') ?? 'n', value: null, formula: null }
    }
    if (reading.cell && (!isOpen || isEmpty)) {
      endCell(reading, row, reading.cell)
      reading.cell = null
    }
  },
  v: takeValue,
  t: takeValue,
  f: (reading, { isOpen, isEmpty }) => {
    reading.into = isOpen && !isEmpty ? 'formula' : null
    if (isOpen && reading.cell) reading.cell.formula ??= ''
  },
  rPh: (reading, { isOpen, isEmpty }) => {
    reading.isHint = isOpen && !isEmpty
  },
  mergeCell: (reading, { isOpen, attributes }) => {
    if (isOpen) reading.merges.push(attribute(attributes, 'ref') ?? '')
  },
} satisfies Record<string, (reading: Reading, tag: Tag) => void>
const tags: ReadonlyMap<string, (reading: Reading, tag: Tag) => void> = new Map(Object.entries(readers))

/** An empty value is a value: a formula may well have come to nothing. */
function takeValue(reading: Reading, { isOpen, isEmpty }: Tag): void {
  reading.into = isOpen && !isEmpty ? 'value' : null
  if (isOpen && reading.cell) reading.cell.value ??= ''
}

function endCell({ formulas, shared }: Reading, row: { row: number; cells: string[] }, cell: Cell): void {
  const { column, type, value, formula } = cell
  if (formula !== null && (value === null || type === 'e'))
    formulas.push({ row: row.row, column, text: value ?? `=${formula}` })
  place(row.cells, cell, shared)
}

function place(cells: string[], { column, type, value }: Cell, shared: readonly string[]): void {
  if (column >= MOST_COLUMNS) return
  while (cells.length < column) cells.push('')
  cells[column] = shownText(type, value ?? '', shared)
}

function shownText(type: string, value: string, shared: readonly string[]): string {
  if (type === 's') return shared[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? '是' : '否'
  if (type === 'n' && value !== '') return String(Number(value))
  return plain(value)
}

/** AB12 → 27; without a reference, the next one. */
export function columnOf(reference: string | null, next: number): number {
  const letters = /^\$?([A-Z]{1,3})/.exec(reference ?? '')?.[1]
  if (!letters) return next
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}
