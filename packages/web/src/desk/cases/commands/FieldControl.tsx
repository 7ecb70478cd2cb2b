import type { FormValues } from '@bancheng/core/cases/forms.ts'
import type { ItemRef } from '@bancheng/core/cases/parties.ts'
import type { Party } from '@bancheng/core/cases/words.ts'
import type { Limit } from '@bancheng/core/kernel/limit.ts'
import { Checkbox, Input, InputNumber } from 'antd'
import type { ReactNode } from 'react'
import { useTexts } from '../../../locale.tsx'
import { type AttachedNow, FilesControl } from '../files/FilesControl.tsx'
import { type ApplicantTyped, blankApplicant } from './applicant-typed.ts'
import { controlTexts } from './control-texts.ts'
import { ApplicantControl } from './controls/ApplicantControl.tsx'
import { GradeControl, ScopeReasonControl } from './controls/CentreChoices.tsx'
import { ChoiceControl } from './controls/ChoiceControl.tsx'
import {
  EarlierStepPicker,
  OverseerPicker,
  PeoplePicker,
  ProcedurePicker,
  UnitsPicker,
} from './controls/coordination-pickers.tsx'
import { FilledFormControl } from './controls/FilledFormControl.tsx'
import { ItemPicker } from './controls/ItemPicker.tsx'
import { describedBy } from './controls/Labelled.tsx'
import { MaterialControl, type MaterialTyped } from './controls/MaterialControl.tsx'
import { HeldPaperControl, HeldPapersControl } from './controls/PaperControls.tsx'
import { type PaperRow, PaperRowsControl } from './controls/PaperRowsControl.tsx'
import { ColleaguePicker, FormPicker, LimitControl, PartyPicker, UnitPicker } from './controls/pickers.tsx'
import {
  type PlanRow,
  PlanStepsControl,
  type ProposedRow,
  ProposedStepsControl,
  type UnitAsked,
  UnitsAskedControl,
} from './controls/row-controls.tsx'
import type { Field, FieldKind, Scene } from './fields.ts'
import type { FieldProblem } from './read-values.ts'

/** Kinds made of several controls: named by a legend instead of a label. */
export const groupKinds: readonly FieldKind[] = [
  'grade',
  'held-papers',
  'held-paper',
  'units-asked',
  'proposed-steps',
  'plan-steps',
  'paper-rows',
  'filled-form',
  'applicant',
  'entry',
]

export type ControlProps = {
  readonly id: string
  readonly field: Field
  readonly value: unknown
  /** A function when the new value grows from the old one while something is under way. */
  readonly onChange: (value: unknown | ((before: unknown) => unknown)) => void
  readonly scene: Scene
  readonly problems: readonly FieldProblem[]
  readonly said: string | undefined
  readonly isAttempted: boolean
}

type Draw = (props: ControlProps) => ReactNode

const aria = ({ id, field, said }: ControlProps) => ({
  id,
  ...describedBy(id, field.hint, said),
  ...(said ? { status: 'error' as const } : {}),
})
const text = (value: unknown) => (typeof value === 'string' ? value : '')
/** The value of a field was written by the very control that reads it here. */
const own = <T,>(value: unknown, otherwise: T): T => (value === undefined || value === null ? otherwise : (value as T))

const paragraph: Draw = (props) => (
  <Input.TextArea
    {...aria(props)}
    autoSize={{ minRows: 3, maxRows: 14 }}
    value={text(props.value)}
    onChange={(event) => props.onChange(event.target.value)}
  />
)

