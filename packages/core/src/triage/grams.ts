/** How many characters a gram has: single characters and pairs. Chinese needs no word segmenter for this (bench/README.md). */
export const GRAM_LENGTHS = [1, 2] as const

const between = /(?<=[\p{sc=Han}\p{P}]) +| +(?=[\p{sc=Han}\p{P}])/gu

/**
 * The same text however it was typed: full width and half width, capitals, and the blanks that a word segmenter leaves
 * between Chinese words are no difference.
 */
export const plainText = (text: string): string =>
  text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').replace(between, '').trim()

/** How often each gram occurs in the text. */
export function gramsOf(text: string, lengths: readonly number[] = GRAM_LENGTHS): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  const plain = plainText(text)
  for (const length of lengths)
    for (let start = 0; start + length <= plain.length; start++) {
      const gram = plain.slice(start, start + length)
      counts.set(gram, (counts.get(gram) ?? 0) + 1)
    }
  return counts
}

/** Texts as rows of one sparse matrix: the columns of row r lie from `starts[r]` to `starts[r + 1]`. */
export type Rows = {
  readonly starts: Int32Array
  readonly columns: Int32Array
  readonly values: Float32Array
}

/** What is known of each gram: its column, and how much it says (rare ones more). */
export type Vocabulary = {
  readonly columns: ReadonlyMap<string, number>
  readonly grams: readonly string[]
  readonly idf: Float32Array
}

/**
 * @param minTexts a gram that fewer texts have says nothing of the next one
 * @param maxShare a gram that a larger share of the texts has tells none from another
 */
export function readVocabulary(
  counted: readonly ReadonlyMap<string, number>[],
  minTexts: number,
  maxShare = 1,
): Vocabulary {
  const texts = new Map<string, number>()
  for (const counts of counted) for (const gram of counts.keys()) texts.set(gram, (texts.get(gram) ?? 0) + 1)
  const maxTexts = Math.max(minTexts, maxShare * counted.length)
  const kept = [...texts].filter(([, count]) => count >= minTexts && count <= maxTexts)
  const idf = Float32Array.from(kept, ([, count]) => 1 + Math.log((1 + counted.length) / (1 + count)))
  return vocabularyOf(
    kept.map(([gram]) => gram),
    idf,
  )
}

export const vocabularyOf = (grams: readonly string[], idf: Float32Array): Vocabulary => ({
  columns: new Map(grams.map((gram, column) => [gram, column])),
  grams,
  idf,
})

/** Each text as a row of length one: a gram that comes ten times says more than one that comes once, not ten times as much. */
export function rowsOf(counted: readonly ReadonlyMap<string, number>[], { columns: known, idf }: Vocabulary): Rows {
  const starts = new Int32Array(counted.length + 1)
  const [columns, values]: [number[], number[]] = [[], []]
  counted.forEach((counts, row) => {
    let square = 0
    for (const [gram, count] of counts) {
      const column = known.get(gram)
      if (column === undefined) continue
      const value = (1 + Math.log(count)) * (idf[column] ?? 0)
      columns.push(column)
      values.push(value)
      square += value * value
    }
    for (let at = starts[row] ?? 0; at < values.length; at++) values[at] = (values[at] ?? 0) / Math.sqrt(square)
    starts[row + 1] = values.length
  })
  return { starts, columns: Int32Array.from(columns), values: Float32Array.from(values) }
}
