import { z } from 'zod'
import { contract } from '../../kernel/contract.ts'
import { Id } from '../../kernel/ids.ts'
import { Instant } from '../../kernel/time.ts'

/** What may be reported: one entry of the catalogue or the directory, or a question to which nothing was found. */
export const ReportSubject = z.enum(['item', 'qa', 'unit', 'person', 'nothing-found'])
export type ReportSubject = z.infer<typeof ReportSubject>

/** 答案有误 · 答案缺失 */
export const ReportFault = z.enum(['wrong', 'missing'])

export const NewReport = z.object({
  subjectKind: ReportSubject,
  subjectId: Id.nullable(),
  /** What was read, or what was asked when nothing was found. */
  subjectName: z.string().trim().min(1).max(500),
  fault: ReportFault,
  note: z.string().trim().max(2_000).default(''),
})

export const CatalogueReport = z.object({
  reportId: Id,
  subjectKind: ReportSubject,
  subjectId: Id.nullable(),
  subjectName: z.string(),
  fault: ReportFault,
  note: z.string(),
  reportedByName: z.string(),
  reportedAt: Instant,
  /** Whose answer it is; the supervisor's, where the entry has no unit. */
  keeperName: z.string(),
  dueAt: Instant,
  isLate: z.boolean(),
  settledAt: Instant.nullable(),
  settledByName: z.string().nullable(),
  settlement: z.string(),
  /** Whether this person may settle it. */
  maySettle: z.boolean(),
})
export type CatalogueReport = z.infer<typeof CatalogueReport>

/** 三个工作日: as long as the simplest matter may take. */
export const REPORT_LIMIT = { amount: 3, unit: 'working-days' } as const

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
  settleReport: {
    method: 'POST',
    path: '/api/catalogue-reports/:reportId/settle',
    params: z.object({ reportId: Id }),
    body: z.object({ settlement: z.string().trim().min(1).max(2_000) }),
    reply: z.object({ reportId: Id }),
    permission: 'settleReport',
    audit: 'catalogue.settle-report',
    summary: 'The keeper says what was done about it',
  },
})
