import type { Directory, Level, OrganisationKind, PersonFacts, UnitFacts } from '@bancheng/core/cases/context.ts'
import { DirectoryOrganisation } from '@bancheng/core/directory/contract.ts'
import { presencesAt } from '@bancheng/core/directory/leave.ts'
import type { Role } from '@bancheng/core/kernel/actor.ts'
import { type Instant, instantOfMs } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Db } from '../platform/db.ts'
import { comingLeaves, leavesSince } from './presence.ts'

/** Before everything: nobody is away where nobody says when. */
const NEVER = instantOfMs(0)

/** What rules may know of units and people. Only who has an account can be given a task. */
export async function loadDirectory(db: Db, centerId: string, now: Instant | null = null): Promise<Directory> {
  const known = await loadUnitsAndPeople(db, centerId)
  const leaves = now ? await comingLeaves(db, centerId, now) : []
  return { ...known, ...presencesAt(leaves, now ?? NEVER, known.person) }
}

/** The directory at any moment since, with everybody who came or went meanwhile. Units and accounts count as they are now. */
export type DirectorySince = { readonly at: (moment: Instant) => Directory; readonly turns: readonly Instant[] }

export async function loadDirectorySince(db: Db, centerId: string, since: Instant, now: Instant) {
  const known = await loadUnitsAndPeople(db, centerId)
  const leaves = await leavesSince(db, centerId, since, now)
  const at = (moment: Instant): Directory => ({ ...known, ...presencesAt(leaves, moment, known.person) })
  const turns = leaves.flatMap(({ from, until }) => [from, until]).filter((turn) => since <= turn && turn <= now)
  return { at, turns: [...new Set(turns)].sort() } satisfies DirectorySince
}

async function loadUnitsAndPeople(db: Db, centerId: string): Promise<Omit<Directory, 'isAway' | 'standInOf'>> {
  const units = await sql<UnitFacts & { organisationKind: OrganisationKind; level: Level }>`
    select u.unit_id as "unitId", u.name, u.organisation_id as "organisationId", o.name as "organisationName",
      o.kind as "organisationKind", o.level, o.superior_organisation_id as "superiorOrganisationId"
    from unit u join organisation o using (center_id, organisation_id) where u.center_id = ${centerId}
    order by u.sort_order, u.unit_id
  `.execute(db)
  const people = await sql<PersonFacts & { role: Role }>`
    select p.person_id as "personId", p.name, p.unit_id as "unitId", a.role
    from person p join account a using (center_id, person_id) where p.center_id = ${centerId} and a.disabled_at is null
    order by p.sort_order, p.person_id
  `.execute(db)
  const unitById = new Map(units.rows.map((unit) => [unit.unitId, unit]))
  const personById = new Map(people.rows.map((person) => [person.personId, person]))
  const person = (personId: string) => personById.get(personId)
  const peopleByRole = Map.groupBy(people.rows, ({ role }) => role)
  const peopleByUnit = Map.groupBy(people.rows, (person) => person.unitId)
  const unitsByOrganisation = Map.groupBy(units.rows, (unit) => unit.organisationId)
  return {
    unit: (unitId) => unitById.get(unitId),
    person,
    unitsOf: (organisationId) => unitsByOrganisation.get(organisationId) ?? [],
    peopleOf: (unitId) => peopleByUnit.get(unitId) ?? [],
    peopleOfRole: (role) => peopleByRole.get(role) ?? [],
  }
}

/** The whole tree, as the page shows it. */
export async function directoryTree(db: Db, centerId: string, text: string): Promise<DirectoryOrganisation[]> {
  const pattern = text ? `%${text.toLowerCase().replace(/[%_\\]/g, '\\$&')}%` : null
  const { rows } = await sql`
    with found as (
      select o.organisation_id, ${pattern}::text is null or o.search_text like ${pattern} as is_itself
      from organisation o where o.center_id = ${centerId}
    ), units as (
      select u.*, ${pattern}::text is null or f.is_itself or u.search_text like ${pattern} as is_itself
      from unit u join found f using (organisation_id) where u.center_id = ${centerId}
    ), people as (
      select p.*, u.organisation_id, a.role from person p join units u using (center_id, unit_id)
      left join account a using (center_id, person_id)
      where p.retired_at is null and (u.is_itself or p.search_text like ${pattern} or exists (
        select from jsonb_array_elements(p.phones) phone where phone ->> 'number' like ${pattern}))
    )
    select o.organisation_id as "organisationId", o.name, o.short_name as "shortName", o.code, o.kind, o.level,
      o.superior_organisation_id as "superiorOrganisationId", o.address, o.duties, coalesce((
        select jsonb_agg(jsonb_build_object('unitId', u.unit_id, 'name', u.name, 'duties', u.duties, 'phones', u.phones,
          'people', coalesce((
            select jsonb_agg(jsonb_build_object('personId', p.person_id, 'name', p.name, 'title', p.title, 'role', p.role, 'phones', p.phones)
              order by p.sort_order, p.name)
            from people p where p.unit_id = u.unit_id), '[]')) order by u.sort_order, u.name)
        from units u
        where u.organisation_id = o.organisation_id and (u.is_itself or u.unit_id in (select unit_id from people))), '[]') as units
    from organisation o join found f using (organisation_id)
    where o.center_id = ${centerId} and (f.is_itself
      or exists (select from units u where u.organisation_id = o.organisation_id and u.is_itself)
      or exists (select from people p where p.organisation_id = o.organisation_id))
    order by o.sort_order, o.name
  `.execute(db)
  return z.array(DirectoryOrganisation).parse(rows)
}
