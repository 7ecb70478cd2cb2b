import { expect, test } from 'vitest'
import { parseLimit } from './limit-text.ts'
import { mergeDraft, readItems, type Sheet } from './read-items.ts'

const sheet = (headings: string, ...rows: string[]): Sheet => ({
  headings: headings.split('|'),
  rows: rows.map((row, index) => ({ row: index + 2, cells: row.split('|') })),
})

test.each([
  ['当场', { amount: 0, unit: 'on-the-spot' }],
  ['5个工作日', { amount: 5, unit: 'working-days' }],
  ['20日', { amount: 20, unit: 'working-days' }],
  ['45天', { amount: 45, unit: 'calendar-days' }],
  ['３０个自然日', { amount: 30, unit: 'calendar-days' }],
  ['4个工作小时', { amount: 4, unit: 'working-hours' }],
  ['', null],
  ['—', null],
  ['视情况而定', undefined],
])('the words %s are the limit %o', (words, limit) => {
  expect(parseLimit(words)).toEqual(limit)
})

test('rows of one item each bring a material, with or without the item repeated', () => {
  const read = readItems(
    sheet(
      '部门名称|事项名称|事项编码|承诺办结时限|材料名称|材料必要性|是否主件|材料形式|份数',
      '市监局|食品经营许可|K05|10个工作日|申请书|必要|是|原件|1',
      '||||租赁合同|可容缺|否|复印件|2份',
      '市监局|食品经营许可|K05||布局图||||',
    ),
  )
  expect(read.errors).toEqual([])
  expect(read.items).toHaveLength(1)
  expect(read.items[0]?.draft.promised).toEqual({ amount: 10, unit: 'working-days' })
  expect(read.items[0]?.draft.materials.map(({ name, necessity, copies }) => [name, necessity, copies])).toEqual([
    ['申请书', 'required', 1],
    ['租赁合同', 'deferrable', 2],
    ['布局图', 'required', 1],
  ])
})

test('every wrong cell is named by its row and its heading, in both languages, and its item is left out', () => {
  const read = readItems(
    sheet(
      '部门|事项名称|事项编码|承诺时限|材料|必要性|主件',
      '市监局|甲|A1|很快|申请书|必要|是',
      '市监局||A2|当场|申请书|也许|是',
      '市监局|丙|A3|当场|营业执照|可容缺|是',
      '市监局|丁|A4|当场|申请书|必要|否',
    ),
  )
  expect(read.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, '承诺时限', 'limit-unreadable'],
    [3, '事项名称', 'value-missing'],
    [3, '必要性', 'necessity-unreadable'],
    [4, '必要性', 'material-deferrable-principal'],
  ])
  expect(read.errors[0]?.sentence.zh).toContain('“很快”不是时限')
  expect(read.errors[0]?.sentence.en).toContain('“很快” in “承诺时限” is no time limit')
  expect(read.items.map(({ draft }) => draft.name)).toEqual(['丁'])
  expect(read.badRows).toBe(3)
})

test('a code that comes twice without materials is an error in its second row', () => {
  const read = readItems(sheet('department,name,itemCode'.replaceAll(',', '|'), 'a|b|1', 'a|c|1'))
  expect(read.errors.map(({ row, code }) => [row, code])).toEqual([[3, 'code-twice']])
})

test('a file without the columns that an item needs is refused by its headings', () => {
  const read = readItems(sheet('部门|部门名称|事项', '市监局|市监局|甲'))
  expect(read.errors.map(({ code, column }) => [code, column])).toEqual([
    ['column-missing', '事项编码'],
    ['column-twice', '部门名称'],
  ])
})

test('what the file has no column for stays as it was', () => {
  const full =
    readItems(sheet('部门|事项名称|编码|承诺时限|收费|材料', '市监局|甲|A1|当场|免费|申请书')).items[0]?.draft ?? null
  const short = readItems(sheet('部门|事项名称|编码|收费', '市监局|甲乙|A1|')).items[0]?.draft
  if (!full || !short) throw new Error('the rows were not read')
  const merged = mergeDraft(full, short, new Set(['department', 'name', 'code', 'fees']))
  expect(merged).toEqual({ ...full, name: '甲乙', fees: '' })
})
