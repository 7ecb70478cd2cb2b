import { CatalogueReport, type NewReport, REPORT_LIMIT } from '@bancheng/core/catalogue/qa/report.ts'
import { permissions } from '@bancheng/core/identity/permissions.ts'
import { dueAfter } from '@bancheng/core/kernel/calendar.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { recordAccess } from '../../audit/access.ts'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import { type Db, inTransaction, type Tx } from '../../platform/db.ts'
import { loadCenterRules } from '../../policy/center.ts'

type Input = z.output<typeof NewReport>

/** Becomes a task of whoever keeps the entry; the same person saying it again is told of the first. */
export async function report(deps: Deps, session: Session, said: Input): Promise<{ reportId: string }> {
  const { centerId, actor } = session
  return inTransaction(deps.db, async (tx) => {
    const standing = await standingReport(tx, session, said)
    if (standing) return { reportId: standing }
    const reportId = deps.newId()
    const now = deps.clock()
    const { calendar } = await loadCenterRules(tx, centerId)
    const { dueAt } = dueAfter({ calendar, start: now, limit: REPORT_LIMIT, pauses: [] })
    await sql`
      insert into catalogue_report (center_id, report_id, subject_kind, subject_id, subject_name, fault, note, reported_by,
        reported_at, keeper_unit_id, due_at)
      values (${centerId}, ${reportId}, ${said.subjectKind}, ${said.subjectId}, ${said.subjectName}, ${said.fault},
        ${said.note}, ${actor.personId}, ${now}, ${await keeperUnit(tx, centerId, said)}, ${dueAt})
    `.execute(tx)
    await recordAccess(tx, deps, session, {
      action: 'catalogue.report',
      object: { kind: said.subjectKind, id: said.subjectId ?? reportId },
      facts: { fault: said.fault },
    })
    return { reportId }
  })
}

async function standingReport(tx: Tx, { centerId, actor }: Session, said: Input): Promise<string | null> {
  const { rows } = await sql<{ reportId: string }>`
    select report_id as "reportId" from catalogue_report
    where center_id = ${centerId} and reported_by = ${actor.personId} and settled_at is null
      and subject_kind = ${said.subjectKind} and coalesce(subject_id, subject_name) = ${said.subjectId ?? said.subjectName}
  `.execute(tx)
  return rows[0]?.reportId ?? null
}

/** The unit that answers for the entry; null: the window itself. @throws Refusal not-found */
async function keeperUnit(tx: Tx, centerId: string, { subjectKind, subjectId }: Input): Promise<string | null> {
  if (subjectKind === 'nothing-found') return null
  const keepers: Record<typeof subjectKind, RawBuilder<{ unitId: string | null }>> = {
    item: sql`select (select unit_id from unit u where u.center_id = i.center_id and u.organisation_id = i.organisation_id
        order by sort_order limit 1) as "unitId" from item i
      where i.center_id = ${centerId} and i.item_id = ${subjectId} and i.is_current`,
    qa: sql`select unit_id as "unitId" from qa where center_id = ${centerId} and qa_id = ${subjectId} and is_current`,
    unit: sql`select unit_id as "unitId" from unit where center_id = ${centerId} and unit_id = ${subjectId}`,
    person: sql`select unit_id as "unitId" from person where center_id = ${centerId} and person_id = ${subjectId}`,
  }
  const { rows } = await keepers[subjectKind].execute(tx)
  if (!rows[0]) throw new Refusal('not-found')
  return rows[0].unitId
}

/** Whoever keeps the catalogue sees all of it; a unit what it keeps, and everyone what they said themselves. */
function mine({ actor }: Session): RawBuilder<unknown> {
  const relations = permissions.settleReport[actor.role] ?? []
  if (relations.includes('any')) return sql`true`
  const own = sql`r.reported_by = ${actor.personId}`
  return relations.includes('unit') ? sql`(${own} or r.keeper_unit_id = ${actor.unitId})` : own
}

const maySettle = ({ actor }: Session): RawBuilder<unknown> => {
  const relations = permissions.settleReport[actor.role] ?? []
  if (relations.includes('any')) return sql`true`
  return relations.includes('unit') ? sql`coalesce(r.keeper_unit_id = ${actor.unitId}, false)` : sql`false`
}

const SHOWN = 500

export async function findReports(db: Db, session: Session, state: 'open' | 'settled', now: Instant) {
  const isOpen = state === 'open'
  const { rows } = await sql`
    select r.report_id as "reportId", r.subject_kind as "subjectKind", r.subject_id as "subjectId",
      r.subject_name as "subjectName", r.fault, r.note, b.name as "reportedByName", r.reported_at as "reportedAt",
      coalesce(u.name, '') as "keeperName", r.due_at as "dueAt", r.settled_at is null and r.due_at < ${now} as "isLate",
      r.settled_at as "settledAt", s.name as "settledByName", r.settlement, r.settled_at is null and ${maySettle(session)} as "maySettle"
    from catalogue_report r join person b on (b.center_id, b.person_id) = (r.center_id, r.reported_by)
      left join person s on (s.center_id, s.person_id) = (r.center_id, r.settled_by)
      left join unit u on (u.center_id, u.unit_id) = (r.center_id, r.keeper_unit_id)
    where r.center_id = ${session.centerId} and (r.settled_at is null) = ${isOpen} and ${mine(session)}
    order by ${isOpen ? sql`r.due_at` : sql`r.settled_at desc`}, r.report_id limit ${SHOWN}
  `.execute(db)
  return z.array(CatalogueReport).parse(rows)
}

/** @throws Refusal not-found: settled already, unknown, or another unit's */
export async function settleReport(deps: Deps, session: Session, reportId: string, settlement: string) {
  return inTransaction(deps.db, async (tx) => {
    const { rows } = await sql`
      update catalogue_report r set settled_at = ${deps.clock()}, settled_by = ${session.actor.personId}, settlement = ${settlement}
      where r.center_id = ${session.centerId} and r.report_id = ${reportId} and r.settled_at is null and ${maySettle(session)}
      returning r.report_id
    `.execute(tx)
    if (rows.length === 0) throw new Refusal('not-found')
    await recordAccess(tx, deps, session, {
      action: 'catalogue.settle-report',
      object: { kind: 'catalogue-report', id: reportId },
    })
    return { reportId }
  })
}
