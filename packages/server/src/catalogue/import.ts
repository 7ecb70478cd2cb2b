import type { ColumnsSaid, ImportColumn, ImportPreview } from '@bancheng/core/catalogue/import.ts'
import type { ImportError } from '@bancheng/core/catalogue/import-errors.ts'
import { type ReadItem, type ReadItems, readItems } from '@bancheng/core/catalogue/read-items.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { recordAccess } from '../audit/access.ts'
import type { Deps } from '../deps.ts'
import { addBureau, organisationIdsByName } from '../directory/store.ts'
import type { Session } from '../identity/session.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { keepImport, keptImport, settleImport } from './import-store.ts'
import { type ImportPlan, planImport } from './plan-import.ts'
import { recordChanges } from './qa/changes.ts'
import { itemHeadings, readFile } from './read-file.ts'
import { currentItemsByCode, insertItemVersions, lockCatalogue } from './store.ts'

const SHOWN_ERRORS = 200
const SHOWN_EXAMPLES = 20

type Upload = { readonly fileName: string; readonly bytes: Buffer; readonly columns: ColumnsSaid }

/** Reads the file and says what it would change; the catalogue stays as it is. */
export async function previewImport(
  deps: Deps,
  session: Session,
  { fileName, bytes, columns }: Upload,
): Promise<ImportPreview> {
  const read = await readUpload(bytes, columns)
  const importId = deps.newId()
  return inTransaction(deps.db, async (tx) => {
    const mapped = mappedColumns(read)
    const plan = planImport(read.items, mapped, await standing(tx, session.centerId, read.items), deps.newId)
    const preview: ImportPreview = {
      importId,
      fileName: fileName.slice(0, 200),
      state: 'preview',
      columns: read.columns.map((column) => ({ ...column })),
      counts: countsOf(plan, read),
      examples: examplesOf(plan),
      errors: read.errors.slice(0, SHOWN_ERRORS),
      hasMoreErrors: read.errors.length > SHOWN_ERRORS,
    }
    const key = { centerId: session.centerId, personId: session.actor.personId, importId }
    await keepImport(tx, key, { items: read.items, mapped, preview }, deps.clock())
    await recordAccess(tx, deps, session, {
      action: 'item-import.preview',
      object: { kind: 'item-import', id: importId },
      facts: preview.counts,
    })
    return preview
  })
}

type Read = Pick<ReadItems, 'columns' | 'items' | 'errors' | 'badRows'> & { readonly rowCount: number }

/** Errors of the file as a file spoil all of it: which item a merged cell belongs to, nobody can say. */
async function readUpload(bytes: Buffer, said: ColumnsSaid): Promise<Read> {
  const { sheet, errors: fileErrors } = await readFile(bytes, itemHeadings(said))
  if (sheet.headings.length === 0) return { columns: [], items: [], errors: fileErrors, badRows: 0, rowCount: 0 }
  const read = readItems(sheet, said)
  if (fileErrors.length === 0) return { ...read, rowCount: sheet.rows.length }
  const errors = [...fileErrors, ...read.errors].sort((a, b) => (a.row ?? 0) - (b.row ?? 0))
  return { columns: read.columns, items: [], errors, badRows: rowsOf(errors), rowCount: sheet.rows.length }
}

const rowsOf = (errors: readonly ImportError[]): number =>
  new Set(errors.flatMap(({ row }) => (row === null ? [] : [row]))).size

const mappedColumns = (read: Read): ReadonlySet<ImportColumn> =>
  new Set(read.columns.flatMap(({ column }) => (column ? [column] : [])))

const standing = async (tx: Tx, centerId: string, read: readonly ReadItem[]) => ({
  items: await currentItemsByCode(
    tx,
    centerId,
    read.map(({ draft }) => draft.code),
  ),
  organisationIds: await organisationIdsByName(tx, centerId),
})

const countsOf = (plan: ImportPlan, read: Pick<Read, 'rowCount' | 'badRows'>): ImportPreview['counts'] => ({
  rows: read.rowCount,
  new: plan.planned.filter(({ change }) => change === 'new').length,
  changed: plan.planned.filter(({ change }) => change === 'changed').length,
  unchanged: plan.unchanged,
  errors: read.badRows,
  newDepartments: plan.newDepartments.length,
})

const examplesOf = ({ planned }: ImportPlan): ImportPreview['examples'] =>
  planned.slice(0, SHOWN_EXAMPLES).map(({ change, departmentName, version }) => ({
    code: version.draft.code,
    name: version.draft.name,
    departmentName,
    change,
  }))

/**
 * Imports what was previewed, all of it or nothing; a second confirmation finds it done.
 * @throws Refusal not-found (unknown, expired, somebody else's) · import-refused (it has errors)
 */
export async function confirmImport(
  deps: Deps,
  session: Session,
  importId: string,
  { skipErrors }: { readonly skipErrors: boolean },
): Promise<ImportPreview> {
  const { centerId, actor } = session
  const key = { centerId, personId: actor.personId, importId }
  return inTransaction(deps.db, async (tx) => {
    await lockCatalogue(tx, centerId)
    const now = deps.clock()
    const kept = await keptImport(tx, key, now)
    if (!kept) throw new Refusal('not-found')
    if (kept.preview.state === 'confirmed') return kept.preview
    requireImportable(kept.preview, kept.items.length, skipErrors)
    const plan = planImport(kept.items, kept.mapped, await standing(tx, centerId, kept.items), deps.newId)
    await carryOut(tx, deps, session, plan)
    const { rows: rowCount, errors: badRows } = kept.preview.counts
    const preview: ImportPreview = {
      ...kept.preview,
      state: 'confirmed',
      counts: countsOf(plan, { rowCount, badRows }),
      examples: examplesOf(plan),
    }
    await settleImport(tx, key, preview, now)
    await recordAccess(tx, deps, session, {
      action: 'item-import.confirm',
      object: { kind: 'item-import', id: importId },
      facts: { ...preview.counts, skipErrors },
    })
    return preview
  })
}

function requireImportable(preview: ImportPreview, readable: number, skipErrors: boolean): void {
  const hasErrors = preview.errors.length > 0
  if ((hasErrors && !skipErrors) || readable === 0)
    throw new Refusal('import-refused', { errors: preview.errors.length, rows: preview.counts.errors })
}

async function carryOut(tx: Tx, deps: Deps, session: Session, plan: ImportPlan): Promise<void> {
  const { centerId } = session
  for (const name of plan.newDepartments)
    await addBureau(tx, { centerId, organisationId: deps.newId(), unitId: deps.newId(), name })
  const organisationIds = await organisationIdsByName(tx, centerId)
  const versions = plan.planned.map(({ departmentName, version }) => {
    const organisationId = organisationIds.get(departmentName)
    if (!organisationId) throw new Error(`the department ${departmentName} was not added`)
    return { ...version, organisationId }
  })
  await insertItemVersions(tx, centerId, versions, deps.clock())
  const changes = plan.planned.map(({ before, departmentName, version: { itemId, version, draft, materials } }) => ({
    subject: { kind: 'item' as const, id: itemId },
    version,
    way: 'imported' as const,
    before,
    after: { ...draft, departmentName, materials },
  }))
  await recordChanges(tx, deps, session, changes)
}
