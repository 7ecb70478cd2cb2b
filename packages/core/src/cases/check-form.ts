import { checkIdentityCard, checkPhone, checkUscc } from '../kernel/identifiers.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { SealedKind } from '../kernel/sealed.ts'
import type { Context } from './context.ts'
import type { FilledForm } from './events.ts'
import type { FormDefinition, FormField, FormValues } from './forms.ts'

export type FormProblem = {
  readonly key: string
  readonly label: string
  readonly problem: 'required' | 'not-a-field' | 'wrong-value'
}

const isFilled = (value: unknown) => value !== null && value !== undefined && value !== ''
/** A day that stands on a calendar: 2026-02-30 parses in no zone. */
function isRealDate(text: string): boolean {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text)
}

function fits(field: FormField, value: string | number | boolean): boolean {
  switch (field.type) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'yes-no':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && isRealDate(value)
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value)
    case 'uscc':
      return typeof value === 'string' && checkUscc(value).ok
    case 'phone':
      return typeof value === 'string' && checkPhone(value).ok
    case 'identity':
      return typeof value === 'string' && checkIdentityCard(value).ok
    case 'text':
    case 'long-text':
    case 'address':
      return typeof value === 'string' && value.length <= 10_000
  }
}

/** Every problem of a filled form, field by field; the page and the rule call this same function. */
export function formProblems(definition: FormDefinition, values: FormValues): readonly FormProblem[] {
  const strangers = Object.keys(values).filter((key) => !definition.fields.some((field) => field.key === key))
  return [
    ...strangers.map((key): FormProblem => ({ key, label: key, problem: 'not-a-field' })),
    ...definition.fields.flatMap((field): FormProblem[] => {
      const value = values[field.key]
      if (value === null || value === undefined || value === '')
        return field.required ? [{ key: field.key, label: field.label, problem: 'required' }] : []
      return fits(field, value) ? [] : [{ key: field.key, label: field.label, problem: 'wrong-value' }]
    }),
  ]
}

const sealedTypes = { phone: 'phone', identity: 'identity', address: 'address' } as const satisfies Partial<
  Record<FormField['type'], SealedKind>
>

/** @throws Refusal form-unknown · form-invalid (with the labels of the fields) */
export function fillForm(formId: string, values: FormValues | null, ctx: Context): FilledForm {
  const definition = ctx.form(formId)
  if (!definition) throw new Refusal('form-unknown', { formId })
  const problems = formProblems(definition, values ?? {})
  if (problems.length > 0)
    throw new Refusal('form-invalid', { form: definition.title, fields: problems.map((problem) => problem.label) })
  const filled = definition.fields.map((field) => {
    const value = values?.[field.key] ?? null
    const kind =
      field.type === 'phone' || field.type === 'identity' || field.type === 'address' ? sealedTypes[field.type] : null
    return [field.key, kind && typeof value === 'string' && isFilled(value) ? ctx.seal(kind, value) : value] as const
  })
  return { formId, version: definition.version, values: Object.fromEntries(filled) }
}
