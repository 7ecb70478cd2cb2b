type Entry = { readonly at: string; readonly who: string; readonly sentence: string }

/** Lines of 7 mm that a page has for the table and for what happened, beside headings and the room for the leader's hand. */
const LINES = 22
/** Chinese characters of 12 pt in a line of the table's second column, and in a line of what happened. */
const IN_TABLE = 29
const IN_ENTRY = 26
/** However long the table is, so much of what happened is told. */
const LEAST = 6

/**
 * What happened, so that a case takes one page (一案一页): what the clock said in one minute stands in one entry, and where
 * that is still too long the beginning and the end are told, with how much lies between. The desk has all of it.
 */
export function onePage<E extends Entry>(timeline: readonly E[], cells: readonly string[]): readonly E[] {
  const table = cells.reduce((sum, cell) => sum + linesOf(cell, IN_TABLE), 0)
  const budget = Math.max(LEAST, LINES - table)
  const joined = joinedByMinute(timeline)
  const total = joined.reduce((sum, entry) => sum + lengthOf(entry), 0)
  return total <= budget ? joined : shortened(joined, budget - 1)
}

/** Things that one said in the same minute follow from one another: one entry. */
function joinedByMinute<E extends Entry>(timeline: readonly E[]): readonly E[] {
  const joined: E[] = []
  for (const entry of timeline) {
    const last = joined.at(-1)
    const isSame = last !== undefined && last.who === entry.who && last.at.slice(0, 16) === entry.at.slice(0, 16)
    if (isSame) joined[joined.length - 1] = { ...last, sentence: `${last.sentence}；${entry.sentence}` }
    else joined.push(entry)
  }
  return joined
}

/** From both ends, the end first: how it came about is read more than once, how it stands always. */
function shortened<E extends Entry>(timeline: readonly E[], budget: number): readonly E[] {
  let [head, tail, left] = [0, timeline.length, budget]
  for (let isTail = true; head < tail; isTail = !isTail) {
    const next = timeline[isTail ? tail - 1 : head]
    if (!next || lengthOf(next) > left) break
    left -= lengthOf(next)
    if (isTail) tail -= 1
    else head += 1
  }
  const [first] = timeline.slice(head, tail)
  if (!first) return timeline
  const between = { ...first, who: '', sentence: `……（其间另有 ${tail - head} 条，见系统中该案的办理经过）` }
  return [...timeline.slice(0, head), between, ...timeline.slice(tail)]
}

const lengthOf = ({ who, sentence }: Entry): number => linesOf(`${who}：${sentence}`, IN_ENTRY)

/** Figures and Latin letters take about half of what a Chinese character takes. */
function linesOf(text: string, room: number): number {
  const lines = text.split('\n').map((line) => {
    const width = [...line].reduce((sum, character) => sum + (character <= '~' ? 0.6 : 1), 0)
    return Math.max(1, Math.ceil(width / room))
  })
  return lines.reduce((sum, count) => sum + count, 0)
}
