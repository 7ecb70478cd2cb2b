import { withoutSpacing, withPlainDashes } from './typed-number.ts'

/** 张* whatever the length: the number of stars would tell one 张 from another. */
export function maskName(name: string): string {
  const [first] = name.trim()
  return first ? `${first}*` : ''
}

/** 138****1234 · 021-****1234; an extension is left out. */
export function maskPhone(phone: string): string {
  const plain = withPlainDashes(phone)
  const landline = /^(0\d{2,3})-(\d{7,8})/.exec(plain)
  if (landline) return `${landline[1]}-****${landline[2]?.slice(-4)}`
  const digits = plain.replaceAll('-', '')
  if (digits.length < 8) return '*'.repeat(digits.length)
  return `${digits.slice(0, -8)}****${digits.slice(-4)}`
}

/** 310106********0013; of a shorter document the first two and last two characters. */
export function maskIdentity(identity: string): string {
  const value = withoutSpacing(identity)
  const shown = value.length >= 15 ? { head: 6, tail: 4 } : { head: 2, tail: 2 }
  const hidden = value.length - shown.head - shown.tail
  if (hidden < 3) return '*'.repeat(value.length)
  return value.slice(0, shown.head) + '*'.repeat(hidden) + value.slice(-shown.tail)
}

/** 一 to 十 stand for a house number only before one of its nouns: 四川路 and 中山东一路 are streets. */
const houseNumber = /\d|[一二三四五六七八九十百零〇甲乙丙丁]+(?=[号弄栋幢座室单层组队])/
const lastPlaceName = /^.*(?:[省市县旗镇乡村路街道巷]|(?<!小)区)/

/** Up to before the house number: 上海市静安区江场路****. An address without one, up to its last street or place. */
export function maskAddress(address: string): string {
  const plain = address.normalize('NFKC').trim()
  if (plain === '') return ''
  const from = plain.search(houseNumber)
  const shown = from >= 0 ? plain.slice(0, from) : (lastPlaceName.exec(plain)?.[0] ?? '')
  return `${shown}****`
}

const yearMonthDay = String.raw`(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])`
const inText: readonly (readonly [RegExp, (found: string) => string])[] = [
  // Only with a plausible birthday inside: an all-digit 统一社会信用代码 has 18 places too, and is public.
  [new RegExp(String.raw`(?<![\dA-Z])[1-9]\d{5}${yearMonthDay}\d{3}[\dX](?![\dA-Z])`, 'gi'), maskIdentity],
  [/(?<![\dA-Z])[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?![\dA-Z])/gi, maskIdentity],
  [/(?<!\d)62\d{14,17}(?!\d)/g, maskIdentity], // bank cards
  [/(?<!\d)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, maskPhone],
  [/(?<=(?<!\d)\+?86[- ]?)1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g, maskPhone],
  [/(?<![\d-])0(?:10|2\d|[3-9]\d{2})-\d{7,8}(?:-\d{1,6})?(?!\d)/g, maskPhone],
  [/(?<![\d-])\(?0(?:10|2\d|[3-9]\d{2})\)? ?\d{7,8}(?!\d)/g, maskPhone],
]

/** Free text with the phones, identity and bank card numbers in it masked; digits typed in full width are found too. */
export function maskPersonalDataInText(text: string): string {
  const plain = text.replace(/[０-９Ｘｘ＋－]/g, (character) => character.normalize('NFKC'))
  return inText.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), plain)
}
