import { z } from 'zod'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { ItemDraft, MaterialDraft } from './item.ts'

const said = z.string().trim().min(1)

/** A material as a person writes it down; one that stood there before keeps its identity under whatever name. */
export const TypedMaterial = MaterialDraft.extend({ materialId: Id.nullable(), name: said.max(500) }).refine(
  ({ isPrincipal, necessity }) => !(isPrincipal && necessity === 'deferrable'), // 主件不得容缺
  { path: ['necessity'] },
)
export type TypedMaterial = z.infer<typeof TypedMaterial>

/** A service item as its keeper writes it down. */
export const TypedItem = ItemDraft.omit({ departmentName: true }).extend({
  organisationId: Id,
  code: said.max(100),
  name: said.max(500),
  materials: z.array(TypedMaterial).max(200),
})
export type TypedItem = z.infer<typeof TypedItem>

const params = z.object({ itemId: Id })
const expectedVersion = z.int().positive()
const reply = z.object({ itemId: Id, version: z.int() })

export const itemKeepingContract = contract({
  addItem: {
    method: 'POST',
    path: '/api/items',
    body: TypedItem,
    reply,
    permission: 'keepCatalogue',
    audit: 'item.edit',
    summary: 'A new service item with its materials',
  },
  saveItem: {
    method: 'PUT',
    path: '/api/items/:itemId',
    params,
    body: z.object({ expectedVersion, draft: TypedItem }),
    reply,
    permission: 'keepCatalogue',
    audit: 'item.edit',
    summary: 'A new version of an item; cases keep the version by which they were guided',
  },
  retireItem: {
    method: 'POST',
    path: '/api/items/:itemId/retire',
    params,
    body: z.object({ expectedVersion }),
    reply,
    permission: 'keepCatalogue',
    audit: 'item.retire',
    summary: 'Takes an item out of the catalogue; its versions stay readable for the cases that keep them',
  },
})
