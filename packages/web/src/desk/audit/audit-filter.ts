import { auditContract } from '@bancheng/core/audit/contract.ts'
import type { z } from 'zod'

const fields = ['from', 'to', 'personId', 'action', 'objectId'] as const
export type AuditFilter = Partial<Pick<z.output<typeof auditContract.readAudit.query>, (typeof fields)[number]>>

/** What the address asks for; what it does not know it leaves out. */
export function readAuditFilter(search: URLSearchParams): AuditFilter {
  const { shape } = auditContract.readAudit.query
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = search.get(field)
      return value && shape[field].safeParse(value).success ? [[field, value]] : []
    }),
  )
}

export const writeAuditFilter = (filter: AuditFilter): Record<string, string> =>
  Object.fromEntries(fields.flatMap((field) => (filter[field] ? [[field, filter[field]]] : [])))
