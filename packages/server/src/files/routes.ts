import type { Readable } from 'node:stream'
import { fileContract } from '@bancheng/core/files/contract.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { recordAccess } from '../audit/access.ts'
import { maySeeFile } from '../cases/scope.ts'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { inTransaction } from '../platform/db.ts'
import { FILE_LIMIT } from '../platform/files.ts'
import { keepFile } from './keep.ts'
import { isShownInPage } from './kinds.ts'
import { type FileRow, fileRow } from './store.ts'

export function registerFiles(app: FastifyInstance, deps: Deps): void {
  bind(app, fileContract.uploadFile, async ({ session, request }) => {
    if (!request.isMultipart()) throw new Refusal('invalid-input', { field: 'file' })
    // The limit itself is refused where the bytes are kept; one byte more must arrive to be noticed there.
    const part = await request.file({ throwFileSizeLimit: false, limits: { fileSize: FILE_LIMIT + 1, files: 1 } })
    if (!part) throw new Refusal('invalid-input', { field: 'file' })
    const giver = { centerId: session.centerId, personId: session.actor.personId }
    return keepFile(deps, giver, { name: part.filename, content: part.file }, (tx, facts, fileId) =>
      recordAccess(tx, deps, session, { action: 'file.upload', object: { kind: 'file', id: fileId }, facts }),
    )
  })
  bind(app, fileContract.readFile, async ({ session, params, reply }) => {
    const file = await fileRow(deps.db, session.centerId, params.fileId)
    const isAllowed =
      file && (file.uploadedBy === session.actor.personId || (await maySeeFile(deps.db, session, file.fileId)))
    // Whoever may not see it must not learn that it exists.
    if (!file || !isAllowed) throw new Refusal('not-found')
    await inTransaction(deps.db, (tx) =>
      recordAccess(tx, deps, session, { action: 'file.read', object: { kind: 'file', id: file.fileId } }),
    )
    return sendFile(reply, file, deps.files.read(file.sha256))
  })
}

/** Chrome shows no PDF inside a sandbox; its viewer is one itself, and the page around it may load nothing. */
const policyOf = (mediaType: string): string =>
  mediaType === 'application/pdf'
    ? "default-src 'none'; style-src 'unsafe-inline'"
    : "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'"

function sendFile(reply: FastifyReply, file: FileRow, content: Readable): FastifyReply {
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
