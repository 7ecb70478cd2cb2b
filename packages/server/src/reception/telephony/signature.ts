import { timingSafeEqual } from 'node:crypto'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { type Instant, msOf } from '@bancheng/core/kernel/time.ts'
import { signatureOf } from '../../platform/signature.ts'

export { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '../../platform/signature.ts'

/** How far apart the clocks of the exchange and of this desk may be; within it a repeated event has no second effect. */
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
