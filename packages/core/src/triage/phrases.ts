import { plainText } from './grams.ts'

const MOST = 4
const LOOKED_AT = 16

type Span = { from: number; to: number; said: number }

/**
 * What in the text speaks, in words that a person can read: the strongest grams, and where they touch, joined to the
 * phrase that stands there (食品 + 品经 + 经营 → 食品经营).
 */
export function phrasesOf(text: string, said: ReadonlyMap<string, number>): readonly string[] {
  const plain = plainText(text)
  const strongest = [...said]
    .filter(([gram, weight]) => weight > 0 && /[\p{L}\p{N}]/u.test(gram))
    .sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1))
    .slice(0, LOOKED_AT)
  const spans = strongest
    .map(([gram, weight]): Span => {
      const from = plain.indexOf(gram)
      return { from, to: from + gram.length, said: weight }
    })
    .filter(({ from }) => from >= 0)
    .sort((one, other) => one.from - other.from)
  const phrases = joined(spans)
    .sort((one, other) => other.said - one.said)
    .map(({ from, to }) => plain.slice(from, to).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
  return [...new Set(phrases)].filter(Boolean).slice(0, MOST)
}

function joined(spans: readonly Span[]): Span[] {
  const phrases: Span[] = []
  for (const span of spans) {
    const last = phrases.at(-1)
    if (last && span.from < last.to) {
      last.to = Math.max(last.to, span.to)
      last.said += span.said
    } else phrases.push({ ...span })
  }
  return phrases
}
