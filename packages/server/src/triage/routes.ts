import { addMinutes } from '@bancheng/core/kernel/time.ts'
import { triageContract } from '@bancheng/core/triage/contract.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { registerAssistant } from './assistant.ts'
import { hitRates, recordChoices } from './choices.ts'
import { Learning } from './learning.ts'
import { suggestionsFor } from './suggest.ts'

const MINUTES_OF_A_DAY = 24 * 60

export function registerTriage(app: FastifyInstance, deps: Deps): void {
  const learning = new Learning(deps, (error) => app.log.error(error))
  app.addHook('onClose', () => learning.close())
  registerAssistant(app, deps)
  bind(app, triageContract.suggest, async ({ session, body }) => {
    const known = await learning.of(session.centerId)
    return suggestionsFor(deps.db, session, known, body)
  })
  bind(app, triageContract.hitRates, async ({ session, query }) => {
    const { centerId } = session
    const known = await learning.of(centerId)
    const now = deps.clock()
    await recordChoices(deps.db, centerId, known, now)
    const since = addMinutes(now, -query.days * MINUTES_OF_A_DAY)
    const { cases, items, learntAt } = known
    return { rates: await hitRates(deps.db, centerId, since), learntFrom: { cases, items, at: learntAt } }
  })
}
