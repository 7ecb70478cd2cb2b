import type { DirectoryOrganisation } from '@bancheng/core/directory/contract.ts'
import type { OrganisationDraft, PersonDraft, UnitDraft } from '@bancheng/core/directory/keep.ts'
import type { OfficePhone } from '@bancheng/core/kernel/office-phone.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'
import { searchTextOf } from './search-text.ts'

export type NewOrganisation = Omit<DirectoryOrganisation, 'units'> & {
  readonly centerId: string
  readonly sortOrder: number
}
export type NewUnit = {
  readonly centerId: string
  readonly unitId: string
  readonly organisationId: string
  readonly name: string
  readonly duties: string
  readonly phones: readonly OfficePhone[]
  readonly sortOrder: number
}
export type NewPerson = {
  readonly centerId: string
  readonly personId: string
  readonly unitId: string
  readonly name: string
  readonly title: string
  readonly phones: readonly OfficePhone[]
  readonly sortOrder: number
}

export async function insertOrganisation(tx: Tx, one: NewOrganisation): Promise<void> {
  await sql`
    insert into organisation (center_id, organisation_id, code, name, short_name, kind, level, superior_organisation_id, address, duties, sort_order, search_text)
    values (${one.centerId}, ${one.organisationId}, ${one.code}, ${one.name}, ${one.shortName}, ${one.kind}, ${one.level},
      ${one.superiorOrganisationId}, ${one.address}, ${one.duties}, ${one.sortOrder}, ${searchTextOf(one.name, one.shortName, one.duties)})
  `.execute(tx)
}

export async function insertUnit(tx: Tx, one: NewUnit): Promise<void> {
  await sql`
    insert into unit (center_id, unit_id, organisation_id, name, duties, phones, sort_order, search_text)
    values (${one.centerId}, ${one.unitId}, ${one.organisationId}, ${one.name}, ${one.duties}, ${JSON.stringify(one.phones)},
      ${one.sortOrder}, ${searchTextOf(one.name, one.duties)})
  `.execute(tx)
}

export async function insertPerson(tx: Tx, one: NewPerson): Promise<void> {
  await sql`
    insert into person (center_id, person_id, unit_id, name, title, phones, sort_order, search_text)
    values (${one.centerId}, ${one.personId}, ${one.unitId}, ${one.name}, ${one.title}, ${JSON.stringify(one.phones)},
      ${one.sortOrder}, ${searchTextOf(one.name, one.title)})
  `.execute(tx)
}

/** A department that a list of items names and the directory does not know yet: a bureau with one unit to ask. */
export async function addBureau(
  tx: Tx,
  bureau: { centerId: string; organisationId: string; unitId: string; name: string },
): Promise<void> {
  const { centerId, organisationId, unitId, name } = bureau
  const common = { centerId, organisationId, name, duties: '', sortOrder: 2000 }
  await insertOrganisation(tx, {
    ...common,
    code: '',
    shortName: name,
    kind: 'bureau',
    level: 'district',
    superiorOrganisationId: null,
    address: '',
  })
  await insertUnit(tx, { ...common, unitId, name: '综合受理', phones: [] })
}

export async function organisationIdsByName(tx: Tx, centerId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ organisationId: string; name: string; shortName: string }>`
    select organisation_id as "organisationId", name, short_name as "shortName" from organisation where center_id = ${centerId}
    order by sort_order desc
  `.execute(tx)
  return new Map([
    ...rows.map((row) => [row.shortName, row.organisationId] as const),
    ...rows.map((row) => [row.name, row.organisationId] as const),
  ])
}

/** Its words and numbers as they are from now on; where it belongs stays. */
export async function updateUnit(tx: Tx, one: Omit<NewUnit, 'organisationId' | 'sortOrder'>): Promise<void> {
  await sql`
    update unit set name = ${one.name}, duties = ${one.duties}, phones = ${JSON.stringify(one.phones)},
      search_text = ${searchTextOf(one.name, one.duties)}
    where center_id = ${one.centerId} and unit_id = ${one.unitId}
  `.execute(tx)
}

export async function updatePerson(tx: Tx, one: Omit<NewPerson, 'unitId' | 'sortOrder'>): Promise<void> {
  await sql`
    update person set name = ${one.name}, title = ${one.title}, phones = ${JSON.stringify(one.phones)},
      search_text = ${searchTextOf(one.name, one.title)}
    where center_id = ${one.centerId} and person_id = ${one.personId}
  `.execute(tx)
}

export async function lockedOrganisation(
  tx: Tx,
  centerId: string,
  organisationId: string,
): Promise<OrganisationDraft | null> {
  const { rows } = await sql<OrganisationDraft>`
    select address, duties from organisation where center_id = ${centerId} and organisation_id = ${organisationId} for update
  `.execute(tx)
  return rows[0] ?? null
}

export async function lockedUnit(tx: Tx, centerId: string, unitId: string): Promise<UnitDraft | null> {
  const { rows } = await sql<UnitDraft>`
    select name, duties, phones from unit where center_id = ${centerId} and unit_id = ${unitId} for update
  `.execute(tx)
  return rows[0] ?? null
}

export async function lockedPerson(tx: Tx, centerId: string, personId: string): Promise<PersonDraft | null> {
  const { rows } = await sql<PersonDraft>`
    select unit_id as "unitId", name, title, phones from person
    where center_id = ${centerId} and person_id = ${personId} and retired_at is null for update
  `.execute(tx)
  return rows[0] ?? null
}

export async function hasAccount(tx: Tx, centerId: string, personId: string): Promise<boolean> {
  const { rows } = await sql`
    select from account where center_id = ${centerId} and person_id = ${personId} and disabled_at is null
  `.execute(tx)
  return rows.length > 0
}

export async function updateOrganisation(
  tx: Tx,
  one: OrganisationDraft & { readonly centerId: string; readonly organisationId: string },
): Promise<void> {
  const { rows } = await sql<{ name: string; shortName: string }>`
    update organisation set address = ${one.address}, duties = ${one.duties}
    where center_id = ${one.centerId} and organisation_id = ${one.organisationId}
    returning name, short_name as "shortName"
  `.execute(tx)
  for (const { name, shortName } of rows)
    await sql`
      update organisation set search_text = ${searchTextOf(name, shortName, one.duties)}
      where center_id = ${one.centerId} and organisation_id = ${one.organisationId}
    `.execute(tx)
}

type PersonKey = { readonly centerId: string; readonly personId: string }

export async function movePerson(
  tx: Tx,
  { centerId, personId, unitId }: PersonKey & { unitId: string },
): Promise<void> {
  await sql`update person set unit_id = ${unitId} where center_id = ${centerId} and person_id = ${personId}`.execute(tx)
}

export async function retirePersonAt(tx: Tx, { centerId, personId, now }: PersonKey & { now: Instant }): Promise<void> {
  await sql`update person set retired_at = ${now} where center_id = ${centerId} and person_id = ${personId}`.execute(tx)
}
