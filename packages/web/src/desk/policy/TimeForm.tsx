import { ApplicantKind } from '@bancheng/core/cases/parties.ts'
import { Channel, Grade, Pain, Urgency } from '@bancheng/core/cases/words.ts'
import type { CaseLimitRule } from '@bancheng/core/policy/limits.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { type LabelKind, labelOf } from '@bancheng/core/texts/labels.ts'
import { Checkbox, Input, Select } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { Choices, LimitField, OptionalCount, OptionalLimit, Part, Row, Rows } from './fields.tsx'
import { policyTexts } from './texts.ts'

export type FormProps = { readonly policy: Policy; readonly change: (next: Policy) => void }

/** Everything of a list with its label. */
export function useOptions() {
  const { locale } = useLocale()
  return <T extends string>(kind: LabelKind, values: readonly T[]) =>
    // every vocabulary has all of its words among the labels
    values.map((value) => ({ value, label: labelOf(kind, value as never, locale) }))
}

function GradeRow({ grade, policy, change }: FormProps & { grade: Grade }) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const label = labelOf('grade', grade, locale)
  const target = policy.targets.grades[grade] ?? null
  const { [grade]: _, ...others } = policy.targets.grades
  const isStated = policy.statedGrades.includes(grade)
  const state = (on: boolean) => [...policy.statedGrades.filter((one) => one !== grade), ...(on ? [grade] : [])]
  return (
    <Row label={label}>
      <LimitField
        label={`${label} ${t.limit}`}
        value={policy.grades[grade]}
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
    </Row>
  )
}

function SpecialRow({ row, change }: { row: CaseLimitRule; change: (next: CaseLimitRule) => void }) {
  const t = useTexts(policyTexts)
  const options = useOptions()
  const { when } = row
  const set = <K extends keyof CaseLimitRule['when']>(name: K, value: CaseLimitRule['when'][K] | undefined) => {
    const { [name]: _, ...others } = when
    const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0)
    change({ ...row, when: isEmpty ? others : { ...others, [name]: value } })
  }
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
        onChange={(next) => set('pains', next)}
      />
      <Choices
        label={t.grades}
        value={when.grades ?? []}
        options={options('grade', Grade.options)}
        onChange={(next) => set('grades', next)}
      />
      <Choices
        label={t.urgencies}
        value={when.urgencies ?? []}
        options={options('urgency', Urgency.options)}
        onChange={(next) => set('urgencies', next)}
      />
      <Choices
        label={t.channels}
        value={when.channels ?? []}
        options={options('channel', Channel.options)}
        onChange={(next) => set('channels', next)}
      />
      <Choices
        label={t.applicants}
        value={when.applicants ?? []}
        options={options('applicantKind', ApplicantKind.options)}
        onChange={(next) => set('applicants', next)}
      />
      <Select<string[]>
        mode="tags"
        aria-label={t.items}
        placeholder={t.items}
        value={[...(when.items ?? [])]}
        onChange={(next) => set('items', next)}
        style={{ minWidth: 190 }}
      />
      <OptionalCount
        label={t.reopened}
        none={t.reopened}
        value={when.reopened ?? null}
        start={1}
        onChange={(next) => set('reopened', next ?? undefined)}
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
  const fresh = (): CaseLimitRule => ({ name: '', when: {}, limit: { amount: 3, unit: 'working-days' }, target: null })
  return (
    <Part title={t.time} open>
      {Grade.options.map((grade) => (
        <GradeRow key={grade} grade={grade} policy={policy} change={change} />
      ))}
      <h3>{t.special}</h3>
      <Rows rows={policy.caseLimits} fresh={fresh} onChange={(caseLimits) => change({ ...policy, caseLimits })}>
        {(row, put) => <SpecialRow row={row} change={put} />}
      </Rows>
    </Part>
  )
}
