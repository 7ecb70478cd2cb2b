import { type Grade, Pain, StandardGrade } from '@bancheng/core/cases/words.ts'
import { CountsFrom } from '@bancheng/core/policy/clocks.ts'
import { freshGrade, withoutGrade } from '@bancheng/core/policy/grades.ts'
import type { CaseLimitRule } from '@bancheng/core/policy/limits.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { gradeWord } from '@bancheng/core/texts/labels.ts'
import { policyWords } from '@bancheng/core/texts/policy-words.ts'
import { Button, Checkbox, Input } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { Choice, Choices, LimitField, OptionalCount, OptionalLimit, Part, Row, Rows } from './fields.tsx'
import { type FormProps, type GradeOptions, useGradeOptions, useOptions } from './options.ts'
import { ScopeChoices, withChoice } from './ScopeChoices.tsx'
import { policyTexts } from './texts.ts'

function GradeRow({ grade, policy, change }: FormProps & { grade: Grade }) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const isOwn = !StandardGrade.safeParse(grade).success
  const label = isOwn && !policy.gradeNames[grade] ? t.newGrade : gradeWord(grade, policy.gradeNames[grade], locale)
  const target = policy.targets.grades[grade] ?? null
  const { [grade]: _, ...others } = policy.targets.grades
  const isStated = policy.statedGrades.includes(grade)
  const state = (on: boolean) => [...policy.statedGrades.filter((one) => one !== grade), ...(on ? [grade] : [])]
  const rename = (name: string) => {
    const { [grade]: __, ...names } = policy.gradeNames
    // One of ours has a word to fall back on; one of the centre's own stays empty until it is named.
    change({ ...policy, gradeNames: name === '' && !isOwn ? names : { ...names, [grade]: name } })
  }
  return (
    <Row label={label}>
      <Input
        aria-label={`${label} ${t.gradeName}`}
        placeholder={isOwn ? t.gradeName : gradeWord(grade, undefined, locale)}
        maxLength={20}
        value={policy.gradeNames[grade] ?? ''}
        onChange={({ target: typed }) => rename(typed.value)}
        style={{ width: 96 }}
      />
      <LimitField
        label={`${label} ${t.limit}`}
        value={policy.grades[grade] ?? { amount: 1, unit: 'working-days' }}
        onChange={(limit) => change({ ...policy, grades: { ...policy.grades, [grade]: limit } })}
      />
      <OptionalLimit
        label={t.target}
        none={t.noTarget}
        value={target}
        onChange={(next) =>
          change({ ...policy, targets: { ...policy.targets, grades: next ? { ...others, [grade]: next } : others } })
        }
      />
      <Checkbox
        checked={isStated}
        onChange={({ target: box }) => change({ ...policy, statedGrades: state(box.checked) })}
      >
        {t.stated}
      </Checkbox>
      {grade === 'on-the-spot' ? null : (
        <Button
          type="text"
          size="small"
          danger
          disabled={Object.keys(policy.grades).length <= 2}
          aria-label={t.removeGrade(label)}
          title={Object.keys(policy.grades).length <= 2 ? t.lastGrade : t.removeGrade(label)}
          onClick={() => change(withoutGrade(policy, grade))}
        >
          ×
        </Button>
      )}
    </Row>
  )
}

/** What a person added and has not named yet stays where it was added: an order by time would jump under the hand. */
const rowsOf = (policy: Policy): readonly Grade[] => {
  const known = StandardGrade.options.filter((grade) => grade in policy.grades)
  return [...known, ...Object.keys(policy.grades).filter((grade) => !StandardGrade.safeParse(grade).success)]
}

type SpecialProps = {
  readonly row: CaseLimitRule
  readonly grades: GradeOptions
  readonly change: (next: CaseLimitRule) => void
}

function SpecialRow({ row, grades, change }: SpecialProps) {
  const t = useTexts(policyTexts)
  const options = useOptions()
  const { when } = row
  const { reopened = null, ...others } = when
  const set = (next: CaseLimitRule['when']) => change({ ...row, when: next })
  return (
    <>
      <Input
        aria-label={t.name}
        placeholder={t.name}
        value={row.name}
        onChange={({ target }) => change({ ...row, name: target.value })}
        style={{ width: 240 }}
      />
      <Choices
        label={t.pains}
        value={when.pains ?? []}
        options={options('pain', Pain.options)}
        onChange={(next) => set(withChoice(when, 'pains', next))}
      />
      <ScopeChoices scope={when} grades={grades} change={set} />
      <OptionalCount
        label={t.reopened}
        none={t.reopened}
        value={reopened}
        start={1}
        onChange={(next) => set(next === null ? others : { ...others, reopened: next })}
      />
      <LimitField label={t.limit} value={row.limit} onChange={(limit) => change({ ...row, limit })} />
      <OptionalLimit
        label={t.target}
        none={t.noTarget}
        value={row.target}
        onChange={(target) => change({ ...row, target })}
      />
    </>
  )
}

/** How long a case may take. */
export function TimeForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const grades = useGradeOptions(policy)
  const withGrade = (grade: Grade): Policy => ({
    ...policy,
    grades: { ...policy.grades, [grade]: { amount: 5, unit: 'working-days' } },
    ...(StandardGrade.safeParse(grade).success ? {} : { gradeNames: { ...policy.gradeNames, [grade]: '' } }),
  })
  const fresh = (): CaseLimitRule => ({ name: '', when: {}, limit: { amount: 3, unit: 'working-days' }, target: null })
  return (
    <Part title={t.time} open>
      <Row label={t.countsFrom}>
        <Choice
          label={t.countsFrom}
          value={policy.countsFrom}
          width={250}
          options={CountsFrom.options.map((value) => ({ value, label: policyWords[locale].countsFrom[value] }))}
          onChange={(countsFrom) => change({ ...policy, countsFrom })}
        />
      </Row>
      {rowsOf(policy).map((grade) => (
        <GradeRow key={grade} grade={grade} policy={policy} change={change} />
      ))}
      <Button size="small" onClick={() => change(withGrade(freshGrade(policy)))}>
        {t.addGrade}
      </Button>
      <h3>{t.special}</h3>
      <Rows rows={policy.caseLimits} fresh={fresh} onChange={(caseLimits) => change({ ...policy, caseLimits })}>
        {(row, put) => <SpecialRow row={row} grades={grades} change={put} />}
      </Rows>
    </Part>
  )
}
