import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { LocalDate } from '../kernel/time.ts'
import { RegisterCase } from './commands.ts'
import { CaseView, InboxRow, LedgerRow } from './view.ts'
import { CaseStatus, Grade, Pain, TaskKind } from './words.ts'

const caseParams = z.object({ caseId: Id })

/** A query string carries lists as repeated or comma-separated values. */
const listOf = <T extends z.ZodType>(of: T) =>
  z
    .preprocess((value) => (typeof value === 'string' ? value.split(',').filter(Boolean) : value), z.array(of))
    .optional()

export const LedgerFilter = z.object({
  status: listOf(CaseStatus),
  pain: listOf(Pain),
  grade: listOf(Grade),
  /** Case number, name, words of the matter, item, or a whole phone number. */
  text: z.string().trim().max(200).optional(),
  ownerId: Id.optional(),
  unitId: Id.optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  isLate: z.stringbool().optional(),
  sort: z.enum(['registered', 'due', 'changed', 'number']).default('registered'),
  direction: z.enum(['asc', 'desc']).default('desc'),
})
export type LedgerFilter = z.infer<typeof LedgerFilter>

/** Counting stops here: an exact total of a large ledger costs more than it says. */
export const COUNT_CAP = 10_000

export const caseContract = contract({
  registerCase: {
    method: 'POST',
    path: '/api/cases',
    body: RegisterCase,
    reply: CaseView,
    permission: 'registerCase',
    audit: 'case.register',
    summary: 'Register a case: somebody asks for help',
  },
  viewCase: {
    method: 'GET',
    path: '/api/cases/:caseId',
    params: caseParams,
    reply: CaseView,
    permission: 'viewCase',
    audit: 'case.view',
    summary: 'A case with its timeline, tasks, papers and what may be done now; ETag is the version',
  },
  ledger: {
    method: 'GET',
    path: '/api/cases',
    query: LedgerFilter.extend({
      cursor: z.string().max(500).optional(),
      size: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({
      rows: z.array(LedgerRow),
      nextCursor: z.string().nullable(),
      count: z.int(),
      isCountCapped: z.boolean(),
    }),
    permission: 'viewCase',
    audit: null,
    summary: 'The ledger of cases that this person may see',
  },
  exportLedger: {
    method: 'GET',
    path: '/api/cases/export.xlsx',
    query: LedgerFilter,
    reply: z.any(),
    permission: 'exportLedger',
    audit: 'ledger.export',
    summary: 'The same ledger as an Excel file',
  },
  inbox: {
    method: 'GET',
    path: '/api/inbox',
    query: z.object({ kind: listOf(TaskKind), mine: z.stringbool().optional() }),
    reply: z.object({ rows: z.array(InboxRow), late: z.int() }),
    permission: 'viewCase',
    audit: null,
    summary: 'What waits for me or my unit, by due time, overdue on top',
  },
  revealPersonalData: {
    method: 'POST',
    path: '/api/cases/:caseId/reveal',
    params: caseParams,
    body: z.object({
      field: z.enum(['applicant.phone', 'applicant.identity', 'delivery.phone', 'delivery.address', 'form']),
      subjectId: Id.nullable().default(null), // the delivery, or the task whose form it is
      key: z.string().nullable().default(null), // the field of the form
      reason: z.string().trim().min(2).max(200),
    }),
    reply: z.object({ value: z.string() }),
    permission: 'revealPersonalData',
    audit: 'case.reveal',
    summary: 'Unmask one number for a stated reason; who looked is recorded',
  },
})
