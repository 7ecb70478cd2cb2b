import { localDateOf } from '@bancheng/core/kernel/time.ts'
import { searchContract } from '@bancheng/core/search/contract.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { createIndexes } from './indexes.ts'
import { search } from './search.ts'

export function registerSearch(app: FastifyInstance, deps: Deps): void {
  const indexes = createIndexes(deps)
  app.addHook('onListen', async () => {
    // In the background: the desk opens at once, and whoever searches first waits for the rest of it.
    void indexes.warm().catch((error: unknown) => app.log.error({ err: error }, 'search is not ready'))
  })
  app.addHook('onClose', async () => indexes.close())
  bind(app, searchContract.search, async ({ session, query }) => ({
    groups: await search(
      {
        db: deps.db,
        crypto: deps.crypto,
        index: await indexes.of(session.centerId),
        centerId: session.centerId,
        actor: session.actor,
        today: localDateOf(deps.clock()),
      },
      query,
    ),
  }))
}
