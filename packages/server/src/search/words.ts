import { pinyin } from 'pinyin-pro'

/** A name as it is compared: letters and digits only, one width, small letters. */
export type Spoken = {
  readonly plain: string
  /** 食品 → shi pin; a run of Latin letters or digits is one. */
  readonly syllables: readonly string[]
  readonly initials: string
  readonly fullPinyin: string
}

export const plainOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const runs = /\p{Script=Han}+|[^\p{Script=Han}]+/gu
export const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** 单雄信 is shan as a surname and dan elsewhere. */
const readings = {
  name: { toneType: 'none', type: 'array', v: true, surname: 'head' },
  words: { toneType: 'none', type: 'array', v: true },
} as const

/** Some four hundred syllables stand in millions of places: each is kept once. */
const syllablesKept = new Map<string, string>()
function shared(syllable: string): string {
  const kept = syllablesKept.get(syllable)
  if (kept === undefined && syllablesKept.size < 4_000) syllablesKept.set(syllable, syllable)
  return kept ?? syllable
}

/** One question goes to seven indexes, and its wordings to some of them: each is read aloud once. */
const lastAsked = new Map<string, Spoken>()
export function speakQuestion(text: string): Spoken {
  const known = lastAsked.get(text)
  if (known) return known
  const spoken = speak(text)
  if (lastAsked.size >= 16) lastAsked.clear()
  lastAsked.set(text, spoken)
  return spoken
}

export function speak(text: string, as: keyof typeof readings = 'words'): Spoken {
  const plain = plainOf(text)
  const parts = (plain.match(runs) ?? []).map((run) => ({ run, isHan: isHan(run) }))
  const read = parts.map((part) => (part.isHan ? pinyin(part.run, readings[as]).map(shared) : [part.run]))
  return {
    plain,
    syllables: read.flat(),
    initials: read
      .map((sounds, at) => (parts[at]?.isHan ? sounds.map(([first]) => first).join('') : sounds[0]))
      .join(''),
    fullPinyin: read.flat().join(''),
  }
}

/** Every run of `size` letters, and the beginning marked, so that what starts with the question can be told. */
export function gramsOf(text: string, size: number): string[] {
  const letters = [...text]
  const grams = letters.slice(size - 1).map((_, at) => letters.slice(at, at + size).join(''))
  if (letters.length > 0) grams.push(`^${letters.slice(0, size).join('')}`)
  return grams
}
