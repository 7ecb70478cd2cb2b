import type { Directory, Past, Standing } from '@bancheng/core/cases/context.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { loadDirectorySince } from '../directory/reads.ts'
import type { Db } from '../platform/db.ts'
import { type CenterRules, loadCalendarsSince } from '../policy/center.ts'

/** How the centre stood since a moment, and stands now. */
export async function loadPast(
  db: Db,
  centerId: string,
  rules: CenterRules,
  { since, now }: { readonly since: Instant; readonly now: Instant },
): Promise<{ directory: Directory; past: Past }> {
  const directories = await loadDirectorySince(db, centerId, since, now)
  const calendars = await loadCalendarsSince(db, centerId, rules, since)
  const turns = [...directories.turns.map((at) => ({ at, recount: null })), ...calendars.turns].sort((a, b) =>
    a.at < b.at ? -1 : Number(a.at > b.at),
  )
  // Between two turns nothing changed: thousands of cases ask for the same few moments.
  const known = new Map<number, Standing>()
  const at = (moment: Instant): Standing => {
    const passed = turns.findLastIndex((turn) => turn.at <= moment)
    const standing = known.get(passed) ?? { directory: directories.at(moment), ...calendars.at(moment) }
    known.set(passed, standing)
    return standing
  }
  return { directory: directories.at(now), past: { turns, at, policyOf: rules.policyOf } }
}
