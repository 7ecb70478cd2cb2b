import { z } from 'zod'
import { fileIds, line, optionalParagraph, paragraph } from '../cases/commands/inputs.ts'
import { FormDefinition, FormValues } from '../cases/forms.ts'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { Instant } from '../kernel/time.ts'
import { LINK_DAYS, linkStandings, linkVisits } from './rules.ts'

/** One time that somebody came by the link, as the audit keeps it. */
export const LinkVisit = z.object({
  at: Instant,
  what: z.enum(linkVisits),
  address: z.string().nullable(),
})
export type LinkVisit = z.infer<typeof LinkVisit>

/** A link as the desk lists it: neither its address nor its code can be read again. */
export const LinkRow = z.object({
  linkId: Id,
  taskId: Id,
  recipient: z.string(),
  organisation: z.string(),
  issuedByName: z.string(),
  issuedAt: Instant,
  expiresAt: Instant,
  openings: z.int(),
  lastOpenedAt: Instant.nullable(),
  standing: z.enum(linkStandings),
  /** Every visit, the newest first; no more than the last fifty. */
  visits: z.array(LinkVisit),
})
export type LinkRow = z.infer<typeof LinkRow>

const LinkedFile = z.object({ fileId: Id, name: z.string(), size: z.int() })

/** What whoever gave the code sees of the one task. */
export const AnswerPage = z.object({
  step: z.literal('answer'),
  centreName: z.string(),
  caseNo: z.string(),
  recipient: z.string(),
  organisation: z.string(),
  askedBy: z.string(),
  applicant: z.string(),
  want: z.string(),
  ask: z.string(),
  dueAt: Instant.nullable(),
  /** The date rests on a year whose holidays are not announced: it may still move (暂定). */
  isProvisional: z.boolean(),
  expiresAt: Instant,
  form: FormDefinition.nullable(),
  /** Sent along by the window, to be read. */
  sent: z.array(LinkedFile),
  /** What they have attached so far. */
  files: z.array(LinkedFile),
  /** How long the answer may be: that of a step is one line of its outcome. */
  longest: z.int(),
})
export type AnswerPage = z.infer<typeof AnswerPage>

/** Until the code is given nobody sees whose link it is, only which centre asks. */
export const LinkPage = z.discriminatedUnion('step', [
  z.object({ step: z.literal('code'), centreName: z.string() }),
  AnswerPage,
])
export type LinkPage = z.infer<typeof LinkPage>

const caseParams = z.object({ caseId: Id })
const wanted = z.object({
  recipient: line,
  organisation: line,
  days: z.int().min(LINK_DAYS.least).max(LINK_DAYS.most).default(LINK_DAYS.usual),
  /** Of the files that were sent with the task, those that they may read; none unless said. */
  fileIds,
})

export const linkContract = contract({
  issueLink: {
    method: 'POST',
    path: '/api/cases/:caseId/tasks/:taskId/links',
    params: caseParams.extend({ taskId: Id }),
    body: wanted,
    reply: z.object({ link: LinkRow, token: z.string(), code: z.string() }),
    permission: 'issueLink',
    audit: 'link.issue',
    summary: 'A link for somebody without an account to answer one task; address and code are shown this once',
  },
  previewLink: {
    method: 'POST',
    path: '/api/cases/:caseId/tasks/:taskId/links/preview',
    params: caseParams.extend({ taskId: Id }),
    body: wanted,
    reply: z.object({ page: AnswerPage }),
    permission: 'issueLink',
    audit: null,
    summary: 'What the party would see: exactly that, before a link is sent',
  },
  linksOfCase: {
    method: 'GET',
    path: '/api/cases/:caseId/links',
    params: caseParams,
    reply: z.object({ links: z.array(LinkRow) }),
    permission: 'issueLink',
    audit: null,
    summary: 'The links that were issued for a case, the newest first',
  },
  revokeLink: {
    method: 'POST',
    path: '/api/cases/:caseId/links/:linkId/revoke',
    params: caseParams.extend({ linkId: Id }),
    reply: z.object({ links: z.array(LinkRow) }),
    permission: 'issueLink',
    audit: 'link.revoke',
    summary: 'End a link at once',
  },
  renewLinkCode: {
    method: 'POST',
    path: '/api/cases/:caseId/links/:linkId/code',
    params: caseParams.extend({ linkId: Id }),
    reply: z.object({ code: z.string() }),
    permission: 'issueLink',
    audit: 'link.new-code',
    summary: 'Another code for a link that still works: for another phone, or after too many wrong ones',
  },
})

export const LinkCode = z.object({ code: z.string().trim().max(20) })
export const LinkAnswer = z.object({
  publicReply: paragraph,
  internalNote: optionalParagraph,
  form: FormValues.nullable().default(null),
  fileIds,
})
