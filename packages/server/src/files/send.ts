import type { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { isShownInPage } from './kinds.ts'
import type { FileRow } from './store.ts'

/** Chrome shows no PDF inside a sandbox; its viewer is one itself, and the page around it may load nothing. */
const policyOf = (mediaType: string): string =>
  mediaType === 'application/pdf'
    ? "default-src 'none'; style-src 'unsafe-inline'"
    : "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"

export function sendFile(reply: FastifyReply, file: FileRow, content: Readable): FastifyReply {
  const isShown = isShownInPage(file.mediaType)
  const name = encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return reply
    .header('content-type', file.mediaType.startsWith('text/') ? 'application/octet-stream' : file.mediaType)
    .header('content-length', file.size)
    .header('content-disposition', `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', policyOf(file.mediaType))
    .header('cache-control', 'private, no-store')
    .send(content)
}
