/** 食品许可 → 食品 品许 许可: what is left of a name when somebody leaves words out. Digits and letters stay together. */
export function bigramsOf(text: string): string[] {
  const runs =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const pairs = runs.flatMap((run) => {
    const letters = [...run]
    return letters.length === 1 ? letters : letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
  })
  return [...new Set(pairs)]
}

/** A pattern for LIKE that finds the words themselves, whatever signs they hold. */
export const escapeLike = (text: string): string => text.replace(/[%_\\]/g, '\\$&')
