import { auditContract } from '@bancheng/core/audit/contract.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { inTransaction } from '../platform/db.ts'
import { recordAccess } from './access.ts'
import { auditPage } from './reads.ts'

export function registerAudit(app: FastifyInstance, deps: Deps): void {
  bind(app, auditContract.readAudit, async ({ session, query }) => {
    const page = await auditPage(deps.db, session.centerId, query)
    await inTransaction(deps.db, (tx) => recordAccess(tx, deps, session, { action: 'audit.read' }))
    return page
  })
}
