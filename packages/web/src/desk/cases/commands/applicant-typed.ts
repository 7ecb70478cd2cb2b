import type { ApplicantInput } from '@bancheng/core/cases/commands/inputs.ts'
import type { ApplicantKind, IdentityKind, Override } from '@bancheng/core/cases/parties.ts'

type NumberField = 'uscc' | 'identity' | 'phone'

/** The applicant while it is typed: plain texts, and for a number that fails its check the reason why it stands. */
export type ApplicantTyped = {
  readonly kind: ApplicantKind
  readonly name: string
  readonly contactName: string
  readonly uscc: string
  readonly identityKind: IdentityKind
  readonly identity: string
  readonly phone: string
  readonly why: Readonly<Partial<Record<NumberField, string>>>
}

export const blankApplicant: ApplicantTyped = {
  kind: 'person',
  name: '',
  contactName: '',
  uscc: '',
  identityKind: 'identity-card',
  identity: '',
  phone: '',
  why: {},
}

const orNull = (text: string) => text.trim() || null

/** As the command wants it. What belongs to an enterprise is left behind when the kind was changed to a person. */
export function readApplicant(typed: ApplicantTyped): {
  readonly applicant: ApplicantInput
  readonly overrides: readonly Override[]
} {
  const isEnterprise = typed.kind === 'enterprise'
  const applicant: ApplicantInput = {
    kind: typed.kind,
    name: typed.name.trim(),
    contactName: isEnterprise ? orNull(typed.contactName) : null,
    uscc: isEnterprise ? orNull(typed.uscc) : null,
    identityKind: orNull(typed.identity) ? typed.identityKind : null,
    identity: orNull(typed.identity),
    phone: orNull(typed.phone),
  }
  const fields: readonly NumberField[] = ['uscc', 'identity', 'phone']
  const overrides = fields.flatMap((field): Override[] => {
    const reason = typed.why[field]?.trim()
    return applicant[field] && reason ? [{ field, reason }] : []
  })
  return { applicant, overrides }
}

/** Without the numbers by which a person is found: those never lie in the browser's store. */
export const withoutNumbers = (typed: ApplicantTyped): ApplicantTyped => ({ ...typed, identity: '', phone: '' })
