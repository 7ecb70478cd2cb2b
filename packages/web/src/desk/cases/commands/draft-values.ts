import type { FormValues } from '@bancheng/core/cases/forms.ts'
import { type ApplicantTyped, withoutNumbers } from './applicant-typed.ts'
import { commandFields, type Scene, type Values } from './fields.ts'

const personal = new Set(['phone', 'identity', 'address'])

function keptForm(scene: Scene, value: unknown): FormValues {
  const definition = scene.forms.find((form) => form.formId === scene.task?.formId)
  // Of an unknown form nothing is kept: any of its fields might be a number.
  const safe = (definition?.fields ?? []).filter((field) => !personal.has(field.type)).map((field) => field.key)
  const typed = (value ?? {}) as FormValues // written by the control of the form
  return Object.fromEntries(Object.entries(typed).filter(([key]) => safe.includes(key)))
}

/** What of a dialog may lie in the browser's store: everything but numbers and addresses of a person. */
export function keepable(scene: Scene, values: Values): Values {
  const fields = commandFields[scene.command]
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const field = fields.find((known) => known.name === name)
      if (field?.kind === 'filled-form') return [[name, keptForm(scene, value)]]
      if (field?.kind === 'applicant') return [[name, withoutNumbers(value as ApplicantTyped)]] // its control's shape
      return field?.isSecret ? [] : [[name, value]]
    }),
  )
}
