import { parseArgs } from 'node:util'
import { Role as AccountRole } from '@bancheng/core/kernel/actor.ts'
import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import { describeRefusal } from '@bancheng/core/texts/refusals.ts'
import { z } from 'zod'
import { rebuild } from './cases/rebuild.ts'
import { verify } from './cases/verify.ts'
import { composeDeps } from './compose.ts'
import { readConfig } from './config.ts'
import type { Deps } from './deps.ts'
import { addAccount, firstRun } from './identity/first-run.ts'
import { openDatabase } from './platform/database.ts'
import { StartupError } from './platform/startup-error.ts'

const usage = `npm run bancheng -- <command>

  verify                    recompute every hash and fold, compare the tables with the log; exit 1 when anything differs
  rebuild                   make the tables beside the log again
  first-run                 the centre and its first account     --center NAME --letters JA --name PERSON [--sign-in NAME]
  add-account               one more account                     --name PERSON --sign-in NAME --role ROLE [--unit ORGANISATION/UNIT]

  Roles: officer liaison supervisor leader analyst sysadmin secadmin auditor`

type Options = Record<string, string | undefined>

/** Each command returns what the process exits with. */
const commands: Record<string, (deps: Deps, options: Options) => Promise<number>> = {
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

function sayPassword({ signInName, password }: { signInName: string; password: string }): number {
  console.log(`${signInName}  ${password}`)
  console.log('只显示一次，首次登录须修改。 Shown once; must be changed at the first sign-in.')
  return 0
}

async function main(): Promise<number> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: Object.fromEntries(
      ['center', 'letters', 'name', 'sign-in', 'role', 'unit'].map((name) => [name, { type: 'string' as const }]),
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
    return await command(deps, values)
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
    return `${title} ${nextStep}`
  }
  if (error instanceof z.ZodError) return `${z.prettifyError(error)}\n\n${usage}`
  return error
}
