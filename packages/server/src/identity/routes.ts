import { identityContract, type SessionView } from '@bancheng/core/identity/contract.ts'
import { deskActions, mayEver } from '@bancheng/core/identity/permissions.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Deps } from '../deps.ts'
import { localeOf } from '../platform/problem.ts'
import { bind } from './endpoint.ts'
import { guardApi, SESSION_COOKIE, sessionOfToken } from './guard.ts'
import type { Session } from './session.ts'
import { changePassword, signIn, signOut } from './sign-in.ts'
import { SESSION_HOURS } from './store.ts'

/** Must be registered before every other room: its guard stands before what comes after. */
export function registerIdentity(app: FastifyInstance, deps: Deps): void {
  guardApi(app, deps)
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: deps.config.secureCookies } as const
  const { body, path, summary, reply } = identityContract.signIn
  app.post(path, { schema: { summary, body, response: { 200: reply } } }, async (request, response) => {
    const attempt = body.parse(request.body)
    const token = await signIn(deps, attempt, request.ip)
    const session = await sessionOfToken(deps, token, request.ip)
    if (!session) throw new Error('a session ended the moment it began')
    noStore(response).setCookie(SESSION_COOKIE, token, { ...cookie, maxAge: SESSION_HOURS * 3600 })
    return viewOf(session, localeOf(request))
  })
  bind(app, identityContract.session, async ({ session, request, reply }) => {
    noStore(reply)
    return viewOf(session, localeOf(request))
  })
  bind(app, identityContract.signOut, async ({ session, reply }) => {
    await signOut(deps, session)
    reply.clearCookie(SESSION_COOKIE, cookie)
    return null
  })
  bind(app, identityContract.changePassword, async ({ session, body, request, reply }) => {
    await changePassword(deps, session, body)
    noStore(reply)
    return viewOf({ ...session, mustChangePassword: false }, localeOf(request))
  })
}

const noStore = (reply: FastifyReply) => reply.header('cache-control', 'no-store')

const viewOf = (session: Session, locale: 'zh' | 'en'): SessionView => ({
  person: { personId: session.actor.personId, name: session.actor.name, signInName: session.signInName },
  role: session.actor.role,
  unit: { unitId: session.actor.unitId, name: session.unitName, organisationName: session.organisationName },
  centerId: session.centerId,
  centerName: session.centerName,
  centerLetters: session.centerLetters,
  csrfToken: session.csrfToken,
  mustChangePassword: session.mustChangePassword,
  locale,
  can: session.mustChangePassword ? [] : deskActions.filter((action) => mayEver(action, session.actor.role)),
  endsAt: session.endsAt,
})
