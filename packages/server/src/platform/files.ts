import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'

/** One attachment may have 50 MB. */
export const FILE_LIMIT = 50 * 1024 * 1024

/** Bytes that have arrived and belong to nothing yet: settled once a row names them, or discarded. */
export type Arrival = {
  readonly sha256: string
  readonly size: number
  readonly settle: () => Promise<void>
  readonly discard: () => Promise<void>
}

export type Files = {
  /** Streams to disk; the name is the content's own hash, so the same file is kept once. @throws Refusal payload-too-large */
  readonly receive: (source: Readable, id: string) => Promise<Arrival>
  readonly read: (sha256: string) => Readable
}

export function createFiles(dataFolder: string): Files {
  const folder = join(dataFolder, 'files')
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  return {
    receive: async (source, id) => {
      await mkdir(folder, { recursive: true })
      const arriving = join(folder, `${id}.part`)
      const hash = createHash('sha256')
      const discard = () => rm(arriving, { force: true })
      let size = 0
      try {
        await pipeline(
          source,
          async function* (chunks: AsyncIterable<Buffer>) {
            for await (const chunk of chunks) {
              size += chunk.length
              if (size > FILE_LIMIT) throw new Refusal('payload-too-large')
              hash.update(chunk)
              yield chunk
            }
          },
          createWriteStream(arriving, { mode: 0o600 }),
        )
      } catch (error) {
        await discard()
        throw error
      }
      const sha256 = hash.digest('hex')
      const settle = async () => {
        await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true })
        await rename(arriving, pathOf(sha256))
      }
      return { sha256, size, settle, discard }
    },
    read: (sha256) => createReadStream(pathOf(sha256)),
  }
}
