import type { PersonFacts } from '@bancheng/core/cases/context.ts'
import { type Leave, type Presences, presencesAt } from '@bancheng/core/directory/leave.ts'
import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/** Every leave that takes place and is not over, whenever it begins. */
export async function comingLeaves(db: Db, centerId: string, now: Instant): Promise<Leave[]> {
  const { rows } = await sql<Leave>`
    select absence_id as "absenceId", person_id as "personId", stand_in_id as "standInId", from_at as "from", until_at as "until"
    from absence where center_id = ${centerId} and withdrawn_at is null and until_at > ${now} order by from_at, absence_id
  `.execute(db)
  return rows
}

/** Those whom leaves are about: they who go and they who stand in, as long as they have an account. */
async function peopleOf(db: Db, centerId: string, leaves: readonly Leave[]): Promise<Map<string, PersonFacts>> {
  const ids = [
    ...new Set(leaves.flatMap(({ personId, standInId }) => (standInId ? [personId, standInId] : [personId]))),
  ]
  if (ids.length === 0) return new Map()
  const { rows } = await sql<PersonFacts>`
    select p.person_id as "personId", p.name, p.unit_id as "unitId", a.role
    from person p join account a using (center_id, person_id)
    where p.center_id = ${centerId} and p.person_id = any(${ids}) and a.disabled_at is null
  `.execute(db)
  return new Map(rows.map((person) => [person.personId, person]))
}

export type PresencesNow = Presences & { readonly absent: readonly (PersonFacts & { readonly until: Instant })[] }

/** Who is away at this moment, and who is there for them. */
export async function loadPresences(db: Db, centerId: string, now: Instant): Promise<PresencesNow> {
  const leaves = (await comingLeaves(db, centerId, now)).filter(({ from }) => from <= now)
  const people = await peopleOf(db, centerId, leaves)
  const absent = leaves.flatMap(({ personId, until }) => {
    const person = people.get(personId)
    return person ? [{ ...person, until }] : []
  })
  return { ...presencesAt(leaves, now, (personId) => people.get(personId)), absent }
}

/** For whom this person stands in at this moment. */
export async function absentBehind(db: Db, centerId: string, actor: PersonActor, now: Instant) {
  const { absent, standInOf } = await loadPresences(db, centerId, now)
  return absent.filter(({ personId }) => standInOf(personId) === actor.personId)
}
