import ExcelJS from 'exceljs'
import { expect, test } from 'vitest'
import { type Part, packZip } from '../testing/packing.ts'
import { IMPORT_LIMIT, readFile } from './read-file.ts'

const headings = ['部门', '事项名称', '事项编码', '承诺时限']

async function workbook(fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('事项')
  sheet.addRow(headings)
  fill(sheet, book)
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** A spreadsheet written by hand, for what no program writes. */
const handmade = (sheetData: string, ...more: Part[]): Buffer =>
  packZip([
    {
      name: 'xl/workbook.xml',
      content:
        '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="隐藏" sheetId="1" state="hidden" r:id="rId1"/><x:sheet name="事项" sheetId="2" r:id="rId2"/></x:sheets></x:workbook>',
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content:
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Target="/xl/worksheets/sheet7.xml"/></Relationships>',
    },
    { name: 'xl/worksheets/sheet7.xml', content: `<x:worksheet xmlns:x="m">${sheetData}</x:worksheet>` },
    ...more,
  ])
const row = (number: number, ...cells: string[]) =>
  `<x:row r="${number}">${cells.map((cell) => `<x:c t="inlineStr"><x:is><x:t>${cell}</x:t></x:is></x:c>`).join('')}</x:row>`
const sheetOf = (...rows: string[]) => `<x:sheetData>${rows.join('')}</x:sheetData>`
const codes = async (bytes: Buffer) =>
  (await readFile(bytes)).errors.map(({ row, column, code, value }) => [row, column, code, value])

test('a spreadsheet is read as it looks: rich text, numbers, computed values as they were last computed', async () => {
  const bytes = await workbook((sheet) => {
    sheet.addRow([{ richText: [{ text: '区市' }, { text: '监局' }] }, '甲 & 乙 <丙>', 511602000000, 5])
    sheet.addRow([])
    sheet.addRow(['区税务局', { formula: 'CONCAT("清","税")', result: '清税' }, 'S-2', true])
  })
  const { sheet, errors } = await readFile(bytes)
  expect(errors).toEqual([])
  expect(sheet.headings).toEqual(headings)
  expect(sheet.rows).toEqual([
    { row: 2, cells: ['区市监局', '甲 & 乙 <丙>', '511602000000', '5'] },
    { row: 4, cells: ['区税务局', '清税', 'S-2', '是'] },
  ])
})

test('a title above the headings is stepped over, and rows keep the number that the spreadsheet shows', async () => {
  const bytes = handmade(
    `${sheetOf(row(1, '2026 年事项清单'), row(3, ...headings), row(4, '区税务局', '清税', 'S-1', '当场'))}
     <x:mergeCells><x:mergeCell ref="A1:D1"/></x:mergeCells>`,
  )
  const { sheet, errors } = await readFile(bytes)
  expect(errors).toEqual([])
  expect(sheet.rows).toEqual([{ row: 4, cells: ['区税务局', '清税', 'S-1', '当场'] }])
})

test('a formula is never computed: without a saved value it is an error of its cell', async () => {
  const bytes = await workbook((sheet) => {
    sheet.addRow(['区税务局', '清税', { formula: 'WEBSERVICE("http://example.org")' }, '当场'])
  })
  expect(await codes(bytes)).toEqual([[2, '事项编码', 'formula-without-value', '=WEBSERVICE("http://example.org")']])
})

test('merged cells under a known heading are named, however much they claim to cover', async () => {
  const merged = await workbook((sheet) => {
    sheet.addRow(['区税务局', '清税', 'S-1', '当场'])
    sheet.addRow(['', '退税', 'S-2', '当场'])
    sheet.mergeCells('A2:A3')
  })
  expect(await codes(merged)).toEqual([[2, '部门', 'merged-cells', 'A2:A3']])
  const everything = handmade(
    `${sheetOf(row(1, ...headings), row(2, '区税务局', '清税', 'S-1', '当场'))}<x:mergeCells><x:mergeCell ref="A1:XFD1048576"/></x:mergeCells>`,
  )
  expect(await codes(everything)).toEqual([[1, '部门', 'merged-cells', 'A1:XFD1048576']])
})

test('a bomb is not unpacked, even when it lies about its size; one that nobody asks for does no harm', async () => {
  const zeros = Buffer.alloc(80 * 1024 * 1024, ' ')
  const content = Buffer.concat([Buffer.from('<sst>'), zeros])
  expect(content.length / packZip([{ name: 'x', content }]).length).toBeGreaterThan(500)
  const bomb = handmade(sheetOf(row(1, ...headings)), { name: 'xl/sharedStrings.xml', content, claimedSize: 10 })
  expect(await codes(bomb)).toEqual([[null, null, 'file-too-large', 'zip']])
  const idle = handmade(sheetOf(row(1, ...headings), row(2, 'a', 'b', 'c', '')), {
    name: 'xl/media/image1.png',
    content,
  })
  expect((await readFile(idle)).sheet.rows).toHaveLength(1)
})

test('cells far to the right are left alone', async () => {
  const bytes = handmade(
    sheetOf(
      row(1, ...headings),
      row(2, '甲&amp;', 'b', 'c', ''),
      '<x:row r="3"><x:c r="XFD3"><x:v>1</x:v></x:c></x:row>',
    ),
  )
  expect((await readFile(bytes)).sheet.rows).toEqual([{ row: 2, cells: ['甲&', 'b', 'c', ''] }])
})

test.each([
  [
    'entities of its own, which could be made to grow',
    '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
  ],
  ['an entity that nobody declared', '<sst><si><t>&b;</t></si></sst>'],
  ['tags without end', '<a>'.repeat(2_000_000)],
  ['attributes without end', `<a ${Array.from({ length: 500_000 }, (_, index) => `a${index}=""`).join(' ')}/>`],
  ['bytes that are no text', Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe])],
])('a part with %s is refused at once', async (_, content) => {
  const bytes = handmade(sheetOf(row(1, ...headings)), { name: 'xl/sharedStrings.xml', content })
  const began = performance.now()
  expect(await codes(bytes)).toEqual([[null, null, 'file-unreadable', 'xml']])
  expect(performance.now() - began).toBeLessThan(1_000)
})

test.each([
  ['an archive cut off', Buffer.from('PK\u0003\u0004 and no more'), 'file-unreadable'],
  ['an archive that is no spreadsheet', packZip([{ name: 'a.txt', content: 'a' }]), 'file-unreadable'],
  ['a spreadsheet whose sheet is no XML', handmade('<<<'), 'file-unreadable'],
  ['Excel of before 2007', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file-unreadable'],
  ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file-unreadable'],
  ['a CSV with an open quotation mark', Buffer.from('部门,事项名称,编码\n"a,b,c\n'), 'file-unreadable'],
  ['nothing', Buffer.alloc(0), 'file-empty'],
  ['only spaces', Buffer.from(' , ,\n'), 'file-empty'],
  ['too much', Buffer.alloc(IMPORT_LIMIT + 1, 'a'), 'file-too-large'],
])('%s is said to be what it is', async (_, bytes, code) => {
  expect((await readFile(bytes)).errors.map((error) => error.code)).toEqual([code])
})

test('a table of thirty thousand rows is cut off where the limit is, and says so', async () => {
  const csv = `部门,事项名称,编码\n${Array.from({ length: 30_000 }, (_, index) => `a,b,${index}`).join('\n')}`
  expect((await readFile(Buffer.from(csv))).errors).toMatchObject([{ code: 'too-many-rows', value: '20000' }])
})
