import type { Face } from '../platform/pdf/face.ts'

/** Marks that have no shape of their own, and the selectors of variants. */
const shapeless = /\p{Cf}|\p{Variation_Selector}/gu

/**
 * Text as a face can print it. A character that it does not have would come out as an empty box, and nobody would know
 * which name that was: its number stands there instead, and is noted as lacking.
 */
export function printable(text: string, face: Face, lacking: Set<string>): string {
  let said = ''
  for (const character of text.replace(/\r\n?/g, '\n').replace(shapeless, '')) {
    if (character === '\n') said += character
    else if (/\p{Cc}/u.test(character)) said += ' '
    else if (face.has(character)) said += character
    else {
      const number = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`
      lacking.add(number)
      said += `〔${number}〕`
    }
  }
  return said
}
