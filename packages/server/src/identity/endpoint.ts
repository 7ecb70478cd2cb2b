import type { DeskAction } from '@bancheng/core/identity/permissions.ts'
import { deskActions, mayEver } from '@bancheng/core/identity/permissions.ts'
import type { Endpoint } from '@bancheng/core/kernel/contract.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { requireSession, type Session } from './session.ts'

type Out<S> = S extends z.ZodType ? z.output<S> : undefined
type Field<E, K extends string> = K extends keyof E ? Out<E[K]> : undefined

export type Asked<E extends Endpoint> = {
  readonly session: Session
  readonly params: Field<E, 'params'>
  readonly query: Field<E, 'query'>
  readonly body: Field<E, 'body'>
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

const isDeskAction = (permission: string): permission is DeskAction =>
  deskActions.some((action) => action === permission)

/** @throws Refusal forbidden: the role never does this */
export function requirePermission(session: Session, permission: string): void {
  if (permission === 'session') return
  if (!isDeskAction(permission)) throw new Error(`${permission} is no action of the desk`)
  if (!mayEver(permission, session.actor.role))
    throw new Refusal('forbidden', { action: permission, role: session.actor.role })
}

/**
 * Binds one line of a contract: what goes in is parsed by its schemas, the role is asked for its permission before the
 * body is read, and what goes out is checked. `reply` null means no content.
 */
export function bind<const E extends Endpoint>(
  app: FastifyInstance,
  endpoint: E,
  answer: (asked: Asked<E>) => Promise<z.input<E['reply']> | FastifyReply>,
): void {
  const { method, path, summary, params, query, body, reply } = endpoint
  app.route({
    method,
    url: path,
    schema: {
      summary,
      ...(params ? { params } : {}),
      ...(query ? { querystring: query } : {}),
      ...(body ? { body } : {}),
      ...(reply.def.type === 'any' || reply.def.type === 'null' ? {} : { response: { 200: reply } }),
    },
    preParsing: async (request) => requirePermission(requireSession(request), endpoint.permission),
    handler: async (request, response) => {
      // The validators above are these very schemas; Fastify does not carry their types through a function.
      const { params, query, body } = request as unknown as Pick<Asked<E>, 'params' | 'query' | 'body'>
      const answered = await answer({ session: requireSession(request), params, query, body, request, reply: response })
      return answered === null ? response.code(204).send() : answered
    },
  })
}
