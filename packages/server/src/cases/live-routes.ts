import { permissions } from '@bancheng/core/identity/permissions.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { requireSession, type Session } from '../identity/session.ts'
import type { Change } from '../platform/live.ts'

const HEARTBEAT_MS = 20_000

/** The same rule as `visible`: whoever could not open the case does not learn that it changed. */
function concerns(change: Change, { centerId, actor }: Session): boolean {
  const relations = permissions.viewCase[actor.role] ?? []
  return (
    change.centerId === centerId &&
    (relations.includes('any') || (relations.includes('unit') && change.unitIds.includes(actor.unitId)))
  )
}

/** Server-sent events: `change` {caseId, version} for each case that this person may see. Ends when the session does. */
export function registerLive(app: FastifyInstance, deps: Deps): void {
  app.get(
    '/api/live',
    { schema: { summary: 'Changes as they happen (text/event-stream)' } },
    async (request, reply) => {
      const session = requireSession(request)
      reply.hijack()
      const stream = reply.raw
      stream.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      })
      stream.write('retry: 2000\n\n')
      const unsubscribe = deps.live.subscribe((change) => {
        if (concerns(change, session))
          stream.write(`event: change\ndata: ${JSON.stringify({ caseId: change.caseId, version: change.version })}\n\n`)
      })
      const unsubscribeSignals = deps.live.onSignal(({ centerId, recipientId, topic, subjectId }) => {
        if (centerId === session.centerId && recipientId === session.actor.personId)
          stream.write(`event: signal\ndata: ${JSON.stringify({ topic, subjectId })}\n\n`)
      })
      const heartbeat = setInterval(() => {
        if (deps.clock() >= session.endsAt) stream.end()
        else stream.write(': still here\n\n')
      }, HEARTBEAT_MS)
      stream.on('close', () => {
        clearInterval(heartbeat)
        unsubscribe()
        unsubscribeSignals()
      })
    },
  )
}
