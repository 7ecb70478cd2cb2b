import type { Face } from './face.ts'

/** What fontkit's subset does; its published types take it for something else. */
type Subset = { readonly includeGlyph: (glyph: number) => number; readonly encode: () => Uint8Array }

/** Of a face, what one document uses: its glyphs are numbered in the order in which they are first written. */
export class EmbeddedFace {
  readonly #face: Face
  readonly #subset: Subset
  readonly #codes = new Map<string, string>()
  readonly #used: { readonly character: string; readonly width: number }[] = []

  constructor(face: Face) {
    this.#face = face
    this.#subset = face.font.createSubset() as unknown as Subset
  }

  /** The character as a page names it, in four hexadecimal digits. */
  codeOf(character: string): string {
    const found = this.#codes.get(character)
    if (found) return found
    const { glyph, width } = this.#face.of(character)
    const code = this.#subset.includeGlyph(glyph)
    this.#used[code] ??= { character, width }
    const hex = hex4(code)
    this.#codes.set(character, hex)
    return hex
  }

  widthOf(character: string): number {
    return this.#face.of(character).width
  }

  get name(): string {
    return `BANCHG+${this.#face.font.postscriptName}`
  }

  /** Glyphs and nothing else: the document brings its own numbering and widths. */
  file(): Uint8Array {
    return this.#subset.encode()
  }

  /** The widths of the glyphs by their numbers, as the W entry of a CIDFont. */
  widths(): string {
    return `[${this.#used.flatMap(({ width }, code) => (width === 1000 ? [] : [`${code} [${width}]`])).join(' ')}]`
  }

  /** What each glyph says, so that the text of the document can be searched and copied. */
  toUnicode(): string {
    const entries = this.#used.flatMap(({ character }, code) => [`<${hex4(code)}> <${utf16(character)}>`])
    const blocks: string[] = []
    for (let from = 0; from < entries.length; from += 100) {
      const block = entries.slice(from, from + 100)
      blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
    }
    return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
${blocks.join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`
  }

  /** The entries of its FontDescriptor, in thousandths of the size. */
  measures(): string {
    const { font } = this.#face
    const scaled = (length: number) => Math.round((length * 1000) / font.unitsPerEm)
    const { minX, minY, maxX, maxY } = font.bbox
    const box = [minX, minY, maxX, maxY].map(scaled).join(' ')
    return `/Flags 4 /FontBBox [${box}] /ItalicAngle 0 /Ascent ${scaled(font.ascent)} /Descent ${scaled(font.descent)} /CapHeight ${scaled(font.capHeight)} /StemV 80`
  }
}

const hex4 = (code: number): string => code.toString(16).padStart(4, '0')

function utf16(character: string): string {
  return Array.from({ length: character.length }, (_, at) => hex4(character.charCodeAt(at))).join('')
}
