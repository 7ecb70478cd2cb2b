import { directoryContract } from '@bancheng/core/directory/contract.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { directoryTree } from './reads.ts'

export function registerDirectory(app: FastifyInstance, deps: Deps): void {
  bind(app, directoryContract.viewDirectory, async ({ session, query }) => ({
    organisations: await directoryTree(deps.db, session.centerId, query.text ?? ''),
  }))
}
