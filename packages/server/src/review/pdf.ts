import { setImmediate } from 'node:timers/promises'
import type { EntryPage, ReviewView } from '@bancheng/core/review/contract.ts'
import { type Line, paperOf } from '@bancheng/core/review/paper.ts'
import type { ChineseFaces } from '../platform/pdf/chinese-faces.ts'
import { PdfDocument } from '../platform/pdf/document.ts'
import type { Face } from '../platform/pdf/face.ts'
import { writeTable } from './pdf-table.ts'
import { printable } from './printable.ts'
import { area, mm, pitch, Sheet, type Style } from './sheet.ts'

const TEXT = 0
const HEADING = 1
/** Each of the 28 characters of 16 pt gives up what the 156 mm do not have. */
const spacing = pitch.character - 16
const styles = {
  title: { face: HEADING, size: 22, spacing: 0 },
  h1: { face: HEADING, size: 16, spacing },
  h2: { face: TEXT, size: 16, spacing },
  body: { face: TEXT, size: 16, spacing },
  small: { face: TEXT, size: 12, spacing: 0 },
} as const satisfies Record<string, Style>

export type Printed = { readonly centerName: string; readonly isSample: boolean; readonly faces: ChineseFaces }

/**
 * The whole review as one PDF in the layout of GB/T 9704-2012, page by page as they are made; between two cases others get
 * their turn. A character that the font does not have is printed as its number, and the front page says so.
 */
export async function* writePdf(
  view: ReviewView,
  pages: readonly EntryPage[],
  { centerName, isSample, faces }: Printed,
): AsyncGenerator<Buffer> {
  const paper = paperOf(view, pages, centerName)
  const lacking = new Set<string>()
  const said = (lines: readonly Line[]) => lines.map((line) => inPrint(line, faces, lacking))
  const [front, cases] = [said(paper.front), paper.cases.map(said)]
  const title = `${centerName} ${view.month} 月度阅批件`
  const document = new PdfDocument({ title, author: centerName, language: 'zh-CN' }, [faces.text, faces.heading])
  const sheet = new Sheet(document, isSample ? '示例中心打印，非正式文书' : '')
  const sections = [[...front, ...noteOf(lacking)], ...cases]
  for (const lines of sections) {
    sheet.startPage()
    for (const [index, line] of lines.entries()) {
      const isUnderTitle = line.kind !== 'title' && lines[index - 1]?.kind === 'title'
      if (isUnderTitle) sheet.down += pitch.line // 标题下空一行
      writeLine(sheet, line)
    }
    yield document.take()
    await setImmediate()
  }
  sheet.finish()
  document.end()
  yield document.take()
}

function inPrint(line: Line, faces: ChineseFaces, lacking: Set<string>): Line {
  const say = (text: string, face: Face = faces.text) => printable(text, face, lacking)
  switch (line.kind) {
    case 'table':
      return { ...line, rows: line.rows.map((row) => row.map((text) => say(text))) }
    case 'handwriting':
      return line
    case 'title':
    case 'h1':
      return { ...line, text: say(line.text, faces.heading) }
    case 'h2':
    case 'body':
    case 'small':
      return { ...line, text: say(line.text) }
  }
}

function noteOf(lacking: ReadonlySet<string>): Line[] {
  if (lacking.size === 0) return []
  const text = `（本文件的字体没有以下编码的字，文中以编码代替，原字见 Word 文件：${[...lacking].join('、')}。）`
  return [{ kind: 'body', text }]
}

function writeLine(sheet: Sheet, line: Line): void {
  switch (line.kind) {
    case 'title':
      writeTitle(sheet, line.text)
      break
    case 'h1':
    case 'h2':
      sheet.need(3 * pitch.line) // never the last line of a page
      writeParagraph(sheet, line.text, styles[line.kind])
      break
    case 'body':
      for (const paragraph of line.text.split('\n')) writeParagraph(sheet, paragraph, styles.body)
      break
    case 'small':
      writeEntry(sheet, line.text)
      break
    case 'table':
      writeTable(sheet, line, styles.small)
      break
    case 'handwriting':
      writeBox(sheet, line.label)
  }
}

/** Centred; two lines of about one length rather than one and its rest. */
function writeTitle(sheet: Sheet, text: string): void {
  const style = styles.title
  const height = pitch.line * 1.25
  const whole = [...text].reduce((sum, one) => sum + sheet.widthOf(style, one), 0)
  const room = Math.min(area.width, whole / Math.ceil(whole / area.width) + style.size)
  for (const line of sheet.lines(text, style, { first: room, others: room })) {
    sheet.need(height)
    sheet.write(line.text, { x: (area.width - line.width) / 2, y: sheet.down + baseline(height, style.size) }, style)
    sheet.down += height
  }
}

/** Two characters in, and full lines to the end of the type area. */
function writeParagraph(sheet: Sheet, text: string, style: Style): void {
  const indent = 2 * pitch.character
  const lines = sheet.lines(text, style, { first: area.width - indent, others: area.width })
  for (const [index, line] of lines.entries()) {
    const x = index === 0 ? indent : 0
    sheet.need(pitch.line)
    const justified = line.isLast ? style : stretched(line, area.width - x, style)
    sheet.write(line.text, { x, y: sheet.down + baseline(pitch.line, style.size) }, justified)
    sheet.down += pitch.line
  }
}

function stretched(line: { text: string; width: number }, room: number, style: Style): Style {
  const gaps = [...line.text].length - 1
  const rest = room - line.width + style.spacing // nothing follows the last character
  return gaps > 0 && rest < 4 * style.size ? { ...style, spacing: style.spacing + rest / gaps } : style
}

/** What happened, hanging behind when it happened. */
function writeEntry(sheet: Sheet, text: string): void {
  const style = styles.small
  const [when, ...rest] = text.split('　')
  const indent = rest.length > 0 ? 9.5 * style.size : 0
  const what = rest.length > 0 ? rest.join('　') : text
  const room = area.width - indent
  for (const [index, line] of sheet.lines(what, style, { first: room, others: room }).entries()) {
    sheet.need(mm(7))
    const y = sheet.down + baseline(mm(7), style.size)
    if (index === 0 && when && indent > 0) sheet.write(when, { x: 0, y }, style)
    sheet.write(line.text, { x: indent, y }, style)
    sheet.down += mm(7)
  }
}

/** Room for the leader's own hand. */
function writeBox(sheet: Sheet, label: string): void {
  const height = mm(34)
  sheet.need(height + mm(3))
  sheet.down += mm(3)
  sheet.box(0, sheet.down, area.width, height)
  sheet.write(label, { x: mm(2), y: sheet.down + baseline(mm(8), styles.small.size) }, styles.small)
  sheet.down += height
}

/** Where letters stand in a line of this height, so that a character lies in the middle of it. */
export const baseline = (height: number, size: number): number => height / 2 + size * 0.38
