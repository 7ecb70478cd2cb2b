import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { type SmsReceipt, SmsReceipts } from '@bancheng/core/notifications/contract.ts'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Deps } from '../deps.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { requireSignature, SIGNATURE_HEADER, TIMESTAMP_HEADER } from '../platform/signature.ts'
import { isOutside, tellInstead } from './addresses.ts'
import { Posting } from './postings.ts'

const BODY_LIMIT = 1024 * 1024

/**
 * 状态报告: what became of an SMS after the provider took it, `{ id, delivered, reason }` or a list of them. Nobody is
 * signed in: the signature over the body as it was sent is the right, made with the secret with which we sign to them.
 */
export function registerReceipts(app: FastifyInstance, deps: Deps): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_, body, done) => done(null, body))
    const schema = {
      summary: 'What became of SMS messages; signed by the provider',
      response: { 200: z.object({ taken: z.int() }) },
    }
    scope.post('/api/sms/receipts', { bodyLimit: BODY_LIMIT, schema }, async (request) => {
      const { sms } = deps.config.outside
      if (!sms) throw new Refusal('sms-receipts-off')
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const { [TIMESTAMP_HEADER]: timestamp, [SIGNATURE_HEADER]: signature } = request.headers
      requireSignature(sms.secret, { timestamp, signature, body }, deps.clock())
      return { taken: await take(deps, readReceipts(body)) }
    })
  })
}

/** @throws Refusal invalid-input */
function readReceipts(body: Buffer): readonly SmsReceipt[] {
  try {
    return SmsReceipts.parse(JSON.parse(body.toString('utf8')))
  } catch {
    throw new Refusal('invalid-input')
  }
}

/** Each by itself, the first report of a message stands. @returns how many were of ours and new */
async function take(deps: Deps, receipts: readonly SmsReceipt[]): Promise<number> {
  const now = deps.clock()
  let taken = 0
  for (const receipt of receipts)
    taken += await inTransaction(deps.db, async (tx) => {
      const posting = await note(tx, receipt, now)
      if (posting && !receipt.delivered && isOutside(posting)) await tellInstead(tx, posting, now)
      return posting ? 1 : 0
    })
  return taken
}

/** Null: not one of ours, or reported on before. */
async function note(tx: Tx, { id, delivered, reason }: SmsReceipt, now: Instant): Promise<Posting | null> {
  const { rows } = await sql`
    update posting set delivered_at = case when ${delivered} then ${now}::timestamptz end,
      undelivered_at = case when ${delivered} then null else ${now}::timestamptz end,
      undelivered_why = case when ${delivered} then null else ${reason} end
    where posting_id = ${id} and channel = 'sms' and attempts > 0 and delivered_at is null and undelivered_at is null
    returning center_id as "centerId", posting_id as "postingId", channel, recipient, case_id as "caseId", number, topic,
      body, is_digest as "isDigest", attempts
  `.execute(tx)
  return rows[0] ? Posting.parse(rows[0]) : null
}
