import { maskPersonalDataInText } from '../kernel/masks.ts'

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严武戴莫孔向汤'
const han = String.raw`\p{sc=Han}`

/** What else in free text points at one person or one home. The field's own words for it stay: 王女士 becomes 某女士. */
const pointing: readonly (readonly [RegExp, string | ((found: string) => string)])[] = [
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, '***@***'],
  [
    new RegExp(
      `(?<=我叫|我的名字叫|名字[是叫]|姓名[:：]?\\s?|本人叫?|联系人[:：]?\\s?)[${surnames}]${han}{1,2}(?!${han}{0,2}(?:公司|部门|局))`,
      'gu',
    ),
    '某某',
  ],
  [new RegExp(`(?<=我是)[${surnames}]${han}{1,2}(?=[\\p{P}\\s]|$)`, 'gu'), '某某'],
  [new RegExp(`[${surnames}]${han}{0,2}(?=先生|女士|小姐|阿姨|大爷|师傅|老师|医生|律师|同志)`, 'gu'), '某'],
  [/(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{18}(?![0-9A-Z])/g, '****'],
  [/[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·\s]?[A-Z0-9]{5,6}(?![A-Z0-9])/g, '****'],
  [/[\dA-Z一二三四五六七八九十百零〇]+(?=号楼|号院|弄|号(?!文|公告|线|窗口|令)|栋|幢|单元|室)/gi, '*'],
  [/(?:微信|QQ|qq)(?:号)?[:：]?\s?[A-Za-z0-9_-]{5,20}/g, '***'],
  // Whatever number is left that is long enough to find somebody by; a date is not.
  [/\d[\d -]{5,}\d/g, (found) => (/^\d{4}-\d{1,2}-\d{1,2}$/.test(found) ? found : '****')],
  // What a mask shows to the desk (138****1234) is still too much for a stranger.
  [/[\dX]*\*{3,}[\dX*-]*/gi, '****'],
]

/**
 * A text as it may leave the process: no number by which a person is found, no name that is known, no home.
 * @param names people whom the desk knows to be meant
 */
export function withoutPersonalData(text: string, names: readonly string[] = []): string {
  const unnamed = names
    .map((name) => name.trim())
    .filter((name) => name.length >= 2)
    .toSorted((one, other) => other.length - one.length)
    .reduce(
      (masked, name) => masked.replaceAll(name, '某某'),
      text.replace(/[０-９Ａ-Ｚａ-ｚ＠．＋－]/g, (wide) => wide.normalize('NFKC')),
    )
  return pointing.reduce(
    (masked, [pattern, mask]) => masked.replace(pattern, (found) => (typeof mask === 'string' ? mask : mask(found))),
    maskPersonalDataInText(unnamed),
  )
}
