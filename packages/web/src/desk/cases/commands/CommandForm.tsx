import type { ProblemBody } from '../../../api.ts'
import { useTexts } from '../../../locale.tsx'
import { controlTexts } from './control-texts.ts'
import { SEEN_AT_ONCE } from './controls/ChoiceControl.tsx'
import { Labelled, LabelledGroup } from './controls/Labelled.tsx'
import { CheckboxField, FieldControl, groupKinds } from './FieldControl.tsx'
import { fieldTexts } from './field-texts.ts'
import './fields.css'
import { type Field, type Scene, shownFields, type Values } from './fields.ts'
import { type FieldProblem, isRequired } from './read-values.ts'

type Props = {
  readonly id: string
  readonly scene: Scene
  readonly values: Values
  readonly onChange: (change: (before: Values) => Values) => void
  readonly problems: readonly FieldProblem[]
  readonly isAttempted: boolean
  readonly serverErrors: ProblemBody['errors']
}

/** What stands under a field: the server's word first, then ours once sending was tried. */
function useSaid({ problems, isAttempted, serverErrors }: Props) {
  const t = useTexts(controlTexts)
  const words = { required: t.required, 'too-long': t.tooLong, wrong: t.wrong, 'one-lead': t.oneLead }
  const ofRow = ({ within, what }: FieldProblem) =>
    typeof within[0] === 'number' ? `${t.row(within[0] + 1)}：${words[what]}` : words[what]
  return (field: Field): string | undefined => {
    const told = serverErrors?.find(({ path }) => path.replace(/^input\./, '').split('.')[0] === field.name)
    if (told) return told.message
    const own = problems.find((problem) => problem.field === field.name)
    // A form and an applicant show the problems of their own fields.
    if (!own || !isAttempted || field.kind === 'filled-form' || field.kind === 'applicant') return undefined
    return ofRow(own)
  }
}

/** A long choice unfolds from one control and is named by a label, as any single control is. */
const isGroup = (field: Field) =>
  field.kind === 'choice' ? field.values.length <= SEEN_AT_ONCE : groupKinds.includes(field.kind)

/** The fields of one command, drawn from the table. */
export function CommandForm(props: Props) {
  const { id, scene, values, onChange, problems, isAttempted } = props
  const labels = useTexts(fieldTexts)
  const saidOf = useSaid(props)
  return shownFields(scene, values).map((field) => {
    const fieldId = `${id}-${field.name}`
    const said = saidOf(field)
    const set = (next: unknown | ((before: unknown) => unknown)) =>
      onChange((before) => ({
        ...before,
        [field.name]: typeof next === 'function' ? next(before[field.name]) : next,
      }))
    const control = {
      id: fieldId,
      field,
      value: values[field.name],
      onChange: set,
      scene,
      said,
      isAttempted,
      problems: problems.filter((problem) => problem.field === field.name),
    }
    if (field.kind === 'checkbox') return <CheckboxField key={field.name} {...control} label={labels[field.label]} />
    const Wrap = isGroup(field) ? LabelledGroup : Labelled
    return (
      <Wrap
        key={field.name}
        id={fieldId}
        label={labels[field.label]}
        hint={field.hint && labels[field.hint]}
        problem={said}
        isRequired={isRequired(field, scene, values)}
      >
        <FieldControl {...control} />
      </Wrap>
    )
  })
}
