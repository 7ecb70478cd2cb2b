// npm run bench:search — a centre of 20,000 items and 50,000 answers, twenty people typing, and how long the server takes.
import { fork } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { insertItemVersions, type NewVersion } from '@bancheng/server/catalogue/store.ts'
import { compose, type House } from '@bancheng/server/compose.ts'
import { readConfig } from '@bancheng/server/config.ts'
import { openDatabase } from '@bancheng/server/platform/database.ts'
import { type Db, inTransaction } from '@bancheng/server/platform/db.ts'
import { SAMPLE_CENTER_ID } from '@bancheng/server/sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '@bancheng/server/sample/load.ts'
import { parse } from 'csv-parse/sync'
import { sql } from 'kysely'
import type { Told } from './search-typists.ts'

const ITEMS = 20_000
const ANSWERS = 50_000
const SECONDS = Number(process.argv[2] ?? 30)

const names = await realNames()

async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bancheng-bench-'))
  await chmod(folder, 0o755) // the database of a root user runs under another account
  const config = {
    ...readConfig({ LOG_LEVEL: 'silent' }),
    dataFolder: folder,
    databaseUrl: null,
    port: 0,
    host: '127.0.0.1',
  }
  const database = await openDatabase(config, { mayShare: false })
  const house = await compose(config, database)
  try {
    await loadSampleCentreWhenEmpty(house.deps)
    await inTransaction(house.deps.db, async (tx) => {
      await insertItemVersions(tx, SAMPLE_CENTER_ID, itemsOf(await organisationIds(tx)), house.deps.clock())
      await insertAnswers(tx)
    })
    await measure(house)
  } finally {
    await house.close()
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

async function measure(house: House): Promise<void> {
  const served: number[] = []
  house.app.addHook('onResponse', async (request, reply) => {
    if (request.url.startsWith('/api/search')) served.push(reply.elapsedTime)
  })
  const startedAt = performance.now()
  const address = await house.app.listen({ port: 0, host: '127.0.0.1' })
  const told = await typists(address)
  console.log(`${ITEMS} items, ${ANSWERS} answers; ready to search after ${Math.round(told.readyMs)} ms`)
  served.splice(0, served.length - told.roundTrips.length)
  say('on the server', served)
  say('round trip', told.roundTrips)
  const asked = told.roundTrips.length
  console.log(
    `${asked} questions in ${SECONDS} s, ${told.nothing} found nothing; ${Math.round((performance.now() - startedAt) / 1000)} s in all`,
  )
  const perQuestion = (told.cpuMs / asked).toFixed(1)
  console.log(
    `${perQuestion} ms of processor for each question, all told; memory ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  )
  process.exitCode = at(served, 0.95) <= 30 ? 0 : 1
}

function typists(address: string): Promise<Told & { cpuMs: number }> {
  return new Promise((resolve, reject) => {
    const child = fork(new URL('search-typists.ts', import.meta.url), [address, String(SECONDS)])
    child.send(names)
    let before = process.cpuUsage()
    child.on('message', (told) => {
      const used = process.cpuUsage(before)
      before = process.cpuUsage()
      // sent by search-typists.ts
      if (told !== 'ready') resolve({ ...(told as Told), cpuMs: (used.user + used.system) / 1_000 })
    })
    child.on('exit', (code) => code && reject(new Error(`the typists ended with ${code}`)))
  })
}

function at(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN
}
const say = (what: string, times: readonly number[]) =>
  console.log(
    `${what.padEnd(14)} p50 ${at(times, 0.5).toFixed(1)} ms  p95 ${at(times, 0.95).toFixed(1)} ms  p99 ${at(times, 0.99).toFixed(1)} ms`,
  )

async function realNames(): Promise<string[]> {
  const file = new URL('../packages/server/src/sample/guangan-items/items.csv', import.meta.url)
  const rows = parse(await readFile(file), { bom: true, columns: true }) as Record<string, string>[] // with headings
  return [...new Set(rows.flatMap((row) => row.name ?? []))]
}

async function organisationIds(tx: Db): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select organisation_id as id from organisation where center_id = ${SAMPLE_CENTER_ID} order by sort_order
  `.execute(tx)
  return rows.map(({ id }) => id)
}

/** The real names, and then the same matters as other kinds of them: as catalogues grow. */
function itemsOf(organisations: readonly string[]): NewVersion[] {
  const kinds = [
    '',
    '（首次）',
    '（变更）',
    '（延续）',
    '（注销）',
    '（补办）',
    '（个体工商户）',
    '（企业）',
    '（告知承诺）',
    '（跨区）',
  ].concat([
    '（简易）',
    '（备案）',
    '（年度报告）',
    '（换发）',
    '（增项）',
    '（委托）',
    '（网上）',
    '（邮寄）',
    '（初审）',
  ])
  return Array.from({ length: ITEMS }, (_, index) => {
    const name = `${names[index % names.length]}${kinds[Math.floor(index / names.length) % kinds.length]}`
    return {
      itemId: `bench-${index}`,
      version: 1,
      organisationId: organisations[index % organisations.length] ?? '',
      draft: { ...plain, code: `BENCH-${index}`, name },
      materials: Array.from({ length: 5 }, (_, position) => ({ ...material, ...materialOf(index, position) })),
    }
  })
}

const plain = {
  groupName: '',
  typeCode: '01',
  typeName: '行政许可',
  areaCode: '511602',
  departmentCode: '',
  conditions: '',
  promised: { amount: 5, unit: 'working-days' as const },
  statutory: { amount: 20, unit: 'working-days' as const },
  limitNote: '',
  hallWindow: 'B07',
  phones: [{ label: '咨询', number: '0826-5555000' }],
  fees: '不收费',
}
const material = {
  isPrincipal: false,
  form: 'copy' as const,
  copies: 1,
  condition: '',
  note: '',
  necessity: 'required' as const,
}
const materialOf = (index: number, position: number) => ({
  materialId: `m${position}`,
  name: `${names[(index * 7 + position * 131) % names.length]?.slice(0, 14)}${['申请表', '证明', '承诺书', '批准文件', '图纸'][position]}`,
})

async function insertAnswers(tx: Db): Promise<void> {
  const asking = ['需要什么材料？', '在哪里办理？', '多久能办好？', '收费吗？', '可以代办吗？', '网上怎么办？']
  const rows = Array.from({ length: ANSWERS }, (_, index) => ({
    id: `bench-${index}`,
    question: `${names[(index * 13) % names.length]}（${index}）${asking[index % asking.length]}`,
    answer: `请携带身份证、营业执照原件及复印件到政务服务大厅综合窗口办理，也可在网上提交；相关事项：${names[(index * 29) % names.length]}，承诺时限五个工作日。`,
    paraphrase: `办${names[(index * 13) % names.length]?.slice(0, 10)}要怎么弄`,
  }))
  await sql`
    insert into qa (center_id, qa_id, version, is_current, question, answer, paraphrases, since)
    select ${SAMPLE_CENTER_ID}, id, 1, true, question, answer, array[paraphrase], now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (id text, question text, answer text, paraphrase text)
  `.execute(tx)
}

await run()
