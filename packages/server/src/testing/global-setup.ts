import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createDatabase } from '../platform/database.ts'
import { startPostgres } from '../platform/embedded-postgres.ts'
import { migrate, readMigrations } from '../platform/migrate.ts'
import { TEMPLATE } from './template.ts'

/** One real PostgreSQL for the whole run; every file clones the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'bancheng-test-'))
  await chmod(folder, 0o755) // root's database runs under another account, which must get in
  const cluster = await startPostgres(folder)
  await createDatabase(cluster.url('postgres'), TEMPLATE)
  project.provide('role', await migrate(cluster.url(TEMPLATE), await readMigrations()))
  project.provide('clusterUrl', cluster.url('postgres'))
  return async () => {
    await cluster.stop()
    await rm(folder, { recursive: true, force: true })
  }
}
