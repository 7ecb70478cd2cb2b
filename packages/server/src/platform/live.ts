import pg from 'pg'
import { z } from 'zod'

/** What a change tells those who watch: which case, which version, and whom it concerns. */
export const Change = z.object({
  centerId: z.string(),
  caseId: z.string(),
  version: z.int(),
  unitIds: z.array(z.string()),
})
export type Change = z.infer<typeof Change>

/** A row of the catalogue or the directory is no longer as it was. */
export const RowChange = z.object({
  centerId: z.string(),
  kind: z.enum(['item', 'qa', 'organisation', 'unit', 'person', 'synonym']),
  id: z.string(),
})
export type RowChange = z.infer<typeof RowChange>

export const CHANNEL = 'bancheng_change'
const ROWS_CHANNEL = 'bancheng_found'

/** A word to one person's desks: what it is about and what to ask for; never the thing itself. */
export const Signal = z.object({
  centerId: z.string(),
  recipientId: z.string(),
  topic: z.string(),
  subjectId: z.string(),
})
export type Signal = z.infer<typeof Signal>
export const SIGNAL_CHANNEL = 'bancheng_signal'
const RECONNECT_MS = 1_000

export type Live = {
  readonly subscribe: (listener: (change: Change) => void) => () => void
  /** Null: something may have been missed while the connection was gone. */
  readonly subscribeRows: (listener: (change: RowChange | null) => void) => () => void
  readonly onSignal: (listener: (signal: Signal) => void) => () => void
  readonly close: () => Promise<void>
}

/** LISTEN on a connection of its own; sent by the committing transaction, so nothing is told that was rolled back. */
export async function createLive(url: string): Promise<Live> {
  const listeners = new Set<(change: Change) => void>()
  const signalListeners = new Set<(signal: Signal) => void>()
  const rowListeners = new Set<(change: RowChange | null) => void>()
  let client: pg.Client | null = null
  let isClosed = false
  const listen = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url })
    next.on('notification', ({ channel, payload }) => {
      const told: unknown = JSON.parse(payload ?? 'null')
      if (channel === ROWS_CHANNEL) {
        const row = RowChange.safeParse(told)
        if (row.success) for (const listener of rowListeners) listener(row.data)
        return
      }
      if (channel === SIGNAL_CHANNEL) {
        const signal = Signal.safeParse(told)
        if (signal.success) for (const listener of signalListeners) listener(signal.data)
        return
      }
      const change = Change.safeParse(told)
      if (change.success) for (const listener of listeners) listener(change.data)
    })
    next.on('error', () => {
      client = null
      if (!isClosed) setTimeout(() => void listen().catch(() => {}), RECONNECT_MS)
    })
    await next.connect()
    await next.query(`listen ${CHANNEL}`)
    await next.query(`listen ${SIGNAL_CHANNEL}`)
    await next.query(`listen ${ROWS_CHANNEL}`)
    client = next
    for (const listener of rowListeners) listener(null)
  }
  await listen()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    subscribeRows: (listener) => {
      rowListeners.add(listener)
      return () => rowListeners.delete(listener)
    },
    onSignal: (listener) => {
      signalListeners.add(listener)
      return () => signalListeners.delete(listener)
    },
    close: async () => {
      isClosed = true
      await client?.end()
    },
  }
}
