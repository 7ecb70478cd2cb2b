import type { Role } from '@bancheng/core/kernel/actor.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { insertOrganisation, insertPerson, insertUnit } from '../directory/store.ts'
import { insertAccount } from '../identity/accounts.ts'
import type { Tx } from '../platform/db.ts'
import { bureaus } from './centre/bureaus.ts'
import { centreOrganisations } from './centre/centre-and-city.ts'
import { otherBureaus } from './centre/other-bureaus.ts'
import type { SampleOrganisation, SamplePerson, SampleUnit } from './centre/shape.ts'
import { SAMPLE_CENTER_ID } from './ids.ts'

const centerId = SAMPLE_CENTER_ID
export const sampleOrganisations: readonly SampleOrganisation[] = [...centreOrganisations, ...bureaus, ...otherBureaus]

/** One hash for all: the password of the sample is printed at every start and is no secret. */
type Accounts = { readonly passwordHash: string; readonly now: Instant }

/** 5555 is an exchange that no subscriber has. */
const phoneOf = (tail: string) => [{ label: '办公', number: `021-5555-${tail}` }]

/** The tree, superiors before those below them. */
export async function insertSampleDirectory(tx: Tx, accounts: Accounts): Promise<void> {
  for (const organisation of superiorsFirst(sampleOrganisations)) {
    await insertSampleOrganisation(tx, organisation)
    for (const [index, unit] of organisation.units.entries()) {
      await insertUnit(tx, {
        centerId,
        unitId: unit.id,
        organisationId: organisation.id,
        name: unit.name,
        duties: unit.duties,
        phones: phoneOf(unit.phone),
        sortOrder: index,
      })
      for (const [position, person] of unit.people.entries())
        await insertSamplePerson(tx, accounts, unit, person, position)
    }
  }
}

function superiorsFirst(organisations: readonly SampleOrganisation[]): SampleOrganisation[] {
  const depth = (one: SampleOrganisation): number => {
    const superior = organisations.find(({ id }) => id === one.superior)
    return superior ? depth(superior) + 1 : 0
  }
  return [...organisations].sort((a, b) => depth(a) - depth(b))
}

const insertSampleOrganisation = (tx: Tx, one: SampleOrganisation) =>
  insertOrganisation(tx, {
    centerId,
    organisationId: one.id,
    name: one.name,
    shortName: one.shortName,
    code: one.code,
    kind: one.kind ?? 'bureau',
    level: one.level ?? 'district',
    superiorOrganisationId: one.superior ?? null,
    address: one.level === 'city' ? '示例市示例大道 1 号' : '静安示例区示例路 100 号政务服务大厅',
    duties: one.duties,
    sortOrder: sampleOrganisations.indexOf(one) * 10,
  })

async function insertSamplePerson(
  tx: Tx,
  accounts: Accounts,
  unit: SampleUnit,
  [name, title, signInName, role]: SamplePerson,
  position: number,
): Promise<void> {
  const personId = signInName ?? `${unit.id}-${position + 1}`
  await insertPerson(tx, {
    centerId,
    personId,
    unitId: unit.id,
    name,
    title,
    phones: phoneOf(`${unit.phone}-${position + 1}`),
    sortOrder: position,
  })
  if (!signInName || !role) return
  const { passwordHash, now } = accounts
  await insertAccount(tx, { centerId, personId, signInName, role, passwordHash, mustChangePassword: false }, now)
}

export type SampleAccount = { readonly name: string; readonly role: Role; readonly label: string }

/** Everyone who can sign in, with what they are. */
export const everySampleAccount: readonly SampleAccount[] = sampleOrganisations.flatMap(({ shortName, units }) =>
  units.flatMap(({ people }) =>
    people.flatMap(([person, title, name, role]) =>
      name && role ? [{ name, role, label: `${person} · ${shortName} · ${title}` }] : [],
    ),
  ),
)
