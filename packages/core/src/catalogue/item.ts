import { z } from 'zod'
import { PaperForm } from '../cases/words.ts'
import { Id } from '../kernel/ids.ts'
import { Limit } from '../kernel/limit.ts'
import { OfficePhone } from '../kernel/office-phone.ts'

/** 材料必要性. `deferrable` is 可容缺: may follow later. */
export const Necessity = z.enum(['required', 'optional', 'deferrable'])
export type Necessity = z.infer<typeof Necessity>

export const MaterialDraft = z.object({
  name: z.string().min(1).max(500),
  necessity: Necessity,
  /** 主件: what the decision rests on; never tolerated as missing. */
  isPrincipal: z.boolean(),
  form: PaperForm,
  copies: z.int().min(0).max(99),
  /** What the paper must show, in words: 租期不少于半年. */
  condition: z.string().max(2_000),
  note: z.string().max(2_000),
})
export type MaterialDraft = z.infer<typeof MaterialDraft>

/** A service item as an import or a person writes it down. */
export const ItemDraft = z.object({
  code: z.string().min(1).max(100),
  name: z.string().min(1).max(500),
  departmentName: z.string().min(1).max(200),
  /** 主项: the group under which the guide lists it. */
  groupName: z.string().max(500),
  typeCode: z.string().max(10),
  typeName: z.string().max(50),
  areaCode: z.string().max(20),
  departmentCode: z.string().max(30),
  conditions: z.string().max(10_000),
  promised: Limit.nullable(),
  statutory: Limit.nullable(),
  /** The words of the guide where a limit says more than a number (公告期45日). */
  limitNote: z.string().max(1_000),
  hallWindow: z.string().max(200),
  phones: z.array(OfficePhone),
  fees: z.string().max(2_000),
  materials: z.array(MaterialDraft),
})
export type ItemDraft = z.infer<typeof ItemDraft>

export const Material = MaterialDraft.extend({ materialId: Id })

export const ItemSummary = ItemDraft.pick({
  code: true,
  name: true,
  groupName: true,
  typeName: true,
  promised: true,
}).extend({
  itemId: Id,
  version: z.int().positive(),
  organisationId: Id,
  organisationName: z.string(),
})
export type ItemSummary = z.infer<typeof ItemSummary>

export const ItemView = ItemDraft.omit({ departmentName: true, materials: true }).extend({
  itemId: Id,
  version: z.int().positive(),
  isCurrent: z.boolean(),
  organisationId: Id,
  organisationName: z.string(),
  /** What the code says when it is taken apart; null where its build is unknown. */
  codeParts: z.record(z.string(), z.string()).nullable(),
  materials: z.array(Material),
})
export type ItemView = z.infer<typeof ItemView>
