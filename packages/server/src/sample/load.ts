import { sql } from 'kysely'
import type { Deps } from '../deps.ts'
import { hashPassword } from '../identity/hashing.ts'
import { type Db, inTransaction } from '../platform/db.ts'
import { insertCenter } from '../policy/center.ts'
import { insertSampleCatalogue } from './catalogue.ts'
import { everySampleAccount, insertSampleDirectory } from './directory.ts'
import { SAMPLE_CENTER_ID, samplePeople } from './ids.ts'
import { insertMissingSampleGoals } from './order.ts'
import { insertSampleSynonyms } from './synonyms.ts'

export const SAMPLE_PASSWORD = 'Bancheng-2026'

const shown: ReadonlySet<string> = new Set(Object.values(samplePeople))

/** The accounts that a visitor needs for the stories; every other unit of the sample has one of its own. */
export const sampleAccounts: readonly { readonly name: string; readonly label: string }[] = everySampleAccount
  .filter(({ name }) => shown.has(name))
  .map(({ name, label }) => ({ name, label }))

/** Several processes may start at once on an empty database; the lock of the first run, which also makes a centre. */
const LOCK = 7_203_115

/** @returns whether the centre of this database is the sample one, loaded now or earlier */
export async function loadSampleCentreWhenEmpty(deps: Deps): Promise<boolean> {
  const found = await centerFound(deps.db)
  if (found === 'sample') await addMissing(deps)
  if (found !== 'none') return found === 'sample'
  const passwordHash = await hashPassword(SAMPLE_PASSWORD)
  return inTransaction(deps.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
    const foundNow = await centerFound(tx)
    if (foundNow !== 'none') return foundNow === 'sample'
    const now = deps.clock()
    const center = { centerId: SAMPLE_CENTER_ID, letters: 'JA', name: '静安示例区行政服务中心', isSample: true }
    await insertCenter(tx, center, now)
    await insertSampleDirectory(tx, { passwordHash, now })
    await insertSampleCatalogue(tx, now)
    await insertSampleSynonyms(tx)
    await insertMissingSampleGoals(tx, now)
    return true
  })
}

/** A sample centre that an earlier version loaded gets what it has none of. */
const addMissing = (deps: Deps): Promise<void> =>
  inTransaction(deps.db, (tx) => insertMissingSampleGoals(tx, deps.clock()))

async function centerFound(db: Db): Promise<'none' | 'sample' | 'own'> {
  const { rows } = await sql<{ isSample: boolean }>`
    select is_sample as "isSample" from center order by is_sample desc limit 1
  `.execute(db)
  const [center] = rows
  if (!center) return 'none'
  return center.isSample ? 'sample' : 'own'
}
