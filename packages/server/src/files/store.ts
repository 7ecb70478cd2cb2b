import type { AttachedFile } from '@bancheng/core/cases/view.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/db.ts'

const columns = sql`file_id as "fileId", name, media_type as "mediaType", size, sha256`

/** What the page shows of the files that a case names, in the order in which they came. */
export async function loadFiles(db: Db, centerId: string, fileIds: readonly string[]): Promise<AttachedFile[]> {
  if (fileIds.length === 0) return []
  const { rows } = await sql<AttachedFile>`
    select ${columns} from file where center_id = ${centerId} and file_id = any(${[...fileIds]}::text[])
    order by uploaded_at, file_id
  `.execute(db)
  return rows
}

/**
 * Which of these files this person uploaded. A command may name no others, but for those that its case already holds:
 * whoever learned the id of a stranger's file must not get to read it by naming it.
 */
export async function ownFileIds(
  db: Db,
  centerId: string,
  uploadedBy: string,
  fileIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ fileId: string }>`
    select file_id as "fileId" from file
    where center_id = ${centerId} and coalesce(uploaded_by, 'link:' || link_id) = ${uploadedBy} and file_id = any(${[...fileIds]}::text[])
  `.execute(db)
  return new Set(rows.map(({ fileId }) => fileId))
}

/** How the giver of a file is named who came by a link. */
export const linkUploader = (linkId: string): string => `link:${linkId}`

export type FileRow = AttachedFile & { readonly uploadedBy: string }

export async function fileRow(db: Db, centerId: string, fileId: string): Promise<FileRow | null> {
  const { rows } = await sql<FileRow>`
    select ${columns}, coalesce(uploaded_by, 'link:' || link_id) as "uploadedBy" from file where center_id = ${centerId} and file_id = ${fileId}
  `.execute(db)
  return rows[0] ?? null
}

/** Who gives a file: somebody who is signed in, or whoever holds a link. */
export type Giver = { readonly centerId: string } & ({ readonly personId: string } | { readonly linkId: string })

export async function insertFile(tx: Tx, file: AttachedFile, giver: Giver, now: Instant): Promise<void> {
  await sql`
    insert into file (center_id, file_id, name, media_type, size, sha256, uploaded_by, link_id, uploaded_at)
    values (${giver.centerId}, ${file.fileId}, ${file.name}, ${file.mediaType}, ${file.size}, ${file.sha256},
      ${'personId' in giver ? giver.personId : null}, ${'linkId' in giver ? giver.linkId : null}, ${now})
  `.execute(tx)
}
