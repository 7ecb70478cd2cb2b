import { gradeNameOf, gradesOf } from '@bancheng/core/policy/grades.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { gradeWord, type LabelKind, labelOf } from '@bancheng/core/texts/labels.ts'
import { useLocale } from '../../locale.tsx'

export type FormProps = { readonly policy: Policy; readonly change: (next: Policy) => void }
export type GradeOptions = readonly { readonly value: string; readonly label: string }[]

/** Everything of a list with its label. */
export function useOptions() {
  const { locale } = useLocale()
  return <T extends string>(kind: LabelKind, values: readonly T[]) =>
    // every vocabulary has all of its words among the labels
    values.map((value) => ({ value, label: labelOf(kind, value as never, locale) }))
}

/** The grades of the document at hand, by the names that it gives them. */
export function useGradeOptions(policy: Policy): GradeOptions {
  const { locale } = useLocale()
  return gradesOf(policy).map((grade) => ({
    value: grade,
    label: gradeWord(grade, gradeNameOf(policy, grade), locale),
  }))
}
