import type { FormDefinition, FormField, FormValues } from '@bancheng/core/cases/forms.ts'
import { useTexts } from '../../locale.tsx'
import { linkTexts } from './texts.ts'

type Props = {
  readonly form: FormDefinition
  readonly values: FormValues
  readonly onChange: (values: FormValues) => void
}

/** The formatted form that is asked for, with a phone's own controls; the server says what is still wrong. */
export function FormFields({ form, values, onChange }: Props) {
  const t = useTexts(linkTexts)
  return (
    <fieldset>
      <legend>{form.title}</legend>
      {form.fields.map((field) => (
        <div key={field.key}>
          <label htmlFor={`form-${field.key}`}>
            {field.label}
            {field.required ? '' : t.optional}
          </label>
          {field.hint ? <p className="link-quiet">{field.hint}</p> : null}
          <Control
            field={field}
            value={values[field.key] ?? null}
            onChange={(value) => onChange({ ...values, [field.key]: value })}
          />
        </div>
      ))}
    </fieldset>
  )
}

type ControlProps = {
  readonly field: FormField
  readonly value: FormValues[string]
  readonly onChange: (value: FormValues[string]) => void
}

const inputTypes: Partial<Record<FormField['type'], string>> = { date: 'date', number: 'number', phone: 'tel' }

function Control({ field, value, onChange }: ControlProps) {
  const t = useTexts(linkTexts)
  const id = `form-${field.key}`
  const text = value === null ? '' : String(value)
  if (field.type === 'yes-no' || field.type === 'choice') {
    const isYesNo = field.type === 'yes-no'
    const options = isYesNo ? [t.yes, t.no] : field.choices
    const chosen = isYesNo ? (value === null ? '' : value ? t.yes : t.no) : text
    return (
      <select
        id={id}
        value={chosen}
        onChange={({ target }) =>
          onChange(target.value === '' ? null : isYesNo ? target.value === t.yes : target.value)
        }
      >
        <option value="">{t.choose}</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    )
  }
  if (field.type === 'long-text')
    return <textarea id={id} rows={3} value={text} onChange={({ target }) => onChange(target.value || null)} />
  const read = (typed: string) => (typed === '' ? null : field.type === 'number' ? Number(typed) : typed)
  return (
    <input
      id={id}
      type={inputTypes[field.type] ?? 'text'}
      value={text}
      onChange={({ target }) => onChange(read(target.value))}
    />
  )
}
