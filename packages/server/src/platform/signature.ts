import { createHmac } from 'node:crypto'

export const TIMESTAMP_HEADER = 'x-bancheng-timestamp'
export const SIGNATURE_HEADER = 'x-bancheng-signature'

/** `v1=` and HMAC-SHA256 in hex over the Unix seconds, a dot, and the body as it is sent. */
export const signatureOf = (secret: string, timestamp: string, body: string | Buffer): string =>
  `v1=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`
