import type { Writable } from 'node:stream'
import { importColumns } from '@bancheng/core/catalogue/import.ts'
import { answerColumns, directoryColumns } from '@bancheng/core/catalogue/qa/import.ts'
import { sayLimit } from '@bancheng/core/kernel/calendar.ts'
import type { OfficePhone } from '@bancheng/core/kernel/office-phone.ts'
import ExcelJS from 'exceljs'
import { directoryTree } from '../../directory/reads.ts'
import type { Db } from '../../platform/db.ts'
import { allItems } from './all-items.ts'
import { allAnswers } from './store.ts'

export type Exported = 'items' | 'answers' | 'directory'
type Sheet = { readonly headings: readonly string[]; readonly rows: AsyncIterable<readonly string[]> }

const numbers = (phones: readonly OfficePhone[]) => phones.map(({ number }) => number).join('；')

/** Headings that the import reads again, in its own order. */
const sheets: Record<Exported, (db: Db, centerId: string) => Sheet> = {
  answers: (db, centerId) => ({
    headings: Object.values(answerColumns).map(([heading]) => heading),
    rows: rowsOf(allAnswers(db, centerId), ({ draft }) => [
      [
        draft.question,
        draft.answer,
        draft.paraphrases.join('\n'),
        draft.keywords.join('\n'),
        draft.category,
        draft.departmentName,
        draft.area,
        draft.link,
        draft.validFrom ?? '',
        draft.validTo ?? '',
      ],
    ]),
  }),
  directory: (db, centerId) => ({
    headings: Object.values(directoryColumns).map(([heading]) => heading),
    rows: rowsOf(once(directoryTree(db, centerId, '')), ({ name, units }) =>
      units.flatMap((unit) => [
        [name, unit.name, unit.duties, numbers(unit.phones), '', '', ''],
        ...unit.people.map((person) => [name, unit.name, '', '', person.name, person.title, numbers(person.phones)]),
      ]),
    ),
  }),
  items: (db, centerId) => ({
    headings: itemColumns.map((column) => importColumns[column][1]),
    rows: rowsOf(allItems(db, centerId), (item) => {
      const own = [item.departmentName, item.groupName, item.name, item.code, item.typeCode, item.areaCode]
        .concat([item.departmentCode, item.conditions, item.promised ? sayLimit(item.promised, 'zh') : ''])
        .concat([
          item.statutory ? sayLimit(item.statutory, 'zh') : '',
          item.hallWindow,
          numbers(item.phones),
          item.fees,
        ])
      const materials = item.materials.map((one) => [
        one.name,
        necessities[one.necessity],
        one.isPrincipal ? '是' : '否',
        one.form === 'original' ? '原件' : '复印件',
        String(one.copies),
        one.condition,
        one.note,
      ])
      return (materials.length > 0 ? materials : [['', '', '', '', '', '', '']]).map((material) => [
        ...own,
        ...material,
      ])
    }),
  }),
}
const necessities = { required: '必要', optional: '非必要', deferrable: '可容缺' } as const
const itemColumns = ['department', 'group', 'name', 'code', 'type', 'area', 'departmentCode', 'conditions', 'promised']
  .concat(['statutory', 'hallWindow', 'phones', 'fees', 'material', 'necessity', 'principal', 'paperForm', 'copies'])
  .concat(['materialCondition', 'materialNote']) as (keyof typeof importColumns)[] // each is one of its keys

async function* rowsOf<T>(things: AsyncIterable<T>, say: (thing: T) => readonly (readonly string[])[]) {
  for await (const thing of things) yield* say(thing)
}
async function* once<T>(things: Promise<readonly T[]>) {
  yield* await things
}

/** Streams an Excel file whose every cell is a text: what somebody typed is never a live formula. */
export async function writeExport(to: Writable, db: Db, centerId: string, what: Exported): Promise<void> {
  const { headings, rows } = sheets[what](db, centerId)
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: to, useStyles: true, useSharedStrings: false })
  const sheet = book.addWorksheet('Sheet1', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = headings.map((header) => ({ header, width: 20, style: { numFmt: '@' } }))
  sheet.getRow(1).font = { bold: true }
  for await (const row of rows) sheet.addRow([...row]).commit()
  sheet.commit()
  await book.commit()
}
