import { type ColumnsSaid, columnAt } from '@bancheng/core/catalogue/import.ts'
import type { ImportError } from '@bancheng/core/catalogue/import-errors.ts'
import {
  answerColumns,
  columnIn,
  directoryColumns,
  type KnowledgeKind,
  type KnowledgePreview,
} from '@bancheng/core/catalogue/qa/import.ts'
import { readAnswers } from '@bancheng/core/catalogue/qa/read-answers.ts'
import { readDirectory } from '@bancheng/core/catalogue/qa/read-directory.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { recordAccess } from '../../audit/access.ts'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import { inTransaction, type Tx } from '../../platform/db.ts'
import { type Headings, readFile } from '../read-file.ts'
import { lockCatalogue } from '../store.ts'
import { type ImportKey, keepPreview, keptPreview, settlePreview } from './import-store.ts'
import { type AnswerEntries, type Plan, planAnswers } from './plan-answers.ts'
import { type DirectoryEntries, planDirectory } from './plan-directory.ts'

const SHOWN_ERRORS = 200

type Read = {
  readonly columns: KnowledgePreview['columns']
  readonly errors: readonly ImportError[]
  readonly badRows: number
  readonly rowCount: number
  readonly content: AnswerEntries | DirectoryEntries
}

const isColumnOf =
  (known: Readonly<Record<string, readonly string[]>>, said: ColumnsSaid): Headings['isColumn'] =>
  (heading, position) =>
    columnAt(said, position, columnIn(known, heading)) !== null

const headings: Record<KnowledgeKind, (said: ColumnsSaid) => Headings> = {
  qa: (said) => ({
    isColumn: isColumnOf(answerColumns, said),
    isHeadings: (cells) => cells.some((cell) => columnIn(answerColumns, cell) === 'question'),
  }),
  directory: (said) => ({
    isColumn: isColumnOf(directoryColumns, said),
    isHeadings: (cells) => cells.some((cell) => columnIn(directoryColumns, cell) === 'organisation'),
  }),
}

async function read({ kind, bytes, columns: said }: Upload): Promise<Read> {
  const { sheet, errors: ofFile } = await readFile(bytes, headings[kind](said))
  const found = kind === 'qa' ? readAnswers(sheet, said) : readDirectory(sheet, said)
  const errors = ofFile.length > 0 && sheet.headings.length === 0 ? ofFile : [...ofFile, ...found.errors]
  // What is wrong with the file as a file spoils all of it.
  const isSpoilt = ofFile.length > 0
  const content: AnswerEntries | DirectoryEntries =
    'answers' in found
      ? { answers: isSpoilt ? [] : found.answers, mapped: found.mapped }
      : { entries: isSpoilt ? [] : found.entries, mapped: found.mapped }
  const columns = found.columns.map((column) => ({ ...column }))
  return { columns, errors, badRows: found.badRows, rowCount: sheet.rows.length, content }
}

const planOf = (tx: Tx, deps: Deps, session: Session, content: AnswerEntries | DirectoryEntries): Promise<Plan> =>
  'answers' in content ? planAnswers(tx, deps, session, content) : planDirectory(tx, deps, session, content)

type Upload = {
  readonly kind: KnowledgeKind
  readonly fileName: string
  readonly bytes: Buffer
  readonly columns: ColumnsSaid
}

/** Reads the file and says what it would change; nothing is changed yet. */
export async function previewKnowledge(deps: Deps, session: Session, upload: Upload) {
  const { kind, fileName } = upload
  const { columns, errors, badRows, rowCount, content } = await read(upload)
  const importId = deps.newId()
  return inTransaction(deps.db, async (tx) => {
    const plan = await planOf(tx, deps, session, content)
    const preview: KnowledgePreview = {
      importId,
      kind,
      fileName: fileName.slice(0, 200),
      state: 'preview',
      columns,
      counts: { rows: rowCount, ...plan.counts, errors: badRows },
      examples: [...plan.examples],
      errors: errors.slice(0, SHOWN_ERRORS),
      hasMoreErrors: errors.length > SHOWN_ERRORS,
    }
    const key = { centerId: session.centerId, personId: session.actor.personId, importId }
    await keepPreview(tx, key, { kind, entries: content, preview }, deps.clock())
    await told(tx, deps, session, 'preview', preview)
    return preview
  })
}

const told = (
  tx: Tx,
  deps: Deps,
  session: Session,
  act: 'preview' | 'confirm',
  { importId, kind, counts }: KnowledgePreview,
) =>
  recordAccess(tx, deps, session, {
    action: `knowledge-import.${act}`,
    object: { kind: 'knowledge-import', id: importId },
    facts: { kind, ...counts },
  })

/**
 * Imports what was previewed, all of it or nothing; a second confirmation finds it done.
 * @throws Refusal not-found (unknown, expired, somebody else's) · import-refused (it has errors)
 */
export async function confirmKnowledge(deps: Deps, session: Session, importId: string, skipErrors: boolean) {
  const key: ImportKey = { centerId: session.centerId, personId: session.actor.personId, importId }
  return inTransaction(deps.db, async (tx) => {
    await lockCatalogue(tx, session.centerId)
    const kept = await keptPreview(tx, key, deps.clock())
    if (!kept) throw new Refusal('not-found')
    if (kept.preview.state === 'confirmed') return kept.preview
    // Written by the preview above.
    const content = kept.entries as AnswerEntries | DirectoryEntries
    const readable = 'answers' in content ? content.answers.length : content.entries.length
    if ((kept.preview.errors.length > 0 && !skipErrors) || readable === 0)
      throw new Refusal('import-refused', { errors: kept.preview.errors.length, rows: kept.preview.counts.errors })
    const plan = await planOf(tx, deps, session, content)
    await plan.carryOut(tx)
    const counts = { ...kept.preview.counts, ...plan.counts }
    const preview: KnowledgePreview = { ...kept.preview, state: 'confirmed', counts, examples: [...plan.examples] }
    await settlePreview(tx, key, preview, deps.clock())
    await told(tx, deps, session, 'confirm', preview)
    return preview
  })
}
