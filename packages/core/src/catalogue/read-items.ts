import { type ColumnsSaid, columnAt, columnOfHeading, type ImportColumn, importColumns } from './import.ts'
import { type ImportError, importError } from './import-errors.ts'
import type { ItemDraft } from './item.ts'
import { itemTypeName } from './item-code.ts'
import { parseLimit } from './limit-text.ts'
import { readMaterial } from './read-material.ts'

/** A file as it lies there: the first row is the headings. Rows carry the number that the spreadsheet shows. */
export type Sheet = {
  readonly headings: readonly string[]
  readonly rows: readonly { readonly row: number; readonly cells: readonly string[] }[]
}
export type ReadItem = { readonly row: number; readonly draft: ItemDraft }
export type ReadItems = {
  readonly columns: readonly { readonly heading: string; readonly column: ImportColumn | null }[]
  readonly items: readonly ReadItem[]
  readonly errors: readonly ImportError[]
  /** How many rows have an error. */
  readonly badRows: number
}

/** A row of the file by column: what it says, and how the file calls the column. */
export type Row = {
  readonly row: number
  readonly say: (column: ImportColumn) => string
  readonly heading: (column: ImportColumn) => string
  readonly has: (column: ImportColumn) => boolean
}

const needed = ['department', 'name', 'code'] as const satisfies readonly ImportColumn[]

/** Every row of a file as items, and everything that is wrong with it, row by row and column by column. */
export function readItems(sheet: Sheet, said: ColumnsSaid = []): ReadItems {
  const columns = sheet.headings.map((heading, position) => ({
    heading,
    column: columnAt(said, position, columnOfHeading(heading)),
  }))
  const headingErrors = checkHeadings(columns)
  if (headingErrors.length > 0) return { columns, items: [], errors: headingErrors, badRows: sheet.rows.length }
  if (sheet.rows.length === 0) return { columns, items: [], errors: [importError('file-empty')], badRows: 0 }
  const position = new Map(columns.flatMap(({ column }, index) => (column ? [[column, index] as const] : [])))
  const rows = sheet.rows.map(
    ({ row, cells }): Row => ({
      row,
      say: (column) => cells[position.get(column) ?? -1]?.trim() ?? '',
      heading: (column) => columns[position.get(column) ?? -1]?.heading ?? importColumns[column][1],
      has: (column) => position.has(column),
    }),
  )
  const hasMaterials = position.has('material')
  const found = groupByItem(rows, hasMaterials).map((group) => readItem(group, hasMaterials))
  const errors = found.flatMap((item) => item.errors).sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
  return {
    columns,
    items: found.flatMap(({ item }) => (item ? [item] : [])),
    errors,
    badRows: new Set(errors.map((error) => error.row)).size,
  }
}

function checkHeadings(columns: ReadItems['columns']): ImportError[] {
  const count = (key: ImportColumn) => columns.filter(({ column }) => column === key).length
  const missing = needed
    .filter((key) => count(key) === 0)
    .map((key) => importError('column-missing', { row: 1, column: importColumns[key][1] }))
  const twice = columns
    .filter(({ column }, index) => column && columns.findIndex((other) => other.column === column) < index)
    .map(({ heading }) => importError('column-twice', { row: 1, column: heading }))
  return [...missing, ...twice]
}

/** Rows of one code are one item: a material each. An empty code below an item continues it, as lists on paper do. */
function groupByItem(rows: readonly Row[], hasMaterials: boolean): Row[][] {
  const groups: Row[][] = []
  const byCode = new Map<string, Row[]>()
  for (const row of rows) {
    const code = row.say('code')
    const last = groups.at(-1)
    const continues =
      hasMaterials && code === '' && row.say('name') === '' && row.say('material') !== '' ? last : undefined
    const group = continues ?? (code ? byCode.get(code) : undefined)
    if (group) group.push(row)
    else {
      groups.push([row])
      if (code) byCode.set(code, groups[groups.length - 1] ?? [])
    }
  }
  return groups
}

