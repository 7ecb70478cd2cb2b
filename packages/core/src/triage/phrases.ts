import { plainText } from './grams.ts'

const MOST = 3
const LOOKED_AT = 12

type Span = { from: number; to: number; said: number }

/** Words that carry a sentence, not its matter: no phrase begins or ends with one. */
const carrying = '的了在是和与及把被让给就也都而着或很又再已先后请问您你我他她们个这那有要会能吗呢吧啊'
const edges = new RegExp(`^[${carrying}\\s]+|[${carrying}\\s]+$`, 'gu')

/**
 * What in the text speaks, in words that a person can read: the strongest grams, and where they touch, joined to the
 * phrase that stands there (食品 + 品经 + 经营 → 食品经营). A single character says nothing to a reader.
 */
export function phrasesOf(text: string, said: ReadonlyMap<string, number>): readonly string[] {
  const plain = plainText(text)
  const strongest = [...said]
    .filter(([gram, weight]) => weight > 0 && /^[\p{L}\p{N}]{2,}$/u.test(gram))
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
    .map(({ from, to }) => plain.slice(from, to).replace(edges, ''))
  return [...new Set(phrases)].filter((phrase) => phrase.length > 1).slice(0, MOST)
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
