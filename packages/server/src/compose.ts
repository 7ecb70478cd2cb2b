import { sql } from 'kysely'
import type { Config } from './config.ts'
import type { Deps } from './deps.ts'
import { alarmHealth } from './escalation/store.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { type Clock, systemClock } from './platform/clock.ts'
import { createCrypto, loadKey } from './platform/crypto.ts'
import type { OpenDatabase } from './platform/database.ts'
import { connect } from './platform/db.ts'
import { createFiles } from './platform/files.ts'
import { type App, createHttp } from './platform/http.ts'
import { newId } from './platform/ids.ts'
import { createLive } from './platform/live.ts'
import { arePagesBuilt } from './platform/pages.ts'
import { registerRooms } from './rooms.ts'

export type House = {
  readonly app: App
  readonly deps: Deps
  readonly jobs: Jobs
  readonly close: () => Promise<void>
}

/** What the rooms are given, without the server: command lines and the simulation need no more. */
export async function composeDeps(
  config: Config,
  database: Pick<OpenDatabase, 'url' | 'role'>,
  clock: Clock = systemClock,
): Promise<{ deps: Deps; close: () => Promise<void> }> {
  const { db, close: closeDb } = connect(database.url, { role: database.role })
  const crypto = createCrypto(await loadKey(config.key, config.dataFolder))
  const live = await createLive(database.url)
  const deps: Deps = {
    db,
    clock,
    newId,
    crypto,
    seal: crypto.seal,
    files: createFiles(config.dataFolder),
    live,
    config,
    lines: { sip: null },
  }
  const close = async () => {
    await live.close()
    await closeDb()
  }
  return { deps, close }
}

/** The whole desk, not yet listening. */
export async function compose(
  config: Config,
  database: Pick<OpenDatabase, 'url' | 'role'>,
  clock: Clock = systemClock,
): Promise<House> {
  const { deps, close } = await composeDeps(config, database, clock)
  const app = await createHttp(config)
  const jobs = createJobs(deps, (error, job) => app.log.error({ err: error, job }, 'a job failed'))
  app.get('/ready', { schema: { hide: true } }, async (_, reply) => {
    const isReachable = await sql`select 1`.execute(deps.db).then(
      () => true,
      () => false,
    )
    const isReady = isReachable && arePagesBuilt()
    const alarms = isReachable ? await alarmHealth(deps.db, deps.clock()) : null
    return reply.code(isReady ? 200 : 503).send({
      status: isReady ? 'ready' : 'not ready',
      database: isReachable,
      pages: arePagesBuilt(),
      alarms,
      failingJobs: jobs.failing(),
    })
  })
  await registerRooms(app, deps)
  return {
    app,
    deps,
    jobs,
    close: async () => {
      await app.close()
      await jobs.stop()
      await close()
    },
  }
}
