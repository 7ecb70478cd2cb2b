import type { PersonFacts } from '@bancheng/core/cases/context.ts'
import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import type { OfficePhone } from '@bancheng/core/kernel/office-phone.ts'
import type { ReceptionContext } from '@bancheng/core/reception/rules.ts'
import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { loadDirectory } from '../directory/reads.ts'
import type { Db } from '../platform/db.ts'
import { loadCenterRules } from '../policy/center.ts'

/** Who may be given a complaint, in the order in which they are asked. */
const RECEIVING = ['supervisor', 'leader'] as const

/** Everything that a rule of reception may know, as it stands in this transaction. */
export async function loadReceptionContext(
  deps: Pick<Deps, 'clock' | 'newId'>,
  db: Db,
  { centerId, actor }: { centerId: string; actor: PersonActor },
): Promise<ReceptionContext> {
  const now = deps.clock()
  const rules = await loadCenterRules(db, centerId)
  const { rows: units } = await sql<{ unitId: string; phones: OfficePhone[] }>`
    select unit_id as "unitId", phones from unit where center_id = ${centerId}
  `.execute(db)
  const readers = await readersOf(db, centerId)
  const phones = new Map(units.map((unit) => [unit.unitId, unit.phones]))
  return {
    now,
    actor,
    policy: rules.policyAt(now),
    calendar: rules.calendar,
    directory: await loadDirectory(db, centerId, now),
    newId: deps.newId,
    phonesOf: (unitId) => phones.get(unitId) ?? [],
    receivers: RECEIVING.flatMap((role) => readers.filter((person) => person.role === role)),
    readers,
  }
}

/** Who reads contacts. */
async function readersOf(db: Db, centerId: string): Promise<PersonFacts[]> {
  const { rows } = await sql<PersonFacts>`
    select p.person_id as "personId", p.name, p.unit_id as "unitId", a.role
    from account a join person p using (center_id, person_id)
    where a.center_id = ${centerId} and a.role in ('supervisor', 'leader', 'officer') and a.disabled_at is null
    order by p.sort_order, p.person_id
  `.execute(db)
  return rows
}
