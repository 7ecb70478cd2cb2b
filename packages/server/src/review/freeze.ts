import { Refusal } from '@bancheng/core/kernel/refusal.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import {
  freezingMoment,
  type Month,
  monthAfter,
  monthBefore,
  monthOf,
  requireOver,
} from '@bancheng/core/review/month.ts'
import { causesOf, countsOf, type Holding, holdingsOf, type ReviewCause, unitOf } from '@bancheng/core/review/rules.ts'
import { sql } from 'kysely'
import { clockActor } from '../cases/sound.ts'
import type { Deps } from '../deps.ts'
import { inTransaction, type Tx } from '../platform/db.ts'
import { type CenterRules, loadCenterRules } from '../policy/center.ts'
import { candidates } from './candidates.ts'

type Freezing = Pick<Deps, 'db' | 'clock'>

/** An entry as it will stand. */
type Entry = {
  readonly caseId: string
  readonly version: number
  readonly causes: readonly ReviewCause[]
  readonly unitId: string | null
  readonly holdings: readonly Holding[]
}

/**
 * Makes the list of a month, once: what the tables hold narrows a million cases down to those that could belong, and
 * the rule says which do. @returns how many cases are on it @throws Refusal review-too-early · review-frozen
 */
export function freezeReview(
  deps: Freezing,
  centerId: string,
  month: Month,
  by: string = clockActor.name,
): Promise<number> {
  const now = deps.clock()
  return inTransaction(deps.db, async (tx) => {
    const rules = await loadCenterRules(tx, centerId)
    requireOver(rules.calendar, month, now, rules.policyAt(now).review.day)
    if (await isFrozen(tx, centerId, month)) throw new Refusal('review-frozen', { month })
    const entries = await entriesOf(tx, centerId, month, rules, now)
    const counts = countsOf(entries.map((entry) => ({ ...entry, isRemoved: false })))
    const document = { counts, policyVersion: rules.policyAt(now).version }
    const { rows } = await sql`
      insert into review (center_id, month, frozen_at, frozen_by, document)
      values (${centerId}, ${month}, ${now}, ${by}, ${JSON.stringify(document)}) on conflict do nothing returning month
    `.execute(tx)
    if (rows.length === 0) throw new Refusal('review-frozen', { month }) // another process was faster
    await insertEntries(tx, centerId, month, entries)
    return entries.length
  })
}

async function isFrozen(tx: Tx, centerId: string, month: Month): Promise<boolean> {
  const { rows } = await sql`select from review where center_id = ${centerId} and month = ${month}`.execute(tx)
  return rows.length > 0
}

async function entriesOf(tx: Tx, centerId: string, month: Month, rules: CenterRules, now: Instant): Promise<Entry[]> {
  const policy = rules.policyAt(now).review
  const found = await candidates(tx, centerId, month, now, policy.causes.includes('old') ? policy.olderThan : null)
  const entries = found.flatMap((one): Entry[] => {
    const causes = causesOf(one, month, policy)
    if (causes.length === 0) return []
    const holdings = holdingsOf(one, now, rules.calendar)
    return [{ caseId: one.caseId, version: one.version, causes, unitId: unitOf(holdings), holdings }]
  })
  const held = ({ holdings }: Entry) => holdings.reduce((sum, { workingDays }) => sum + workingDays, 0)
  return entries.sort((a, b) => held(b) - held(a) || (a.caseId < b.caseId ? -1 : 1))
}

async function insertEntries(tx: Tx, centerId: string, month: Month, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return
  const rows = entries.map((entry, index) => ({
    case_id: entry.caseId,
    case_version: entry.version,
    position: index + 1,
    causes: entry.causes,
    unit_id: entry.unitId,
    holdings: entry.holdings,
  }))
  await sql`
    insert into review_entry (center_id, month, case_id, case_version, position, causes, unit_id, holdings)
    select ${centerId}, ${month}, e.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as e (case_id text, case_version integer, position integer, causes text[], unit_id text, holdings jsonb)
  `.execute(tx)
}

/**
 * Freezes every month that is over, of every centre, in order: after an outage of any length none is missing, also where
 * somebody made a later one by hand meanwhile. It begins with the month in which the centre began.
 * @returns how many were frozen
 */
export async function freezeDueReviews(deps: Freezing): Promise<number> {
  const now = deps.clock()
  const { rows } = await sql<{ centerId: string; frozen: Month[]; createdAt: Instant }>`
    select c.center_id as "centerId", c.created_at as "createdAt", array(
      select month from review r where r.center_id = c.center_id) as frozen from center c
  `.execute(deps.db)
  let made = 0
  for (const { centerId, frozen, createdAt } of rows) {
    const missing = monthsBetween(monthOf(createdAt), monthOf(now)).filter((month) => !frozen.includes(month))
    if (missing.length === 0) continue // the usual minute of the month: nothing more is read
    const { calendar, policyAt } = await loadCenterRules(deps.db, centerId)
    const { day } = policyAt(now).review
    for (const month of missing.filter((one) => freezingMoment(calendar, one, day) <= now)) {
      await freezeReview(deps, centerId, month).catch(ignoreFrozen)
      made += 1
    }
  }
  return made
}

/** From the first one up to, and without, the last. */
function monthsBetween(first: Month, last: Month): Month[] {
  const months: Month[] = []
  for (let month = first; month < last; month = monthAfter(month)) months.push(month)
  return months
}

function ignoreFrozen(error: unknown): void {
  if (!(error instanceof Refusal && error.code === 'review-frozen')) throw error
}

/** The newest month that is over, where it has no list yet. */
export async function nextToFreeze(deps: Freezing, centerId: string): Promise<Month | null> {
  const now = deps.clock()
  const { calendar, policyAt } = await loadCenterRules(deps.db, centerId)
  const last = monthBefore(monthOf(now))
  const month = freezingMoment(calendar, last, policyAt(now).review.day) <= now ? last : monthBefore(last)
  return inTransaction(deps.db, async (tx) => ((await isFrozen(tx, centerId, month)) ? null : month))
}

export async function everyCenter(db: Deps['db']): Promise<string[]> {
  const { rows } = await sql<{ centerId: string }>`select center_id as "centerId" from center order by 1`.execute(db)
  return rows.map(({ centerId }) => centerId)
}
