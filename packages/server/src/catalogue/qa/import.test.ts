import type { KnowledgePreview } from '@bancheng/core/catalogue/qa/import.ts'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerDirectory } from '../../directory/routes.ts'
import { loadSampleCentreWhenEmpty } from '../../sample/load.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../../testing/desk.ts'
import { registerAnswers } from './routes.ts'

let desk: TestDesk
let supervisor: TestPerson

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerAnswers, registerDirectory] })
  await loadSampleCentreWhenEmpty(desk.deps)
  supervisor = await signInTo(desk, 'supervisor')
})
afterAll(() => desk.close())

const heading =
  '问题,答案,相似问法,关键词,类目路径（多级类目用/分隔）,问答提供部门,适用区域,办理链接,内容生效时间,内容失效时间'
const good = [
  heading,
  '个体户停业怎么办？,可以办理歇业备案。,生意不做了先停一停;先停业,歇业 停业,常见问题 / 市场主体,区市场监管局,全区,https://example.org/a,2026/1/1,长期',
  '公积金怎么提取？,"线上办理。\n=1+1",,,常见问题,公积金管理中心,,,2026年1月1日,46387',
].join('\n')

const upload = async (path: string, content: string | Buffer, name = '问答.csv') =>
  (await supervisor.uploads(path, name, content)).json<KnowledgePreview>()
const confirm = (importId: string, body: object = {}) =>
  supervisor.asks('POST', `/api/knowledge-imports/${importId}/confirm`, body)
const questions = async () =>
  (await supervisor.asks('GET', '/api/answers'))
    .json<{ answers: { question: string }[] }>()
    .answers.map((one) => one.question)

test('given the headings of a municipal knowledge base, when it is imported, then every field finds its place', async () => {
  const preview = await upload('/api/answers/import', good)
  expect(preview).toMatchObject({ counts: { rows: 2, new: 2, changed: 0, errors: 0 }, errors: [] })
  expect(preview.columns.map(({ column }) => column)).not.toContain(null)
  expect(await questions()).toEqual([])
  expect((await confirm(preview.importId)).json()).toMatchObject({ state: 'confirmed', counts: { new: 2 } })
  const { answers } = (await supervisor.asks('GET', '/api/answers?text=停业')).json()
  const { draft, unitName } = (await supervisor.asks('GET', `/api/answers/${answers[0].qaId}`)).json()
  expect(draft).toMatchObject({
    paraphrases: ['生意不做了先停一停', '先停业'],
    keywords: ['歇业', '停业'],
    category: '常见问题/市场主体',
    validFrom: '2026-01-01',
    validTo: null,
  })
  expect(unitName).not.toBeNull()
})

test('the same file a second time changes nothing', async () => {
  const preview = await upload('/api/answers/import', good)
  expect(preview.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
})

test('what the file has no column for stays as it was', async () => {
  const preview = await upload('/api/answers/import', '问题,答案,适用区域\n个体户停业怎么办？,歇业备案最长三年。,全区')
  expect(preview.counts).toMatchObject({ changed: 1 })
  await confirm(preview.importId)
  const { answers } = (await supervisor.asks('GET', '/api/answers?text=最长三年')).json()
  const { draft, version } = (await supervisor.asks('GET', `/api/answers/${answers[0].qaId}`)).json()
  expect(draft).toMatchObject({ answer: '歇业备案最长三年。', keywords: ['歇业', '停业'] })
  expect(version).toBe(2)
})

test('given spoilt cells, then each is named with its row and column, and nothing is imported unless they are left out', async () => {
  const spoilt = [
    heading,
    ',无问题,,,,,,,,',
    '甲问,甲答,,,,,,ftp://x,昨天,',
    '乙问,乙答,,,,,,,2026-05-01,2026-04-01',
    '丙问,丙答,,,,,,,,',
  ].join('\n')
  const preview = await upload('/api/answers/import', spoilt)
  expect(preview.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, '问题', 'value-missing'],
    [3, '内容生效时间', 'date-unreadable'],
    [3, '办理链接', 'link-unreadable'],
    [4, '内容失效时间', 'period-reversed'],
  ])
  expect((await confirm(preview.importId)).json()).toMatchObject({ code: 'import-refused' })
  expect(await questions()).not.toContain('丙问')
  expect((await confirm(preview.importId, { skipErrors: true })).json()).toMatchObject({
    counts: { new: 1, errors: 3 },
  })
  expect(await questions()).toContain('丙问')
  expect(await questions()).not.toContain('甲问')
})

