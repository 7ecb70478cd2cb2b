import { z } from 'zod'
import { SmsHindrance } from '../cases/words.ts'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { Instant } from '../kernel/time.ts'
import { ApplicantMessage } from '../policy/messages.ts'
import { TellingTopic } from './telling.ts'

/** How a person may be told besides the desk itself, which always tells. */
export const Means = z.enum(['email', 'sms'])
export type Means = z.infer<typeof Means>
export const Choices = z.partialRecord(TellingTopic, z.array(Means))
export type Choices = z.infer<typeof Choices>

/** What the centre requires: a rung of the ladder reaches people wherever they gave an address. */
export const requiredMeans: Choices = { 'task-escalated': ['email', 'sms'] }
export const usualChoices: Choices = {
  'task-assigned': ['email'],
  'task-overdue': ['email'],
  'applicant-unreached': ['email'],
  'answer-reported': ['email'],
}

/** By which means a person is told of something: their own choice, and what the centre requires. */
export const meansFor = (topic: TellingTopic, choices: Choices): readonly Means[] => [
  ...new Set([...(requiredMeans[topic] ?? []), ...(choices[topic] ?? [])]),
]

export const News = z.object({
  newsId: Id,
  topic: TellingTopic,
  caseId: Id.nullable(),
  caseNo: z.string(),
  /** Where in the desk it stands. */
  path: z.string().nullable(),
  text: z.string(),
  at: Instant,
  isRead: z.boolean(),
})
export type News = z.infer<typeof News>

export const MyChoices = z.object({
  email: z.string().nullable(),
  mobileMasked: z.string().nullable(),
  choices: Choices,
  /** The language of what is sent; the desk itself speaks the one that is chosen on its pages. */
  locale: z.enum(['zh', 'en']),
  /** Means that this desk can use at all. */
  means: z.array(Means),
})
export type MyChoices = z.infer<typeof MyChoices>

export const WebhookRow = z.object({
  webhookId: Id,
  name: z.string(),
  url: z.string(),
  topics: z.array(z.string()),
  createdAt: Instant,
  isActive: z.boolean(),
  waiting: z.int(),
  dead: z.int(),
})
export type WebhookRow = z.infer<typeof WebhookRow>

export const DeadLetter = z.object({
  postingId: Id,
  channel: z.enum(['email', 'sms', 'webhook']),
  recipient: z.string(),
  topic: z.string(),
  caseId: Id.nullable(),
  attempts: z.int(),
  lastError: z.string().nullable(),
  deadAt: Instant,
})
export type DeadLetter = z.infer<typeof DeadLetter>

/** One SMS to the applicant, as its case shows it: no number, and of a notice no link. */
export const CaseMessage = z.object({
  postingId: Id,
  kind: ApplicantMessage,
  text: z.string(),
  at: Instant,
  /**
   * `sent`: the provider has it. `delivered`, `undelivered`: as the provider reported later, where it does. `failed`:
   * given up; this and what was not delivered somebody must phone about.
   */
  standing: z.enum(['waiting', 'sent', 'delivered', 'undelivered', 'failed']),
  attempts: z.int(),
  sentAt: Instant.nullable(),
  nextTryAt: Instant.nullable(),
  lastError: z.string().nullable(),
})
export type CaseMessage = z.infer<typeof CaseMessage>
/** What a provider reports of a message that it took (状态报告); `id` is the one under which it was handed over. */
export const SmsReceipt = z.object({
  id: z.string().min(1).max(100),
  delivered: z.boolean(),
  /** Why not, in the provider's words. */
  reason: z.string().max(500).default(''),
})
export type SmsReceipt = z.infer<typeof SmsReceipt>
/** One, or many at once. */
export const SmsReceipts = z.union([SmsReceipt.transform((one) => [one]), z.array(SmsReceipt).min(1).max(1_000)])

export const MessagesOfCase = z.object({
  /** Why nothing goes to this applicant by SMS; null: it does. */
  hindrance: SmsHindrance.nullable(),
  rows: z.array(CaseMessage),
})
export type MessagesOfCase = z.infer<typeof MessagesOfCase>

const webhookUrl = z.url({ protocol: /^https?$/ }).max(500)

export const notificationContract = contract({
  news: {
    method: 'GET',
    path: '/api/news',
    reply: z.object({ rows: z.array(News), unread: z.int() }),
    permission: 'session',
    audit: null,
    summary: 'What I was told, the newest first, and how much of it is unread',
  },
  markRead: {
    method: 'POST',
    path: '/api/news/read',
    body: z.object({ newsIds: z.array(Id).max(200) }),
    reply: z.null(),
    permission: 'session',
    audit: null,
    summary: 'I have read these',
  },
  myChoices: {
    method: 'GET',
    path: '/api/notification-choices',
    reply: MyChoices,
    permission: 'session',
    audit: null,
    summary: 'Where and about what I am told',
  },
  choose: {
    method: 'PUT',
    path: '/api/notification-choices',
    body: z.object({
      email: z.email().max(200).nullable(),
      /** Left out: as it was. */
      mobile: z
        .string()
        .regex(/^1[3-9]\d{9}$/)
        .nullable()
        .optional(),
      choices: Choices,
      locale: z.enum(['zh', 'en']).default('zh'),
    }),
    reply: MyChoices,
    permission: 'session',
    audit: 'notification.choose',
    summary: 'Choose where and about what I am told',
  },
  messagesOfCase: {
    method: 'GET',
    path: '/api/cases/:caseId/messages',
    params: z.object({ caseId: Id }),
    reply: MessagesOfCase,
    permission: 'viewCase',
    audit: null,
    summary: 'What went to the applicant by SMS and what became of it, or why nothing goes',
  },
  webhooks: {
    method: 'GET',
    path: '/api/webhooks',
    reply: z.object({ rows: z.array(WebhookRow), dead: z.array(DeadLetter) }),
    permission: 'manageWebhooks',
    audit: null,
    summary: 'Systems that are told of every change, and what did not reach anybody',
  },
  addWebhook: {
    method: 'POST',
    path: '/api/webhooks',
    body: z.object({ name: z.string().trim().min(1).max(100), url: webhookUrl, topics: z.array(z.string()).max(100) }),
    reply: z.object({ webhookId: Id, secret: z.string() }),
    permission: 'manageWebhooks',
    audit: 'webhook.add',
    summary: 'Tell one more system; its secret is shown once',
  },
  disableWebhook: {
    method: 'POST',
    path: '/api/webhooks/:webhookId/disable',
    params: z.object({ webhookId: Id }),
    reply: z.null(),
    permission: 'manageWebhooks',
    audit: 'webhook.disable',
    summary: 'Tell this system no more',
  },
  replay: {
    method: 'POST',
    path: '/api/postings/:postingId/replay',
    params: z.object({ postingId: Id }),
    reply: z.null(),
    permission: 'manageWebhooks',
    audit: 'posting.replay',
    summary: 'Try again what was given up',
  },
})
