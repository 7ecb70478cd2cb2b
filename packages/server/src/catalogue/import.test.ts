import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ImportPreview } from '@bancheng/core/catalogue/import.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SAMPLE_CENTER_ID } from '../sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../testing/desk.ts'
import { findItems } from './reads.ts'
import { registerCatalogue } from './routes.ts'

const guangan = readFileSync(fileURLToPath(new URL('../sample/guangan-items/items.csv', import.meta.url)))

let desk: TestDesk
let supervisor: TestPerson
beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerCatalogue] })
  await loadSampleCentreWhenEmpty(desk.deps)
  supervisor = await signInTo(desk, 'supervisor')
})
afterAll(() => desk?.close())

const preview = async (name: string, content: Buffer | string): Promise<ImportPreview> =>
  ImportPreview.parse((await supervisor.uploads('/api/items/import', name, content)).json())
const confirm = (importId: string, body: object = {}) =>
  supervisor.asks('POST', `/api/items/import/${importId}/confirm`, body)
const itemCount = async () =>
  (await sql<{ count: number }>`select count(*)::int as count from item where is_current`.execute(desk.deps.db)).rows[0]
    ?.count ?? 0

const lines = guangan.toString('utf8').split(/\r?\n/)
const spoilt = [
  ...lines.slice(0, 1),
  ...(lines[1] ? [lines[1].replace(/^[^,]+/, '')] : []),
  ...(lines[2] ? [lines[2].replace(/([^,]*),([^,]*),([^,]*),([^,]*)/, '$1,$2,$3,')] : []),
  ...lines.slice(3),
].join('\n')

test('two spoilt rows of a real list are named by row and column, and nothing at all is imported', async () => {
  const before = await itemCount()
  const shown = await preview('items.csv', spoilt)
  expect(shown.counts).toMatchObject({ rows: 1135, new: 1133, errors: 2 })
  expect(shown.errors.map(({ row, column, code }) => [row, column, code])).toEqual([
    [2, 'department', 'value-missing'],
    [3, 'itemCode', 'value-missing'],
  ])
  const refused = await confirm(shown.importId)
  expect([refused.statusCode, refused.json().code]).toEqual([422, 'import-refused'])
  expect(await itemCount()).toBe(before)
})

test('a real district’s 1,135 items are imported as the file lies there, once; the same file again changes nothing', async () => {
  const before = await itemCount()
  const shown = await preview('items.csv', guangan)
  expect(shown).toMatchObject({
    state: 'preview',
    errors: [],
    counts: { rows: 1135, new: 1135, changed: 0, errors: 0 },
  })
  expect(await itemCount()).toBe(before)

  const imported = await confirm(shown.importId)
  expect(imported.json()).toMatchObject({ state: 'confirmed', counts: { new: 1135 } })
  expect(await itemCount()).toBe(before + 1135)
  expect((await confirm(shown.importId)).json()).toEqual(imported.json())

  const again = await preview('items.csv', guangan)
  expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 1135, newDepartments: 0 })
  await confirm(again.importId)
  expect(await itemCount()).toBe(before + 1135)
})

test('a changed name makes a new version; the version before it stays for the cases that keep it', async () => {
  const changed = guangan
    .toString('utf8')
    .replace('企业投资项目备案（技术改造）（市级/县级）', '企业投资项目备案（技改）')
  const shown = await preview('items.csv', changed)
  expect(shown.counts).toMatchObject({ new: 0, changed: 1, unchanged: 1134 })
  await confirm(shown.importId)
  const { items } = await findItems(desk.deps.db, SAMPLE_CENTER_ID, { text: '技改', offset: 0, size: 5 })
  expect(items[0]).toMatchObject({ name: '企业投资项目备案（技改）', version: 2 })
  const former = await supervisor.asks('GET', `/api/items/${items[0]?.itemId}?version=1`)
  expect(former.json()).toMatchObject({ name: '企业投资项目备案（技术改造）（市级/县级）', isCurrent: false })
})

