import { CSRF_HEADER } from '@bancheng/core/identity/contract.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Deps } from '../deps.ts'
import { equalTokens, sha256 } from '../platform/crypto.ts'
import { type Session, setSession } from './session.ts'
import { sessionByToken, touchSession } from './store.ts'

export const SESSION_COOKIE = 'bancheng_session'
const csrfOf = (token: string): string => sha256(`csrf ${token}`)

/** What may be asked without a session, and what even while the first password still stands. */
const open = new Set([
  'POST /api/session',
  'GET /api/openapi.json',
  'POST /api/telephony/events',
  'POST /api/sms/receipts',
  'GET /api/public/order/goals',
  'GET /api/public/order/goals/:goalId',
  'POST /api/public/order/goals/:goalId/advice',
  'POST /api/public/order/goals/:goalId/report',
  'GET /api/public/link',
  'POST /api/public/link/code',
  'POST /api/public/link/files',
  'GET /api/public/link/files/:fileId',
  'POST /api/public/link/answer',
  'GET /api/public/rating',
  'POST /api/public/rating',
  'POST /api/public/rating/addition',
])
const whileFirstPasswordStands = new Set(['GET /api/session', 'DELETE /api/session', 'PUT /api/session/password'])

/**
 * Stands before every route of /api that is registered after it: no session, no answer. A new route is closed until
 * somebody opens it above.
 */
export function guardApi(app: FastifyInstance, deps: Deps): void {
  app.addHook('onRequest', async (request) => {
    // The route that was matched, not the address as it was typed: /%61pi/… is matched too.
    const path = request.routeOptions.url ?? ''
    const route = `${request.method === 'HEAD' ? 'GET' : request.method} ${path}`
    if (!path.startsWith('/api/') || open.has(route)) return
    const session = await loadSession(request, deps)
    if (!session) throw new Refusal('not-signed-in')
    setSession(request, session)
    if (request.method !== 'GET' && request.method !== 'HEAD') requireCsrfToken(request, session)
    if (session.mustChangePassword && !whileFirstPasswordStands.has(route)) throw new Refusal('password-must-change')
  })
}

/** @throws Refusal csrf-failed: another site can send the cookie, but it cannot read the token */
function requireCsrfToken(request: FastifyRequest, session: Session): void {
  const token = request.headers[CSRF_HEADER]
  if (typeof token !== 'string' || !equalTokens(token, session.csrfToken)) throw new Refusal('csrf-failed')
}

async function loadSession(request: FastifyRequest, deps: Deps): Promise<Session | null> {
  const token = request.cookies[SESSION_COOKIE]
  return token ? sessionOfToken(deps, token, request.ip) : null
}

export async function sessionOfToken(deps: Deps, token: string, address: string): Promise<Session | null> {
  const now = deps.clock()
  const row = await sessionByToken(deps.db, sha256(token), now)
  if (!row) return null
  await touchSession(deps.db, row, now)
  const { personId, name, role, unitId, lastSeenAt: _, ...rest } = row
  return { ...rest, actor: { kind: 'person', personId, name, role, unitId }, csrfToken: csrfOf(token), address }
}