/** One control per kind of field; a new kind does not compile until it is drawn. */
const draws: Record<FieldKind, Draw> = {
  line: (props) => (
    <Input
      {...aria(props)}
      autoComplete="off"
      value={text(props.value)}
      onChange={(event) => props.onChange(event.target.value)}
    />
  ),
  paragraph,
  lines: paragraph,
  'date-time': (props) => (
    <Input
      {...aria(props)}
      type="datetime-local"
      style={{ width: 240 }}
      value={text(props.value)}
      onChange={(event) => props.onChange(event.target.value)}
    />
  ),
  number: (props) => (
    <InputNumber
      {...aria(props)}
      min={0}
      max={999}
      value={own<number | null>(props.value, null)}
      onChange={props.onChange}
    />
  ),
  checkbox: () => null, // drawn with its label beside it
  choice: ({ id, field, value, onChange }) =>
    field.kind === 'choice' ? (
      <ChoiceControl id={id} of={field.of} values={field.values} value={value} onChange={onChange} />
    ) : null,
  grade: (props) => <GradeControl {...props} />,
  'scope-reason': (props) => <ScopeReasonControl {...props} />,
  limit: ({ id, value, onChange }) => (
    <LimitControl id={id} value={own<Limit | null>(value, null)} onChange={onChange} />
  ),
  unit: ({ id, value, onChange }) => <UnitPicker id={id} value={own<string | null>(value, null)} onChange={onChange} />,
  units: ({ id, value, onChange }) => (
    <UnitsPicker id={id} value={own<readonly string[]>(value, [])} onChange={onChange} />
  ),
  people: ({ id, value, onChange }) => (
    <PeoplePicker id={id} value={own<readonly string[]>(value, [])} onChange={onChange} />
  ),
  overseer: ({ id, value, onChange, scene }) => (
    <OverseerPicker id={id} scene={scene} value={own<Party | null>(value, null)} onChange={onChange} />
  ),
  'earlier-step': ({ id, value, onChange, scene }) => (
    <EarlierStepPicker id={id} scene={scene} value={own<string | null>(value, null)} onChange={onChange} />
  ),
  procedure: ({ id, value, onChange, scene }) => (
    <ProcedurePicker id={id} scene={scene} value={own<string | null>(value, null)} onChange={onChange} />
  ),
  colleague: ({ id, value, onChange }) => (
    <ColleaguePicker id={id} value={own<string | null>(value, null)} onChange={onChange} />
  ),
  party: ({ id, value, onChange }) => (
    <PartyPicker id={id} value={own<Party | null>(value, null)} onChange={onChange} />
  ),
  files: ({ id, value, onChange }) => (
    <FilesControl
      id={id}
      value={own<readonly AttachedNow[]>(value, [])}
      onChange={(change) => onChange((before: unknown) => change(own<readonly AttachedNow[]>(before, [])))}
    />
  ),
  'form-picker': ({ id, value, onChange, scene }) => (
    <FormPicker id={id} forms={scene.forms} value={own<string | null>(value, null)} onChange={onChange} />
  ),
  'filled-form': ({ id, value, onChange, scene, problems, isAttempted }) => {
    const definition = scene.forms.find((form) => form.formId === scene.task?.formId)
    return definition ? (
      <FilledFormControl
        id={id}
        definition={definition}
        value={own<FormValues>(value, {})}
        onChange={onChange}
        problems={problems}
        isAttempted={isAttempted}
      />
    ) : null
  },
  'held-papers': ({ value, onChange, scene }) => (
    <HeldPapersControl view={scene.view} value={own<readonly string[]>(value, [])} onChange={onChange} />
  ),
  'held-paper': ({ value, onChange, scene }) => (
    <HeldPaperControl view={scene.view} value={own<string | undefined>(value, undefined)} onChange={onChange} />
  ),
  item: ({ id, value, onChange }) => (
    <ItemPicker id={id} value={own<ItemRef | null>(value, null)} onChange={onChange} />
  ),
  material: ({ id, value, onChange, scene }) => (
    <MaterialControl
      id={id}
      view={scene.view}
      value={own<MaterialTyped | undefined>(value, undefined)}
      onChange={onChange}
    />
  ),
  'units-asked': ({ id, value, onChange }) => (
    <UnitsAskedControl id={id} rows={own<readonly UnitAsked[]>(value, [])} onChange={onChange} />
  ),
  'proposed-steps': ({ id, value, onChange, scene }) => (
    <ProposedStepsControl
      id={id}
      rows={own<readonly ProposedRow[]>(value, [])}
      onChange={onChange}
      forms={scene.forms}
    />
  ),
  'plan-steps': ({ id, value, onChange, scene }) => (
    <PlanStepsControl id={id} rows={own<readonly PlanRow[]>(value, [])} onChange={onChange} forms={scene.forms} />
  ),
  'paper-rows': ({ id, value, onChange }) => (
    <PaperRowsControl id={id} rows={own<readonly PaperRow[]>(value, [])} onChange={onChange} />
  ),
  applicant: (props) => <ApplicantAgain {...props} />,
  entry: ({ scene, value }) => (
    <blockquote className="case-quote">
      {scene.view.timeline.find((entry) => entry.seq === value)?.sentence ?? String(value ?? '')}
    </blockquote>
  ),
}

/** Masked numbers cannot be filled in from the case: the page says which there are. */
function ApplicantAgain({ id, value, onChange, scene, problems, isAttempted }: ControlProps) {
  const t = useTexts(controlTexts)
  const { phone, identity } = scene.view.state.applicant
  const registered = [phone?.masked, identity?.masked].filter(Boolean).join(' · ')
  return (
    <>
      {registered ? <p className="case-field-warning">{`${t.numbersAgain}${registered}`}</p> : null}
      <ApplicantControl
        id={id}
        value={own<ApplicantTyped>(value, blankApplicant)}
        onChange={onChange}
        problems={problems}
        isAttempted={isAttempted}
      />
    </>
  )
}

export const FieldControl = (props: ControlProps) => draws[props.field.kind](props)

export const CheckboxField = ({ label, value, onChange }: ControlProps & { readonly label: string }) => (
  <div className="case-field">
    <Checkbox checked={value === true} onChange={(event) => onChange(event.target.checked)}>
      {label}
    </Checkbox>
  </div>
)
