import type { CommandName } from '@bancheng/core/cases/commands.ts'
import type { FormDefinition } from '@bancheng/core/cases/forms.ts'
import type { Task } from '@bancheng/core/cases/state.ts'
import type { CaseView } from '@bancheng/core/cases/view.ts'
import type { LabelKind } from '@bancheng/core/texts/labels.ts'
import type { FieldLabel } from './field-texts.ts'
import { applicantFields } from './fields/applicant.ts'
import { coordinationFields } from './fields/coordination.ts'
import { custodyFields } from './fields/custody.ts'
import { deliveryFields } from './fields/delivery.ts'
import { feedbackFields } from './fields/feedback.ts'
import { handOverFields } from './fields/hand-over.ts'
import { lifecycleFields } from './fields/lifecycle.ts'
import { procedureFields } from './fields/procedures.ts'
import { toleranceFields } from './fields/tolerance.ts'

/** What is typed into a dialog, by field name, before it is read as the input of the command. */
export type Values = Readonly<Record<string, unknown>>

/** Where a dialog stands: the case as it was when the dialog was opened, and the thing that the command is aimed at. */
export type Scene = {
  readonly command: CommandName
  readonly view: CaseView
  readonly target: { readonly taskId?: string; readonly deliveryId?: string; readonly toleranceId?: string }
  readonly task: Task | null
  readonly forms: readonly FormDefinition[]
}

type Shown = {
  /** Its key in the input, and so the path of its problems. */
  readonly name: string
  readonly label: FieldLabel
  readonly hint?: FieldLabel
  /** Left out: always shown. What is not shown is not sent. */
  readonly when?: (values: Values, scene: Scene) => boolean
  /** A rule behind the schema that wants it filled. */
  readonly needed?: (values: Values) => boolean
  /** A number or address of a person: never kept in the browser. */
  readonly isSecret?: true
  /** Sent as null when it is not answered or not shown. */
  readonly orNull?: true
}

export type ChoiceOf = LabelKind | 'granted' | 'approved' | 'upheld' | 'solved' | 'refuses' | 'direction'

type Simple =
  | 'line'
  | 'paragraph'
  | 'grade'
  | 'scope-reason'
  | 'number'
  | 'checkbox'
  | 'lines'
  | 'date-time'
  | 'limit'
  | 'unit'
  | 'units'
  | 'people'
  | 'overseer'
  | 'earlier-step'
  | 'procedure'
  | 'colleague'
  | 'party'
  | 'files'
  | 'form-picker'
  | 'filled-form'
  | 'held-papers'
  | 'held-paper'
  | 'item'
  | 'material'
  | 'units-asked'
  | 'proposed-steps'
  | 'plan-steps'
  | 'paper-rows'
  | 'applicant'
  | 'entry'

export type Field = Shown &
  ({ readonly kind: Simple } | { readonly kind: 'choice'; readonly of: ChoiceOf; readonly values: readonly unknown[] })
export type FieldKind = Field['kind']

/** What each command asks a person for, room by room. A new command does not compile until it has its fields. */
export const commandFields: Record<CommandName, readonly Field[]> = {
  ...lifecycleFields,
  ...handOverFields,
  ...coordinationFields,
  ...applicantFields,
  ...procedureFields,
  ...custodyFields,
  ...toleranceFields,
  ...deliveryFields,
  ...feedbackFields,
}

export const shownFields = (scene: Scene, values: Values): readonly Field[] =>
  commandFields[scene.command].filter((field) => !field.when || field.when(values, scene))

/** Sent at the click: signing for something one was asked can be no mistake worth a question. */
export const sentAtOnce: readonly CommandName[] = ['signTask', 'acceptHandOver', 'markCopyRead']
/** Without fields, and not to be taken back: a dialog asks once more. */
export const confirmed: readonly CommandName[] = ['resolveCase', 'closeCase']
