// One process of `bench/alarms.ts`: sounds whatever is due at the moment given, then ends.

import { Instant } from '@bancheng/core/kernel/time.ts'
import { composeDeps } from '@bancheng/server/compose.ts'
import { readConfig } from '@bancheng/server/config.ts'
import { soundDueAlarms } from '@bancheng/server/escalation/job.ts'
import { settableClock } from '@bancheng/server/platform/clock.ts'

const [url = '', role = '', folder = '', now = ''] = process.argv.slice(2)
const { clock } = settableClock(Instant.parse(now))
const config = { ...readConfig({ LOG_LEVEL: 'silent' }), dataFolder: folder }
const { deps, close } = await composeDeps(config, { url, role: role || null }, clock)
process.send?.('ready')
await new Promise<void>((resolve) => void process.once('message', () => resolve()))
const before = process.cpuUsage()
await soundDueAlarms(deps)
const { user, system } = process.cpuUsage(before)
process.send?.((user + system) / 1000)
await close()
process.disconnect?.()
