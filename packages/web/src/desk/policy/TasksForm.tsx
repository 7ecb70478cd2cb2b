import { Channel, Grade, TaskKind, Urgency } from '@bancheng/core/cases/words.ts'
import { type TaskLimitRule, UnitLevel } from '@bancheng/core/policy/limits.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { policyWords } from '@bancheng/core/texts/policy-words.ts'
import { Input } from 'antd'
import { useLocale, useTexts } from '../../locale.tsx'
import { Choices, LimitField, OptionalLimit, Part, Row, Rows } from './fields.tsx'
import { type FormProps, useOptions } from './TimeForm.tsx'
import { policyTexts } from './texts.ts'

type RuleProps = { readonly row: TaskLimitRule; readonly change: (next: TaskLimitRule) => void }

function RuleRow({ row, change }: RuleProps) {
  const t = useTexts(policyTexts)
  const options = useOptions()
  /** What nothing is chosen of is left out: it holds for all. */
  const set = <K extends 'levels' | 'grades' | 'urgencies' | 'channels'>(name: K, value: TaskLimitRule[K] & {}) => {
    const { [name]: _, ...others } = row
    change((value.length === 0 ? others : { ...others, [name]: value }) as TaskLimitRule) // the same without one choice
  }
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
        onChange={(next) => set('levels', next)}
      />
      <Choices
        label={t.grades}
        value={row.grades ?? []}
        options={options('grade', Grade.options)}
        onChange={(next) => set('grades', next)}
      />
      <Choices
        label={t.urgencies}
        value={row.urgencies ?? []}
        options={options('urgency', Urgency.options)}
        onChange={(next) => set('urgencies', next)}
      />
      <Choices
        label={t.channels}
        value={row.channels ?? []}
        options={options('channel', Channel.options)}
        onChange={(next) => set('channels', next)}
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

/** How long each kind of task may take, and what reception owes. */
export function TasksForm({ policy, change }: FormProps) {
  const t = useTexts(policyTexts)
  const { locale } = useLocale()
  const { tasks, targets, reception } = policy
  const fresh = (): TaskLimitRule => ({
    name: '',
    kinds: ['coordinate'],
    limit: { amount: 3, unit: 'working-days' },
    target: null,
  })
  return (
    <Part title={t.tasks}>
      {TaskKind.options
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
        {(row, put) => <RuleRow row={row} change={put} />}
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
