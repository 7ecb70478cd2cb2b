import { z } from 'zod'
import { Role } from '../kernel/actor.ts'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { Instant, LocalDate } from '../kernel/time.ts'

/** One line of the audit: who, when, from where, did or looked at what, and whether it succeeded (GB/T 22239-2019 8.1.4.3). */
export const AuditRow = z.object({
  auditId: Id,
  at: Instant,
  personId: Id.nullable(),
  personName: z.string(),
  role: Role.nullable(),
  action: z.string(),
  objectKind: z.string().nullable(),
  objectId: z.string().nullable(),
  isSuccess: z.boolean(),
  address: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
export type AuditRow = z.infer<typeof AuditRow>

export const auditContract = contract({
  readAudit: {
    method: 'GET',
    path: '/api/audit',
    query: z.object({
      from: LocalDate.optional(),
      to: LocalDate.optional(),
      personId: Id.optional(),
      action: z.string().max(100).optional(),
      objectId: z.string().max(100).optional(),
      cursor: z.string().max(500).optional(),
      size: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({ rows: z.array(AuditRow), nextCursor: z.string().nullable() }),
    permission: 'readAudit',
    audit: 'audit.read',
    summary: 'The audit, newest first',
  },
})
