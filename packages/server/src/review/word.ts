import { localDateOf } from '@bancheng/core/kernel/time.ts'
import type { EntryPage, ReviewView } from '@bancheng/core/review/contract.ts'
import { type Line, officialPage as page, paperOf } from '@bancheng/core/review/paper.ts'
import {
  AlignmentType,
  Document,
  DocumentGridType,
  Footer,
  HeightRule,
  type IRunOptions,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

const mm = (length: number) => Math.round((length / 25.4) * 1440)

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
} as const
const paragraphStyles = Object.entries(looks).map(([id, look]) => ({ id, name: id, basedOn: 'Normal', ...look }))

const paragraph = (text: string, style: keyof typeof looks) => new Paragraph({ style, text })

const cell = (text: string, width: number, style: 'small' | 'figure' = 'small') =>
  new TableCell({
    width: { size: width, type: WidthType.PERCENTAGE },
    children: [paragraph(text, style)],
  })

function tableOf({ rows, widths, isHeaded }: Extract<Line, { kind: 'table' }>): Table {
  return new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    margins: { left: 80, right: 80, top: 20, bottom: 20 },
    rows: rows.map(
      (row, index) =>
        new TableRow({
          cantSplit: true,
          tableHeader: isHeaded && index === 0,
          children: row.map((text, column) =>
            cell(text, widths[column] ?? 20, isHeaded && (index === 0 || column > 0) ? 'figure' : 'small'),
          ),
        }),
    ),
  })
}

/** Room for the leader's own hand. */
const handwriting = (label: string) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      new TableRow({
        cantSplit: true,
        height: { value: mm(34), rule: HeightRule.ATLEAST },
        children: [cell(label, 12), cell('', 88)],
      }),
    ],
  })

function childrenOf(lines: readonly Line[], startsPage: boolean): (Paragraph | Table)[] {
  return lines.flatMap((line, index): (Paragraph | Table)[] => {
    if (line.kind === 'table') return [tableOf(line)]
    if (line.kind === 'handwriting') return [handwriting(line.label)]
    return [paragraph(line.text, startsPage && index === 0 ? 'page' : line.kind)]
  })
}

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

/** The whole review as one Word file. */
export function writeDocument(view: ReviewView, pages: readonly EntryPage[], centerName: string): Promise<Buffer> {
  const paper = paperOf(view, pages, centerName)
  const document = new Document({
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
        children: [...childrenOf(paper.front, false), ...paper.cases.flatMap((lines) => childrenOf(lines, true))],
      },
    ],
  })
  return Packer.toBuffer(document)
}
