import { catalogueContract } from '@bancheng/core/catalogue/contract.ts'
import { itemKeepingContract } from '@bancheng/core/catalogue/keep.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { FastifyInstance } from 'fastify'
import type { Deps } from '../deps.ts'
import { bind } from '../identity/endpoint.ts'
import { confirmImport, previewImport } from './import.ts'
import { addItem, mayKeepItem, retireItem, saveItem } from './keep.ts'
import { IMPORT_LIMIT } from './read-file.ts'
import { currentForms, findItems, itemView } from './reads.ts'

export function registerCatalogue(app: FastifyInstance, deps: Deps): void {
  bind(app, catalogueContract.findItems, ({ session, query }) => findItems(deps.db, session.centerId, query))
  bind(app, catalogueContract.viewItem, async ({ session, params, query }) => {
    const view = await itemView(deps.db, session.centerId, params.itemId, query.version ?? null)
    if (!view) throw new Refusal('not-found')
    return { ...view, mayKeep: view.isCurrent && (await mayKeepItem(deps.db, session, view.organisationId)) }
  })
  bind(app, itemKeepingContract.addItem, ({ session, body }) => addItem(deps, session, body))
  bind(app, itemKeepingContract.saveItem, ({ session, params, body }) =>
    saveItem(deps, session, { ...params, ...body }),
  )
  bind(app, itemKeepingContract.retireItem, ({ session, params, body }) =>
    retireItem(deps, session, { ...params, ...body }),
  )
  bind(app, catalogueContract.forms, async ({ session }) => ({ forms: await currentForms(deps.db, session.centerId) }))
  bind(app, catalogueContract.previewImport, async ({ session, query, request }) => {
    if (!request.isMultipart()) throw new Refusal('invalid-input', { field: 'file' })
    // One byte more than allowed arrives, so that the preview itself can say that the file is too large.
    const part = await request.file({ throwFileSizeLimit: false, limits: { fileSize: IMPORT_LIMIT + 1, files: 1 } })
    if (!part) throw new Refusal('invalid-input', { field: 'file' })
    return previewImport(deps, session, { fileName: part.filename, bytes: await part.toBuffer(), ...query })
  })
  bind(app, catalogueContract.confirmImport, ({ session, params, body }) =>
    confirmImport(deps, session, params.importId, body),
  )
}
