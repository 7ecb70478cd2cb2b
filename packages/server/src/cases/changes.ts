import { sentenceOf } from '@bancheng/core/texts/sentences.ts'
import { loadNames } from '../directory/names.ts'
import type { Db } from '../platform/db.ts'
import { DetailedRefusal } from '../platform/problem.ts'
import { type CaseKey, readLog } from './log.ts'

/** What happened since the version that a person saw, in sentences, so that they can decide again. */
export async function changesSince(
  db: Db,
  key: CaseKey,
  version: number,
  locale: 'zh' | 'en',
): Promise<DetailedRefusal> {
  const events = await readLog(db, key, version)
  const names = await loadNames(db, key.centerId)
  const currentVersion = events.at(-1)?.seq
  return new DetailedRefusal('version-conflict', {
    ...(currentVersion ? { currentVersion } : {}),
    changes: events.map((event) => ({
      seq: event.seq,
      at: event.at,
      actorName: event.actor.name,
      sentence: sentenceOf(event, names, locale),
    })),
  })
}
