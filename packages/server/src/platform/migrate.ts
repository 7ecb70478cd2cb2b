import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { sha256 } from './crypto.ts'
import { APP_ROLE } from './db.ts'
import { StartupError } from './startup-error.ts'

export type Migration = {
  readonly version: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

const FOLDER = fileURLToPath(new URL('../migrations/', import.meta.url))
/** Any constant: everyone who migrates this schema waits for the same lock. */
const LOCK = 7_203_114

export async function readMigrations(folder: string = FOLDER): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(`${folder}/${name}`, 'utf8')
      return { version: Number(name.slice(0, 4)), name, sql, checksum: sha256(sql) }
    }),
  )
}

/**
 * Brings the schema forward, under a lock, so that several processes may start at once.
 * @returns the role under which the application works: `bancheng_app`, or null where it may not be created (then the
 *   triggers alone protect the log)
 * @throws StartupError when the database was made by a newer version, or an old migration was changed
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<string | null> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    await client.query(`create table if not exists schema_migration (
      version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
    const role = await appRole(client)
    const { rows } = await client.query<{ version: number; checksum: string }>(
      'select version, checksum from schema_migration order by version',
    )
    refuseStrangers(rows, migrations)
    for (const migration of migrations.slice(rows.length)) await apply(client, migration)
    return role
  } finally {
    await client.end()
  }
}

function refuseStrangers(
  applied: readonly { version: number; checksum: string }[],
  migrations: readonly Migration[],
): void {
  const newest = migrations.at(-1)?.version ?? 0
  const beyond = applied.find(({ version }) => version > newest)
  if (beyond)
    throw new StartupError(
      `数据库由更新的版本建立（结构 ${beyond.version}，本程序 ${newest}），请使用更新的程序启动。`,
      `The database was made by a newer version (schema ${beyond.version}, this program has ${newest}); start the newer program.`,
    )
  for (const [index, row] of applied.entries()) {
    const migration = migrations[index]
    if (migration?.version !== row.version || migration.checksum !== row.checksum)
      throw new StartupError(
        `数据库结构 ${row.version} 与本程序不一致，请使用建立它的版本启动。`,
        `Migration ${row.version} of the database is not the one of this program; start the version that made it.`,
      )
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into schema_migration (version, name, checksum) values ($1, $2, $3)', [
      migration.version,
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Roles belong to the whole cluster, so another database may have made it already. */
async function appRole(client: pg.Client): Promise<string | null> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${APP_ROLE}') then create role ${APP_ROLE} nologin; end if;
    if not pg_has_role(current_user, '${APP_ROLE}', 'member') then grant ${APP_ROLE} to current_user; end if;
  exception when insufficient_privilege or duplicate_object then null; end $$`)
  const { rows } = await client.query<{ ok: boolean }>(
    `select exists (select from pg_roles where rolname = $1 and pg_has_role(current_user, oid, 'member')) as ok`,
    [APP_ROLE],
  )
  return rows[0]?.ok ? APP_ROLE : null
}
