import pg from 'pg'
import type { Config } from '../config.ts'
import { runningPostgres, startPostgres } from './embedded-postgres.ts'
import { migrate, readMigrations } from './migrate.ts'
import { StartupError } from './startup-error.ts'

export type OpenDatabase = {
  readonly url: string
  /** The role that the application takes on; null where it could not be made. */
  readonly role: string | null
  readonly stop: () => Promise<void>
}

const NAME = 'bancheng'

/**
 * The database of this configuration, migrated. A command line shares the embedded one of a running server.
 * @throws StartupError when it cannot be reached, used, or is of a newer version
 */
export async function openDatabase(config: Config, options: { mayShare: boolean }): Promise<OpenDatabase> {
  if (config.databaseUrl) {
    await requireReachable(config.databaseUrl)
    return {
      url: config.databaseUrl,
      role: await migrate(config.databaseUrl, await readMigrations()),
      stop: async () => {},
    }
  }
  const shared = options.mayShare ? await runningPostgres(config.dataFolder) : null
  const own = shared ? null : await startPostgres(config.dataFolder)
  const cluster = shared ?? own
  if (!cluster) throw new Error('neither a shared nor an own cluster')
  try {
    await createDatabase(cluster.url('postgres'), NAME)
    const url = cluster.url(NAME)
    return { url, role: await migrate(url, await readMigrations()), stop: async () => own?.stop() }
  } catch (error) {
    await own?.stop()
    throw error
  }
}

async function requireReachable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/password[^ ]* \S+/gi, 'password') : ''
    throw new StartupError(
      `无法连接 DATABASE_URL 指定的数据库（${why}），请检查地址、账号与网络。`,
      `The database of DATABASE_URL cannot be reached (${why}); check its address, account and network.`,
    )
  }
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
  await client.end()
  if (Number(rows[0]?.server_version_num ?? 0) < 150_000)
    throw new StartupError(
      '数据库版本过低，需要 PostgreSQL 15 以上。',
      'The database is too old; PostgreSQL 15 or newer is needed.',
    )
}

export async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}
