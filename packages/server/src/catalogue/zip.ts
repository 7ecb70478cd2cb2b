import { inflateRawSync } from 'node:zlib'

export class ZipUnreadable extends Error {}
export class ZipTooLarge extends Error {}

export type Zip = {
  readonly names: readonly string[]
  /** @throws ZipTooLarge · ZipUnreadable */
  readonly read: (name: string) => Buffer | null
}

type Entry = { readonly offset: number; readonly size: number; readonly method: number; readonly flags: number }

const END = 0x06054b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
/** A spreadsheet has some dozens of parts. */
const MOST_ENTRIES = 2_000

/**
 * An archive from outside. What it says of its own sizes is not believed: nothing is unpacked beyond `budget` bytes in
 * all, and nothing at all that is not asked for.
 * @throws ZipUnreadable
 */
export function openZip(bytes: Buffer, budget: number): Zip {
  const entries = readDirectory(bytes)
  let left = budget
  return {
    names: [...entries.keys()],
    read: (name) => {
      const entry = entries.get(name)
      if (!entry) return null
      const unpacked = unpack(bytes, entry, left)
      left -= unpacked.length
      return unpacked
    },
  }
}

function readDirectory(bytes: Buffer): ReadonlyMap<string, Entry> {
  // The end record is 22 bytes long and may be followed by a comment of up to 65,535.
  const from = Math.max(0, bytes.length - 22 - 0xffff)
  let end = bytes.length - 22
  while (end >= from && bytes.readUInt32LE(end) !== END) end--
  if (end < from) throw new ZipUnreadable('no end record')
  const count = bytes.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) throw new ZipUnreadable('too many parts')
  const entries = new Map<string, Entry>()
  let at = bytes.readUInt32LE(end + 16)
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw new ZipUnreadable('directory cut off')
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    entries.set(name, {
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      size: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    })
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return entries
}

function unpack(bytes: Buffer, { offset, size, method, flags }: Entry, left: number): Buffer {
  if (flags & 1) throw new ZipUnreadable('encrypted')
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== LOCAL) throw new ZipUnreadable('part cut off')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (start + size > bytes.length) throw new ZipUnreadable('part cut off')
  const packed = bytes.subarray(start, start + size)
  if (left <= 0) throw new ZipTooLarge()
  if (method === 0) {
    if (packed.length > left) throw new ZipTooLarge()
    return packed
  }
  if (method !== 8) throw new ZipUnreadable(`method ${method}`)
  try {
    return inflateRawSync(packed, { maxOutputLength: left })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') throw new ZipTooLarge()
    throw new ZipUnreadable('part damaged')
  }
}
