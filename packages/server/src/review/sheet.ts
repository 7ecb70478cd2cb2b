import { officialPage as page } from '@bancheng/core/review/paper.ts'
import type { PdfDocument } from '../platform/pdf/document.ts'
import { breakLines, type TextLine } from '../platform/pdf/lines.ts'

export const mm = (length: number): number => (length / 25.4) * 72
/** The type area in points: 156 × 225 mm. */
export const area = {
  width: mm(page.width - page.left - page.right),
  height: mm(page.height - page.top - page.bottom),
}
/** Of one of the 22 lines, and of one of the 28 characters of a line. */
export const pitch = { line: area.height / page.lines, character: area.width / page.characters }

export type Style = {
  /** Of the document's faces. */
  readonly face: number
  readonly size: number
  /** What a character takes in a line beyond its own width. */
  readonly spacing: number
}

/** Quotation marks are drawn narrow, as Western ones; in Chinese each fills a whole square, on its own side of it. */
const opening = '“‘'
const closing = '”’'

/** The page that is being written, and how far down. Distances are in points from the top left of the type area. */
export class Sheet {
  readonly #document: PdfDocument
  readonly #header: string
  #content: string[] = []
  #isBegun = false
  down = 0

  /** @param header stands over the type area of every page; may be empty */
  constructor(document: PdfDocument, header: string) {
    this.#document = document
    this.#header = header
  }

  get room(): number {
    return area.height - this.down
  }

  /** On the next page when less than this is left; a page that is still empty is taken as it is. */
  need(height: number): boolean {
    if (this.#isBegun && (height <= this.room + 0.01 || this.down === 0)) return false
    this.startPage()
    return true
  }

  startPage(): void {
    this.finish()
    this.#isBegun = true
    this.down = 0
    if (!this.#header) return
    const style = { face: 0, size: 10.5, spacing: 0 }
    const width = [...this.#header].reduce((sum, one) => sum + this.widthOf(style, one), 0)
    this.write(this.#header, { x: (area.width - width) / 2, y: -mm(12) }, style)
  }

  /** Closes the page that is open, with its number. */
  finish(): void {
    if (!this.#isBegun) return
    this.#number(this.#document.pageCount + 1)
    this.#document.addPage({ width: mm(page.width), height: mm(page.height) }, this.#content.join('\n'))
    this.#content = []
    this.#isBegun = false
  }

  /** 单页码居右空一字，双页码居左空一字; four-point size 4 (14 pt), a dash on each side. */
  #number(number: number): void {
    const style = { face: 0, size: 14, spacing: 0 }
    const text = `— ${number} —`
    const width = [...text].reduce((sum, one) => sum + this.widthOf(style, one), 0)
    const x = number % 2 === 1 ? area.width - style.size - width : style.size
    // A dash lies in the middle of its character, about a third of the size above the line that letters stand on.
    this.write(text, { x, y: area.height + mm(page.toPageNumber) + style.size / 3 }, style)
  }

  widthOf({ face, size, spacing }: Style, character: string): number {
    const isMark = opening.includes(character) || closing.includes(character)
    const width = isMark ? 1000 : (this.#document.faces[face]?.widthOf(character) ?? 0)
    return (width * size) / 1000 + spacing
  }

  lines(text: string, style: Style, room: { first: number; others: number }): TextLine[] {
    return breakLines(text, (character) => this.widthOf(style, character), room)
  }

  /** Letters stand on `y`. */
  write(text: string, { x, y }: { x: number; y: number }, { face, size, spacing }: Style): void {
    const embedded = this.#document.faces[face]
    if (!embedded || text === '') return
    let shown = ''
    for (const character of text) {
      const code = embedded.codeOf(character)
      const gap = 1000 - embedded.widthOf(character)
      if (opening.includes(character)) shown += `>${-gap}<${code}`
      else if (closing.includes(character)) shown += `${code}>${-gap}<`
      else shown += code
    }
    const place = `${fixed(mm(page.left) + x)} ${fixed(mm(page.height - page.top) - y)}`
    this.#content.push(`BT /F${face} ${size} Tf ${fixed(spacing)} Tc 1 0 0 1 ${place} Tm [<${shown}>] TJ ET`)
  }

  box(x: number, y: number, width: number, height: number): void {
    const bottom = mm(page.height - page.top) - y - height
    this.#content.push(`0.75 w ${fixed(mm(page.left) + x)} ${fixed(bottom)} ${fixed(width)} ${fixed(height)} re S`)
  }
}

const fixed = (length: number): string => length.toFixed(3)
