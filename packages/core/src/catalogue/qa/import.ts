import { z } from 'zod'
import { contract } from '../../kernel/contract.ts'
import { Id } from '../../kernel/ids.ts'
import { columnsSaid, normaliseHeading } from '../import.ts'
import { ImportError } from '../import-errors.ts'

/** What a file of answers can hold, under the headings of municipal knowledge bases. */
export const answerColumns = {
  question: ['问题', '标准问题', '标准问', '标准问法', 'question'],
  answer: ['答案', '回答', '标准答案', '答复内容', 'answer'],
  paraphrases: ['相似问法', '相似问题', '相似问', 'paraphrases'],
  keywords: ['关键词', '关键字', 'keywords'],
  category: ['类目路径', '类目', '分类', 'category'],
  department: ['问答提供部门', '提供部门', '部门', '责任部门', 'department'],
  area: ['适用区域', '区域', 'area'],
  link: ['办理链接', '链接', 'link'],
  validFrom: ['内容生效时间', '生效时间', '生效日期', 'valid_from'],
  validTo: ['内容失效时间', '失效时间', '失效日期', 'valid_to'],
} as const satisfies Record<string, readonly string[]>
export type AnswerColumn = keyof typeof answerColumns

/** 通讯录: a row is a unit, or a person of a unit. */
export const directoryColumns = {
  organisation: ['部门', '单位', '单位名称', '部门名称', 'organisation'],
  unit: ['科室', '处室', '科室名称', '内设机构', '窗口', 'unit'],
  duties: ['职责', '主要职责', '业务范围', 'duties'],
  unitPhones: ['科室电话', '单位电话', '值班电话', 'unit_phone'],
  person: ['姓名', '联系人', 'name'],
  title: ['职务', '岗位', 'title'],
  phones: ['办公电话', '电话', '联系电话', 'phone'],
} as const satisfies Record<string, readonly string[]>
export type DirectoryColumn = keyof typeof directoryColumns

/** 类目路径（多级类目用/分隔）: what stands in brackets explains the heading and is no part of it. */
export function columnIn<C extends string>(columns: Readonly<Record<C, readonly string[]>>, heading: string): C | null {
  const asked = normaliseHeading(heading).replace(/\(.*\)$/, '')
  // The keys of this record are exactly its type's keys; Object.keys does not say so.
  const names = Object.keys(columns) as C[]
  return names.find((name) => columns[name].some((one) => normaliseHeading(one) === asked)) ?? null
}

export const KnowledgeKind = z.enum(['qa', 'directory'])
export type KnowledgeKind = z.infer<typeof KnowledgeKind>

export const KnowledgePreview = z.object({
  importId: Id,
  kind: KnowledgeKind,
  fileName: z.string(),
  state: z.enum(['preview', 'confirmed']),
  columns: z.array(z.object({ heading: z.string(), column: z.string().nullable() })),
  counts: z.object({ rows: z.int(), new: z.int(), changed: z.int(), unchanged: z.int(), errors: z.int() }),
  examples: z.array(z.object({ name: z.string(), detail: z.string(), change: z.enum(['new', 'changed']) })),
  errors: z.array(ImportError),
  hasMoreErrors: z.boolean(),
})
export type KnowledgePreview = z.infer<typeof KnowledgePreview>

export const knowledgeContract = contract({
  previewAnswers: {
    method: 'POST',
    path: '/api/answers/import',
    query: z.object({ columns: columnsSaid(Object.keys(answerColumns)).default([]) }),
    reply: KnowledgePreview,
    permission: 'importCatalogue',
    audit: 'knowledge-import.preview',
    summary: 'Read a CSV or Excel file of questions and answers (multipart) and say what it would change',
  },
  previewDirectory: {
    method: 'POST',
    path: '/api/directory/import',
    query: z.object({ columns: columnsSaid(Object.keys(directoryColumns)).default([]) }),
    reply: KnowledgePreview,
    permission: 'importCatalogue',
    audit: 'knowledge-import.preview',
    summary: 'Read a CSV or Excel file of units and people (multipart) and say what it would change',
  },
  confirmKnowledge: {
    method: 'POST',
    path: '/api/knowledge-imports/:importId/confirm',
    params: z.object({ importId: Id }),
    body: z.object({ skipErrors: z.boolean().default(false) }),
    reply: KnowledgePreview,
    permission: 'importCatalogue',
    audit: 'knowledge-import.confirm',
    summary: 'Import the previewed file, all of it or nothing',
  },
  exportCatalogue: {
    method: 'GET',
    path: '/api/exports/:what',
    params: z.object({ what: z.enum(['items', 'answers', 'directory']) }),
    reply: z.any(),
    permission: 'importCatalogue',
    audit: 'catalogue.export',
    summary: 'Items, answers or the directory as an Excel file whose headings the import reads again',
  },
})
