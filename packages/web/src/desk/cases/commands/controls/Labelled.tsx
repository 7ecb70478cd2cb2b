import type { ReactNode } from 'react'

type Props = {
  /** Of the control, or of the group's name. */
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly problem?: string | undefined
  readonly isRequired?: boolean
  readonly children: ReactNode
}

const under = ({ id, hint, problem }: Props) => (
  <>
    {hint ? (
      <div id={`${id}-hint`} className="case-field-hint">
        {hint}
      </div>
    ) : null}
    {problem ? (
      <div id={`${id}-problem`} className="case-field-problem" role="alert">
        {problem}
      </div>
    ) : null}
  </>
)

const marked = (isRequired: boolean | undefined) => (isRequired ? 'case-field-label is-required' : 'case-field-label')

/** One control under its label. */
export const Labelled = (props: Props) => (
  <div className="case-field">
    <label className={marked(props.isRequired)} htmlFor={props.id}>
      {props.label}
    </label>
    {props.children}
    {under(props)}
  </div>
)

/** Several controls under one name. */
export const LabelledGroup = (props: Props) => (
  <fieldset className="case-field" aria-describedby={props.hint ? `${props.id}-hint` : undefined}>
    <legend className={marked(props.isRequired)}>{props.label}</legend>
    {props.children}
    {under(props)}
  </fieldset>
)

/** What a control says to a screen reader about its hint and its problem. */
export const describedBy = (id: string, hint: unknown, problem: unknown) => ({
  'aria-describedby': [hint ? `${id}-hint` : '', problem ? `${id}-problem` : ''].filter(Boolean).join(' ') || undefined,
  'aria-invalid': Boolean(problem) || undefined,
})
