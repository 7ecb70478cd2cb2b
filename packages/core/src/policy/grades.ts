import { z } from 'zod'
import { Grade, StandardGrade } from '../cases/words.ts'
import type { Limit } from '../kernel/limit.ts'

/** What a centre calls its grades (蓝牌/黄牌/红牌, 一般/疑难 …); every grade that is not a standard one has a name here. */
export const GradeNames = z.record(Grade, z.string().max(20).regex(/\S/))

type Grades = {
  readonly grades: Readonly<Record<string, Limit>>
  readonly gradeNames: Readonly<Record<string, string>>
}

/** Hours of the clock, roughly: only for an order of which a reader says that it runs from short to long. */
const hours: Record<Limit['unit'], number> = {
  'on-the-spot': 0,
  hours: 1,
  'working-hours': 3,
  'calendar-days': 24,
  'working-days': 34,
}
const standard: readonly string[] = StandardGrade.options

/** The grades that a centre uses, from the shortest time to the longest: a document in the database keeps no order. */
export function gradesOf({ grades }: Pick<Grades, 'grades'>): readonly Grade[] {
  const rank = (grade: string) => (standard.includes(grade) ? standard.indexOf(grade) : standard.length)
  return Object.entries(grades)
    .map(([grade, { amount, unit }]) => ({ grade, length: amount * hours[unit] }))
    .sort((a, b) => a.length - b.length || rank(a.grade) - rank(b.grade) || a.grade.localeCompare(b.grade))
    .map(({ grade }) => grade)
}

/** As the events of a case record it: absent where the usual word is meant. */
export const gradeNameOf = ({ gradeNames }: Pick<Grades, 'gradeNames'>, grade: Grade): string | undefined =>
  gradeNames[grade]

/** The grade of a case that was never graded, where a time is needed all the same: the shortest that is not on the spot. */
export const firstGrade = (policy: Pick<Grades, 'grades'>): Grade =>
  gradesOf(policy).find((grade) => grade !== 'on-the-spot') ?? 'on-the-spot'

type Naming = Grades & {
  readonly statedGrades: readonly string[]
  readonly targets: { readonly grades: Readonly<Record<string, Limit>> }
  readonly caseLimits: readonly { readonly when: { readonly grades?: readonly string[] | undefined } }[]
  readonly taskLimits: readonly { readonly grades?: readonly string[] | undefined }[]
  readonly extensions: { readonly grades: readonly string[] | null }
  readonly ladder: { readonly rungs: readonly { readonly grades: readonly string[] | null }[] }
}
export type GradeFault = { readonly path: (string | number)[]; readonly message: string }

/** A grade that is named somewhere and has no limit, or a grade of the centre's own without a name: probably a slip of the pen. */
export function gradeFaults(policy: Naming): GradeFault[] {
  const { grades, gradeNames } = policy
  const unknown = (path: (string | number)[], named: readonly string[] | null | undefined) =>
    (named ?? []).flatMap((grade): GradeFault[] =>
      grade in grades ? [] : [{ path, message: `grade ${grade} has no limit in grades` }],
    )
  return [
    ...('on-the-spot' in grades ? [] : [{ path: ['grades'], message: 'on-the-spot has no limit' }]),
    ...(Object.keys(grades).length > 1 ? [] : [{ path: ['grades'], message: 'a grade besides on-the-spot is needed' }]),
    ...Object.keys(grades).flatMap((grade): GradeFault[] =>
      standard.includes(grade) || gradeNames[grade]
        ? []
        : [{ path: ['gradeNames'], message: `grade ${grade} has no name in gradeNames` }],
    ),
    ...unknown(['gradeNames'], Object.keys(gradeNames)),
    ...unknown(['statedGrades'], policy.statedGrades),
    ...unknown(['targets', 'grades'], Object.keys(policy.targets.grades)),
    ...policy.caseLimits.flatMap(({ when }, index) => unknown(['caseLimits', index, 'when', 'grades'], when.grades)),
    ...policy.taskLimits.flatMap((rule, index) => unknown(['taskLimits', index, 'grades'], rule.grades)),
    ...unknown(['extensions', 'grades'], policy.extensions.grades),
    ...policy.ladder.rungs.flatMap((rung, index) => unknown(['ladder', 'rungs', index, 'grades'], rung.grades)),
  ]
}

/** A grade less; rules that name it stay as they are and show as faults, for nobody can guess what becomes of them. */
export function withoutGrade<P extends Pick<Naming, 'grades' | 'gradeNames' | 'statedGrades' | 'targets'>>(
  policy: P,
  grade: Grade,
): P {
  const { [grade]: _, ...grades } = policy.grades
  const { [grade]: __, ...gradeNames } = policy.gradeNames
  const { [grade]: ___, ...targets } = policy.targets.grades
  const statedGrades = policy.statedGrades.filter((one) => one !== grade)
  return { ...policy, grades, gradeNames, statedGrades, targets: { ...policy.targets, grades: targets } }
}

/** A key that no grade has yet: a standard one that was left out, or one of the centre's own. */
export function freshGrade({ grades }: Pick<Grades, 'grades'>): Grade {
  const own = Array.from({ length: Object.keys(grades).length + 1 }, (_, index) => `grade-${index + 1}`)
  return [...standard, ...own].find((grade) => !(grade in grades)) ?? 'grade-1'
}