test('the same list in GB18030, in UTF-8 without a mark and with tabs is the same list', async () => {
  const small = [
    '部门\t事项名称\t事项编码\t承诺时限\t材料名称\t材料必要性\t是否主件',
    '区市场监管局\t示例许可甲\tT-1\t5个工作日\t申请书\t必要\t是',
    '\t\t\t\t租赁合同\t可容缺\t否',
  ].join('\r\n')
  const { importId, counts, errors } = await preview('示例.csv', small)
  expect([counts, errors]).toEqual([{ rows: 2, new: 1, changed: 0, unchanged: 0, errors: 0, newDepartments: 0 }, []])
  await confirm(importId)
  for (const same of [`\uFEFF${small}`, small.replaceAll('\t', ','), gb18030(small)])
    expect((await preview('示例.csv', same)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 1 })
  const { items } = await findItems(desk.deps.db, SAMPLE_CENTER_ID, { text: '示例许可甲', offset: 0, size: 5 })
  const view = (await supervisor.asks('GET', `/api/items/${items[0]?.itemId}`)).json()
  expect(view.materials.map((one: { name: string; necessity: string }) => [one.name, one.necessity])).toEqual([
    ['申请书', 'required'],
    ['租赁合同', 'deferrable'],
  ])
})

/** Node writes no GB18030, but it reads it: the table of two-byte characters turned around. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030')
  const table = new Map<string, Buffer>()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const pair = Buffer.from([lead, trail])
      table.set(decoder.decode(pair), pair)
    }
  return Buffer.concat(
    [...text]
      .map((sign) => (sign.charCodeAt(0) < 0x80 ? Buffer.from(sign) : table.get(sign)))
      .map((one) => one ?? Buffer.from('?')),
  )
}

test('who may not import is refused before the file is read, and nobody confirms what another uploaded', async () => {
  const officer = await signInTo(desk, 'officer1')
  expect((await officer.uploads('/api/items/import', 'items.csv', guangan)).statusCode).toBe(403)
  const shown = await preview('items.csv', guangan)
  const analyst = await signInTo(desk, 'analyst')
  expect((await analyst.asks('POST', `/api/items/import/${shown.importId}/confirm`, {})).statusCode).toBe(404)
})

test('a preview of yesterday cannot be confirmed any more', async () => {
  const { importId } = await preview('x.csv', '部门,事项名称,事项编码\n区市场监管局,过期示例,T-9')
  desk.setClock('2026-03-03T01:30:00.000Z' as Parameters<TestDesk['setClock']>[0]) // the shape of an Instant
  supervisor = await signInTo(desk, 'supervisor')
  expect((await confirm(importId)).json()).toMatchObject({ status: 404 })
})

test('items are found by name, department, code, initials and by words left out, the best first', async () => {
  const names = async (text: string) =>
    (await findItems(desk.deps.db, SAMPLE_CENTER_ID, { text, offset: 0, size: 3 })).items.map(({ name }) => name)
  expect(await names('示例许可甲')).toContain('示例许可甲')
  expect((await names('slxkj'))[0]).toBe('示例许可甲')
  expect((await names('T-1'))[0]).toBe('示例许可甲')
  expect(await names('zzqq%_')).toEqual([])
})

test('a column is read as a person says, not as its heading, and one that is set aside changes nothing', async () => {
  const file = '部门,事项名称,编码,说明,收费\n区市场监管局,遛狗绳备案,MAP-1,成年人,免费'
  const read = async (columns: string) =>
    ImportPreview.parse((await supervisor.uploads(`/api/items/import?columns=${columns}`, 'a.csv', file)).json())
  const shown = await read(',,,conditions,-')
  expect(shown.errors).toEqual([])
  expect(shown.columns.map(({ column }) => column)).toEqual(['department', 'name', 'code', 'conditions', null])
  expect((await confirm(shown.importId)).statusCode).toBe(200)
  const { items } = (await supervisor.asks('GET', '/api/items?text=MAP-1')).json()
  const view = (await supervisor.asks('GET', `/api/items/${items[0].itemId}`)).json()
  expect(view).toMatchObject({ conditions: '成年人', fees: '' })
})
