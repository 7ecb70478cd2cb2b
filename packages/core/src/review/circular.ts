import type { CircularRule } from '../policy/service.ts'
import { type Month, monthBefore } from './month.ts'

type UnitCount = { readonly unitId: string | null; readonly count: number }
/** What a month counts by unit; null is the window itself. */
export type MonthOfUnits = { readonly month: Month; readonly byUnit: readonly UnitCount[] }

/** 月度通报: a unit that is named, for how many months running, and whether the rules now call it to account (问责). */
export type Named = UnitCount & { readonly monthsRunning: number; readonly isAccountable: boolean }

/** The units with the most cases on the list, as many as the rule says; whoever has as many as the last of them is named too. */
function worstOf({ byUnit }: MonthOfUnits, { worst }: CircularRule): readonly UnitCount[] {
  const sorted = byUnit.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count)
  const least = sorted[Math.min(worst, sorted.length) - 1]?.count ?? 0
  return sorted.filter(({ count }) => count >= least)
}

/** How many months up to this one the unit was named without a break; a month without a list is a break. */
function monthsRunning(
  unitId: string | null,
  months: ReadonlyMap<Month, MonthOfUnits>,
  last: Month,
  rule: CircularRule,
) {
  let running = 0
  for (let month = last; ; month = monthBefore(month)) {
    const list = months.get(month)
    if (!list || !worstOf(list, rule).some((unit) => unit.unitId === unitId)) return running
    running += 1
  }
}

export function circularOf(now: MonthOfUnits, earlier: readonly MonthOfUnits[], rule: CircularRule): readonly Named[] {
  const months = new Map([now, ...earlier].map((one) => [one.month, one]))
  return worstOf(now, rule).map((unit) => {
    const running = monthsRunning(unit.unitId, months, now.month, rule)
    const { accountableAfter } = rule
    return {
      ...unit,
      monthsRunning: running,
      isAccountable: accountableAfter !== null && running >= accountableAfter,
    }
  })
}

/** How many earlier months have to be read to tell. */
export const monthsNeeded = (rule: CircularRule | null): number => (rule?.accountableAfter ?? 1) - 1
