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

/** The word for a value, as people of the field say it. */
export const labelOf = <K extends LabelKind>(kind: K, value: keyof Labels[K], locale: Locale): string =>
  labels[locale][kind][value]
