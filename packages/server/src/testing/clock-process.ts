// A process of its own that runs the timetable at the moment given, until it is killed or its parent lets go of it.
import { Instant } from '@bancheng/core/kernel/time.ts'
import { composeDeps } from '../compose.ts'
import { readConfig } from '../config.ts'
import { createJobs } from '../jobs.ts'
import { settableClock } from '../platform/clock.ts'

const [url = '', role = '', dataFolder = '', now = ''] = process.argv.slice(2)
const { clock } = settableClock(Instant.parse(now))
const config = { ...readConfig({ LOG_LEVEL: 'silent' }), dataFolder }
const { deps, close } = await composeDeps(config, { url, role: role || null }, clock)
const jobs = createJobs(deps, (error) => process.send?.(String(error)))
process.once('disconnect', async () => {
  await jobs.stop()
  await close()
})
jobs.start()
