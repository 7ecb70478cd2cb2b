import type { OfficePhone } from '../../kernel/office-phone.ts'
import type { ColumnsSaid } from '../import.ts'
import { type ImportError, importError } from '../import-errors.ts'
import type { Sheet } from '../read-items.ts'
import { directoryColumns } from './import.ts'
import { checkWords, readNumbers, readTable } from './read-table.ts'

/** A unit, or a person of it, as the file says. */
export type ReadEntry = {
  readonly row: number
  readonly organisation: string
  readonly unit: string
  readonly duties: string
  readonly unitPhones: OfficePhone[]
  readonly person: string
  readonly title: string
  readonly phones: OfficePhone[]
}

const longest = { organisation: 200, unit: 200, duties: 2_000, person: 100, title: 100 }

export function readDirectory(sheet: Sheet, columns: ColumnsSaid = []) {
  const table = readTable(sheet, directoryColumns, ['organisation'], columns)
  const errors: ImportError[] = [...table.errors]
  const said = new Map<string, string>()
  const entries = table.rows.flatMap((row): ReadEntry[] => {
    const wrong = checkWords(row, longest, ['organisation'])
    const unitPhones = readNumbers(row, 'unitPhones', wrong)
    const phones = readNumbers(row, 'phones', wrong)
    const [organisation, unit, person] = [row.say('organisation'), row.say('unit') || '综合受理', row.say('person')]
    const key = [organisation, unit, person].join('\n')
    const content = [row.say('title'), row.say('phones'), person ? '' : row.say('unitPhones')].join('\n')
    if ((said.get(key) ?? content) !== content)
      wrong.push(
        importError('entry-twice', {
          row: row.row,
          column: row.heading(person ? 'person' : 'unit'),
          value: person || unit,
        }),
      )
    said.set(key, content)
    errors.push(...wrong)
    if (wrong.length > 0) return []
    return [
      {
        row: row.row,
        organisation,
        unit,
        duties: row.say('duties'),
        unitPhones,
        person,
        title: row.say('title'),
        phones,
      },
    ]
  })
  const badRows = new Set(errors.map((error) => error.row)).size
  return { columns: table.columns, mapped: table.mapped, entries, errors, badRows }
}
