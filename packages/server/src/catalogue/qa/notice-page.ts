import { localDateOf, sayDate } from '@bancheng/core/kernel/time.ts'
import type { LinkedNotice } from './notices.ts'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

const style = `body{margin:0 auto;max-width:720px;padding:20px 16px 48px;font:17px/1.7 system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif;color:#1d2939}
h1{font-size:22px}h2{font-size:18px;margin:24px 0 6px}dt{color:#4a5568;font-size:15px}dd{margin:0 0 8px;white-space:pre-line}
li{margin-bottom:10px}small{color:#4a5568;font-size:15px;display:block;white-space:pre-line}b{font-weight:600}`

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body><main>${body}</main></body></html>`

export const endedPage = (): string =>
  page(
    '告知书',
    '<h1>这个链接已经失效</h1><p>请向窗口再要一份，或致电办理部门咨询。</p><p lang="en">This link has ended; ask the window for another one.</p>',
  )

const necessities = { required: '必须提交', optional: '按情况提交', deferrable: '可容缺后补' } as const

/** Plain HTML, so that any phone on any network shows it at once; nothing on it says whose it is. */
export function noticePage({ content, givenAt }: LinkedNotice): string {
  const facts = [
    ['实施部门', content.organisationName],
    ['办理窗口', content.hallWindow],
    ['承诺时限', content.promised],
    ['收费', content.fees],
    ['咨询电话', content.phones],
    ['受理条件', content.conditions],
  ] as const
  const materials = content.materials.map(({ name, necessity, isPrincipal, form, copies, condition, note }) => {
    const how = `${necessities[necessity]} · ${form === 'original' ? '原件' : '复印件'} ${copies} 份`
    const more = [condition, note].filter(Boolean).join('\n')
    return `<li><b>${escaped(name)}</b>${isPrincipal ? '（主件）' : ''}<small>${escaped(how)}${more ? `\n${escaped(more)}` : ''}</small></li>`
  })
  const body = [
    `<h1>一次性告知书</h1><p>您要办的“<b>${escaped(content.itemName)}</b>”，需要的全部材料和要求如下：</p><dl>`,
    ...facts.filter(([, value]) => value).map(([name, value]) => `<dt>${name}</dt><dd>${escaped(value)}</dd>`),
    `</dl><h2>申请材料（${content.materials.length}）</h2><ol>${materials.join('')}</ol>`,
    content.advice ? `<h2>针对您的情况</h2><p style="white-space:pre-line">${escaped(content.advice)}</p>` : '',
    `<p>${escaped(content.centerName)}<br>${sayDate(localDateOf(givenAt))}</p>`,
  ]
  return page(`一次性告知书 · ${content.itemName}`, body.join(''))
}
