import type { PersonActor } from '@bancheng/core/kernel/actor.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { FastifyRequest } from 'fastify'

/** Who sends this request. */
export type Session = {
  readonly sessionId: string
  readonly centerId: string
  readonly centerName: string
  readonly centerLetters: string
  readonly actor: PersonActor
  readonly signInName: string
  readonly unitName: string
  readonly organisationName: string
  readonly mustChangePassword: boolean
  readonly csrfToken: string
  /** The moment after which it is over, whatever happens. */
  readonly endsAt: Instant
  /** Where the request comes from, for the audit. */
  readonly address: string
}

const sessions = new WeakMap<FastifyRequest, Session>()

export const setSession = (request: FastifyRequest, session: Session): void => void sessions.set(request, session)
export const sessionOf = (request: FastifyRequest): Session | null => sessions.get(request) ?? null

/** @throws Refusal not-signed-in */
export function requireSession(request: FastifyRequest): Session {
  const session = sessions.get(request)
  if (!session) throw new Refusal('not-signed-in')
  return session
}
