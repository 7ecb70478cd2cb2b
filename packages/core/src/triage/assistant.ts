import { z } from 'zod'
import { withoutPersonalData } from './outgoing.ts'

/** Something of the catalogue that an answer may rest on, as the desk reads it. */
export type Source = {
  readonly kind: 'item' | 'qa'
  readonly id: string
  readonly title: string
  readonly text: string
}

export type Message = { readonly role: 'system' | 'user'; readonly content: string }

/** Sources are called S1, S2 …: an id of ours is nothing that a model copies without a slip. */
const labelOfSource = (index: number): string => `S${index + 1}`

const draftRules = `你协助政务服务中心“办不成事”窗口的工作人员起草指引答复。只能依据下面给出的来源，不得使用任何其他知识。
每一句后面用方括号标明所依据的来源编号，例如［S1］写作 [S1]。来源里没有的内容一律不写；来源不足以回答时只回答：无法依据来源回答。
数字、电话、金额、期限必须与来源完全一致。用平实的中文，直接写给办事人，不超过 400 字。`

const summaryRules = `你协助政务服务中心“办不成事”窗口的工作人员整理通话记录。用中文写不超过 150 字的摘要：办事人想办什么、卡在哪里、已经办过什么、答应了什么。
只写记录中有的内容，不推测，不评价，不写姓名、电话、证件号码和住址。`

/** What is sent for a draft; whatever the caller told has lost its personal data on the way. */
export function draftMessages(question: string, sources: readonly Source[], names: readonly string[] = []): Message[] {
  const told = sources.map(({ title, text }, index) => `[${labelOfSource(index)}] ${title}\n${text}`).join('\n\n')
  return [
    { role: 'system', content: draftRules },
    { role: 'user', content: `来源：\n${told}\n\n办事人的问题：\n${withoutPersonalData(question, names)}` },
  ]
}

export const summaryMessages = (call: string, names: readonly string[] = []): Message[] => [
  { role: 'system', content: summaryRules },
  { role: 'user', content: withoutPersonalData(call, names) },
]

/** What of a question leaves the process, as the officer may read it. */
export const sentOf = (messages: readonly Message[]): string =>
  messages.flatMap(({ role, content }) => (role === 'user' ? [content] : [])).join('\n\n')

/** Of nobody and nothing. */
export const tryMessages: readonly Message[] = [{ role: 'user', content: '请只回答：在。' }]

/** What an OpenAI-compatible server answers, as far as it is read. */
export const Completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
})

export type Draft = { readonly text: string; readonly cited: readonly Source[] }

/** An amount, a phone, a limit: what is wrong in it sends somebody the wrong way. */
const figures = (text: string): readonly string[] =>
  text
    .normalize('NFKC')
    .replace(/(?<=\d)[-\s](?=\d)/g, '')
    .match(/\d{2,}/g) ?? []

/**
 * The draft with its sources, or null: one that rests on nothing, on a source that was not given, or that has a figure
 * which no source has, is not shown.
 */
export function readDraft(content: string, question: string, sources: readonly Source[]): Draft | null {
  const text = content
    .replace(/<think>[\s\S]*?<\/think>/g, '')
    .replace(/[［【]\s*(S\d+)\s*[］】]/g, '[$1]')
    .trim()
  const labels = [...text.matchAll(/\[([^\]\n]{1,40})\]/g)].flatMap(([, inside]) =>
    (inside ?? '').split(/[,，、;；\s]+/),
  )
  const cited = labels.map((label) => sources[/^S\d+$/.test(label) ? Number(label.slice(1)) - 1 : -1])
  if (cited.length === 0) return null
  const known = cited.filter((source) => source !== undefined)
  if (known.length < cited.length) return null
  const told = figures([question, ...sources.map((source) => `${source.title} ${source.text}`)].join('\n'))
  const said = figures(text.replace(/\[[^\]]*\]/g, ' '))
  if (!said.every((figure) => told.some((one) => one.includes(figure)))) return null
  return { text, cited: [...new Set(known)] }
}

const MOST_CHARACTERS = 1_000

/** Null when there is nothing to read. */
export function readSummary(content: string): string | null {
  const text = content.replace(/<think>[\s\S]*?<\/think>/g, '').trim()
  return text ? text.slice(0, MOST_CHARACTERS) : null
}
