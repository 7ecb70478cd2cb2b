/** The signature at the head, in its brackets however it was typed; none where the centre has none. */
export function withSignature(signature: string, text: string): string {
  const name = signature.trim().replace(/^【|】$/g, '')
  return name ? `【${name}】${text}` : text
}

/** GSM 03.38: the signs that need seven bits; those of the second table need two places. */
const gsm =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const gsmTwice = '^{}\\[~]|€'

/** How many messages a phone company counts: 70 Chinese signs in one, 67 in each of several. */
export function smsParts(text: string): { readonly length: number; readonly parts: number } {
  const isSevenBit = [...text].every((sign) => gsm.includes(sign) || gsmTwice.includes(sign))
  const length = isSevenBit ? [...text].reduce((sum, sign) => sum + (gsmTwice.includes(sign) ? 2 : 1), 0) : text.length
  const [one, each] = isSevenBit ? [160, 153] : [70, 67]
  return { length, parts: length === 0 ? 0 : length <= one ? 1 : Math.ceil(length / each) }
}
