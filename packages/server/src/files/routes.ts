import { Readable } from 'node:stream'
import type { StoredFile } from '@bancheng/core/files/contract.ts'
import { fileContract } from '@bancheng/core/files/contract.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { recordAccess } from '../audit/access.ts'
import { maySeeFile } from '../cases/scope.ts'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction } from '../platform/db.ts'
import { FILE_LIMIT } from '../platform/files.ts'
import { cleanName, HEAD_BYTES, isShownInPage, mediaTypeOf } from './kinds.ts'
import { type FileRow, fileRow, insertFile } from './store.ts'

export function registerFiles(app: FastifyInstance, deps: Deps): void {
  bind(app, fileContract.uploadFile, async ({ session, request }) => {
    if (!request.isMultipart()) throw new Refusal('invalid-input', { field: 'file' })
    // The limit itself is refused where the bytes are kept; one byte more must arrive to be noticed there.
    const part = await request.file({ throwFileSizeLimit: false, limits: { fileSize: FILE_LIMIT + 1, files: 1 } })
    if (!part) throw new Refusal('invalid-input', { field: 'file' })
    return keepUpload(deps, session, part.filename, part.file)
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

/** @throws Refusal invalid-input (no file that may be kept) · payload-too-large */
async function keepUpload(deps: Deps, session: Session, givenName: string, source: Readable): Promise<StoredFile> {
  const name = cleanName(givenName)
  const { head, whole } = await peek(source)
  const mediaType = head.length > 0 ? mediaTypeOf(name, head) : null
  if (!mediaType) {
    source.resume() // what is left of the request is read and forgotten, so that the answer can be heard
    throw new Refusal('invalid-input', { field: 'file', name })
  }
  const fileId = deps.newId()
  const { sha256, size } = await deps.files.keep(whole, fileId)
  const file: StoredFile = { fileId, name, mediaType, size, sha256 }
  await inTransaction(deps.db, async (tx) => {
    await insertFile(tx, { ...file, centerId: session.centerId, uploadedBy: session.actor.personId }, deps.clock())
    await recordAccess(tx, deps, session, {
      action: 'file.upload',
      object: { kind: 'file', id: fileId },
      facts: { size, mediaType },
    })
  })
  return file
}

/** The first bytes of a stream, and a stream that still has all of them. */
async function peek(source: Readable): Promise<{ head: Buffer; whole: Readable }> {
  // A file part of a multipart body is a stream of buffers.
  const iterator = source.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  const seen: Buffer[] = []
  let length = 0
  while (length < HEAD_BYTES) {
    const { value, done } = await iterator.next()
    if (done) break
    seen.push(value)
    length += value.length
  }
  async function* all() {
    yield* seen
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
  }
  return { head: Buffer.concat(seen).subarray(0, HEAD_BYTES), whole: Readable.from(all(), { objectMode: false }) }
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
