import { AuditRow, type auditContract } from '@bancheng/core/audit/contract.ts'
import { addDays, instantAt } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../platform/db.ts'

type Query = z.output<typeof auditContract.readAudit.query>

/** Newest first; `cursor` is the last row's instant and id, so that new lines do not shift the pages. */
export async function auditPage(db: Db, centerId: string, query: Query) {
  const [at, id] = query.cursor?.split('~') ?? []
  const { rows } = await sql<Record<string, unknown>>`
    select audit_id as "auditId", at, person_id as "personId", person_name as "personName", role, action, object_kind as "objectKind",
      object_id as "objectId", is_success as "isSuccess", address, facts
    from audit_entry
    where center_id in (${centerId}, '-')
      and (${query.from ? instantAt(query.from, '00:00') : null}::timestamptz is null or at >= ${query.from ? instantAt(query.from, '00:00') : null})
      and (${query.to ? instantAt(query.to, '00:00') : null}::timestamptz is null or at < ${query.to ? instantAt(addDays(query.to, 1), '00:00') : null})
      and (${query.personId ?? null}::text is null or person_id = ${query.personId ?? null})
      and (${query.action ?? null}::text is null or action = ${query.action ?? null})
      and (${query.objectId ?? null}::text is null or object_id = ${query.objectId ?? null})
      and (${at ?? null}::timestamptz is null or (at, audit_id) < (${at ?? null}, ${id ?? ''}))
    order by at desc, audit_id desc
    limit ${query.size + 1}
  `.execute(db)
  const page = rows.slice(0, query.size).map((row) => AuditRow.parse(row))
  const last = page.at(-1)
  return { rows: page, nextCursor: rows.length > query.size && last ? `${last.at}~${last.auditId}` : null }
}
