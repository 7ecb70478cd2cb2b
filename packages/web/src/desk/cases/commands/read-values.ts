import { formProblems } from '@bancheng/core/cases/check-form.ts'
import { commandInputs } from '@bancheng/core/cases/commands.ts'
import type { FormValues } from '@bancheng/core/cases/forms.ts'
import { suspectNumbers } from '@bancheng/core/cases/identity-checks.ts'
import { instantAt, LocalDate, TimeOfDay } from '@bancheng/core/kernel/time.ts'
import type { z } from 'zod'
import { type ApplicantTyped, readApplicant } from './applicant-typed.ts'
import { type Field, type FieldKind, type Scene, shownFields, type Values } from './fields.ts'

/** What stands against sending, at a field, or at a row and key within it. */
export type FieldProblem = {
  readonly field: string
  readonly within: readonly (string | number)[]
  readonly what: 'required' | 'too-long' | 'wrong' | 'one-lead'
}

const isBlank = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
const textOf = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined)
const rowsOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value : [])

/** A moment on the wall in China, as a date-time field gives it: 2026-03-02T09:30. */
export function readMoment(value: unknown) {
  const [date, time] = String(value ?? '').split('T')
  const day = LocalDate.safeParse(date)
  const minute = TimeOfDay.safeParse(time?.slice(0, 5))
  return day.success && minute.success ? instantAt(day.data, minute.data) : undefined
}

const readRow = (row: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]))

/** One field as the input of the command wants it; undefined leaves it to the default of the schema. */
const readers: Record<FieldKind, (value: unknown) => unknown> = {
  line: textOf,
  paragraph: textOf,
  grade: textOf,
  'scope-reason': textOf,
  unit: textOf,
  people: (value) => (Array.isArray(value) ? value : []),
  overseer: (value) => value ?? undefined,
  units: (value) => (Array.isArray(value) ? value : []),
  'earlier-step': textOf,
  procedure: textOf,
  colleague: textOf,
  'form-picker': textOf,
  'held-paper': textOf,
  number: (value) => (typeof value === 'number' ? value : undefined),
  entry: (value) => value,
  checkbox: (value) => value === true,
  choice: (value) => value,
  lines: (value) =>
    String(value ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  'date-time': readMoment,
  limit: (value) => value ?? null,
  party: (value) => value ?? undefined,
  files: (value) => rowsOf(value).map((file) => file.fileId),
  'filled-form': (value) => value ?? {},
  'held-papers': (value) => value ?? [],
  item: (value) => value ?? null,
  material: (value) => value,
  'units-asked': (value) => rowsOf(value),
  'proposed-steps': (value) => rowsOf(value).map(readRow),
  'plan-steps': (value) => rowsOf(value).map(readRow),
  'paper-rows': (value) => rowsOf(value).map(readRow),
  applicant: (value) => value,
}

function readField(field: Field, values: Values): Record<string, unknown> {
  const value = readers[field.kind](values[field.name])
  // Both kinds fill several keys of the input; their controls write these shapes.
  if (field.kind === 'material') return { materialId: null, isPrincipal: false, ...(value as object | undefined) }
  if (field.kind === 'applicant') return value ? { ...readApplicant(value as ApplicantTyped) } : {}
  return { [field.name]: value === undefined && field.orNull ? null : value }
}

/** Only what differs from the case is a correction; null leaves an entry as it is. */
function onlyChanges(scene: Scene, input: Record<string, unknown>): Record<string, unknown> {
  const { state } = scene.view
  const same = (key: 'want' | 'pain' | 'alreadyDone') => input[key] === state[key]
  const item = input.item as { itemId: string; version: number } | null // read by the reader of its kind
  return {
    ...input,
    want: same('want') ? null : input.want,
    pain: same('pain') ? null : input.pain,
    alreadyDone: (input.alreadyDone ?? '') === state.alreadyDone ? null : (input.alreadyDone ?? ''),
    item: item?.itemId === state.item?.itemId && item?.version === state.item?.version ? null : item,
  }
}

/** What is sent. Its shape is checked by the schema of the command, here and again at the server. */
export function readInput(scene: Scene, values: Values): Record<string, unknown> {
  const nulls = scene.command === 'recordFollowUp' ? { satisfaction: null } : {}
  const typed = shownFields(scene, values).map((field) => readField(field, values))
  const input = Object.assign({ ...scene.target, ...nulls }, ...typed) as Record<string, unknown> // merged records
  return scene.command === 'correctDetails' ? onlyChanges(scene, input) : input
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    input,
  )
}

function saidIssue(issue: z.core.$ZodIssue, input: unknown, fields: readonly Field[]): FieldProblem {
  const [first, ...within] = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
  const isMaterial = first === 'materialName' && fields.some((field) => field.kind === 'material')
  const what = isBlank(valueAt(input, issue.path)) ? 'required' : issue.code === 'too_big' ? 'too-long' : 'wrong'
  return { field: isMaterial ? 'material' : String(first ?? ''), within, what }
}

function formFieldProblems(scene: Scene, values: Values): FieldProblem[] {
  const definition = scene.forms.find((form) => form.formId === scene.task?.formId)
  if (!definition) return []
  const typed = (values.form ?? {}) as FormValues // written by the control of the form
  return formProblems(definition, typed).map(({ key, problem }) => ({
    field: 'form',
    within: [key],
    what: problem === 'required' ? 'required' : 'wrong',
  }))
}

function applicantProblems(values: Values): FieldProblem[] {
  const { applicant, overrides } = readApplicant(values.applicant as ApplicantTyped) // shown only with a value
  return suspectNumbers(applicant)
    .filter(({ field }) => !overrides.some((override) => override.field === field))
    .map(({ field }) => ({ field: 'applicant', within: ['why', field], what: 'required' }))
}

const oneLead = (values: Values): FieldProblem[] => {
  const leads = rowsOf(values.units).filter((unit) => unit.part === 'lead').length
  return leads === 1 ? [] : [{ field: 'units', within: [], what: 'one-lead' }]
}

/** Everything that stands against sending what was typed; empty: it may be sent. */
export function typedProblems(scene: Scene, values: Values): readonly FieldProblem[] {
  const fields = shownFields(scene, values)
  const input = readInput(scene, values)
  const parsed = commandInputs[scene.command].safeParse(input)
  const issues = parsed.success ? [] : parsed.error.issues.map((issue) => saidIssue(issue, input, fields))
  const needed = fields
    .filter((field) => field.needed?.(values) && isBlank(input[field.name]))
    .map((field): FieldProblem => ({ field: field.name, within: [], what: 'required' }))
  const kinds = new Set(fields.map((field) => field.kind))
  return [
    ...issues,
    ...needed,
    ...(kinds.has('filled-form') ? formFieldProblems(scene, values) : []),
    ...(kinds.has('units-asked') && issues.length === 0 ? oneLead(values) : []),
    ...(kinds.has('applicant') && values.applicant ? applicantProblems(values) : []),
  ]
}

/** Whether the schema, or a rule behind it, wants this field: its label is marked. */
export function isRequired(field: Field, scene: Scene, values: Values): boolean {
  if (field.needed) return field.needed(values)
  return typedProblems(scene, { ...values, [field.name]: undefined }).some(
    (problem) => problem.field === field.name && problem.what === 'required',
  )
}
