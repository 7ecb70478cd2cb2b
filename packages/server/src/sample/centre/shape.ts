import type { OrganisationKind, OrganisationLevel } from '@bancheng/core/directory/contract.ts'
import type { Role } from '@bancheng/core/kernel/actor.ts'
import type { z } from 'zod'

/** Name, title, and for whoever can sign in: sign-in name and role. */
export type SamplePerson = readonly [name: string, title: string, signInName?: string, role?: Role]

/** `phone` is the tail of 021-5555-…, a number that nobody has. */
export type SampleUnit = {
  readonly id: string
  readonly name: string
  readonly duties: string
  readonly phone: string
  readonly people: readonly SamplePerson[]
}

export type SampleOrganisation = {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly kind?: z.infer<typeof OrganisationKind>
  readonly level?: z.infer<typeof OrganisationLevel>
  readonly superior?: string
  readonly duties: string
  readonly units: readonly SampleUnit[]
}

/** One unit, the first of its people answering for it at the desk. */
export const unit = (
  id: string,
  name: string,
  duties: string,
  phone: string,
  ...people: readonly SamplePerson[]
): SampleUnit => ({ id, name, duties, phone, people })

export const liaison = (name: string, signInName: string, title = '窗口联络员'): SamplePerson => [
  name,
  title,
  signInName,
  'liaison',
]
