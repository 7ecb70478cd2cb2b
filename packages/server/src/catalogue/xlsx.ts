import { type Attributes, attribute, readXml } from './xml.ts'
import { openZip, type Zip, ZipUnreadable } from './zip.ts'

/**
 * Archive and XML are read by libraries, what stands in the sheet by ourselves: a library for spreadsheets expands every
 * merged and every validated range of the file in memory, and one cell reference can claim the whole sheet.
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

/** The first sheet that is not hidden. @throws ZipUnreadable · ZipTooLarge · NotXml */
export async function readWorkbook(bytes: Buffer, limits: { rows: number }): Promise<Workbook> {
  const zip = await openZip(bytes, UNPACKED_LIMIT)
  const shared = await readSharedStrings(zip)
  const sheet = zip.read(await firstSheetPath(zip))
  if (sheet === null) throw new ZipUnreadable('no sheet')
  return readSheet(sheet, shared, limits.rows)
}

/** The attributes of every tag of a name, in a part that may be missing. */
async function attributesOf(part: AsyncIterable<Buffer> | null, tag: string): Promise<Attributes[]> {
  const found: Attributes[] = []
  if (part) await readXml(part, { open: (name, attributes) => void (name === tag && found.push(attributes)) })
  return found
}

async function firstSheetPath(zip: Zip): Promise<string> {
  const book = zip.read('xl/workbook.xml')
  if (book === null) throw new ZipUnreadable('no workbook')
  const sheets = await attributesOf(book, 'sheet')
  const first = sheets.find((sheet) => (attribute(sheet, 'state') ?? 'visible') === 'visible') ?? sheets[0]
  // r:id, under whatever prefix; a sheet has no plain id.
  const relation = first && attribute(first, 'id')
  const relations = await attributesOf(zip.read('xl/_rels/workbook.xml.rels'), 'Relationship')
  const target = relations.find((one) => attribute(one, 'Id') === relation)
  const path = target && attribute(target, 'Target')
  if (!path) return 'xl/worksheets/sheet1.xml'
  return path.startsWith('/') ? path.slice(1) : `xl/${path}`
}

/** A run of phonetic hints (rPh) repeats the text in another script and is no part of it. */
async function readSharedStrings(zip: Zip): Promise<string[]> {
  const part = zip.read('xl/sharedStrings.xml')
  const strings: string[] = []
  let text = ''
  let isText = false
  let isHint = false
  const change = (name: string, isOpen: boolean) => {
    if (name === 't') isText = isOpen
    if (name === 'rPh') isHint = isOpen
    if (name !== 'si') return
    if (!isOpen) strings.push(plain(text))
    text = ''
  }
  if (part)
    await readXml(part, {
      open: (name) => change(name, true),
      close: (name) => change(name, false),
      text: (more) => {
        if (isText && !isHint) text += more
      },
    })
  return strings
}

/** Spreadsheets write control characters as _x000D_. */
const plain = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))

type Cell = { readonly column: number; readonly type: string; value: string | null; formula: string | null }
type Tag = { readonly isOpen: boolean; readonly attributes: Attributes }
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

const noAttributes: Attributes = {}

async function readSheet(part: AsyncIterable<Buffer>, shared: readonly string[], mostRows: number): Promise<Workbook> {
  const reading: Reading = {
    ...{ rows: [], merges: [], formulas: [], shared },
    ...{ row: null, lastRow: 0, cell: null, into: null, isHint: false },
  }
  const { rows, merges, formulas } = reading
  const isCutOff = () => rows.length > mostRows + 1
  await readXml(part, {
    open: (name, attributes) => tags.get(name)?.(reading, { isOpen: true, attributes }),
    close: (name) => tags.get(name)?.(reading, { isOpen: false, attributes: noAttributes }),
    text: (text) => takeText(reading, text),
    isDone: isCutOff,
  })
  return { rows, merges, formulas, isCutOff: isCutOff() }
}

function takeText({ cell, into, isHint }: Reading, text: string): void {
  if (!cell) return
  if (into === 'value' && !isHint) cell.value = (cell.value ?? '') + text
  if (into === 'formula') cell.formula = (cell.formula ?? '') + text
}

const readers = {
  row: (reading, { isOpen, attributes }) => {
    if (isOpen) {
      reading.lastRow = Number(attribute(attributes, 'r') ?? reading.lastRow + 1)
      reading.row = { row: reading.lastRow, cells: [] }
    }
    if (reading.row && !isOpen) {
      reading.rows.push(reading.row)
      reading.row = null
    }
  },
  c: (reading, { isOpen, attributes }) => {
    const { row } = reading
    if (!row) return
    if (isOpen) {
      const column = columnOf(attribute(attributes, 'r'), row.cells.length)
      reading.cell = { column, type: attribute(attributes, 't') ?? 'n', value: null, formula: null }
    }
    if (reading.cell && !isOpen) {
      endCell(reading, row, reading.cell)
      reading.cell = null
    }
  },
  v: takeValue,
  t: takeValue,
  f: (reading, { isOpen }) => {
    reading.into = isOpen ? 'formula' : null
    if (isOpen && reading.cell) reading.cell.formula ??= ''
  },
  rPh: (reading, { isOpen }) => {
    reading.isHint = isOpen
  },
  mergeCell: (reading, { isOpen, attributes }) => {
    if (isOpen) reading.merges.push(attribute(attributes, 'ref') ?? '')
  },
} satisfies Record<string, (reading: Reading, tag: Tag) => void>
const tags: ReadonlyMap<string, (reading: Reading, tag: Tag) => void> = new Map(Object.entries(readers))

/** An empty value is a value: a formula may well have come to nothing. */
function takeValue(reading: Reading, { isOpen }: Tag): void {
  reading.into = isOpen ? 'value' : null
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
