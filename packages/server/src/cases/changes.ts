import { sayActor } from '@bancheng/core/kernel/actor.ts'
import { sentenceOf } from '@bancheng/core/texts/sentences.ts'
import { loadNames } from '../directory/names.ts'
import type { Db } from '../platform/db.ts'
import { DetailedRefusal } from '../platform/problem.ts'
import { type CaseKey, readLog } from './log.ts'

/**
 * Whether somebody acted since the version that a person saw. What the clock said meanwhile (reminders, rungs) changes
 * nothing of what they decided; the rule looks at the newest state all the same.
 * @throws Refusal version-conflict, with what happened in sentences, so that they can decide again
 */
export async function requireNothingNew(db: Db, key: CaseKey, version: number, locale: 'zh' | 'en'): Promise<void> {
  const events = await readLog(db, key, version)
  if (events.length > 0 && events.every((event) => event.actor.kind === 'system')) return
  const names = await loadNames(db, key.centerId)
  const currentVersion = events.at(-1)?.seq
  throw new DetailedRefusal('version-conflict', {
    ...(currentVersion ? { currentVersion } : {}),
    changes: events.map((event) => ({
      seq: event.seq,
      at: event.at,
      actorName: sayActor(event.actor, locale),
      sentence: sentenceOf(event, names, locale),
    })),
  })
}
