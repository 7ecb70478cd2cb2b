import type { Line } from '@bancheng/core/review/paper.ts'
import { area, mm, type Sheet, type Style } from './sheet.ts'

type Table = Extract<Line, { kind: 'table' }>
type Cell = { readonly x: number; readonly width: number; readonly isCentred: boolean; readonly lines: Laid[] }
type Laid = { readonly text: string; readonly width: number }

const lineHeight = mm(7)
const padding = { x: mm(2), y: mm(0.5) }

/** A table with all its rules. A row that has no room goes to the next page whole; one longer than a page is divided. */
export function writeTable(sheet: Sheet, table: Table, style: Style): void {
  sheet.down += mm(2)
  const rows = table.rows.map((row, index) => cellsOf(sheet, table, row, index, style))
  const heading = table.isHeaded ? rows[0] : undefined
  for (const cells of rows) {
    const isNewPage = sheet.need(Math.min(heightOf(cells), area.height))
    if (isNewPage && heading && cells !== heading) writeRow(sheet, heading, style)
    let rest: readonly Cell[] = cells
    while (heightOf(rest) > sheet.room) {
      const fitting = Math.max(1, Math.floor((sheet.room - 2 * padding.y) / lineHeight))
      writeRow(
        sheet,
        rest.map((cell) => ({ ...cell, lines: cell.lines.slice(0, fitting) })),
        style,
      )
      rest = rest.map((cell) => ({ ...cell, lines: cell.lines.slice(fitting) }))
      sheet.startPage()
    }
    writeRow(sheet, rest, style)
  }
  sheet.down += mm(2)
}

function cellsOf(
  sheet: Sheet,
  { widths, isHeaded }: Table,
  row: readonly string[],
  index: number,
  style: Style,
): Cell[] {
  const all = widths.reduce((sum, width) => sum + width, 0)
  let x = 0
  return row.map((text, column): Cell => {
    const width = (area.width * (widths[column] ?? 0)) / all
    const isCentred = isHeaded && (index === 0 || column > 0)
    const room = width - 2 * (isCentred ? padding.y : padding.x)
    const lines = text.split('\n').flatMap((part) => sheet.lines(part, style, { first: room, others: room }))
    const cell = { x, width, lines, isCentred }
    x += width
    return cell
  })
}

const heightOf = (cells: readonly Cell[]): number =>
  Math.max(1, ...cells.map(({ lines }) => lines.length)) * lineHeight + 2 * padding.y

function writeRow(sheet: Sheet, cells: readonly Cell[], style: Style): void {
  const height = heightOf(cells)
  for (const { x, width, lines, isCentred } of cells) {
    sheet.box(x, sheet.down, width, height)
    const above = (height - lines.length * lineHeight) / 2
    for (const [index, line] of lines.entries()) {
      const inset = isCentred ? (width - line.width) / 2 : padding.x
      const y = sheet.down + above + index * lineHeight + lineHeight / 2 + style.size * 0.38
      sheet.write(line.text, { x: x + inset, y }, style)
    }
  }
  sheet.down += height
}
