import { Readable } from 'node:stream'
import type { StoredFile } from '@bancheng/core/files/contract.ts'
import { type Facts, Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Deps } from '../deps.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { cleanName, HEAD_BYTES, mediaTypeOf } from './kinds.ts'
import { type Giver, insertFile } from './store.ts'

/** @throws Refusal invalid-input (no file that may be kept) · payload-too-large */
export async function keepFile(
  deps: Deps,
  giver: Giver,
  given: { readonly name: string; readonly content: Readable },
  recordTo: (tx: Tx, facts: Facts, fileId: string) => Promise<void>,
): Promise<StoredFile> {
  const name = cleanName(given.name)
  const source = given.content
  const { head, whole } = await peek(source)
  const mediaType = head.length > 0 ? mediaTypeOf(name, head) : null
  if (!mediaType) {
    source.resume() // what is left of the request is read and forgotten, so that the answer can be heard
    throw new Refusal('invalid-input', { field: 'file', name })
  }
  const fileId = deps.newId()
  const { sha256, size, settle, discard } = await deps.files.receive(whole, fileId)
  const file: StoredFile = { fileId, name, mediaType, size, sha256 }
  try {
    await inTransaction(deps.db, async (tx) => {
      await insertFile(tx, file, giver, deps.clock())
      await recordTo(tx, { size, mediaType }, fileId)
      await settle()
    })
  } finally {
    await discard() // what has settled is no longer there: nothing is left of what nobody could ever ask for
  }
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
