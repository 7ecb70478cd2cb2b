import { checkIdentityCard, checkPhone, checkUscc } from '../kernel/identifiers.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { ApplicantInput } from './commands/inputs.ts'
import type { Context } from './context.ts'
import type { Applicant, Override } from './parties.ts'

type Suspect = { readonly field: 'uscc' | 'identity' | 'phone'; readonly problem: string }

/** Numbers that fail their published check (GB 32100, GB 11643, phone plans). A warning: a few real ones do fail. */
export function suspectNumbers(applicant: ApplicantInput): readonly Suspect[] {
  const suspects: Suspect[] = []
  if (applicant.uscc) {
    const check = checkUscc(applicant.uscc)
    if (!check.ok) suspects.push({ field: 'uscc', problem: check.problem })
  }
  if (applicant.identity && (applicant.identityKind === null || applicant.identityKind === 'identity-card')) {
    const check = checkIdentityCard(applicant.identity)
    if (!check.ok) suspects.push({ field: 'identity', problem: check.problem })
  }
  if (applicant.phone) {
    const check = checkPhone(applicant.phone)
    if (!check.ok) suspects.push({ field: 'phone', problem: check.problem })
  }
  return suspects
}

/**
 * The applicant as the log keeps them, numbers sealed.
 * @throws Refusal identifier-suspect: a number fails its check and nobody said why it stands all the same
 */
export function sealApplicant(applicant: ApplicantInput, overrides: readonly Override[], ctx: Context): Applicant {
  const unexplained = suspectNumbers(applicant).find(
    (suspect) => !overrides.some((override) => override.field === suspect.field),
  )
  if (unexplained) throw new Refusal('identifier-suspect', unexplained)
  return {
    kind: applicant.kind,
    name: applicant.name,
    contactName: applicant.contactName,
    uscc: applicant.uscc,
    identityKind: applicant.identity ? (applicant.identityKind ?? 'identity-card') : null,
    identity: applicant.identity ? ctx.seal('identity', applicant.identity) : null,
    phone: applicant.phone ? ctx.seal('phone', applicant.phone) : null,
    ...(applicant.refusesSms ? { refusesSms: true } : {}),
  }
}