test('a CSV in GB18030 is read', async () => {
  // 问题,答案 / 丁问,丁答 as Excel in China saves them
  const bytes = Buffer.from('cecacce22cb4f0b0b80ab6a1cecA2cb6a1b4f0'.toLowerCase(), 'hex')
  expect((await upload('/api/answers/import', bytes)).examples).toMatchObject([{ name: '丁问' }])
})

test('the directory comes from a file, finds who is there already, and is repeatable', async () => {
  const file =
    '部门,科室,职责,科室电话,姓名,职务,办公电话\n区数据局,综合科,统筹,021-55550901,,,\n区数据局,综合科,,,韩雪,科员,021-55550902'
  const preview = await upload('/api/directory/import', file, '通讯录.csv')
  expect(preview).toMatchObject({ counts: { rows: 2, new: 2, errors: 0 } })
  expect((await confirm(preview.importId)).statusCode).toBe(200)
  const { organisations } = (await supervisor.asks('GET', `/api/directory?text=${encodeURIComponent('韩雪')}`)).json()
  expect(organisations).toMatchObject([
    {
      shortName: '区数据局',
      units: [{ name: '综合科', people: [{ name: '韩雪', phones: [{ number: '021-55550902' }] }] }],
    },
  ])
  expect((await upload('/api/directory/import', file)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 2 })
  const moved = await upload('/api/directory/import', file.replace('55550902', '55550999'))
  expect(moved.counts).toMatchObject({ changed: 1 })
})

test('an export has text cells only and is read again without a change', async () => {
  const exported = await supervisor.asks('GET', '/api/exports/answers')
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(exported.rawPayload as never) // the typings know an older Buffer
  const cells = book.worksheets[0]?.getColumn(2).values.slice(2)
  expect(cells).toContain('线上办理。\n=1+1')
  expect(exported.body).not.toContain('<f>')
  const again = await upload('/api/answers/import', exported.rawPayload, '问答.xlsx')
  expect(again).toMatchObject({ errors: [], counts: { new: 0, changed: 0 } })
  const directory = await supervisor.asks('GET', '/api/exports/directory')
  expect((await upload('/api/directory/import', directory.rawPayload, '通讯录.xlsx')).counts).toMatchObject({
    new: 0,
    changed: 0,
    errors: 0,
  })
  const items = await supervisor.asks('GET', '/api/exports/items')
  expect(items.rawPayload.subarray(0, 2).toString()).toBe('PK')
})

test('an officer does not import', async () => {
  const officer = await signInTo(desk, 'officer1')
  expect((await officer.uploads('/api/answers/import', '问答.csv', good)).statusCode).toBe(403)
})

test('given headings that nobody knows, when a person says what they are, then the file is read; what is set aside is not', async () => {
  const file = '常见疑问,口径,备注\n窗口几点开门？,九点。,内部参考'
  const unknown = await upload('/api/answers/import', file)
  expect(unknown.columns).toEqual(['常见疑问', '口径', '备注'].map((heading) => ({ heading, column: null })))
  expect(unknown.errors.map(({ code }) => code)).toEqual(['column-missing', 'column-missing'])
  const preview = await upload('/api/answers/import?columns=question,answer,-', file)
  expect(preview).toMatchObject({ errors: [], counts: { rows: 1, new: 1 } })
  expect(preview.columns.map(({ column }) => column)).toEqual(['question', 'answer', null])
  // Two columns for one thing are still refused, and so is a column that there is not.
  const twice = await upload('/api/answers/import?columns=question,answer,answer', file)
  expect(twice.errors.map(({ code }) => code)).toEqual(['column-twice'])
  expect((await supervisor.uploads('/api/answers/import?columns=nonsense', 'a.csv', file)).statusCode).toBe(400)
})
