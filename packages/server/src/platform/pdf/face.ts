import { create, type Font } from 'fontkit'

/** A typeface: what its characters measure. Parsed once in the life of a process, and used by many documents. */
export class Face {
  readonly font: Font
  readonly #known = new Map<string, { readonly glyph: number; readonly width: number }>()

  /** @throws Error when it is not one single font */
  constructor(file: Buffer) {
    const font = create(file)
    if (!('createSubset' in font)) throw new Error('a collection of fonts, not one')
    this.font = font
  }

  /** The glyph of a character and its width in thousandths of the size; glyph 0 is the box of what a font lacks. */
  of(character: string): { readonly glyph: number; readonly width: number } {
    const found = this.#known.get(character)
    if (found) return found
    const glyph = this.font.glyphForCodePoint(character.codePointAt(0) ?? 0)
    const known = { glyph: glyph.id, width: Math.round((glyph.advanceWidth * 1000) / this.font.unitsPerEm) }
    this.#known.set(character, known)
    return known
  }

  has(character: string): boolean {
    return this.of(character).glyph !== 0
  }
}
