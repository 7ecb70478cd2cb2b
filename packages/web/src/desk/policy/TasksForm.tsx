import { TaskKind } from '@bancheng/core/cases/words.ts'
import { type TaskLimitRule, UnitLevel } from '@bancheng/core/policy/limits.ts'
import { TimedKind } from '@bancheng/core/policy/task-limits.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { policyWords } from '@bancheng/core/texts/policy-words.ts'
import { Input } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { Choices, LimitField, OptionalLimit, Part, Row, Rows } from './fields.tsx'
import { type FormProps, type GradeOptions, useGradeOptions, useOptions } from './options.ts'
import { ScopeChoices, withChoice } from './ScopeChoices.tsx'
import { policyTexts } from './texts.ts'
import { useUnits } from './units.ts'

type RuleProps = {
  readonly row: TaskLimitRule
  readonly grades: GradeOptions
  readonly change: (next: TaskLimitRule) => void
}

function RuleRow({ row, grades, change }: RuleProps) {
  const t = useTexts(policyTexts)
  const options = useOptions()
  const units = useUnits()
  return (
    <>
      <Input
        aria-label={t.name}
        placeholder={t.name}
        value={row.name}
        onChange={({ target }) => change({ ...row, name: target.value })}
        style={{ width: 200 }}
      />
      <Choices
        label={t.kinds}
        value={row.kinds}
        options={options(
          'taskKind',
          TaskKind.options.filter((kind) => kind !== 'handle'),
        )}
        onChange={(kinds) => change({ ...row, kinds })}
      />
      <Choices
        label={t.levels}
        value={row.levels ?? []}
        options={options('unitLevel', UnitLevel.options)}
        onChange={(next) => change(withChoice(row, 'levels', next))}
      />
      <Choices
        label={t.units}
        value={row.units ?? []}
        options={units}
        onChange={(next) => change(withChoice(row, 'units', next))}
      />
      <ScopeChoices scope={row} grades={grades} change={change} />
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

/** How long each kind of task may take, and what reception owes. */
export function TasksForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const { tasks, targets, reception } = policy
  const grades = useGradeOptions(policy)
  const fresh = (): TaskLimitRule => ({
    name: '',
    kinds: ['coordinate'],
    limit: { amount: 3, unit: 'working-days' },
    target: null,
  })
  return (
    <Part title={t.tasks}>
      {TimedKind.options
        .filter((kind) => kind !== 'handle' && kind !== 'rating-call' && kind !== 'rating-right') // the case's and the rating's own limits
        .map((kind) => {
          const label = labelOf('taskKind', kind, locale)
          const { [kind]: target = null, ...others } = targets.tasks
          return (
            <Row key={kind} label={label}>
              <LimitField
                label={label}
                value={tasks[kind]}
                onChange={(limit) => change({ ...policy, tasks: { ...tasks, [kind]: limit } })}
              />
              <OptionalLimit
                label={t.target}
                none={t.noTarget}
                value={target}
                onChange={(next) =>
                  change({ ...policy, targets: { ...targets, tasks: next ? { ...others, [kind]: next } : others } })
                }
              />
            </Row>
          )
        })}
      <h3>{t.specialTasks}</h3>
      <Rows rows={policy.taskLimits} fresh={fresh} onChange={(taskLimits) => change({ ...policy, taskLimits })}>
        {(row, put) => <RuleRow row={row} grades={grades} change={put} />}
      </Rows>
      <h3>{t.reception}</h3>
      {(['callBack', 'missedCall', 'complaint', 'report'] as const).map((name) => {
        const label = policyWords[locale].line[name] ?? name
        return (
          <Row key={name} label={label}>
            <LimitField
              label={label}
              value={reception[name]}
              onChange={(limit) => change({ ...policy, reception: { ...reception, [name]: limit } })}
            />
          </Row>
        )
      })}
    </Part>
  )
}
