/** How wide a character is, in the unit in which the room is given. */
export type WidthOf = (character: string) => number

export type TextLine = { readonly text: string; readonly width: number; readonly isLast: boolean }

/** 避头尾: no line begins with one of these … */
const neverFirst = new Set('，。、；：？！）》〉」』】〕”’…—～％,.;:?!)]}%·')
/** … nor ends with one of those. */
const neverLast = new Set('（《〈「『【〔“‘([{')

/** Figures and Latin words stay together; every Chinese character stands for itself. */
const pieces = /[A-Za-z0-9][A-Za-z0-9.:@_/+-]*|./gsu

/**
 * Text as the lines of a paragraph. A line is never wider than its room: what may not begin a line takes the character
 * before it along, and a word that is longer than a line is cut.
 */
export function breakLines(text: string, widthOf: WidthOf, room: { first: number; others: number }): TextLine[] {
  const units = (text.match(pieces) ?? []).flatMap((piece) => cut(piece, widthOf, Math.min(room.first, room.others)))
  const lines: { text: string; width: number }[] = []
  let line: readonly Unit[] = []
  let width = 0
  for (const unit of units) {
    const limit = lines.length === 0 ? room.first : room.others
    if (width + unit.width > limit + 0.01 && line.length > 0) {
      const carried = unit.text === ' ' ? [] : carryOver(line, unit.text)
      lines.push(lineOf(line.slice(0, line.length - carried.length)))
      line = carried
      width = sum(line)
      if (unit.text === ' ') continue // it was the end of the line
    }
    line = [...line, unit]
    width += unit.width
  }
  lines.push(lineOf(line))
  return lines.map((one, index) => ({ ...one, isLast: index === lines.length - 1 }))
}

type Unit = { readonly text: string; readonly width: number }
const sum = (units: readonly Unit[]): number => units.reduce((total, { width }) => total + width, 0)
const lineOf = (units: readonly Unit[]) => {
  const last = units.at(-1)
  const shown = last?.text === ' ' ? units.slice(0, -1) : units
  return { text: shown.map(({ text }) => text).join(''), width: sum(shown) }
}

function cut(piece: string, widthOf: WidthOf, room: number): Unit[] {
  const characters = [...piece].map((text) => ({ text, width: widthOf(text) }))
  return sum(characters) > room ? characters : [{ text: piece, width: sum(characters) }]
}

/** What goes down to the next line with the unit that had no room: at most three, so that a row of marks ends. */
function carryOver(line: readonly Unit[], next: string): readonly Unit[] {
  let from = line.length
  let first = next
  for (let taken = 0; taken < 3 && from > 1; taken++) {
    const before = line[from - 1]?.text ?? ''
    if (!neverFirst.has(first) && !neverLast.has(before)) return line.slice(from)
    from -= 1
    first = before
  }
  return line.slice(neverFirst.has(first) ? line.length : from)
}
