import { inflateSync } from 'node:zlib'

/**
 * A WOFF 1.0 file as the font that was packed into it. Unpacked once and whole: a reader that unpacks each table again
 * for every glyph needs half a minute for a Chinese font.
 * @throws Error when it is no such file
 */
export function unpackWoff(file: Buffer): Buffer {
  if (file.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF file')
  const count = file.readUInt16BE(12)
  const entries = Array.from({ length: count }, (_, index) => 44 + 20 * index)
  const head = Buffer.alloc(12 + 16 * count)
  file.copy(head, 0, 4, 8) // the flavour
  head.writeUInt16BE(count, 4)
  const parts: Buffer[] = [head]
  let end = head.length
  for (const [index, at] of entries.entries()) {
    const table = tableAt(file, at)
    const place = 12 + 16 * index
    file.copy(head, place, at, at + 4) // its name
    file.copy(head, place + 4, at + 16, at + 20) // its checksum
    head.writeUInt32BE(end, place + 8)
    head.writeUInt32BE(table.length, place + 12)
    const gap = -table.length & 3 // tables begin at multiples of four
    parts.push(table, Buffer.alloc(gap))
    end += table.length + gap
  }
  return Buffer.concat(parts)
}

function tableAt(file: Buffer, entry: number): Buffer {
  const from = file.readUInt32BE(entry + 4)
  const packed = file.readUInt32BE(entry + 8)
  const length = file.readUInt32BE(entry + 12)
  const bytes = file.subarray(from, from + packed)
  return packed < length ? inflateSync(bytes, { maxOutputLength: length }) : bytes
}
