import { fileContract } from '@bancheng/core/files/contract.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { FastifyInstance } from 'fastify'
import { recordAccess } from '../audit/access.ts'
import { maySeeFile } from '../cases/scope.ts'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { inTransaction } from '../platform/db.ts'
import { FILE_LIMIT } from '../platform/files.ts'
import { keepFile } from './keep.ts'
import { sendFile } from './send.ts'
import { fileRow } from './store.ts'

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
