import { type Line, officialPage as page } from '@bancheng/core/review/paper.ts'

/** A length in twentieths of a point. */
export const mm = (length: number): number => Math.round((length / 25.4) * 1440)

/** The names under which the styles of word.ts are known in the file. */
export type Look = 'title' | 'h1' | 'page' | 'h2' | 'body' | 'small' | 'figure'

/**
 * The body of the file, block by block. Written by us: a month of 2,500 cases has 150,000 of them, and a library that
 * makes an object of each piece of each takes many times as long.
 */
export function bodyOf(lines: readonly Line[], startsPage: boolean): string {
  return lines.map((line, index) => blockOf(line, startsPage && index === 0)).join('')
}

function blockOf(line: Line, startsPage: boolean): string {
  switch (line.kind) {
    case 'table':
      return tableOf(line)
    case 'handwriting':
      return handwriting(line.label)
    case 'title':
    case 'h1':
    case 'h2':
    case 'body':
    case 'small':
      return paragraph(line.text, startsPage ? 'page' : line.kind)
  }
}

function paragraph(text: string, look: Look): string {
  const run = text === '' ? '' : `<w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`
  return `<w:p><w:pPr><w:pStyle w:val="${look}"/></w:pPr>${run}</w:p>`
}

function tableOf({ rows, widths, isHeaded }: Extract<Line, { kind: 'table' }>): string {
  const lookOf = (row: number, column: number): Look => (isHeaded && (row === 0 || column > 0) ? 'figure' : 'small')
  const body = rows.map((row, index) => {
    const header = isHeaded && index === 0 ? '<w:tblHeader/>' : ''
    const cells = row.map((text, column) => cell(text, widths[column] ?? 20, lookOf(index, column)))
    return `<w:tr><w:trPr><w:cantSplit/>${header}</w:trPr>${cells.join('')}</w:tr>`
  })
  return framed(widths, cellMargins, body.join(''))
}

/** Room for the leader's own hand. */
function handwriting(label: string): string {
  const height = `<w:trHeight w:val="${mm(34)}" w:hRule="atLeast"/>`
  const widths = [12, 88]
  const row = `<w:tr><w:trPr><w:cantSplit/>${height}</w:trPr>${cell(label, 12, 'small')}${cell('', 88, 'small')}</w:tr>`
  return framed(widths, '', row)
}

const cell = (text: string, width: number, look: Look): string =>
  `<w:tc><w:tcPr><w:tcW w:type="pct" w:w="${fiftieths(width)}"/></w:tcPr>${paragraph(text, look)}</w:tc>`

/** Word counts per cent in fiftieths. */
const fiftieths = (percent: number): number => Math.round(percent * 50)

const border = (side: string) => `<w:${side} w:val="single" w:color="auto" w:sz="4"/>`
const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(border).join('')
const margin = (side: string, width: number) => `<w:${side} w:type="dxa" w:w="${width}"/>`
const cellMargins = `<w:tblCellMar>${margin('top', 20)}${margin('left', 80)}${margin('bottom', 20)}${margin('right', 80)}</w:tblCellMar>`
const roomInPage = mm(page.width) - mm(page.left) - mm(page.right)

function framed(widths: readonly number[], margins: string, rows: string): string {
  const columns = widths.map((width) => Math.floor((roomInPage * width) / 100))
  const last = columns.pop() ?? 0
  columns.push(last + roomInPage - columns.reduce((sum, width) => sum + width, last)) // what rounding left over
  const grid = columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('')
  const properties = `<w:tblW w:type="pct" w:w="5000"/><w:tblBorders>${borders}</w:tblBorders>${margins}`
  return `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows}</w:tbl>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Marks that no XML may hold are left out: one in a sentence that somebody pasted would make the whole file unreadable. */
const forbidden = /(?![\t\n\r])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu
const escaped = (text: string): string =>
  text.replace(forbidden, '').replace(/[&<>"']/g, (mark) => entities[mark] ?? mark)
