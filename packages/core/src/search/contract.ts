import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { Limit } from '../kernel/limit.ts'
import { OfficePhone } from '../kernel/office-phone.ts'
import { Instant } from '../kernel/time.ts'

/** How far a result may be trusted to be what was meant: found as typed, or through a slip of the hand. */
const ranked = { score: z.number(), closeness: z.enum(['exact', 'near']) }

const FoundItem = z.object({
  ...ranked,
  kind: z.literal('item'),
  itemId: Id,
  name: z.string(),
  organisationName: z.string(),
  promised: Limit.nullable(),
  statutory: Limit.nullable(),
  hallWindow: z.string(),
  phones: z.array(OfficePhone),
  fees: z.string(),
  /** The first of them, so that the row can be read out; the page of the item has all. */
  materials: z.array(z.string()),
  materialCount: z.int(),
})
const FoundMaterial = z.object({
  ...ranked,
  kind: z.literal('material'),
  name: z.string(),
  /** What the paper must show, where the guide says it. */
  condition: z.string(),
  items: z.array(z.object({ itemId: Id, name: z.string(), organisationName: z.string() })),
  itemCount: z.int(),
})
const FoundAnswer = z.object({
  ...ranked,
  kind: z.literal('qa'),
  qaId: Id,
  version: z.int(),
  question: z.string(),
  answer: z.string(),
  departmentName: z.string(),
  phones: z.array(OfficePhone),
  itemId: Id.nullable(),
  itemName: z.string().nullable(),
  link: z.string(),
  validTo: z.string().nullable(),
})
const FoundUnit = z.object({
  ...ranked,
  kind: z.literal('unit'),
  unitId: Id,
  name: z.string(),
  organisationName: z.string(),
  duties: z.string(),
  address: z.string(),
  phones: z.array(OfficePhone),
})
const FoundPerson = z.object({
  ...ranked,
  kind: z.literal('person'),
  personId: Id,
  name: z.string(),
  title: z.string(),
  unitName: z.string(),
  phones: z.array(OfficePhone),
})
const FoundCase = z.object({
  ...ranked,
  kind: z.literal('case'),
  caseId: Id,
  caseNo: z.string(),
  status: z.string(),
  applicantName: z.string(),
  phoneMasked: z.string().nullable(),
  want: z.string(),
  registeredAt: Instant,
})
const FoundPrecedent = z.object({
  ...ranked,
  kind: z.literal('precedent'),
  caseId: Id,
  caseNo: z.string(),
  want: z.string(),
  itemName: z.string().nullable(),
  resultKind: z.string(),
  /** What was made public of the result; never the internal note. */
  result: z.string(),
  closedAt: Instant.nullable(),
})

export const SearchResult = z.discriminatedUnion('kind', [
  FoundItem,
  FoundMaterial,
  FoundAnswer,
  FoundUnit,
  FoundPerson,
  FoundCase,
  FoundPrecedent,
])
export type SearchResult = z.infer<typeof SearchResult>

export const SearchKind = z.enum(['item', 'material', 'qa', 'unit', 'person', 'case', 'precedent'])
export type SearchKind = z.infer<typeof SearchKind>

export const SearchGroup = z.object({ kind: SearchKind, results: z.array(SearchResult), hasMore: z.boolean() })
export type SearchGroup = z.infer<typeof SearchGroup>

export const searchContract = contract({
  search: {
    method: 'GET',
    path: '/api/search',
    query: z.object({
      text: z.string().trim().min(1).max(100),
      /** Only this kind, and then more of it. */
      kind: SearchKind.optional(),
      size: z.coerce.number().int().min(1).max(50).default(5),
    }),
    reply: z.object({ groups: z.array(SearchGroup) }),
    permission: 'viewCatalogue',
    audit: null,
    summary: 'Items, materials, answers, units, people, cases and precedents in one question, the best group first',
  },
})
