import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'

export class ZipUnreadable extends Error {}
export class ZipTooLarge extends Error {}

export type Zip = {
  /**
   * One part, piece by piece, so that it never lies unpacked as a whole.
   * @throws ZipTooLarge · ZipUnreadable
   */
  readonly read: (name: string) => AsyncIterable<Buffer> | null
}

/** A spreadsheet has some dozens of parts. */
const MOST_ENTRIES = 2_000

/**
 * An archive from outside. What it says of its own sizes is not believed: nothing is unpacked beyond `budget` bytes in
 * all, and nothing at all that is not asked for.
 * @throws ZipUnreadable
 */
export async function openZip(bytes: Buffer, budget: number): Promise<Zip> {
  const { zip, entries } = await readDirectory(bytes)
  let left = budget
  async function* unpacked(entry: Entry): AsyncGenerator<Buffer> {
    try {
      for await (const piece of await zip.openReadStreamPromise(entry)) {
        left -= piece.length
        if (left < 0) throw new ZipTooLarge()
        yield piece
      }
    } catch (error) {
      throw error instanceof ZipTooLarge ? error : new ZipUnreadable('part damaged', { cause: error })
    }
  }
  return {
    read: (name) => {
      const entry = entries.get(name)
      return entry ? unpacked(entry) : null
    },
  }
}

async function readDirectory(bytes: Buffer): Promise<{ zip: ZipFile; entries: ReadonlyMap<string, Entry> }> {
  try {
    // Its own check of sizes would call a bomb that lies damaged; ours calls it too large, which it is.
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: false })
    if (zip.entryCount > MOST_ENTRIES) throw new Error('too many parts')
    const entries = new Map<string, Entry>()
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
    return { zip, entries }
  } catch (error) {
    throw new ZipUnreadable(error instanceof Error ? error.message : 'no archive', { cause: error })
  }
}
