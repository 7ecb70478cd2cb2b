import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { instantOfMs, msOf } from '@bancheng/core/kernel/time.ts'
import { callerNumber, TelephonyEvent } from '@bancheng/core/reception/calls.ts'
import { receptionContract } from '@bancheng/core/reception/contract.ts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { Deps } from '../../deps.ts'
import { bind } from '../../identity/endpoint.ts'
import type { Db } from '../../platform/db.ts'
import { requireSignature, SIGNATURE_HEADER, TIMESTAMP_HEADER, WINDOW_SECONDS } from '../../platform/signature.ts'
import { Doorkeeper, telephonyHealth } from './health.ts'
import { hear, type Told } from './hear.ts'

const BODY_LIMIT = 16 * 1024

/**
 * What a telephone exchange tells. Nobody is signed in: the signature over the body as it was sent is the right, and
 * so the body is taken in unread.
 */
export function registerTelephony(app: FastifyInstance, deps: Deps): void {
  const doorkeeper = new Doorkeeper()
  bind(app, receptionContract.telephonyHealth, ({ session }) => telephonyHealth(deps, session.centerId, doorkeeper))
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    scope.post(
      '/api/telephony/events',
      {
        bodyLimit: BODY_LIMIT,
        schema: { summary: 'A call rings, is answered or ends; signed by the telephone exchange' },
      },
      async (request, reply) => {
        const secret = deps.config.telephonySecret
        if (!secret) throw new Refusal('telephony-off')
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
        const { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signature } = request.headers
        try {
          requireSignature(secret, { timestamp, signature, body }, deps.clock())
          await hear(deps, await toldBy(deps, body))
        } catch (error) {
          if (error instanceof Refusal) doorkeeper.refuse(error, deps.clock())
          throw error
        }
        return reply.code(204).send()
      },
    )
  })
}

/** @throws Refusal invalid-input */
async function toldBy(deps: Deps, body: Buffer): Promise<Told> {
  const { caller, center, at, recording, ...event } = readEvent(body)
  const centerId = await centerOf(deps.db, center)
  const when = instantOfMs(Date.parse(at))
  // A clock in another zone would lay every call in hours to come, and nobody would know why.
  if (msOf(when) > msOf(deps.clock()) + WINDOW_SECONDS * 1000) throw new Refusal('invalid-input', { field: 'at' })
  return { centerId, event: { ...event, at: when }, caller: callerNumber(caller), recording, source: 'http' }
}

/** @throws Refusal invalid-input */
function readEvent(body: Buffer): TelephonyEvent {
  try {
    return TelephonyEvent.parse(JSON.parse(body.toString('utf8')))
  } catch {
    throw new Refusal('invalid-input', { field: 'body' })
  }
}

/** The centre named by its letters; without them the only one. @throws Refusal invalid-input */
export async function centerOf(db: Db, letters: string | undefined): Promise<string> {
  const { rows } = await sql<{ centerId: string }>`
    select center_id as "centerId" from center where ${letters ?? null}::text is null or letters = ${letters?.toUpperCase() ?? null} limit 2
  `.execute(db)
  const [center, another] = rows
  if (!center || another) throw new Refusal('invalid-input', { field: 'center' })
  return center.centerId
}
