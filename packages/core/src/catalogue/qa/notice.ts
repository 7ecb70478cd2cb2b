import { z } from 'zod'
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
      /** Phone or name of the applicant: kept as a digest only, to know a second notice from a first. */
      applicant: z.string().trim().min(2).max(100),
      materialIds: z.array(Id).max(200),
      advice: z.string().trim().max(2_000).default(''),
      repeatReason: z.string().trim().max(500).default(''),
    }),
    /** The token of the link is shown once and not kept. */
    reply: NoticeView.extend({ token: z.string(), linkEndsAt: Instant }),
    permission: 'giveNotice',
    audit: 'notice.give',
    summary: 'Tells everything at once (一次性告知); a second notice in the same matter needs a supervisor’s reason',
  },
})
