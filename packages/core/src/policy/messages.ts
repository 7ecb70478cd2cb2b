import { z } from 'zod'
import { fillIn, messagePlaces, type Places } from './wording.ts'

/** What is told to people outside of the desk. */
export const MessageKind = z.enum([
  'task-reminded',
  'task-overdue',
  'task-escalated',
  'task-assigned',
  'task-transferred',
  'clock-resumed',
  'report-settled',
  'applicant-unreached',
  'answer-reported',
  'applicant-asked',
  'date-extended',
  'case-resolved',
  'rating-asked',
  'notice',
  'digest',
])
export type MessageKind = z.infer<typeof MessageKind>

/** What goes to the applicant, by SMS; everything else goes to people of the desk. */
export const ApplicantMessage = MessageKind.extract([
  'applicant-asked',
  'date-extended',
  'case-resolved',
  'rating-asked',
  'notice',
])
export type ApplicantMessage = z.infer<typeof ApplicantMessage>

const isKnown = (text: string) =>
  [...text.matchAll(/\{(\w*)\}/g)].every(([, place]) => messagePlaces.some((known) => known === place))
const Template = z.string().min(1).max(300).refine(isKnown, { message: 'a place in braces that nobody fills' })
const Wording = z.strictObject({ zh: Template, en: Template })

export const Messages = z.strictObject({
  /** 【…】 at the head of an SMS, as registered with the provider. */
  signature: z.string().max(20),
  texts: z.partialRecord(MessageKind, Wording),
})
export type Messages = z.infer<typeof Messages>

const usualTexts: Record<MessageKind, z.infer<typeof Wording>> = {
  'task-assigned': {
    zh: '{caseNo} 有新任务：{ask}，{due} 前完成。',
    en: '{caseNo}: a new task, “{ask}”, due {due}.',
  },
  'task-reminded': { zh: '{caseNo} 即将到期：{ask}，{due}。', en: '{caseNo}: “{ask}” is due {due}.' },
  'task-overdue': { zh: '{caseNo} 已逾期：{ask}，应于 {due} 前完成。', en: '{caseNo}: “{ask}” was due {due}.' },
  'task-escalated': {
    zh: '{caseNo} 已提级督办，请{who}在 {due} 前处理：{ask}。',
    en: '{caseNo} was escalated: {who}, please see to “{ask}” by {due}.',
  },
  'task-transferred': {
    zh: '{caseNo} 您请办的事已由承办单位转办其他单位：{ask}，仍应于 {due} 前完成。',
    en: '{caseNo}: the unit that you asked gave “{ask}” to another unit, still due {due}.',
  },
  'clock-resumed': {
    zh: '{caseNo} 暂停已到最长时间，自动恢复计时：{ask}，{due} 前办结。',
    en: '{caseNo}: the clock runs again by itself, “{ask}” is due {due}.',
  },
  'report-settled': { zh: '您反映的答案有结果了：{ask}', en: 'The answer that you reported: {ask}' },
  'applicant-unreached': {
    zh: '短信没有送到申请人：{ask}，请改用电话告知，{caseNo}。',
    en: 'The SMS “{ask}” did not reach the applicant; please phone instead; {caseNo}.',
  },
  'answer-reported': { zh: '{caseNo} 已作否定答复，现予报备：{ask}', en: '{caseNo}: a “no” was said, “{ask}”.' },
  'applicant-asked': {
    zh: '您的事项 {caseNo} 需要补充：{ask}，请于 {due} 前提供。',
    en: 'Your matter {caseNo}: please supply “{ask}”, by {due}.',
  },
  'date-extended': { zh: '您的事项 {caseNo} 办理期限延至 {due}。', en: 'Your matter {caseNo} is now due {due}.' },
  'case-resolved': { zh: '您的事项 {caseNo} 已办结，{centre}。', en: 'Your matter {caseNo} is done. {centre}.' },
  'rating-asked': {
    zh: '您的事项 {caseNo} 办得怎么样？请评价：{link} （{due} 前有效，限用一次）。',
    en: 'How was your matter {caseNo} handled? Please rate it: {link} (once, until {due}).',
  },
  notice: {
    zh: '您咨询的“{ask}”，需要的全部材料和要求见 {link} （{due} 前有效）。',
    en: 'All that “{ask}” takes: {link} (until {due}).',
  },
  digest: { zh: '您有 {count} 项待办，最近到期 {due}。', en: 'You have {count} open tasks, the next due {due}.' },
}
export const usualMessages: Messages = { signature: '', texts: usualTexts }

/** A kind that a document does not word has its usual text. */
export const wordingOf = (messages: Messages, kind: MessageKind): z.infer<typeof Wording> =>
  messages.texts[kind] ?? usualTexts[kind]

/** A message as it is sent: the centre's own wording, or else the usual one; what is not known is left out. */
export const sayMessage = (messages: Messages, kind: MessageKind, facts: Places, locale: 'zh' | 'en'): string =>
  fillIn(wordingOf(messages, kind)[locale], facts, locale)
