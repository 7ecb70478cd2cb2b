import { addDays, LocalDate } from '../../kernel/time.ts'
import type { ColumnsSaid } from '../import.ts'
import { type ImportError, importError } from '../import-errors.ts'
import type { Sheet } from '../read-items.ts'
import type { AnswerDraft } from './answer.ts'
import { type AnswerColumn, answerColumns } from './import.ts'
import { checkWords, readTable, type TableRow } from './read-table.ts'

/** An answer as the file says it; the unit that keeps it is looked up by its department. */
export type ReadAnswer = { readonly row: number; readonly draft: AnswerDraft }

const longest = { question: 500, answer: 10_000, category: 300, department: 200, area: 100, link: 1_000 }

export function readAnswers(sheet: Sheet, said: ColumnsSaid = []) {
  const table = readTable(sheet, answerColumns, ['question', 'answer'], said)
  const errors: ImportError[] = [...table.errors]
  const known = new Set<string>()
  const answers = table.rows.flatMap((row): ReadAnswer[] => {
    const read = readAnswer(row)
    const key = `${row.say('question')}\n${row.say('area')}`
    if (row.say('question') !== '' && known.has(key))
      read.errors.push(
        importError('question-twice', { row: row.row, column: row.heading('question'), value: row.say('question') }),
      )
    known.add(key)
    errors.push(...read.errors)
    return read.errors.length > 0 ? [] : [{ row: row.row, draft: read.draft }]
  })
  const badRows = new Set(errors.map((error) => error.row)).size
  return { columns: table.columns, mapped: table.mapped, answers, errors, badRows }
}

function readAnswer(row: TableRow<AnswerColumn>): { draft: AnswerDraft; errors: ImportError[] } {
  const errors = checkWords(row, longest, ['question', 'answer'])
  const validFrom = readDate(row, 'validFrom', errors)
  const validTo = readDate(row, 'validTo', errors)
  if (validFrom && validTo && validTo < validFrom)
    errors.push(
      importError('period-reversed', { row: row.row, column: row.heading('validTo'), value: row.say('validTo') }),
    )
  const link = row.say('link')
  if (link !== '' && !/^https?:\/\/[^\s/]+/i.test(link))
    errors.push(importError('link-unreadable', { row: row.row, column: row.heading('link'), value: link }))
  const draft: AnswerDraft = {
    question: row.say('question'),
    answer: row.say('answer'),
    paraphrases: listOf(row.say('paraphrases'), /[\n;；|]+/),
    keywords: listOf(row.say('keywords'), /[\n;；|,，、\s]+/),
    category: row.say('category').replace(/\s*[/／>]\s*/g, '/'),
    departmentName: row.say('department'),
    unitId: null,
    itemId: null,
    area: row.say('area'),
    link,
    validFrom,
    validTo,
  }
  return { draft, errors }
}

const listOf = (cell: string, between: RegExp): string[] =>
  [...new Set(cell.split(between).map((one) => one.trim().slice(0, 200)))].filter(Boolean).slice(0, 50)

const always = /^(长期|长期有效|永久|永久有效|无|-|—)$/
const written = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/

/** 2026-03-02, 2026/3/2, 2026年3月2日, with a time behind it or not, or the day's number of a spreadsheet. */
function readDate(row: TableRow<AnswerColumn>, column: AnswerColumn, errors: ImportError[]): LocalDate | null {
  const cell = row.say(column).normalize('NFKC')
  if (cell === '' || always.test(cell)) return null
  const [, year, month, day] = written.exec(cell) ?? []
  const date = LocalDate.safeParse(year ? `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}` : cell)
  if (date.success) return date.data
  const serial = /^\d{5}(?:\.\d+)?$/.test(cell) ? Math.floor(Number(cell)) : null
  // Day 1 of a spreadsheet is 1900-01-01, and it believes in a 29 February of that year.
  if (serial !== null) return addDays(LocalDate.parse('1899-12-30'), serial)
  errors.push(importError('date-unreadable', { row: row.row, column: row.heading(column), value: row.say(column) }))
  return null
}

const fieldsOf = {
  question: ['question'],
  answer: ['answer'],
  paraphrases: ['paraphrases'],
  keywords: ['keywords'],
  category: ['category'],
  department: ['departmentName', 'unitId'],
  area: ['area'],
  link: ['link'],
  validFrom: ['validFrom'],
  validTo: ['validTo'],
} as const satisfies Record<AnswerColumn, readonly (keyof AnswerDraft)[]>

/** What the file has no column for stays as it was. */
export function mergeAnswer(
  existing: AnswerDraft | null,
  read: AnswerDraft,
  mapped: readonly AnswerColumn[],
): AnswerDraft {
  if (!existing) return read
  const said = mapped.flatMap((column) => fieldsOf[column].map((field) => [field, read[field]] as const))
  return { ...existing, ...Object.fromEntries(said) }
}
