import type { Role } from '@bancheng/core/kernel/actor.ts'
import type { Facts } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Tx } from '../platform/db.ts'

export type AuditEntry = {
  /** Null when nobody can say: a failed sign-in under a name that no centre has. */
  readonly centerId: string | null
  readonly auditId: string
  readonly at: Instant
  readonly person: { readonly personId: string | null; readonly name: string; readonly role: Role | null }
  readonly action: string
  readonly object?: { readonly kind: string; readonly id: string }
  readonly isSuccess?: boolean
  readonly address: string | null
  readonly facts?: Facts
}

/** One line of the audit, in the transaction of what it tells: both stand, or neither. */
export async function recordAudit(tx: Tx, entry: AuditEntry): Promise<void> {
  const { person, object } = entry
  await sql`
    insert into audit_entry (center_id, audit_id, at, person_id, person_name, role, action, object_kind, object_id, is_success, address, facts)
    values (${entry.centerId ?? '-'}, ${entry.auditId}, ${entry.at}, ${person.personId}, ${person.name}, ${person.role}, ${entry.action},
      ${object?.kind ?? null}, ${object?.id ?? null}, ${entry.isSuccess ?? true}, ${entry.address}, ${JSON.stringify(entry.facts ?? {})})
  `.execute(tx)
}
