import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Db } from '../platform/db.ts'

export type Visit = {
  readonly linkId: string
  readonly at: Instant
  readonly action: string
  readonly address: string | null
}

/** As many as anybody reads; whoever wants more asks the audit itself. */
const MOST = 500

/** Whoever came by the links of a case, the newest first: what the audit says of it, and nothing besides. */
export async function visitsOfCase(
  db: Db,
  { centerId, caseId }: { readonly centerId: string; readonly caseId: string },
  kind: 'link' | 'rating',
): Promise<Visit[]> {
  const { rows } = await sql<Visit>`
    select facts ->> 'linkId' as "linkId", at, action, address from audit_entry
    where center_id = ${centerId} and object_id = ${caseId} and person_id is null and action like ${`${kind}.%`}
    order by at desc, audit_id desc limit ${MOST}
  `.execute(db)
  return rows
}
