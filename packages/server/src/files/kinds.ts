/** What one may keep: known by its first bytes and by its name, and the two must agree. What a browser says is not asked. */
type Kind = {
  readonly mediaType: string
  readonly extensions: readonly string[]
  readonly begins: (head: Buffer) => boolean
  /** Shown in the page; anything else is only ever saved. */
  readonly isShown?: true
}

const bytes =
  (...values: readonly number[]) =>
  (head: Buffer) =>
    head.subarray(0, values.length).equals(Buffer.from(values))
const isZip = bytes(0x50, 0x4b, 0x03, 0x04)
/** The compound file of Office until 2003, and of WPS. */
const isCompound = bytes(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)
const says =
  (text: string, at = 0) =>
  (head: Buffer) =>
    head.toString('latin1', at, at + text.length) === text
const openXml = (part: string) => `application/vnd.openxmlformats-officedocument.${part}`

const kinds: readonly Kind[] = [
  { mediaType: 'application/pdf', extensions: ['pdf'], begins: says('%PDF-'), isShown: true },
  { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], begins: bytes(0xff, 0xd8, 0xff), isShown: true },
  { mediaType: 'image/png', extensions: ['png'], begins: bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), isShown: true },
  { mediaType: 'image/gif', extensions: ['gif'], begins: says('GIF8'), isShown: true },
  {
    mediaType: 'image/webp',
    extensions: ['webp'],
    begins: (head) => says('RIFF')(head) && says('WEBP', 8)(head),
    isShown: true,
  },
  { mediaType: 'image/bmp', extensions: ['bmp'], begins: says('BM') },
  {
    mediaType: 'image/tiff',
    extensions: ['tif', 'tiff'],
    begins: (head) => says('II*\0')(head) || says('MM\0*')(head),
  },
  { mediaType: 'image/heic', extensions: ['heic', 'heif'], begins: says('ftyp', 4) },
  { mediaType: openXml('wordprocessingml.document'), extensions: ['docx'], begins: isZip },
  { mediaType: openXml('spreadsheetml.sheet'), extensions: ['xlsx'], begins: isZip },
  { mediaType: openXml('presentationml.presentation'), extensions: ['pptx'], begins: isZip },
  // 版式文件: how authorities issue electronic licences (GB/T 33190)
  { mediaType: 'application/ofd', extensions: ['ofd'], begins: isZip },
  { mediaType: 'application/msword', extensions: ['doc', 'wps'], begins: isCompound },
  { mediaType: 'application/vnd.ms-excel', extensions: ['xls', 'et'], begins: isCompound },
  { mediaType: 'application/vnd.ms-powerpoint', extensions: ['ppt', 'dps'], begins: isCompound },
  { mediaType: 'text/plain', extensions: ['txt'], begins: isText },
  { mediaType: 'text/csv', extensions: ['csv'], begins: isText },
]

/** As many bytes as the longest look needs; a text is judged by its beginning. */
export const HEAD_BYTES = 4_096

/** A text has no zero bytes and reads as UTF-8 or GB18030, though the last character may be cut off. */
function isText(head: Buffer): boolean {
  if (head[0] === 0xff && head[1] === 0xfe) return true
  return !head.includes(0) && ['utf-8', 'gb18030'].some((encoding) => decodes(head, encoding))
}

function decodes(head: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false // not in this encoding, which is the question
  }
}

/** The media type of a file that may be kept, or null. */
export function mediaTypeOf(name: string, head: Buffer): string | null {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return kinds.find((kind) => kind.extensions.includes(extension) && kind.begins(head))?.mediaType ?? null
}

export const isShownInPage = (mediaType: string): boolean =>
  kinds.some((kind) => kind.mediaType === mediaType && kind.isShown === true)

/** A name without a path and without signs that no screen shows or that turn it around, still with its ending. */
export function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = last.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '').trim()
  const dot = plain.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [plain.slice(0, dot), plain.slice(dot)] : [plain, '']
  return `${[...stem].slice(0, 150).join('')}${ending.slice(0, 10)}`
}