function readItem(group: readonly Row[], hasMaterials: boolean): { item: ReadItem | null; errors: ImportError[] } {
  const [first] = group
  if (!first) return { item: null, errors: [] }
  const errors = [...checkWords(first), ...checkRepeats(first, group.slice(1), hasMaterials)]
  const limit = (column: 'promised' | 'statutory') => {
    const parsed = parseLimit(first.say(column))
    if (parsed === undefined)
      errors.push(
        importError('limit-unreadable', { row: first.row, column: first.heading(column), value: first.say(column) }),
      )
    return parsed ?? null
  }
  const materials = hasMaterials ? group.filter((row) => row.say('material') !== '').map(readMaterial) : []
  errors.push(...materials.flatMap((material) => material.errors))
  const draft: ItemDraft = {
    code: first.say('code'),
    name: first.say('name'),
    departmentName: first.say('department'),
    groupName: first.say('group'),
    typeCode: first.say('type'),
    typeName: itemTypeName(first.say('type'), first.say('area')),
    areaCode: first.say('area'),
    departmentCode: first.say('departmentCode'),
    conditions: first.say('conditions'),
    promised: limit('promised'),
    statutory: limit('statutory'),
    limitNote: '',
    hallWindow: first.say('hallWindow'),
    phones: readPhones(first, errors),
    fees: first.say('fees'),
    materials: materials.map(({ material }) => material),
  }
  return errors.length > 0 ? { item: null, errors } : { item: { row: first.row, draft }, errors }
}

const longest = {
  code: 100,
  name: 500,
  department: 200,
  group: 500,
  type: 10,
  area: 20,
  departmentCode: 30,
  conditions: 10_000,
  hallWindow: 200,
  fees: 2_000,
} as const

function checkWords(row: Row): ImportError[] {
  const missing = needed
    .filter((column) => row.say(column) === '')
    .map((column) => importError('value-missing', { row: row.row, column: row.heading(column) }))
  // The keys of an object literal are exactly its type's keys; Object.keys does not say so.
  const tooLong = (Object.keys(longest) as (keyof typeof longest)[])
    .filter((column) => row.say(column).length > longest[column])
    .map((column) =>
      importError('value-too-long', {
        row: row.row,
        column: row.heading(column),
        value: String(row.say(column).length),
      }),
    )
  return [...missing, ...tooLong]
}

/** The same code again is a further material of the item, and must then say the same name or leave it empty. */
function checkRepeats(first: Row, others: readonly Row[], hasMaterials: boolean): ImportError[] {
  return others
    .filter((row) => {
      const differs = (['name', 'department'] as const).some(
        (column) => row.say(column) !== '' && row.say(column) !== first.say(column),
      )
      return differs || !hasMaterials || row.say('material') === ''
    })
    .map((row) => importError('code-twice', { row: row.row, column: row.heading('code'), value: first.say('code') }))
}

const phone = /^[\d+()（）\-—转* ]{3,40}$/

function readPhones(row: Row, errors: ImportError[]): ItemDraft['phones'] {
  const numbers = row
    .say('phones')
    .split(/[;；,，、\n/]/)
    .map((number) => number.trim())
    .filter(Boolean)
  for (const number of numbers.filter((one) => !phone.test(one)))
    errors.push(importError('phone-unreadable', { row: row.row, column: row.heading('phones'), value: number }))
  return numbers.map((number) => ({ label: '咨询', number }))
}

const columnsOfField = {
  groupName: 'group',
  typeCode: 'type',
  typeName: 'type',
  areaCode: 'area',
  departmentCode: 'departmentCode',
  conditions: 'conditions',
  promised: 'promised',
  statutory: 'statutory',
  hallWindow: 'hallWindow',
  phones: 'phones',
  fees: 'fees',
} as const satisfies Partial<Record<keyof ItemDraft, ImportColumn>>

/** The item as it will stand: what the file has no column for stays as it was. */
export function mergeDraft(existing: ItemDraft | null, draft: ItemDraft, mapped: ReadonlySet<ImportColumn>): ItemDraft {
  if (!existing) return draft
  const kept = Object.entries(columnsOfField).flatMap(([field, column]) =>
    // Fields of ItemDraft by the type of the table above.
    mapped.has(column) ? [] : [[field, existing[field as keyof typeof columnsOfField]] as const],
  )
  const materials = mapped.has('material') ? draft.materials : existing.materials
  return { ...draft, ...Object.fromEntries(kept), materials, limitNote: existing.limitNote }
}
