import { z } from 'zod'
import { contract } from '../../kernel/contract.ts'
import { Id } from '../../kernel/ids.ts'
import { Instant, LocalDate } from '../../kernel/time.ts'

const words = z.array(z.string().trim().min(1).max(200)).max(50)

/** One question with its answer, as a person or an import writes it down. */
export const AnswerDraft = z
  .object({
    question: z.string().trim().min(1).max(500),
    answer: z.string().trim().min(1).max(10_000),
    /** 相似问法 */
    paraphrases: words,
    keywords: words,
    /** 类目路径: levels separated by `/`. */
    category: z.string().trim().max(300),
    /** 问答提供部门, as it is called; the unit that keeps it is found by this name. */
    departmentName: z.string().trim().max(200),
    unitId: Id.nullable(),
    itemId: Id.nullable(),
    area: z.string().trim().max(100),
    link: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1_000)]),
    validFrom: LocalDate.nullable(),
    validTo: LocalDate.nullable(),
  })
  .refine(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo, { path: ['validTo'] })
export type AnswerDraft = z.infer<typeof AnswerDraft>

export const AnswerView = z.object({
  qaId: Id,
  version: z.int().positive(),
  isCurrent: z.boolean(),
  isRetired: z.boolean(),
  since: Instant,
  unitName: z.string().nullable(),
  itemName: z.string().nullable(),
  draft: AnswerDraft,
  /** Whether this person keeps it. */
  mayKeep: z.boolean(),
})
export type AnswerView = z.infer<typeof AnswerView>

export const AnswerSummary = z.object({
  qaId: Id,
  version: z.int().positive(),
  question: z.string(),
  category: z.string(),
  unitName: z.string().nullable(),
  validTo: LocalDate.nullable(),
  isExpired: z.boolean(),
  isRetired: z.boolean(),
  since: Instant,
})
export type AnswerSummary = z.infer<typeof AnswerSummary>

export const ChangeSubject = z.enum(['item', 'qa', 'organisation', 'unit', 'person', 'synonym'])
export const CatalogueChange = z.object({
  changeId: Id,
  version: z.int().nullable(),
  at: Instant,
  personName: z.string(),
  way: z.enum(['edited', 'imported', 'retired']),
  /** Field by field, only what differs. */
  fields: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
})
export type CatalogueChange = z.infer<typeof CatalogueChange>

const answerParams = z.object({ qaId: Id })
const expectedVersion = z.int().positive()

export const answerContract = contract({
  findAnswers: {
    method: 'GET',
    path: '/api/answers',
    query: z.object({
      text: z.string().trim().max(100).optional(),
      show: z.enum(['valid', 'expired', 'retired']).default('valid'),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
      size: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({ answers: z.array(AnswerSummary), hasMore: z.boolean() }),
    permission: 'viewCatalogue',
    audit: null,
    summary: 'Questions and answers, the last changed first',
  },
  viewAnswer: {
    method: 'GET',
    path: '/api/answers/:qaId',
    params: answerParams,
    query: z.object({ version: z.coerce.number().int().positive().optional() }),
    reply: AnswerView,
    permission: 'viewCatalogue',
    audit: null,
    summary: 'One question with its answer, in the current version unless another is asked for',
  },
  addAnswer: {
    method: 'POST',
    path: '/api/answers',
    body: AnswerDraft,
    reply: z.object({ qaId: Id, version: z.int() }),
    permission: 'keepCatalogue',
    audit: 'qa.edit',
    summary: 'A new question with its answer',
  },
  saveAnswer: {
    method: 'PUT',
    path: '/api/answers/:qaId',
    params: answerParams,
    body: z.object({ expectedVersion, draft: AnswerDraft }),
    reply: z.object({ qaId: Id, version: z.int() }),
    permission: 'keepCatalogue',
    audit: 'qa.edit',
    summary: 'A new version of an answer; those before it stay',
  },
  retireAnswer: {
    method: 'POST',
    path: '/api/answers/:qaId/retire',
    params: answerParams,
    body: z.object({ expectedVersion }),
    reply: z.object({ qaId: Id, version: z.int() }),
    permission: 'keepCatalogue',
    audit: 'qa.retire',
    summary: 'Takes an answer out of the search; it stays readable for those who were answered with it',
  },
  synonyms: {
    method: 'GET',
    path: '/api/synonyms',
    reply: z.object({ groups: z.array(z.object({ synonymId: Id, words: z.array(z.string()) })) }),
    permission: 'viewCatalogue',
    audit: null,
    summary: 'Words that mean the same at this centre',
  },
  saveSynonyms: {
    method: 'PUT',
    path: '/api/synonyms/:synonymId',
    params: z.object({ synonymId: Id }),
    /** One word or none: the group ends. */
    body: z.object({ words: z.array(z.string().trim().min(1).max(50)).max(20) }),
    reply: z.object({ synonymId: Id }),
    permission: 'keepCatalogue',
    audit: 'synonym.edit',
    summary: 'Keeps one group of synonyms; fewer than two words end it',
  },
  changes: {
    method: 'GET',
    path: '/api/catalogue-changes/:subjectKind/:subjectId',
    params: z.object({ subjectKind: ChangeSubject, subjectId: Id }),
    reply: z.object({ changes: z.array(CatalogueChange) }),
    permission: 'viewCatalogue',
    audit: null,
    summary: 'Who changed what, the newest first',
  },
})
