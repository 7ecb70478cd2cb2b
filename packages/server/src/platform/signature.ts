import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { type Instant, msOf } from '@bancheng/core/kernel/time.ts'

export const TIMESTAMP_HEADER = 'x-bancheng-timestamp'
export const SIGNATURE_HEADER = 'x-bancheng-signature'

/** `v1=` and HMAC-SHA256 in hex over the Unix seconds, a dot, and the body as it is sent. */
export const signatureOf = (secret: string, timestamp: string, body: string | Buffer): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`

/** How far apart two clocks may be; within it what is repeated has no second effect. */
export const WINDOW_SECONDS = 300

type Signed = { readonly timestamp: unknown; readonly signature: unknown; readonly body: Buffer }

/** @throws Refusal signature-invalid · signature-too-old */
export function requireSignature(secret: string, { timestamp, signature, body }: Signed, now: Instant): void {
  if (typeof timestamp !== 'string' || typeof signature !== 'string' || !/^\d{9,11}$/.test(timestamp))
    throw new Refusal('signature-invalid')
  const expected = Buffer.from(signatureOf(secret, timestamp, body))
  const given = Buffer.from(signature)
  if (expected.length !== given.length || !timingSafeEqual(expected, given)) throw new Refusal('signature-invalid')
  if (Math.abs(msOf(now) / 1000 - Number(timestamp)) > WINDOW_SECONDS) throw new Refusal('signature-too-old')
}
