import type { DirectoryOrganisation } from '@bancheng/core/directory/contract.ts'
import {
  directoryKeepingContract as contract,
  OrganisationDraft,
  OrganisationSeen,
  PersonDraft,
  PersonSeen,
  UnitDraft,
  UnitSeen,
} from '@bancheng/core/directory/keep.ts'
import type { OfficePhone } from '@bancheng/core/kernel/office-phone.ts'
import { call } from '../../api.ts'

type Unit = DirectoryOrganisation['units'][number]
type Person = Unit['people'][number]

/** What is being kept: an entry that stands, or a new one in its place. */
export type Kept =
  | { readonly kind: 'organisation'; readonly organisation: DirectoryOrganisation }
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'new-unit'; readonly organisationId: string }
  | { readonly kind: 'person'; readonly person: Person; readonly unitId: string }
  | { readonly kind: 'new-person'; readonly unitId: string }

/** Every field that any of them has; the form shows those of its kind. */
export type Typed = {
  readonly name?: string
  readonly title?: string
  readonly unitId?: string
  readonly address?: string
  readonly duties?: string
  readonly phones?: OfficePhone[]
}

export function typedOf(kept: Kept): Typed {
  switch (kept.kind) {
    case 'organisation':
      return { address: kept.organisation.address, duties: kept.organisation.duties }
    case 'unit':
      return { name: kept.unit.name, duties: kept.unit.duties, phones: kept.unit.phones }
    case 'new-unit':
      return { name: '', duties: '', phones: [] }
    case 'person':
      return { name: kept.person.name, title: kept.person.title, unitId: kept.unitId, phones: kept.person.phones }
    case 'new-person':
      return { name: '', title: '', unitId: kept.unitId, phones: [] }
  }
}

/** Under which name a draft of it is kept: a new person of this unit is not one of another. */
export function draftNameOf(kept: Kept): string {
  const subject = subjectOf(kept)
  if (subject) return `directory.${subject.kind}.${subject.id}`
  return `directory.${kept.kind}.${kept.kind === 'new-unit' ? kept.organisationId : typedOf(kept).unitId}`
}

/** Which entry it is, for its history; null while there is none yet. */
export function subjectOf(kept: Kept): { kind: 'organisation' | 'unit' | 'person'; id: string } | null {
  switch (kept.kind) {
    case 'organisation':
      return { kind: 'organisation', id: kept.organisation.organisationId }
    case 'unit':
      return { kind: 'unit', id: kept.unit.unitId }
    case 'person':
      return { kind: 'person', id: kept.person.personId }
    case 'new-unit':
    case 'new-person':
      return null
  }
}

const schemas = {
  organisation: OrganisationDraft,
  unit: UnitDraft,
  'new-unit': UnitDraft,
  person: PersonDraft,
  'new-person': PersonDraft,
} as const satisfies Record<Kept['kind'], unknown>

/** The fields that are wrong as typed. */
export function wrongOf(kept: Kept, typed: Typed): ReadonlySet<string> {
  const read = schemas[kept.kind].safeParse(typed)
  return new Set(read.success ? [] : read.error.issues.map(({ path }) => String(path[0])))
}

/** Sends what was typed; `before` is what the person saw. @throws Problem */
export async function send(kept: Kept, before: Typed, typed: Typed): Promise<void> {
  switch (kept.kind) {
    case 'organisation':
      await call(contract.saveOrganisation, {
        params: { organisationId: kept.organisation.organisationId },
        body: { before: OrganisationSeen.parse(before), draft: OrganisationDraft.parse(typed) },
      })
      return
    case 'unit':
      await call(contract.saveUnit, {
        params: { unitId: kept.unit.unitId },
        body: { before: UnitSeen.parse(before), draft: UnitDraft.parse(typed) },
      })
      return
    case 'new-unit':
      await call(contract.addUnit, { params: { organisationId: kept.organisationId }, body: UnitDraft.parse(typed) })
      return
    case 'person':
      await call(contract.savePerson, {
        params: { personId: kept.person.personId },
        body: { before: PersonSeen.parse(before), draft: PersonDraft.parse(typed) },
      })
      return
    case 'new-person':
      await call(contract.addPerson, { body: PersonDraft.parse(typed) })
  }
}

export const retire = (personId: string, before: Typed) =>
  call(contract.retirePerson, { params: { personId }, body: { before: PersonSeen.parse(before) } })
