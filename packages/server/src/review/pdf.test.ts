import { inflateSync } from 'node:zlib'
import { Instant } from '@bancheng/core/kernel/time.ts'
import type { EntryPage, ReviewView } from '@bancheng/core/review/contract.ts'
import { refusalsZh } from '@bancheng/core/texts/refusals.zh.ts'
import { beforeAll, expect, test } from 'vitest'
import { type ChineseFaces, chineseFaces, folderOf, loadFaces } from '../platform/pdf/chinese-faces.ts'
import { writePdf } from './pdf.ts'
import { printable } from './printable.ts'

const at = Instant.parse('2026-11-02T01:00:00.000Z')
const row = {
  caseId: 'one',
  caseNo: 'JA-20261008-0001-K',
  applicant: '王*',
  want: '注销食品经营许可证',
  itemName: null,
  causes: ['late-open' as const],
  unitId: 'sj',
  unit: '区市场监管局',
  pain: 'cannot' as const,
  grade: 'complex' as const,
  registeredAt: at,
  holdings: [{ who: '区市场监管局', workingDays: 9 }],
  instructions: 0,
  removed: null,
  changes: [],
}
const long = `区市场监管局系统停机${'，经核实非承办单位原因，由市局信息中心逐案更正并书面说明'.repeat(40)}`
const view: ReviewView = {
  month: '2026-10',
  frozenAt: at,
  frozenBy: '系统时钟',
  hasPdf: true,
  counts: { month: '2026-10', total: 2, removed: 1, byCause: { 'late-open': 2 }, byUnit: [] },
  earlier: [],
  circular: [],
  rows: [row, { ...row, caseId: 'two' }, { ...row, caseId: 'gone', removed: { name: '陈立', at, reason: long } }],
  instructions: [],
  earlierInstructions: [],
}
const page: EntryPage = {
  ...row,
  status: 'in-progress',
  level: 0,
  owner: '林静',
  alreadyDone: '',
  dueAt: at,
  frozenAt: at,
  timeline: [{ at, who: '林静', sentence: '登记诉求' }],
  missing: [{ sentence: '尚未回访', who: '窗口' }],
}
const pages = [page, { ...page, caseId: 'two' }]

type Run = { face: number; size: number; spacing: number; x: number; y: number; text: string }
/** What this very writer wrote, read back: the runs of text of each page, and which characters their codes are. */
function read(file: Buffer): Run[][] {
  const raw = file.toString('latin1')
  const streams = [...raw.matchAll(/\/Length (\d+)[^\n]*\nstream\n/g)].map((found) => {
    const from = found.index + found[0].length
    return inflateSync(file.subarray(from, from + Number(found[1]))).toString('latin1')
  })
  const names = streams
    .filter((stream) => stream.includes('begincmap'))
    .map((map) => new Map([...map.matchAll(/^<(\w{4})> <(\w+)>$/gm)].map(([, code, text]) => [code, unhex(text)])))
  return streams.filter((stream) => stream.includes(' Tf ')).map((content) => runsOf(content, names))
}
const unhex = (hex = '') => Buffer.from(hex, 'hex').swap16().toString('utf16le')

function runsOf(content: string, names: readonly Map<string | undefined, string>[]): Run[] {
  const shown = /BT \/F(\d) (\S+) Tf (\S+) Tc 1 0 0 1 (\S+) (\S+) Tm \[(.*)\] TJ/g
  return [...content.matchAll(shown)].map(([, face, size, spacing, x, y, codes = '']) => {
    const text = [...codes.matchAll(/<(\w*)>/g)].flatMap(([, run = '']) => run.match(/.{4}/g) ?? [])
    return {
      face: Number(face),
      size: Number(size),
      spacing: Number(spacing),
      x: Number(x),
      y: Number(y),
      text: text.map((code) => names[Number(face)]?.get(code) ?? '?').join(''),
    }
  })
}

const mm = (points: number) => (points / 72) * 25.4
let faces: ChineseFaces

async function written(of: ReviewView, isSample = false, cases: readonly EntryPage[] = pages): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of writePdf(of, cases, { centerName: '静安示例区行政服务中心', isSample, faces }))
    parts.push(part)
  return Buffer.concat(parts)
}

beforeAll(async () => {
  const found = await chineseFaces()
  if (!found) throw new Error('the optional font is installed where tests run')
  faces = found
})

test('the page is that of GB/T 9704: A4, and in its type area 22 lines of 28 characters of 16 pt', async () => {
  const file = await written(view)
  const raw = file.toString('latin1')
  expect(raw.startsWith('%PDF-1.7')).toBe(true)
  expect(raw).toContain('/MediaBox [0 0 595.28 841.89]')
  const second = read(file)[1] ?? []
  const body = second.filter(({ size }) => size === 16)
  expect(body).toHaveLength(22)
  const [first, next] = body
  if (!first || !next) throw new Error('two lines')
  expect(first.y - next.y).toBeCloseTo(((225 / 22) * 72) / 25.4, 2)
  // Letters stand 0.88 of their size under the top of the character, which lies in the middle of its line.
  const top = 297 - mm(first.y + 0.88 * 16)
  expect(top).toBeGreaterThan(37)
  expect(top).toBeLessThan(37 + 225 / 22 / 2)
  const lowest = body.at(-1)
  expect(297 - mm((lowest?.y ?? 0) - 0.12 * 16)).toBeLessThan(297 - 35)
  const full = body.filter(({ text }) => /^\P{ASCII}{28}$/u.test(text))
  expect(full.length).toBeGreaterThan(10)
  for (const line of full) {
    expect(mm(line.x)).toBeCloseTo(28, 1)
    expect(mm(28 * 16 + 27 * line.spacing + line.x)).toBeCloseTo(210 - 26, 0)
  }
})

