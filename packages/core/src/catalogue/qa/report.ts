import { z } from 'zod'
import { contract } from '../../kernel/contract.ts'
import { Id } from '../../kernel/ids.ts'
import { Instant } from '../../kernel/time.ts'

/** What may be reported: one entry of the catalogue or the directory, or a question to which nothing was found. */
export const ReportSubject = z.enum(['item', 'qa', 'unit', 'person', 'nothing-found'])
export type ReportSubject = z.infer<typeof ReportSubject>

/** 答案有误 · 答案缺失 */
export const ReportFault = z.enum(['wrong', 'missing'])
export type ReportFault = z.infer<typeof ReportFault>

export const NewReport = z.object({
  subjectKind: ReportSubject,
  subjectId: Id.nullable(),
  /** What was read, or what was asked when nothing was found. */
  subjectName: z.string().trim().min(1).max(500),
  fault: ReportFault,
  note: z.string().trim().max(2_000).default(''),
})

export const ReportOutcome = z.enum(['corrected', 'rejected'])
export type ReportOutcome = z.infer<typeof ReportOutcome>

/** How its keeper answers: put right, in the version that says so · it stays as it is, and why · somebody else keeps it. */
export const ReportAnswer = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('corrected'),
    /** Of an item or an answer: the version that is right. Null for what has no versions. */
    version: z.int().positive().nullable().default(null),
    note: z.string().trim().max(2_000).default(''),
  }),
  z.object({ outcome: z.literal('rejected'), note: z.string().trim().max(2_000) }),
  z.object({ outcome: z.literal('forwarded'), unitId: Id, note: z.string().trim().max(2_000).default('') }),
])
export type ReportAnswer = z.infer<typeof ReportAnswer>

export const CatalogueReport = z.object({
  reportId: Id,
  subjectKind: ReportSubject,
  subjectId: Id.nullable(),
  subjectName: z.string(),
  /** The version that was read; null for what has none. */
  subjectVersion: z.int().nullable(),
  /** The version in force now. */
  currentVersion: z.int().nullable(),
  fault: ReportFault,
  note: z.string(),
  /** Null: somebody of the public. */
  reportedByName: z.string().nullable(),
  reportedAt: Instant,
  /** Whose task it is. */
  keeperName: z.string(),
  dueAt: Instant,
  isLate: z.boolean(),
  settledAt: Instant.nullable(),
  settledByName: z.string().nullable(),
  outcome: ReportOutcome.nullable(),
  correctedVersion: z.int().nullable(),
  settlement: z.string(),
  /** Whether this person may settle it. */
  maySettle: z.boolean(),
})
export type CatalogueReport = z.infer<typeof CatalogueReport>

const reportParams = z.object({ reportId: Id })

export const reportContract = contract({
  report: {
    method: 'POST',
    path: '/api/catalogue-reports',
    body: NewReport,
    reply: z.object({ reportId: Id }),
    permission: 'reportCatalogue',
    audit: 'catalogue.report',
    summary: 'This answer is wrong or missing; saying it twice is saying it once',
  },
  findReports: {
    method: 'GET',
    path: '/api/catalogue-reports',
    query: z.object({ state: z.enum(['open', 'settled']).default('open') }),
    reply: z.object({ reports: z.array(CatalogueReport) }),
    permission: 'reportCatalogue',
    audit: null,
    summary: 'What was reported, the first due first; a unit sees its own and what its people reported',
  },
  viewReport: {
    method: 'GET',
    path: '/api/catalogue-reports/:reportId',
    params: reportParams,
    reply: CatalogueReport,
    permission: 'reportCatalogue',
    audit: null,
    summary: 'One report, with the version in force now',
  },
  settleReport: {
    method: 'POST',
    path: '/api/catalogue-reports/:reportId/settle',
    params: reportParams,
    body: ReportAnswer,
    reply: z.object({ reportId: Id }),
    permission: 'settleReport',
    audit: 'catalogue.settle-report',
    summary:
      'The keeper corrected it, leaves it as it is, or hands it to whoever keeps it; the reporter is told of the end',
  },
})

/** What somebody of the public says of a step of the guide; nobody is asked who they are. */
export const publicReportContract = contract({
  report: {
    method: 'POST',
    path: '/api/public/order/goals/:goalId/report',
    params: z.object({ goalId: Id }),
    query: z.object({ centre: z.string().max(10).optional() }),
    body: z.object({ stepId: z.string().max(100).nullable(), note: z.string().trim().min(2).max(500) }),
    reply: z.null(),
    permission: 'anyone',
    audit: null,
    summary: 'This step of the guide is wrong or something is missing; it becomes a task for its keeper',
  },
})
