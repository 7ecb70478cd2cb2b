import { type LockedCase, soundAllIn } from '../cases/sound.ts'
import type { Deps } from '../deps.ts'
import { inTransaction } from '../platform/db.ts'
import { lookAfterStaff } from './staff.ts'
import { forgetFailures, lockDueCases, noteFailure } from './store.ts'

type Sounding = Pick<Deps, 'db' | 'clock' | 'newId' | 'seal'>

/** Enough to spread the cost of a commit, few enough that nobody waits long for a case. */
const BATCH = 200
/** While the database writes one batch, the rules of the next are worked out. */
const LANES = 3

/** Sounds whatever is due, however much that is; several processes may do it at once. @returns how many cases were seen */
export async function soundDueAlarms(deps: Sounding, isStopped: () => boolean = () => false): Promise<number> {
  await lookAfterStaff(deps)
  const first = await soundBatch(deps)
  if (first < BATCH) return first
  const lanes = Array.from({ length: LANES }, () => soundLane(deps, isStopped))
  return (await Promise.all(lanes)).reduce((sum, seen) => sum + seen, first)
}

async function soundLane(deps: Sounding, isStopped: () => boolean): Promise<number> {
  let total = 0
  while (!isStopped()) {
    const seen = await soundBatch(deps)
    total += seen
    if (seen < BATCH) break
  }
  return total
}

async function soundBatch(deps: Sounding): Promise<number> {
  let locked: readonly LockedCase[] = []
  try {
    return await inTransaction(deps.db, async (tx) => {
      locked = await lockDueCases(tx, deps.clock(), BATCH)
      if (locked.length === 0) return 0
      await soundAllIn(tx, deps, locked)
      await forgetFailures(
        tx,
        locked.map(({ key }) => key),
      )
      return locked.length
    })
  } catch (error) {
    if (locked.length === 0) throw error // the database itself, not a case
    for (const { key } of locked) await soundOne(deps, key)
    return locked.length
  }
}

/** One broken case does not keep the others from being heard. */
async function soundOne(deps: Sounding, key: LockedCase['key']): Promise<void> {
  try {
    await inTransaction(deps.db, async (tx) => {
      const locked = await lockDueCases(tx, deps.clock(), 1, key)
      await soundAllIn(tx, deps, locked)
      await forgetFailures(tx, [key])
    })
  } catch (error) {
    // The name of the fault only: a message may quote what a person wrote.
    await noteFailure(deps.db, key, error instanceof Error ? error.name : 'fault', deps.clock())
  }
}
