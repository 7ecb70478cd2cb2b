import type { FormDefinition, FormField, FormValues } from '@bancheng/core/cases/forms.ts'
import { Input, InputNumber, Radio, Select } from 'antd'
import { useTexts } from '../../../../locale.tsx'
import { controlTexts } from '../control-texts.ts'
import type { FieldProblem } from '../read-values.ts'
import { describedBy, Labelled, LabelledGroup } from './Labelled.tsx'

type Value = FormValues[string]
type Props = {
  readonly id: string
  readonly definition: FormDefinition
  readonly value: FormValues
  readonly onChange: (value: FormValues) => void
  readonly problems: readonly FieldProblem[]
  /** After the first attempt to send, what is missing is named too. */
  readonly isAttempted: boolean
}

/** A formatted form as its authority prescribes it, checked while it is filled in by the rule that the server uses. */
export function FilledFormControl({ id, definition, value, onChange, problems, isAttempted }: Props) {
  const t = useTexts(controlTexts)
  const saidOf = (key: string) => {
    const problem = problems.find(({ within }) => within[0] === key)
    if (!problem || (problem.what === 'required' && !isAttempted)) return undefined
    return problem.what === 'required' ? t.required : t.wrong
  }
  return (
    <div className="case-form-sheet">
      <div className="case-form-title">
        {definition.title} <span className="desk-quiet">{definition.issuedBy}</span>
      </div>
      {definition.fields.map((field) => {
        const fieldId = `${id}-${field.key}`
        const problem = saidOf(field.key)
        const Wrap = field.type === 'yes-no' ? LabelledGroup : Labelled
        return (
          <Wrap
            key={field.key}
            id={fieldId}
            label={field.label}
            hint={field.hint || undefined}
            problem={problem}
            isRequired={field.required}
          >
            <FormFieldControl
              id={fieldId}
              field={field}
              value={value[field.key] ?? null}
              problem={problem}
              onChange={(next) => onChange({ ...value, [field.key]: next })}
            />
          </Wrap>
        )
      })}
    </div>
  )
}

type OneProps = {
  readonly id: string
  readonly field: FormField
  readonly value: Value
  readonly problem: string | undefined
  readonly onChange: (value: Value) => void
}

function FormFieldControl({ id, field, value, problem, onChange }: OneProps) {
  const t = useTexts(controlTexts)
  const aria = { id, ...describedBy(id, field.hint, problem), ...(problem ? { status: 'error' as const } : {}) }
  const text = typeof value === 'string' ? value : ''
  const typeText = (typed: string) => onChange(typed === '' ? null : typed)
  switch (field.type) {
    case 'number':
      return (
        <InputNumber
          {...aria}
          value={typeof value === 'number' ? value : null}
          onChange={(next) => onChange(typeof next === 'number' ? next : null)}
        />
      )
    case 'yes-no':
      return (
        <Radio.Group
          value={value}
          onChange={(event) => onChange(event.target.value)}
          options={[
            { value: true, label: t.yes },
            { value: false, label: t.no },
          ]}
        />
      )
    case 'choice':
      return (
        <Select
          {...aria}
          allowClear
          style={{ width: '100%' }}
          value={text || null}
          onChange={(next) => onChange(next ?? null)}
          options={field.choices.map((choice) => ({ value: choice, label: choice }))}
        />
      )
    case 'long-text':
      return (
        <Input.TextArea
          {...aria}
          autoSize={{ minRows: 2 }}
          value={text}
          onChange={(event) => typeText(event.target.value)}
        />
      )
    case 'date':
      return <Input {...aria} type="date" value={text} onChange={(event) => typeText(event.target.value)} />
    case 'text':
    case 'uscc':
    case 'phone':
    case 'identity':
    case 'address':
      return <Input {...aria} autoComplete="off" value={text} onChange={(event) => typeText(event.target.value)} />
  }
}
