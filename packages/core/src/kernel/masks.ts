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

const unit = '(?:号楼|号|弄|栋|幢|座|单元|室|楼|层|户)'
const number = String.raw`[\dA-Za-z一二三四五六七八九十百甲乙丙丁]+(?:[-－—]\d+)*`
/** From the house number on, after a street or place; a number behind 路 alone is one too, but for a date or an amount. */
const house = new RegExp(
  String.raw`(?<=[路街道巷弄村里苑区园寓厦镇乡])\s*(?:${number}\s*${unit}\s*)+|(?<=[路街巷弄])\s*\d{1,5}(?![\d年月日点个万元条次%.])`,
  'g',
)
const email = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g

/** Free text with the e-mail addresses in it masked, and the street addresses from the house number on. */
export const maskContactsInText = (text: string): string =>
  text.replace(email, (found) => `${found[0]}***@***`).replace(house, '****')

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤时阳穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'
/** 法定代表人张三, 联系人：李四: whoever is named behind what they are. */
const named = new RegExp(
  String.raw`((?:法定代表人|法人代表|负责人|联系人|经办人|代理人|当事人|收件人|业主|店主|股东|姓名)(?:姓名)?\s*[：:为是]?\s*)([${surnames}])[\p{Script=Han}]{1,2}`,
  'gu',
)

/** Free text in which people are named behind what they are: only the surname is left. */
export const maskNamesInText = (text: string): string => text.replace(named, '$1$2*')
