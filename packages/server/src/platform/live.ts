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

export const CHANNEL = 'bancheng_change'
const RECONNECT_MS = 1_000

export type Live = {
  readonly subscribe: (listener: (change: Change) => void) => () => void
  readonly close: () => Promise<void>
}

/** LISTEN on a connection of its own; sent by the committing transaction, so nothing is told that was rolled back. */
export async function createLive(url: string): Promise<Live> {
  const listeners = new Set<(change: Change) => void>()
  let client: pg.Client | null = null
  let isClosed = false
  const listen = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: url })
    next.on('notification', ({ payload }) => {
      const change = Change.safeParse(JSON.parse(payload ?? 'null'))
      if (change.success) for (const listener of listeners) listener(change.data)
    })
    next.on('error', () => {
      client = null
      if (!isClosed) setTimeout(() => void listen().catch(() => {}), RECONNECT_MS)
    })
    await next.connect()
    await next.query(`listen ${CHANNEL}`)
    client = next
  }
  await listen()
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: async () => {
      isClosed = true
      await client?.end()
    },
  }
}
