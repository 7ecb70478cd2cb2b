import type { CaseState } from '@bancheng/core/cases/state.ts'
import type { PersonActor, Role } from '@bancheng/core/kernel/actor.ts'
import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'
import type { Who } from './move.ts'

export type Staff = {
  readonly officers: readonly PersonActor[]
  /** @throws Error when nobody sits there: the sample centre has somebody at every desk */
  readonly actorFor: (who: Who, state: CaseState) => PersonActor
}

export async function loadStaff(db: Db, centerId: string): Promise<Staff> {
  const { rows } = await sql<{ personId: string; name: string; role: Role; unitId: string }>`
    select p.person_id as "personId", p.name, a.role, p.unit_id as "unitId"
    from account a join person p using (center_id, person_id) where a.center_id = ${centerId} order by person_id
  `.execute(db)
  const people = rows.map((row): PersonActor => ({ kind: 'person', ...row }))
  const officers = people.filter((person) => person.role === 'officer')
  const require = (found: PersonActor | undefined, whom: string): PersonActor => {
    if (!found) throw new Error(`nobody to act as ${whom}`)
    return found
  }
  const supervisor = people.find((person) => person.role === 'supervisor')
  return {
    officers,
    actorFor: (who, { ownerId, handlerIds }) => {
      switch (who.kind) {
        case 'owner':
          return require(people.find((person) => person.personId === ownerId), ownerId)
        case 'colleague':
          return require(officers.find((person) => !handlerIds.includes(person.personId)) ?? supervisor, 'colleague')
        case 'supervisor':
          return require(supervisor, 'supervisor')
        case 'unit':
          return require(people.find((person) => person.role === 'liaison' && person.unitId === who.unitId), who.unitId)
      }
    },
  }
}
