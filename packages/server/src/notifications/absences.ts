import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import { loadDirectory } from '../directory/reads.ts'
import type { Session } from '../identity/session.ts'
import { type Db, inTransaction } from '../platform/db.ts'

type Absence = {
  readonly absenceId: string
  readonly personId: string
  readonly personName: string
  readonly standInId: string
  readonly standInName: string
  readonly from: Instant
  readonly until: Instant
}

export async function listAbsences(db: Db, centerId: string, now: Instant): Promise<Absence[]> {
  const { rows } = await sql<Absence>`
    select absence_id as "absenceId", b.person_id as "personId", p.name as "personName", b.stand_in_id as "standInId",
      s.name as "standInName", from_at as "from", until_at as "until"
    from absence b join person p on (p.center_id, p.person_id) = (b.center_id, b.person_id)
    join person s on (s.center_id, s.person_id) = (b.center_id, b.stand_in_id)
    where b.center_id = ${centerId} and until_at > ${now} order by from_at, absence_id
  `.execute(db)
  return rows
}

type NewAbsence = { personId: string; standInId: string; from: Instant; until: Instant }

/** @throws Refusal person-unknown · forbidden: only for oneself, unless one is the supervisor */
export async function addAbsence(deps: Deps, session: Session, absence: NewAbsence): Promise<string> {
  const { centerId, actor } = session
  if (actor.role !== 'supervisor' && absence.personId !== actor.personId)
    throw new Refusal('forbidden', { action: 'addAbsence', role: actor.role })
  const absenceId = deps.newId()
  await inTransaction(deps.db, async (tx) => {
    const directory = await loadDirectory(tx, centerId)
    const standIn = directory.person(absence.standInId)
    if (!directory.person(absence.personId) || !standIn) throw new Refusal('person-unknown')
    await sql`
      insert into absence (center_id, absence_id, person_id, stand_in_id, from_at, until_at, created_by, created_at)
      values (${centerId}, ${absenceId}, ${absence.personId}, ${absence.standInId}, ${absence.from}, ${absence.until},
        ${actor.personId}, ${deps.clock()})
    `.execute(tx)
    const object = { kind: 'absence', id: absenceId }
    await recordAccess(tx, deps, session, { action: 'absence.add', object, facts: { standIn: standIn.name } })
  })
  return absenceId
}

/** @throws Refusal not-found: it is over, somebody else's, or there never was one */
export async function endAbsence(deps: Deps, session: Session, absenceId: string): Promise<void> {
  const { centerId, actor } = session
  const now = deps.clock()
  await inTransaction(deps.db, async (tx) => {
    const { rows } = await sql`
      update absence set until_at = greatest(${now}::timestamptz, from_at + interval '1 second')
      where center_id = ${centerId} and absence_id = ${absenceId} and until_at > ${now}
        and (person_id = ${actor.personId} or ${actor.role === 'supervisor'}) returning absence_id
    `.execute(tx)
    if (rows.length === 0) throw new Refusal('not-found')
    await recordAccess(tx, deps, session, { action: 'absence.end', object: { kind: 'absence', id: absenceId } })
  })
}
