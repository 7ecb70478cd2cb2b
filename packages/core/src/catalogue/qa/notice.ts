import { z } from 'zod'
import { SmsHindrance } from '../../cases/words.ts'
import type { PersonActor } from '../../kernel/actor.ts'
import { contract } from '../../kernel/contract.ts'
import { Id } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { Instant } from '../../kernel/time.ts'

/** What was told before in the same matter of the same applicant. */
export type EarlierNotice = { readonly givenAt: Instant; readonly givenByName: string }

/**
 * 一次性告知 (行政许可法 第三十二条): everything at once, and once. Again in the same matter only with the reason of a
 * supervisor, which stays with the notice.
 * @returns who allowed the repetition and why; null for the first
 * @throws Refusal notice-given · forbidden
 */
export function allowNotice(
  earlier: readonly EarlierNotice[],
  actor: PersonActor,
  reason: string,
): { readonly reason: string; readonly allowedBy: string } | null {
  const [last] = earlier
  if (!last) return null
  if (actor.role !== 'supervisor' || reason.trim() === '')
    throw new Refusal('notice-given', { when: last.givenAt, who: last.givenByName })
  return { reason: reason.trim(), allowedBy: actor.personId }
}

/** By what a matter is known again, whichever way the person comes. */
export type NoticeMark = { readonly kind: 'case' | 'contact' | 'phone' | 'name'; readonly value: string }

/**
 * Whom a notice is for: as typed, or as a case or a contact knows them; the phone as its digest, which needs no opening.
 * A name alone is one matter only while no two phones tell the people apart.
 */
export function marksOf(who: {
  readonly caseId: string | null
  readonly contactId: string | null
  readonly phoneDigest: string | null
  readonly name: string
}): readonly NoticeMark[] {
  const marks: readonly NoticeMark[] = [
    { kind: 'case', value: who.caseId ?? '' },
    { kind: 'contact', value: who.contactId ?? '' },
    { kind: 'phone', value: who.phoneDigest ?? '' },
    { kind: 'name', value: who.name.trim().toLowerCase() },
  ]
  return marks.filter(({ value }) => value !== '')
}

/** What is typed into the one field of the guide is a phone where it is nothing but a number. */
export const isPhoneTyped = (typed: string): boolean => /^[\d\s()+-]{7,}$/.test(typed.normalize('NFKC').trim())

/** 情形: what applies to this person decides which papers are asked; a paper without a condition is asked of everyone. */
export const NoticeMaterial = z.object({
  name: z.string(),
  necessity: z.enum(['required', 'optional', 'deferrable']),
  isPrincipal: z.boolean(),
  form: z.enum(['original', 'copy']),
  copies: z.int(),
  condition: z.string(),
  note: z.string(),
})

/** Everything that the person is told; nothing of who they are. */
export const NoticeContent = z.object({
  centerName: z.string(),
  itemName: z.string(),
  organisationName: z.string(),
  typeName: z.string(),
  hallWindow: z.string(),
  promised: z.string(),
  fees: z.string(),
  phones: z.string(),
  conditions: z.string(),
  materials: z.array(NoticeMaterial),
  /** What the officer adds for this person's situation. */
  advice: z.string(),
})
export type NoticeContent = z.infer<typeof NoticeContent>

export const NoticeView = z.object({
  noticeId: Id,
  content: NoticeContent,
  givenAt: Instant,
  givenByName: z.string(),
  repeatReason: z.string().nullable(),
})
export type NoticeView = z.infer<typeof NoticeView>

/** Whether a notice can go by SMS, and what became of it. */
export const NoticeSms = z.object({
  hindrance: SmsHindrance.nullable(),
  /** The number that is known of the case or the contact, or to which it went. */
  masked: z.string().nullable(),
  standing: z.enum(['waiting', 'sent', 'failed']).nullable(),
})
export type NoticeSms = z.infer<typeof NoticeSms>

export const GivenNotice = z.object({
  noticeId: Id,
  itemName: z.string(),
  givenAt: Instant,
  givenByName: z.string(),
  repeatReason: z.string().nullable(),
  sms: NoticeSms.pick({ masked: true, standing: true }).nullable(),
})
export type GivenNotice = z.infer<typeof GivenNotice>

/** The page of the link: for whoever has it, without a name on it. It ends by itself, after a month. */
export const noticeAddress = (token: string): string => `/notice/${token}`
export const NOTICE_LINK_DAYS = 30

export const noticeContract = contract({
  giveNotice: {
    method: 'POST',
    path: '/api/notices',
    body: z.object({
      itemId: Id,
      caseId: Id.nullable().default(null),
      contactId: Id.nullable().default(null),
      /** Phone or name of the applicant, where no case or contact says it: kept as a digest only, to know a second notice from a first. */
      applicant: z.string().trim().max(100).default(''),
      materialIds: z.array(Id).max(200),
      advice: z.string().trim().max(2_000).default(''),
      repeatReason: z.string().trim().max(500).default(''),
    }),
    /** The token of the link is shown once and not kept. */
    reply: NoticeView.extend({ token: z.string(), linkEndsAt: Instant, sms: NoticeSms }),
    permission: 'giveNotice',
    audit: 'notice.give',
    summary: 'Tells everything at once (一次性告知); a second notice in the same matter needs a supervisor’s reason',
  },
  sendNotice: {
    method: 'POST',
    path: '/api/notices/:noticeId/sms',
    params: z.object({ noticeId: Id }),
    /** Without a number it goes to the one that the case or the contact knows. Sealed until it is sent, then forgotten. */
    body: z.object({ token: z.string().min(20).max(100), mobile: z.string().trim().max(40).default('') }),
    reply: NoticeSms,
    permission: 'giveNotice',
    audit: 'notice.sms',
    summary: 'Sends the link of a notice by SMS: the same notice another way, not a second one',
  },
  listNotices: {
    method: 'GET',
    path: '/api/notices',
    query: z.object({ caseId: Id.optional(), contactId: Id.optional() }),
    reply: z.object({ rows: z.array(GivenNotice) }),
    permission: 'giveNotice',
    audit: null,
    summary: 'What was told at once in a case or a contact, and what became of its SMS',
  },
})
