import { deflateSync } from 'node:zlib'
import { EmbeddedFace } from './embedded-face.ts'
import type { Face } from './face.ts'

type About = { readonly title: string; readonly author: string; readonly language: string }
type Size = { readonly width: number; readonly height: number }

/**
 * A PDF file (1.7) as it grows: what is written can be taken away page by page, so that a long one never lies whole in
 * memory. Written here rather than by a library: those shape and measure every run of text anew, which takes half a
 * minute for a thousand pages; a Chinese character is one glyph of one width.
 */
export class PdfDocument {
  #parts: Buffer[] = []
  #length = 0
  readonly #offsets: number[] = []
  readonly #pages: number[] = []
  readonly #faces: { readonly face: EmbeddedFace; readonly id: number }[]
  readonly #about: About
  readonly #catalog = this.#reserve()
  readonly #pageTree = this.#reserve()

  constructor(about: About, faces: readonly Face[]) {
    this.#about = about
    this.#faces = faces.map((face) => ({ face: new EmbeddedFace(face), id: this.#reserve() }))
    this.#put(Buffer.from('%PDF-1.7\n%\xE2\xE3\xCF\xD3\n', 'latin1'))
  }

  /** In the order in which they were given; a page names them /F0, /F1 … */
  get faces(): readonly EmbeddedFace[] {
    return this.#faces.map(({ face }) => face)
  }

  get pageCount(): number {
    return this.#pages.length
  }

  addPage({ width, height }: Size, content: string): void {
    const stream = this.#stream('', Buffer.from(content, 'latin1'))
    const fonts = this.#faces.map(({ id }, index) => `/F${index} ${id} 0 R`).join(' ')
    const page = this.#object(
      `<< /Type /Page /Parent ${this.#pageTree} 0 R /MediaBox [0 0 ${width.toFixed(2)} ${height.toFixed(2)}] /Contents ${stream} 0 R /Resources << /Font << ${fonts} >> >> >>`,
    )
    this.#pages.push(page)
  }

  /** What was written since it was last asked. */
  take(): Buffer {
    const taken = Buffer.concat(this.#parts)
    this.#parts = []
    return taken
  }

  end(): void {
    for (const { face, id } of this.#faces) this.#writeFace(face, id)
    const kids = this.#pages.map((id) => `${id} 0 R`).join(' ')
    this.#object(`<< /Type /Pages /Kids [${kids}] /Count ${this.#pages.length} >>`, this.#pageTree)
    const { title, author, language } = this.#about
    const catalog = `<< /Type /Catalog /Pages ${this.#pageTree} 0 R /Lang (${language}) /ViewerPreferences << /DisplayDocTitle true >> >>`
    this.#object(catalog, this.#catalog)
    const info = this.#object(`<< /Title ${textString(title)} /Author ${textString(author)} /Producer (Bancheng) >>`)
    const start = this.#length
    const rows = this.#offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
    const size = this.#offsets.length + 1
    this.#write(`xref\n0 ${size}\n0000000000 65535 f \n${rows}`)
    this.#write(
      `trailer\n<< /Size ${size} /Root ${this.#catalog} 0 R /Info ${info} 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    )
  }

  #writeFace(face: EmbeddedFace, id: number): void {
    const file = Buffer.from(face.file())
    const fontFile = this.#stream(`/Length1 ${file.length}`, file)
    const toUnicode = this.#stream('', Buffer.from(face.toUnicode(), 'latin1'))
    const descriptor = this.#object(
      `<< /Type /FontDescriptor /FontName /${face.name} ${face.measures()} /FontFile2 ${fontFile} 0 R >>`,
    )
    const descendant = this.#object(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /${face.name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 1000 /W ${face.widths()} /CIDToGIDMap /Identity >>`,
    )
    this.#object(
      `<< /Type /Font /Subtype /Type0 /BaseFont /${face.name} /Encoding /Identity-H /DescendantFonts [${descendant} 0 R] /ToUnicode ${toUnicode} 0 R >>`,
      id,
    )
  }

  /** A number for an object that is written later. */
  #reserve(): number {
    return this.#offsets.push(0)
  }

  #object(text: string, id = this.#reserve()): number {
    this.#offsets[id - 1] = this.#length
    this.#write(`${id} 0 obj\n${text}\nendobj\n`)
    return id
  }

  #stream(entries: string, bytes: Buffer): number {
    const id = this.#reserve()
    const packed = deflateSync(bytes)
    this.#offsets[id - 1] = this.#length
    this.#write(`${id} 0 obj\n<< /Length ${packed.length} /Filter /FlateDecode ${entries} >>\nstream\n`)
    this.#put(packed)
    this.#write('\nendstream\nendobj\n')
    return id
  }

  #write(text: string): void {
    this.#put(Buffer.from(text, 'latin1'))
  }

  #put(bytes: Buffer): void {
    this.#parts.push(bytes)
    this.#length += bytes.length
  }
}

/** A string of any characters: UTF-16 with its mark, in hexadecimal digits. */
const textString = (text: string): string => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
