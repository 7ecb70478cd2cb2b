import { Party } from '@bancheng/core/cases/words.ts'
import { CatalogueReport } from '@bancheng/core/catalogue/qa/report.ts'
import { permissions } from '@bancheng/core/identity/permissions.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { Locale } from '@bancheng/core/texts/refusals.ts'
import { sayParty } from '@bancheng/core/texts/sentences.ts'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { loadNames } from '../../directory/names.ts'
import type { Session } from '../../identity/session.ts'
import type { Db } from '../../platform/db.ts'

const keysOf = ({ actor }: Session) => [`person:${actor.personId}`, `unit:${actor.unitId}`]

/** Whoever keeps the catalogue may settle any; a unit what waits for it. */
export function maySettle(session: Session): RawBuilder<boolean> {
  const relations = permissions.settleReport[session.actor.role] ?? []
  if (relations.includes('any')) return sql`true`
  return relations.includes('unit') ? sql`t.party_key = any(${keysOf(session)})` : sql`false`
}

/** And everyone sees what they said themselves. */
const mine = (session: Session): RawBuilder<boolean> =>
  sql`(${maySettle(session)} or r.reported_by = ${session.actor.personId})`

const Row = CatalogueReport.omit({ keeperName: true }).extend({ party: Party })

const select = (session: Session, now: Instant) => sql`
  select r.report_id as "reportId", r.subject_kind as "subjectKind", r.subject_id as "subjectId",
    r.subject_name as "subjectName", r.subject_version as "subjectVersion", case r.subject_kind
      when 'item' then (select version from item i where (i.center_id, i.item_id) = (r.center_id, r.subject_id) and i.is_current)
      when 'qa' then (select version from qa q where (q.center_id, q.qa_id) = (r.center_id, r.subject_id) and q.is_current)
    end as "currentVersion",
    r.fault, r.note, b.name as "reportedByName", r.reported_at as "reportedAt", t.party, t.due_at as "dueAt",
    r.settled_at is null and t.due_at < ${now} as "isLate", r.settled_at as "settledAt", s.name as "settledByName",
    r.outcome, r.corrected_version as "correctedVersion", r.settlement,
    r.settled_at is null and ${maySettle(session)} as "maySettle"
  from catalogue_report r join reception_task t on (t.center_id, t.report_id) = (r.center_id, r.report_id)
    left join person b on (b.center_id, b.person_id) = (r.center_id, r.reported_by)
    left join person s on (s.center_id, s.person_id) = (r.center_id, r.settled_by)
`

const SHOWN = 500

type Asking = { readonly session: Session; readonly locale: Locale; readonly now: Instant }

export async function findReports(
  db: Db,
  { session, locale, now }: Asking,
  state: 'open' | 'settled',
): Promise<CatalogueReport[]> {
  const isOpen = state === 'open'
  const { rows } = await sql`
    ${select(session, now)}
    where r.center_id = ${session.centerId} and (r.settled_at is null) = ${isOpen} and ${mine(session)}
    order by ${isOpen ? sql`t.due_at` : sql`r.settled_at desc`}, r.report_id limit ${SHOWN}
  `.execute(db)
  return shown(db, session, locale, rows)
}

/** @throws Refusal not-found: unknown, and another unit's, look the same */
export async function viewReport(db: Db, { session, locale, now }: Asking, reportId: string): Promise<CatalogueReport> {
  const { rows } = await sql`
    ${select(session, now)} where r.center_id = ${session.centerId} and r.report_id = ${reportId} and ${mine(session)}
  `.execute(db)
  const [found] = await shown(db, session, locale, rows)
  if (!found) throw new Refusal('not-found')
  return found
}

async function shown(db: Db, { centerId }: Session, locale: Locale, rows: unknown): Promise<CatalogueReport[]> {
  const names = await loadNames(db, centerId)
  return z
    .array(Row)
    .parse(rows)
    .map(({ party, ...row }) => ({ ...row, keeperName: sayParty(party, names, locale) }))
}
