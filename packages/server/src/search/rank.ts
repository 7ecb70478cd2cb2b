import type { Spoken } from './words.ts'

/** From here on the words stand in the name as they were typed; below, a slip of the hand was forgiven. */
export const EXACT = 60

/**
 * How well a name answers what was typed, 0 to 100: the name itself, its beginning, a part of it, its words with some
 * left out (食品许可 for 食品经营许可), the same by pinyin or initials, the same with one or two letters wrong.
 */
export function rank(asked: Spoken, name: Spoken, maySlip: boolean): number {
  const brevity = Math.min(6, (name.plain.length - asked.plain.length) / 6)
  const literal = rankWords(asked.plain, name.plain)
  if (literal > 0) return literal - brevity
  const spoken = /^[a-z0-9]+$/.test(asked.plain) ? rankPinyin(asked.plain, name) : 0
  if (spoken > 0) return spoken - brevity
  const slipped = maySlip ? rankSlips(asked, name) : 0
  return slipped > 0 ? slipped - brevity / 2 : 0
}

function rankWords(asked: string, name: string): number {
  if (name === asked) return 100
  if (name.startsWith(asked)) return 92
  if (name.includes(asked)) return 84
  const span = spanInOrder(asked, name)
  // 市监 for 市场监管局, 人社 for 人力资源和社会保障局: two characters must stand close together.
  if (asked.length === 2) return span > 0 && span <= 6 ? 64 - span : 0
  return span > 0 && span <= asked.length * 2.5 ? 76 - (6 * (span - asked.length)) / asked.length : 0
}

/** Length of the shortest stretch that holds these letters in this order; 0 when there is none. */
function spanInOrder(asked: string, name: string): number {
  let best = 0
  for (let start = name.indexOf(asked[0] ?? ''); start >= 0; start = name.indexOf(asked[0] ?? '', start + 1)) {
    let at = start
    for (let index = 1; index < asked.length && at >= 0; index++) at = name.indexOf(asked[index] ?? '', at + 1)
    if (at < 0) break
    if (best === 0 || at - start + 1 < best) best = at - start + 1
  }
  return best
}

function rankPinyin(asked: string, name: Spoken): number {
  if (asked.length < 2 && !name.initials.startsWith(asked)) return 0
  if (name.initials === asked || name.fullPinyin === asked) return 90
  if (name.initials.startsWith(asked)) return 83
  for (let from = 0; from < name.syllables.length; from++)
    if (readsAs(asked, name.syllables, from)) return from === 0 ? 82 : 74
  const span = asked.length >= 4 ? spanInOrder(asked, name.initials) : 0
  return span > 0 && span <= asked.length * 1.6 ? 66 : 0
}

/** shipinjy, spjingy, shipj: each syllable in full or by its first letter, the last one as far as it was typed. */
function readsAs(asked: string, syllables: readonly string[], from: number): boolean {
  const syllable = syllables[from]
  if (asked === '') return true
  if (syllable === undefined || syllable[0] !== asked[0]) return false
  if (syllable.startsWith(asked)) return true
  if (asked.startsWith(syllable) && readsAs(asked.slice(syllable.length), syllables, from + 1)) return true
  const [, double] = /^([zcs]h)/.exec(syllable) ?? []
  if (double && asked.startsWith(double) && readsAs(asked.slice(2), syllables, from + 1)) return true
  return readsAs(asked.slice(1), syllables, from + 1)
}

/** One slip in a short question, two in a longer one; a wrong character that sounds the same is half a slip. */
function rankSlips(asked: Spoken, name: Spoken): number {
  const isLatin = /^[a-z0-9]+$/.test(asked.plain)
  const [typed, there]: [readonly string[], readonly string[][]] = isLatin
    ? [[...asked.plain], [[...name.initials], [...name.fullPinyin]]]
    : [[...asked.plain], [[...name.plain]]]
  const allowed = typed.length < 3 ? 0 : typed.length < 6 ? 1 : 2
  const sounds = isLatin ? null : asked.syllables
  const slips = Math.min(
    ...there.map((letters) => slipsWithin(typed, letters)),
    sounds && sounds.length >= 2 ? slipsWithin(sounds, name.syllables) + 0.4 : Number.POSITIVE_INFINITY,
  )
  return slips <= Math.max(allowed, sounds ? 0.4 : 0) ? 58 - 7 * slips : 0
}

/**
 * The fewest wrong, missing, additional or exchanged letters with which `typed` stands somewhere in `text`
 * (P. H. Sellers, 1980, with the exchange of neighbours).
 */
export function slipsWithin(typed: readonly string[], text: readonly string[]): number {
  let beforeLast: number[] = []
  let last: number[] = new Array(text.length + 1).fill(0)
  for (let row = 1; row <= typed.length; row++) {
    const current: number[] = [row]
    for (let column = 1; column <= text.length; column++) {
      // Rows are filled from the left, so every neighbour that is read stands there.
      const at = (line: number[], place: number) => line[place] as number
      const isSame = typed[row - 1] === text[column - 1]
      let slips = Math.min(at(last, column - 1) + (isSame ? 0 : 1), at(last, column) + 1, at(current, column - 1) + 1)
      const isExchange =
        row > 1 && column > 1 && typed[row - 1] === text[column - 2] && typed[row - 2] === text[column - 1]
      if (isExchange) slips = Math.min(slips, at(beforeLast, column - 2) + 1)
      current.push(slips)
    }
    beforeLast = last
    last = current
  }
  return Math.min(...last)
}
