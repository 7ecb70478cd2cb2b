import { soundAllIn } from '../cases/sound.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../platform/db.ts'
import { lockOpenCases, lockRecomputation, noteProgress } from './calendar-store.ts'

type Recomputing = Pick<Deps, 'db' | 'clock' | 'newId' | 'seal'>

const BATCH = 100

/** Counts the dates of open cases again wherever a calendar was changed, some cases at a time. @returns how many were seen */
export async function recomputeDueDates(deps: Recomputing, isStopped: () => boolean = () => false): Promise<number> {
  let total = 0
  while (!isStopped()) {
    const seen = await recomputeBatch(deps)
    if (seen === null) break
    total += seen
  }
  return total
}

/** Null when there is nothing to do. What a batch has moved and how far it came stand or fall together. */
const recomputeBatch = (deps: Recomputing): Promise<number | null> =>
  inTransaction(deps.db, async (tx) => {
    const asked = await lockRecomputation(tx)
    if (!asked) return null
    const { centerId, requestedAt } = asked
    const cases = await lockOpenCases(tx, asked, BATCH)
    // What fell due before the change is said first, by the calendar of then.
    const sounded = await soundAllIn(
      tx,
      deps,
      cases.map(({ caseId, state }) => ({ key: { centerId, caseId }, state, since: requestedAt })),
    )
    const moved = sounded.filter(({ events }) => events.some(({ type }) => type === 'DueRecomputed'))
    const endedAt = cases.length < BATCH ? deps.clock() : null
    const afterCase = cases.at(-1)?.caseId ?? asked.afterCase
    await noteProgress(tx, asked, { afterCase, seen: cases.length, moved: moved.length, endedAt })
    return cases.length
  })
