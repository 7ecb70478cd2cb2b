import { suspectNumbers } from '@bancheng/core/cases/identity-checks.ts'
import { ApplicantKind, IdentityKind } from '@bancheng/core/cases/parties.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Input, Select } from 'antd'
import { useLocale, useTexts } from '../../../../locale.tsx'
import { type ApplicantTyped, readApplicant } from '../applicant-typed.ts'
import { controlTexts } from '../control-texts.ts'
import type { FieldProblem } from '../read-values.ts'
import { ChoiceControl } from './ChoiceControl.tsx'
import { describedBy, Labelled, LabelledGroup } from './Labelled.tsx'

type Props = {
  readonly id: string
  readonly value: ApplicantTyped
  readonly onChange: (value: ApplicantTyped) => void
  readonly problems: readonly FieldProblem[]
  readonly isAttempted: boolean
}
type TextKey = 'name' | 'contactName' | 'uscc' | 'identity' | 'phone'

/** Who asks. A number that fails its published check is warned of at once, and kept with a reason. */
export function ApplicantControl(props: Props) {
  const { id, value, onChange } = props
  const t = useTexts(controlTexts)
  const { locale } = useLocale()
  const isEnterprise = value.kind === 'enterprise'
  const set = (change: Partial<ApplicantTyped>) => onChange({ ...value, ...change })
  return (
    <div className="case-grid">
      <LabelledGroup id={`${id}-kind`} label={t.applicantKind}>
        <ChoiceControl
          id={`${id}-kind`}
          of="applicantKind"
          values={ApplicantKind.options}
          value={value.kind}
          // one of the options above
          onChange={(kind) => set({ kind: kind as ApplicantKind })}
        />
      </LabelledGroup>
      <TextField {...props} name="name" label={isEnterprise ? t.enterpriseName : t.name} isRequired />
      {isEnterprise ? <NumberField {...props} name="uscc" label={t.uscc} /> : null}
      {isEnterprise ? <TextField {...props} name="contactName" label={t.contactName} /> : null}
      <NumberField {...props} name="phone" label={t.phone} />
      <Labelled id={`${id}-identityKind`} label={t.identityKind}>
        <Select
          id={`${id}-identityKind`}
          style={{ width: '100%' }}
          value={value.identityKind}
          onChange={(identityKind) => set({ identityKind })}
          options={IdentityKind.options.map((kind) => ({ value: kind, label: labelOf('identityKind', kind, locale) }))}
        />
      </Labelled>
      <NumberField {...props} name="identity" label={t.identity} />
    </div>
  )
}

type FieldProps = Props & { readonly name: TextKey; readonly label: string; readonly isRequired?: boolean }

function TextField({ id, value, onChange, problems, isAttempted, name, label, isRequired = false }: FieldProps) {
  const t = useTexts(controlTexts)
  const isMissing = isAttempted && problems.some(({ within }) => within[0] === name)
  const problem = isMissing ? t.required : undefined
  const fieldId = `${id}-${name}`
  return (
    <Labelled id={fieldId} label={label} isRequired={isRequired} problem={problem}>
      <Input
        id={fieldId}
        autoComplete="off"
        value={value[name]}
        {...describedBy(fieldId, undefined, problem)}
        {...(problem ? { status: 'error' } : {})}
        onChange={(event) => onChange({ ...value, [name]: event.target.value })}
      />
    </Labelled>
  )
}

/** Shorter than any whole number of its kind: the person is still typing. */
const stillTyping = { uscc: 18, identity: 15, phone: 7 } as const

function useSuspect({ value, isAttempted }: Props, name: 'uscc' | 'identity' | 'phone'): string | null {
  const t = useTexts(controlTexts)
  const suspect = suspectNumbers(readApplicant(value).applicant).find(({ field }) => field === name)
  if (!suspect || (!isAttempted && value[name].trim().length < stillTyping[name])) return null
  const said: Record<string, string> = {
    'wrong-length': t.badLength,
    'wrong-characters': t.badCharacters,
    'wrong-check': t.badCheck,
    'wrong-organisation-check': t.badCheck,
  }
  return `${said[suspect.problem] ?? t.badOther}。${t.suspect}`
}

function NumberField(props: FieldProps & { readonly name: 'uscc' | 'identity' | 'phone' }) {
  const { id, value, onChange, name, label, isAttempted } = props
  const t = useTexts(controlTexts)
  const suspect = useSuspect(props, name)
  const fieldId = `${id}-${name}`
  const whyId = `${fieldId}-why`
  return (
    <Labelled id={fieldId} label={label}>
      <Input
        id={fieldId}
        autoComplete="off"
        inputMode={name === 'phone' ? 'tel' : 'text'}
        value={value[name]}
        {...(suspect ? { status: 'warning', 'aria-describedby': `${fieldId}-suspect` } : {})}
        onChange={(event) => onChange({ ...value, [name]: event.target.value })}
      />
      {suspect ? (
        <div id={`${fieldId}-suspect`} className="case-field-warning" role="status">
          {suspect}
        </div>
      ) : null}
      {suspect ? (
        <Input
          id={whyId}
          aria-label={t.why(label)}
          placeholder={t.why(label)}
          value={value.why[name] ?? ''}
          {...(isAttempted && !value.why[name]?.trim() ? { status: 'error', 'aria-invalid': true } : {})}
          onChange={(event) => onChange({ ...value, why: { ...value.why, [name]: event.target.value } })}
        />
      ) : null}
    </Labelled>
  )
}
