import { gramsOf, readVocabulary, rowsOf, vocabularyOf } from './grams.ts'
import { phrasesOf } from './phrases.ts'

/** Pairs only: which texts share a single character says little. */
const PAIRS = [2] as const

/** Texts by the pairs of characters in them. Plain values and typed arrays, like the classifier's model. */
export type NeighbourIndex = {
  readonly ids: readonly string[]
  readonly grams: readonly string[]
  readonly idf: Float32Array
  /** The texts that have gram g lie from `starts[g]` to `starts[g + 1]`. */
  readonly starts: Int32Array
  readonly rows: Int32Array
  readonly values: Float32Array
}

export type Neighbour = { readonly id: string; readonly likeness: number; readonly because: readonly string[] }

/** In a small set even a common pair may be what two texts share. */
const SMALL = 200
const COMMON = 0.1

/** @param minTexts 1 where each text is short and its own (names), 2 where there are many long ones */
export function indexNeighbours(
  texts: readonly { readonly id: string; readonly text: string }[],
  minTexts: 1 | 2,
): NeighbourIndex {
  const counted = texts.map(({ text }) => gramsOf(text, PAIRS))
  const { grams, idf, ...vocabulary } = readVocabulary(
    counted,
    texts.length < SMALL ? 1 : minTexts,
    texts.length < SMALL ? 1 : COMMON,
  )
  const byRow = rowsOf(counted, { grams, idf, ...vocabulary })
  const starts = new Int32Array(grams.length + 1)
  for (const column of byRow.columns) starts[column + 1] = (starts[column + 1] ?? 0) + 1
  for (let gram = 0; gram < grams.length; gram++) starts[gram + 1] = (starts[gram + 1] ?? 0) + (starts[gram] ?? 0)
  const filled = starts.slice()
  const rows = new Int32Array(byRow.columns.length)
  const values = new Float32Array(byRow.columns.length)
  for (let row = 0; row < texts.length; row++)
    for (let at = byRow.starts[row] ?? 0; at < (byRow.starts[row + 1] ?? 0); at++) {
      const column = byRow.columns[at] ?? 0
      const place = filled[column] ?? 0
      filled[column] = place + 1
      rows[place] = row
      values[place] = byRow.values[at] ?? 0
    }
  return { ids: texts.map(({ id }) => id), grams, idf, starts, rows, values }
}

/** Finds the texts that are most like one; what they share is said for each that is found. */
export function neighbourFinder(index: NeighbourIndex) {
  const vocabulary = vocabularyOf(index.grams, index.idf)
  return (text: string, most: number): readonly Neighbour[] => {
    const asked = rowsOf([gramsOf(text, PAIRS)], vocabulary)
    const likeness = new Float32Array(index.ids.length)
    asked.columns.forEach((column, at) => {
      const weight = asked.values[at] ?? 0
      for (let place = index.starts[column] ?? 0; place < (index.starts[column + 1] ?? 0); place++) {
        const row = index.rows[place] ?? 0
        likeness[row] = (likeness[row] ?? 0) + weight * (index.values[place] ?? 0)
      }
    })
    const best = strongest(likeness, most)
    return best.map((row) => ({
      id: index.ids[row] ?? '',
      likeness: likeness[row] ?? 0,
      because: phrasesOf(text, sharedWith(index, asked, row)),
    }))
  }
}

/** Rows with the highest values, the highest first; among equals the earlier row. */
function strongest(values: Float32Array, most: number): readonly number[] {
  const best: number[] = []
  const likenessAt = (place: number) => values[best[place] ?? -1] ?? 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? 0
    if (value <= 0 || (best.length === most && value <= likenessAt(most - 1))) continue
    let place = best.length
    while (place > 0 && value > likenessAt(place - 1)) place--
    best.splice(place, 0, row)
    if (best.length > most) best.pop()
  }
  return best
}

type Asked = { readonly columns: Int32Array; readonly values: Float32Array }

function sharedWith(index: NeighbourIndex, { columns, values }: Asked, row: number): ReadonlyMap<string, number> {
  const shared = new Map<string, number>()
  columns.forEach((column, at) => {
    const place = placeOf(index, column, row)
    if (place !== null) shared.set(index.grams[column] ?? '', (values[at] ?? 0) * (index.values[place] ?? 0))
  })
  return shared
}

/** The rows of a gram lie in order, so that one is found by halving. */
function placeOf({ starts, rows }: NeighbourIndex, column: number, row: number): number | null {
  let [from, to] = [starts[column] ?? 0, starts[column + 1] ?? 0]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((rows[middle] ?? 0) < row) from = middle + 1
    else to = middle
  }
  return from < (starts[column + 1] ?? 0) && rows[from] === row ? from : null
}
