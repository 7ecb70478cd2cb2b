import { sql } from 'kysely'
import { recordAccess } from '../../audit/access.ts'
import type { Deps } from '../../deps.ts'
import type { Session } from '../../identity/session.ts'
import { type Db, inTransaction } from '../../platform/db.ts'
import { recordChanges } from './changes.ts'

type Group = { readonly synonymId: string; readonly words: string[] }

export async function synonymsOf(db: Db, centerId: string): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select synonym_id as "synonymId", words from synonym where center_id = ${centerId} order by words
  `.execute(db)
  return rows
}

/** Keeps one group; fewer than two different words end it. */
export async function saveSynonyms(deps: Deps, session: Session, { synonymId, words }: Group) {
  const { centerId } = session
  const kept = [...new Set(words)]
  return inTransaction(deps.db, async (tx) => {
    const { rows } = await sql<{ words: string[] }>`
      delete from synonym where center_id = ${centerId} and synonym_id = ${synonymId} returning words
    `.execute(tx)
    const isEnded = kept.length < 2
    if (!isEnded)
      await sql`insert into synonym (center_id, synonym_id, words) values (${centerId}, ${synonymId}, ${kept})`.execute(
        tx,
      )
    await recordChanges(tx, deps, session, [
      {
        subject: { kind: 'synonym', id: synonymId },
        version: null,
        way: isEnded ? 'retired' : 'edited',
        before: rows[0] ?? null,
        after: isEnded ? null : { words: kept },
      },
    ])
    await recordAccess(tx, deps, session, { action: 'synonym.edit', object: { kind: 'synonym', id: synonymId } })
    return { synonymId }
  })
}
