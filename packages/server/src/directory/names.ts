import type { Names } from '@bancheng/core/texts/sentences.ts'
import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

/** Names as people say them: the unit behind its organisation's short name; a centre's own unit needs none. */
export async function loadNames(
  db: Db,
  centerId: string,
): Promise<Names & { units: ReadonlyMap<string, string>; people: ReadonlyMap<string, string> }> {
  const { rows: units } = await sql<{ id: string; name: string }>`
    select u.unit_id as id, case when o.kind = 'centre' or o.short_name = u.name then u.name else o.short_name || u.name end as name
    from unit u join organisation o using (center_id, organisation_id) where u.center_id = ${centerId}
  `.execute(db)
  const { rows: people } = await sql<{ id: string; name: string }>`
    select person_id as id, name from person where center_id = ${centerId}
  `.execute(db)
  const unitNames = new Map(units.map((row) => [row.id, row.name]))
  const personNames = new Map(people.map((row) => [row.id, row.name]))
  return {
    unit: (unitId) => unitNames.get(unitId) ?? unitId,
    person: (personId) => personNames.get(personId) ?? personId,
    units: unitNames,
    people: personNames,
  }
}
