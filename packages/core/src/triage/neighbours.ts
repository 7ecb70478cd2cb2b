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

export function indexNeighbours(texts: readonly { readonly id: string; readonly text: string }[]): NeighbourIndex {
  const counted = texts.map(({ text }) => gramsOf(text, PAIRS))
  const { grams, idf, ...vocabulary } = readVocabulary(counted, 1)
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
  const found: number[] = []
  values.forEach((value, row) => {
    if (value > 0) found.push(row)
  })
  return found.sort((one, other) => (values[other] ?? 0) - (values[one] ?? 0) || one - other).slice(0, most)
}

type Asked = { readonly columns: Int32Array; readonly values: Float32Array }

function sharedWith(index: NeighbourIndex, { columns, values }: Asked, row: number): ReadonlyMap<string, number> {
  const shared = new Map<string, number>()
  columns.forEach((column, at) => {
    const place = index.rows.subarray(index.starts[column], index.starts[column + 1]).indexOf(row)
    if (place < 0) return
    const value = index.values[(index.starts[column] ?? 0) + place] ?? 0
    shared.set(index.grams[column] ?? '', (values[at] ?? 0) * value)
  })
  return shared
}
