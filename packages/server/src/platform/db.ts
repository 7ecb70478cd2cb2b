import { Kysely, PostgresDialect, type Transaction } from 'kysely'
import pg from 'pg'

/** Tables are described where their SQL is written; rows are parsed at that edge. */
export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>
/** Statements are written as SQL in each room's store; the builder only carries them. */
export type Tables = Record<string, never>

// A day on the wall stays a string: as a JavaScript Date it would move with the zone of the process.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())

/** The role under which the application works: it may add to a log, never change it. */
export const APP_ROLE = 'bancheng_app'

export type Connection = { readonly db: Db; readonly pool: pg.Pool; readonly close: () => Promise<void> }

/** @param role the role that every connection takes on; null keeps the one that signs in (migrations, tests of tampering) */
export function connect(url: string, options: { role: string | null; max?: number }): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 16,
    ...(options.role ? { options: `-c role=${options.role}` } : {}),
  })
  // A connection that dies while it is idle is replaced; without a listener it would end the process.
  pool.on('error', () => {})
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return { db, pool, close: () => db.destroy() }
}

/** One decision, one transaction: everything in it happens, or nothing. */
export const inTransaction = <T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('read committed').execute(work)

/** SQLSTATE of a database error, or null. */
export function sqlState(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.code ?? null) : null
}
export const UNIQUE_VIOLATION = '23505'
export const SERIALIZATION_FAILURE = '40001'
export const DEADLOCK = '40P01'
