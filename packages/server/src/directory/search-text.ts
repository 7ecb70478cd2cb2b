import { pinyin } from 'pinyin-pro'

/** 食品经营许可 → spjyxk, as officers type it with one hand. Latin letters and digits stay. */
export const initialsOf = (text: string): string =>
  pinyin(text, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

/** What a search by name looks at: the words themselves and their initials, in lower case. */
export const searchTextOf = (...words: readonly string[]): string => {
  const said = words.filter(Boolean)
  return [...said.map((word) => word.toLowerCase()), ...said.map(initialsOf)].join(' ')
}