test('its title is 22 pt and centred; the number of a page stands outside, 7 mm under the type area, between dashes', async () => {
  const all = read(await written(view))
  const [title] = all[0] ?? []
  expect(title).toMatchObject({ size: 22, face: 1, text: '静安示例区行政服务中心' })
  expect(mm((title?.x ?? 0) + 11 * 11)).toBeCloseTo(28 + 156 / 2, 1)
  const numbers = all.map((runs) => runs.at(-1))
  expect(numbers.map((one) => one?.text)).toEqual(all.map((_, index) => `— ${index + 1} —`))
  for (const [index, one] of numbers.entries()) {
    if (!one) throw new Error('every page has a number')
    const middle = 297 - mm(one.y + 14 / 3)
    expect(middle).toBeCloseTo(297 - 35 + 7, 1)
    const width = [...one.text].reduce((sum, character) => sum + (faces.text.of(character).width * 14) / 1000, 0)
    if (index % 2 === 0) expect(mm(one.x + width + 14), 'odd pages: right, one character free').toBeCloseTo(184, 1)
    else expect(mm(one.x - 14), 'even pages: left').toBeCloseTo(28, 1)
  }
})

test('it says what the Word file says: every case begins a page, and one taken off the list has its reason only', async () => {
  const all = read(await written(view)).map((runs) => runs.map(({ text }) => text).join(''))
  expect(all[0]).toContain('列入阅批的案件共 2 件')
  expect(all[1]).not.toContain('案件1')
  expect(all.filter((text) => text.startsWith('案件1　JA-20261008-0001-K（办理中）'))).toHaveLength(1)
  expect(all.filter((text) => text.startsWith('案件2　'))).toHaveLength(1)
  expect(all.join('')).toContain('尚未回访（窗口）')
  expect(all.join('')).not.toContain('示例中心打印')
  expect(all.join('')).not.toContain('案件3')
})

test('a sample centre says on every page that it is one', async () => {
  const all = read(await written(view, true))
  expect(all.every((runs) => runs[0]?.text === '示例中心打印，非正式文书')).toBe(true)
})

test('a row that is longer than a page goes on, and none of its lines is lost or under the type area', async () => {
  const want = Array.from({ length: 90 }, (_, index) => `第${index + 1}次来窗口`).join('\n')
  const all = read(await written(view, false, [{ ...page, want }]))
  const text = all.flat().map((run) => run.text)
  for (let times = 1; times <= 90; times++) expect(text).toContain(`第${times}次来窗口`)
  const lowest = Math.min(...all.flatMap((runs) => runs.slice(0, -1).map(({ y }) => y)))
  expect(297 - mm(lowest)).toBeLessThan(297 - 35)
})

test('rare names are printed; what the font does not have is no silent box but its number, and the front page says so', async () => {
  const lacking = new Set<string>()
  expect(printable('𠮷田、䶮、㛃、𫖮、喆\t\u200b堃', faces.text, lacking)).toBe('𠮷田、䶮、㛃、𫖮、喆 堃')
  expect(lacking.size).toBe(0)
  const all = read(await written(view, false, [{ ...page, want: '为㐀某办证😀' }])).map((runs) =>
    runs.map(({ text }) => text).join(''),
  )
  expect(all.join('')).toContain('为〔U+3400〕某办证〔U+1F600〕')
  expect(all.join('')).toMatch(/原字见 Word 文件：U\+3400、U\+1F600。/)
  expect(all.join('')).not.toContain('?')
})

test('the faces have every character of GB 2312 and of the first block of 20,992, and all marks of the papers', () => {
  const marks = '，。、；：？！（）《》“”‘’—…〔〕·％℃㎡№①②③　0123456789ABCXYZabcxyz*+-/@'
  const gb2312 = new TextDecoder('gb18030')
  for (const face of [faces.text, faces.heading]) {
    for (const mark of marks) expect(face.has(mark), mark).toBe(true)
    for (let code = 0x4e00; code <= 0x9fff; code++)
      if (!face.has(String.fromCodePoint(code))) throw new Error(`lacks U+${code.toString(16)}`)
    for (let high = 0xb0; high <= 0xf7; high++)
      for (let low = 0xa1; low <= 0xfe; low++) {
        const character = gb2312.decode(Uint8Array.of(high, low))
        if (/\p{Script=Han}/u.test(character) && !face.has(character)) throw new Error(`lacks ${character}`)
      }
  }
})

test('without the optional font there is no PDF, and the refusal names the Word file as the way out', async () => {
  expect(folderOf('@fontsource/not-installed')).toBeNull()
  expect(await loadFaces(null)).toBeNull()
  expect(refusalsZh['pdf-fonts-missing'].join()).toContain('Word')
})
