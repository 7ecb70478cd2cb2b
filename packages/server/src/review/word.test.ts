import { Instant } from '@bancheng/core/kernel/time.ts'
import type { EntryPage, ReviewView } from '@bancheng/core/review/contract.ts'
import { expect, test } from 'vitest'
import { openZip } from '../catalogue/zip.ts'
import { writeDocument } from './word.ts'

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
const view: ReviewView = {
  month: '2026-10',
  frozenAt: at,
  frozenBy: '系统时钟',
  hasPdf: true,
  counts: {
    month: '2026-10',
    total: 1,
    removed: 1,
    byCause: { 'late-open': 1 },
    byUnit: [{ unitId: 'sj', unit: '区市场监管局', count: 1 }],
  },
  earlier: [{ month: '2026-09', total: 3, removed: 0, byCause: { returned: 3 }, byUnit: [] }],
  circular: [{ unitId: 'sj', unit: '区市场监管局', count: 1, monthsRunning: 2, isAccountable: true }],
  rows: [
    row,
    { ...row, caseId: 'two', caseNo: 'JA-20261009-0002-X', removed: { name: '陈立', at, reason: '系统停机' } },
  ],
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

/** One part of the package. */
async function partOf(file: Buffer, name: string): Promise<string> {
  const pieces = (await openZip(file, 10_000_000)).read(name)
  if (!pieces) throw new Error(`no ${name}`)
  const read: Buffer[] = []
  for await (const piece of pieces) read.push(piece)
  return Buffer.concat(read).toString()
}

test('the Word file has the page of GB/T 9704: A4, its margins, 22 lines of 28 characters, and its page numbers', async () => {
  const file = await writeDocument(view, [page, { ...page, caseId: 'two' }], '静安示例区行政服务中心')
  const document = await partOf(file, 'word/document.xml')
  expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"')
  expect(document).toContain('w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"')
  expect(document).toMatch(
    /<w:docGrid (?=[^>]*w:type="linesAndChars")(?=[^>]*w:linePitch="579")(?=[^>]*w:charSpace="-\d+")/,
  )
  expect(document).toMatch(/<w:pStyle w:val="body"\/>/)
  expect(document).toContain('三、月度通报')
  expect(document).toContain('区市场监管局：列入 1 件，为本月最多，已连续 2 个月，按规定启动问责。')
  expect(await partOf(file, 'word/styles.xml')).toMatch(
    /w:styleId="body".*?w:line="579".*?仿宋_GB2312.*?<w:sz w:val="32"\/>/s,
  )
  const footers = [await partOf(file, 'word/footer1.xml'), await partOf(file, 'word/footer2.xml')]
  for (const footer of footers) expect(footer).toMatch(/— .*PAGE.* —/s)
  expect(document).toMatch(/<w:footerReference [^>]*w:type="default"/)
  expect(document, 'even pages have theirs on the left').toMatch(/<w:footerReference [^>]*w:type="even"/)
  expect(await partOf(file, 'word/settings.xml')).toContain('<w:evenAndOddHeaders')
})

test('its front page compares with the months before; one page a case, and a removed one is named with its reason only', async () => {
  const file = await writeDocument(view, [page, { ...page, caseId: 'two' }], '静安示例区行政服务中心')
  const text = (await partOf(file, 'word/document.xml')).replaceAll(/<[^>]+>/g, '')
  expect(text).toContain('列入阅批的案件共 1 件，较上期减少 2 件；经核实移出 1 件，理由附后。')
  expect(text).toContain('JA-20261009-0002-X：系统停机（陈立）')
  expect(text).toContain('案件1　JA-20261008-0001-K（办理中）')
  expect(text).not.toContain('案件2')
})

test('given words with marks that XML takes for its own, or may not hold at all, then the file can still be read', async () => {
  const want = '合同 <甲> & “乙”\u0007，退回\ud800'
  const file = await writeDocument(view, [{ ...page, want }], '静安示例区行政服务中心')
  const document = await partOf(file, 'word/document.xml')
  expect(document).toContain('>合同 &lt;甲&gt; &amp; “乙”，退回<')
})
