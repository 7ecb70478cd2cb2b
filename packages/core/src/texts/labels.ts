import { labelsEn } from './labels.en.ts'
import { labelsZh } from './labels.zh.ts'
import type { Locale } from './refusals.ts'

/** One word for each value of each list of the vocabulary; Chinese is the measure, English must be as complete. */
export type Labels = typeof labelsZh
export type LabelKind = keyof Labels

export const labels: Record<Locale, { readonly [K in LabelKind]: Readonly<Record<keyof Labels[K], string>> }> = {
  zh: labelsZh,
  en: labelsEn,
}

/** A word of ours, or the centre's own where it has one; a key that is neither is said as it is. */
const ownOr =
  <K extends LabelKind>(kind: K) =>
  (key: string, own: string | undefined, locale: Locale): string => {
    const words: Readonly<Record<string, string>> = labels[locale][kind]
    return own || (words[key] ?? key)
  }
/** 难易分级, in the words of the centre's rule. */
export const gradeWord = ownOr('grade')
/** 不予受理情形, in the words of the centre's rule. */
export const scopeWord = ownOr('scopeReason')

/** The word for a value, as people of the field say it. */
export const labelOf = <K extends LabelKind>(kind: K, value: keyof Labels[K], locale: Locale): string =>
  labels[locale][kind][value]
