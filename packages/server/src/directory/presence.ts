import type { PersonFacts } from '@bancheng/core/cases/context.ts'
import { asKnown, type KnownLeave, type Leave, type Presences, presencesAt } from '@bancheng/core/directory/leave.ts'
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

/** Every leave that anybody may have been on since, as it was known at each time. */
export async function leavesSince(db: Db, centerId: string, since: Instant, now: Instant): Promise<readonly Leave[]> {
  const { rows } = await sql<KnownLeave>`
    with known as (
      select c.*, lead(at) over (partition by absence_id order by number) as known_until
      from absence_change c where center_id = ${centerId}
        and absence_id in (select absence_id from absence where center_id = ${centerId} and from_at <= ${now} and until_at >= ${since})
    )
    select k.absence_id as "absenceId", b.person_id as "personId", k.stand_in_id as "standInId", k.from_at as "from",
      k.until_at as "until", k.at as "knownFrom", k.known_until as "knownUntil"
    from known k join absence b using (center_id, absence_id) where k.way <> 'withdrawn' order by k.from_at, k.absence_id, k.number
  `.execute(db)
  return asKnown(rows)
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
