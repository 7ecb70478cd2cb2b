import { recomputeDues } from '@bancheng/core/cases/rules/recompute.ts'
import { loadClockContext } from '../cases/context.ts'
import { recordAll } from '../cases/record.ts'
import { clockActor } from '../cases/sound.ts'
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
    const { centerId, reason } = asked
    const cases = await lockOpenCases(tx, asked, BATCH)
    const contextOf = await loadClockContext(deps, tx, centerId, clockActor)
    const decided = cases
      .map(({ caseId, state }) => {
        const context = contextOf(state)
        return { key: { centerId, caseId }, before: state, context, events: recomputeDues(state, reason, context) }
      })
      .filter(({ events }) => events.length > 0)
    if (decided.length > 0) await recordAll(tx, decided)
    const endedAt = cases.length < BATCH ? deps.clock() : null
    const afterCase = cases.at(-1)?.caseId ?? asked.afterCase
    await noteProgress(tx, asked, { afterCase, seen: cases.length, moved: decided.length, endedAt })
    return cases.length
  })
