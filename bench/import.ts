// npm run bench:import — an Excel file of 20,000 rows, from the upload to the preview, and what it takes of memory.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { ImportPreview } from '@bancheng/core/catalogue/import.ts'
import { CSRF_HEADER, SessionView } from '@bancheng/core/identity/contract.ts'
import { compose, type House } from '@bancheng/server/compose.ts'
import { readConfig } from '@bancheng/server/config.ts'
import { openDatabase } from '@bancheng/server/platform/database.ts'
import { loadSampleCentreWhenEmpty, SAMPLE_PASSWORD } from '@bancheng/server/sample/load.ts'
import { parse } from 'csv-parse/sync'
import excel from 'exceljs'

const ROWS = 20_000
const WANTED_MS = 5_000
const headings = [
  '部门',
  '事项名称',
  '事项编码',
  '事项类型',
  '受理条件',
  '承诺时限',
  '咨询电话',
  '材料名称',
  '材料必要性',
  '备注',
]

async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bancheng-bench-'))
  await chmod(folder, 0o755) // the database of a root user runs under another account
  const config = { ...readConfig({ LOG_LEVEL: 'silent' }), dataFolder: folder, databaseUrl: null, port: 0 }
  const database = await openDatabase(config, { mayShare: false })
  const house = await compose(config, database)
  try {
    await loadSampleCentreWhenEmpty(house.deps)
    await measure(house, await fileOf(await realItems()))
  } finally {
    await house.close()
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(house: House, file: Buffer): Promise<void> {
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  const headers = await signIn(address)
  await upload(address, headers, await fileOf((await realItems()).slice(0, 20))) // everything is compiled and connected by then
  const floor = await timed(() => readByLibrary(file))
  const before = process.memoryUsage().rss
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 10)
  let preview: ImportPreview | null = null
  const took = await timed(async () => {
    preview = await upload(address, headers, file)
  })
  clearInterval(watch)
  console.log(`${ROWS} rows, ${megabytes(file.length)} as a file: ${JSON.stringify(counts(preview))}`)
  console.log(
    `from the upload to the preview ${Math.round(took)} ms, ${megabytes(most - before)} more of memory at the most`,
  )
  console.log(
    `floor (a library for spreadsheets reads the same rows as a stream): ${Math.round(floor)} ms, ratio ${(floor / took).toFixed(2)}`,
  )
  process.exitCode = took <= WANTED_MS && counts(preview)?.rows === ROWS ? 0 : 1
}

const counts = (preview: ImportPreview | null) => preview?.counts
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

type Item = { readonly department: string; readonly name: string; readonly itemCode: string }

/** The items of a real district, again and again with other codes, so that there are as many as a large hall has. */
async function realItems(): Promise<Item[]> {
  const file = new URL('../packages/server/src/sample/guangan-items/items.csv', import.meta.url)
  const real = parse(await readFile(file), { bom: true, columns: true }) as Item[] // with these headings
  return Array.from({ length: ROWS }, (_, row) => {
    const item = real[row % real.length] as Item // one of them
    return { ...item, itemCode: `${item.itemCode}-${Math.floor(row / real.length)}` }
  })
}

async function fileOf(items: readonly Item[]): Promise<Buffer> {
  const book = new excel.Workbook()
  const sheet = book.addWorksheet('事项')
  sheet.addRow(headings)
  for (const { department, name, itemCode } of items)
    sheet.addRow([
      department,
      name,
      itemCode,
      '行政许可',
      '在本行政区域内有固定经营场所',
      '5个工作日',
      '0826-5555000',
      `${name.slice(0, 12)}申请表`,
      '必要',
      '一式两份，加盖公章',
    ])
  return Buffer.from(await book.xlsx.writeBuffer())
}

async function readByLibrary(file: Buffer): Promise<void> {
  let read = 0
  for await (const sheet of new excel.stream.xlsx.WorkbookReader(Readable.from([file]), {}))
    for await (const row of sheet) if (Array.isArray(row.values)) read++
  if (read !== ROWS + 1) throw new Error(`the library read ${read} rows`)
}

async function signIn(address: string): Promise<Record<string, string>> {
  const response = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'supervisor', password: SAMPLE_PASSWORD }),
  })
  const { csrfToken } = SessionView.parse(await response.json())
  return { cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '', [CSRF_HEADER]: csrfToken }
}

async function upload(address: string, headers: Record<string, string>, file: Buffer): Promise<ImportPreview> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(file)]), 'items.xlsx')
  const response = await fetch(`${address}/api/items/import`, { method: 'POST', headers, body: form })
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return ImportPreview.parse(await response.json())
}

await run()
