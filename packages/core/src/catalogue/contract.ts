import { z } from 'zod'
import { FormDefinition } from '../cases/forms.ts'
import { contract } from '../kernel/contract.ts'
import { Id } from '../kernel/ids.ts'
import { columnsSaid, ImportColumn, ImportPreview } from './import.ts'
import { ItemSummary, ItemView } from './item.ts'

const importParams = z.object({ importId: Id })

export const catalogueContract = contract({
  findItems: {
    method: 'GET',
    path: '/api/items',
    query: z.object({
      text: z.string().trim().max(100).optional(),
      organisationId: Id.optional(),
      offset: z.coerce.number().int().min(0).max(20_000).default(0),
      size: z.coerce.number().int().min(1).max(200).default(50),
    }),
    reply: z.object({ items: z.array(ItemSummary), hasMore: z.boolean() }),
    permission: 'viewCatalogue',
    audit: null,
    summary: 'Service items by name, department, code or pinyin initials, best match first',
  },
  viewItem: {
    method: 'GET',
    path: '/api/items/:itemId',
    params: z.object({ itemId: Id }),
    query: z.object({ version: z.coerce.number().int().positive().optional() }),
    /** Whether this person keeps it. */
    reply: ItemView.extend({ mayKeep: z.boolean() }),
    permission: 'viewCatalogue',
    audit: null,
    summary: 'One service item with its materials; the current version unless another is asked for',
  },
  forms: {
    method: 'GET',
    path: '/api/forms',
    reply: z.object({ forms: z.array(FormDefinition) }),
    permission: 'viewCatalogue',
    audit: null,
    summary: 'The formatted forms that authorities prescribe',
  },
  previewImport: {
    method: 'POST',
    path: '/api/items/import',
    query: z.object({ columns: columnsSaid(ImportColumn.options).default([]) }),
    reply: ImportPreview,
    permission: 'importCatalogue',
    audit: 'item-import.preview',
    summary: 'Read a CSV or Excel file of items (multipart) and say what it would change; nothing is changed yet',
  },
  confirmImport: {
    method: 'POST',
    path: '/api/items/import/:importId/confirm',
    params: importParams,
    body: z.object({ skipErrors: z.boolean().default(false) }),
    reply: ImportPreview,
    permission: 'importCatalogue',
    audit: 'item-import.confirm',
    summary: 'Import the previewed file, all of it or nothing',
  },
})
