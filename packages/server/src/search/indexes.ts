import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { CenterIndex } from './center-index.ts'

export type SearchIndexes = {
  /** The index of the centre, read by now. */
  readonly of: (centerId: string) => Promise<CenterIndex>
  /** Reads every centre, so that the first question need not wait. */
  readonly warm: () => Promise<void>
  readonly close: () => void
}

/** One index for each centre, read once and then told of every change. */
export function createIndexes({ db, live }: Pick<Deps, 'db' | 'live'>): SearchIndexes {
  const known = new Map<string, { index: CenterIndex; loaded: Promise<void> }>()
  const open = (centerId: string) => {
    const index = new CenterIndex(db, centerId)
    const loaded = index.load()
    loaded.catch(() => known.delete(centerId)) // the next question tries again
    const one = { index, loaded }
    known.set(centerId, one)
    return one
  }
  const stopRows = live.subscribeRows((change) => {
    if (change) known.get(change.centerId)?.index.onRow(change)
    // Something may have been missed: read again what is known.
    else for (const { index } of known.values()) void index.load().catch(() => {})
  })
  const stopCases = live.subscribe((change) => known.get(change.centerId)?.index.onCase(change))
  return {
    of: async (centerId) => {
      const { index, loaded } = known.get(centerId) ?? open(centerId)
      await loaded
      return index
    },
    warm: async () => {
      const { rows } = await sql<{ centerId: string }>`select center_id as "centerId" from center`.execute(db)
      await Promise.all(rows.map(({ centerId }) => (known.get(centerId) ?? open(centerId)).loaded))
    },
    close: () => {
      stopRows()
      stopCases()
      for (const { index } of known.values()) index.close()
    },
  }
}
