import { localDateOf } from '@bancheng/core/kernel/time.ts'
import type { EntryPage, ReviewView } from '@bancheng/core/review/contract.ts'
import { officialPage as page, paperOf } from '@bancheng/core/review/paper.ts'
import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import { openZip } from '../catalogue/zip.ts'
import { bodyOf, type Look, mm } from './word-blocks.ts'

/**
 * GB/T 9704-2012 (core/review/paper.ts). Fonts are named, not carried: the official ones may not be passed on, and every
 * office that writes such papers has them.
 */
const size = { width: mm(page.width), height: mm(page.height) }
const margin = {
  top: mm(page.top),
  bottom: mm(page.bottom),
  left: mm(page.left),
  right: mm(page.right),
  footer: mm(page.bottom - page.toPageNumber),
  header: mm(15),
  gutter: 0,
}
const linePitch = Math.floor(mm(page.height - page.top - page.bottom) / page.lines)
/** Of the 28 characters of 16 pt that would be 448 pt wide, each gives up what the 156 mm do not have; in 1/4096 pt. */
const room = ((page.width - page.left - page.right) / 25.4) * 72
const charSpace = Math.round((room / page.characters - 16) * 4096)
const font = (eastAsia: string) => ({ ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia })
const faces = {
  title: { font: font('方正小标宋简体'), size: 44 },
  h1: { font: font('黑体'), size: 32 },
  h2: { font: font('楷体_GB2312'), size: 32 },
  body: { font: font('仿宋_GB2312'), size: 32 },
  small: { font: font('仿宋_GB2312'), size: 24 },
} as const satisfies Record<string, IRunOptions>

const spacing = { line: linePitch, lineRule: LineRuleType.EXACT }
const twoCharacters = { firstLineChars: 200 }

/** Named once: a month has tens of thousands of paragraphs, and each would carry its fonts. */
const looks = {
  title: {
    run: faces.title,
    paragraph: { spacing: { ...spacing, line: linePitch + 140 }, alignment: AlignmentType.CENTER },
  },
  h1: { run: faces.h1, paragraph: { spacing, indent: twoCharacters, keepNext: true } },
  page: { run: faces.h1, paragraph: { spacing, indent: twoCharacters, keepNext: true, pageBreakBefore: true } },
  h2: { run: faces.h2, paragraph: { spacing, indent: twoCharacters, keepNext: true } },
  body: { run: faces.body, paragraph: { spacing, indent: twoCharacters, alignment: AlignmentType.BOTH } },
  small: { run: faces.small, paragraph: { spacing: { line: mm(7), lineRule: LineRuleType.EXACT } } },
  figure: {
    run: faces.small,
    paragraph: { spacing: { line: mm(7), lineRule: LineRuleType.EXACT }, alignment: AlignmentType.CENTER },
  },
} as const satisfies Record<Look, object>
const paragraphStyles = Object.entries(looks).map(([id, look]) => ({ id, name: id, basedOn: 'Normal', ...look }))

/** — 1 —, as the standard has it: outside, one character from the edge. */
const pageNumber = (side: 'left' | 'right') =>
  new Footer({
    children: [
      new Paragraph({
        alignment: side === 'left' ? AlignmentType.LEFT : AlignmentType.RIGHT,
        indent: side === 'left' ? { left: 280 } : { right: 280 },
        children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: font('宋体'), size: 28 })],
      }),
    ],
  })

/** The whole review as one Word file: its frame (styles, page, footers) by the library, its body by us. */
export async function writeDocument(
  view: ReviewView,
  pages: readonly EntryPage[],
  centerName: string,
): Promise<Buffer> {
  const paper = paperOf(view, pages, centerName)
  const frame = frameOf(view, centerName)
  const around = await partOf(await Packer.toBuffer(frame), BODY)
  const end = around.indexOf('<w:sectPr>', around.indexOf('<w:body>'))
  const blocks = [bodyOf(paper.front, false), ...paper.cases.map((lines) => bodyOf(lines, true))]
  const before = around.slice(0, around.indexOf('<w:body>'))
  const data = `${before}<w:body>${blocks.join('')}${around.slice(end)}`
  return Packer.toBuffer(frame, undefined, [{ path: BODY, data }])
}

const BODY = 'word/document.xml'

const frameOf = (view: ReviewView, centerName: string): Document =>
  new Document({
    title: `${centerName} ${view.month} 月度阅批件`,
    creator: centerName,
    description: `${localDateOf(view.frozenAt)} 形成`,
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: faces.body, paragraph: { spacing } } }, paragraphStyles },
    sections: [
      {
        properties: {
          page: { size, margin },
          grid: { type: DocumentGridType.LINES_AND_CHARS, linePitch, charSpace },
        },
        footers: { default: pageNumber('right'), even: pageNumber('left') },
        children: [],
      },
    ],
  })

async function partOf(file: Buffer, name: string): Promise<string> {
  const pieces = (await openZip(file, file.length * 100)).read(name)
  if (!pieces) throw new Error(`a Word file has ${name}`)
  const read: Buffer[] = []
  for await (const piece of pieces) read.push(piece)
  return Buffer.concat(read).toString()
}
