/** What people type for a number: full-width digits and letters, lower case, blanks and any of the dashes, to read it more easily. */
export const withoutSpacing = (typed: string): string => withPlainDashes(typed).replace(/-/g, '')

/** The same, where a dash means something (an extension, an area code). */
export const withPlainDashes = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\u200b]/g, '')
    .replace(/[\u2010-\u2015\u2212_]/g, '-')
    .toUpperCase()

/** Σ value × weight, modulo; the heart of every check character here. */
export const weightedSum = (values: readonly number[], weights: readonly number[], modulus: number): number =>
  values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0) % modulus
