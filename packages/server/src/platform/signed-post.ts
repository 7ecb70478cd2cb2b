import { type Instant, msOf } from '@bancheng/core/kernel/time.ts'
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from './signature.ts'

const TIMEOUT_MS = 10_000

export type SignedPost = {
  readonly url: string
  readonly secret: string
  readonly body: string
  readonly now: Instant
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Posts JSON, signed. It follows no redirect: the address that an administrator wrote is the one that is told.
 * @throws Error when there was no answer in ten seconds
 */
export function signedPost({ url, secret, body, now, headers }: SignedPost): Promise<Response> {
  const timestamp = String(Math.floor(msOf(now) / 1000))
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      'content-type': 'application/json',
      ...headers,
      [TIMESTAMP_HEADER]: timestamp,
      [SIGNATURE_HEADER]: signatureOf(secret, timestamp, body),
    },
    body,
  })
}

/** @throws Error when it was not taken: a status other than 2xx */
export async function requireTaken(answer: Response): Promise<void> {
  await answer.body?.cancel()
  if (!answer.ok) throw new Error(`answered ${answer.status}`)
}
