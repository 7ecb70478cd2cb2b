import { parseArgs } from 'node:util'
import { Role as AccountRole } from '@bancheng/core/kernel/actor.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { instantAt, LocalDate } from '@bancheng/core/kernel/time.ts'
import { Month } from '@bancheng/core/review/month.ts'
import { describeRefusal } from '@bancheng/core/texts/refusals.ts'
import { z } from 'zod'
import { rebuild } from './cases/rebuild.ts'
import { verify } from './cases/verify.ts'
import { composeDeps } from './compose.ts'
import { readConfig } from './config.ts'
import type { Deps } from './deps.ts'
import { hasCenter } from './identity/accounts.ts'
import { addAccount, firstRun } from './identity/first-run.ts'
import { openDatabase } from './platform/database.ts'
import { connect } from './platform/db.ts'
import { StartupError } from './platform/startup-error.ts'
import { everyCenter, freezeReview } from './review/freeze.ts'
import { loadSampleCentreWhenEmpty } from './sample/load.ts'
import { measureFloor } from './simulation/floor.ts'
import { simulateYear } from './simulation/year.ts'

const usage = `npm run bancheng -- <command>

  verify                    recompute every hash and fold, compare the tables with the log; exit 1 when anything differs
  rebuild                   make the tables beside the log again
  first-run                 the centre and its first account     --center NAME --letters JA --name PERSON [--sign-in NAME]
  add-account               one more account                     --name PERSON --sign-in NAME --role ROLE [--unit ORGANISATION/UNIT]

  freeze-review             the list of a month that is over  --month 2026-10 [--center ID]
  simulate                  a year of the sample centre, into an empty database, and how fast it went
                            [--cases 1000] [--seed 20260302] [--from 2025-01-02] [--until 2025-12-31]

  Roles: officer liaison supervisor leader analyst sysadmin secadmin auditor`

type Options = Record<string, string | undefined>

/** Each command returns what the process exits with. */
const commands: Record<string, (deps: Deps, options: Options, url: string) => Promise<number>> = {
  verify: async (deps) => {
    const { cases, events, differences } = await verify(deps.db)
    for (const { caseId, what } of differences) console.log(`${caseId}: ${what}`)
    console.log(`${cases} cases, ${events} events, ${differences.length} differences`)
    return differences.length > 0 ? 1 : 0
  },
  rebuild: async (deps) => {
    console.log(`${await rebuild(deps)} cases rebuilt`)
    return 0
  },
  'first-run': async (deps, { center = '', letters = '', name = '', 'sign-in': signInName }) => {
    const made = await firstRun(deps, { center, letters, name, ...(signInName ? { signInName } : {}) })
    return sayPassword(made)
  },
  simulate: async (deps, options, url) => simulate(deps, SimulateOptions.parse(options), url),
  'freeze-review': async (deps, options) => {
    const { month, center } = FreezeOptions.parse(options)
    for (const centerId of center ? [center] : await everyCenter(deps.db))
      console.log(`${centerId} ${month}: ${await freezeReview(deps, centerId, month)} cases`)
    return 0
  },
  'add-account': async (deps, { name = '', 'sign-in': signInName = '', role = '', unit, letters }) => {
    const made = await addAccount(deps, {
      name,
      signInName,
      role: AccountRole.parse(role),
      ...(unit ? { unit } : {}),
      ...(letters ? { letters } : {}),
    })
    return sayPassword(made)
  },
}

const FreezeOptions = z.object({ month: Month, center: z.string().optional() })

const SimulateOptions = z.object({
  cases: z.coerce.number().int().min(1).max(1_000_000).default(1_000),
  seed: z.coerce.number().int().default(20_260_302),
  from: LocalDate.default(LocalDate.parse('2025-01-02')),
  until: LocalDate.default(LocalDate.parse('2025-12-31')),
})

/** Into an empty database only: nobody's real cases are ever mixed with invented ones. */
async function simulate(deps: Deps, options: z.output<typeof SimulateOptions>, url: string): Promise<number> {
  if (await hasCenter(deps.db)) {
    console.error('数据库不是空的，模拟只写入空库：请用 BANCHENG_DATA 指定一个新文件夹。')
    console.error('The database is not empty; name a new folder with BANCHENG_DATA.')
    return 1
  }
  await loadSampleCentreWhenEmpty(deps)
  const told = await simulateYear(deps, { ...options, until: instantAt(options.until, '17:00') })
  const owner = connect(url, { role: null }) // tables of its own need the right to make tables
  const floorMs = await measureFloor(owner.db, told.steps).finally(owner.close)
  const perSecond = (ms: number) => Math.round((told.commands / ms) * 1_000)
  console.log(`${told.cases} cases, ${told.commands} commands, seed ${options.seed}`)
  for (const [code, count] of told.refusals) console.log(`  refused ${code}: ${count}`)
  console.log(`through the door:    ${perSecond(told.elapsedMs)} commands/s`)
  console.log(`floor (plain SQL):   ${perSecond(floorMs)} commands/s`)
  console.log(`ratio door to floor: ${(floorMs / told.elapsedMs).toFixed(2)}`)
  const { differences } = await verify(deps.db)
  console.log(`verify: ${differences.length} differences`)
  return differences.length > 0 ? 1 : 0
}

function sayPassword({ signInName, password }: { signInName: string; password: string }): number {
  console.log(`${signInName}  ${password}`)
  console.log('只显示一次，首次登录须修改。 Shown once; must be changed at the first sign-in.')
  return 0
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: Object.fromEntries(
      ['center', 'letters', 'name', 'sign-in', 'role', 'unit', 'cases', 'seed', 'from', 'until', 'month'].map(
        (name) => [name, { type: 'string' as const }],
      ),
    ),
  })
  const command = commands[positionals[0] ?? '']
  if (!command) {
    console.log(usage)
    return positionals.length === 0 ? 0 : 1
  }
  const config = readConfig()
  const database = await openDatabase(config, { mayShare: true })
  const { deps, close } = await composeDeps(config, database)
  try {
    return await command(deps, values, database.url)
  } finally {
    await close()
    await database.stop()
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(sayError(error))
    process.exit(1)
  },
)

function sayError(error: unknown): unknown {
  if (error instanceof StartupError) return error.message
  if (error instanceof Refusal) {
    const { title, nextStep } = describeRefusal(error, 'zh')
    // There is no form whose fields could be marked: what is meant is named here.
    const about = Object.entries(error.facts).map(([name, fact]) => `${name}: ${fact}`)
    return [`${title} ${nextStep}`, ...about].join('\n')
  }
  if (error instanceof z.ZodError) return `${z.prettifyError(error)}\n\n${usage}`
  return error
}
