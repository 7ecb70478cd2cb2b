import { addDays, type Instant, instantAt, localDateOf, timeOfDay } from '@bancheng/core/kernel/time.ts'
import type { Rehearsal } from '@bancheng/core/policy/contract.ts'
import { addUp, type CaseMeasure, measureCase } from '@bancheng/core/policy/rehearsal.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import type { Deps } from '../deps.ts'
import { loadDirectory } from '../directory/reads.ts'
import { loadCenterRules } from './center.ts'
import { casesOf, type OldCase } from './store.ts'

const yearBefore = (now: Instant): Instant => instantAt(addDays(localDateOf(now), -365), timeOfDay(now))

type Compared = OldCase & { readonly was: CaseMeasure; readonly would: CaseMeasure }

/** The rules run over a year of real history, beside the ones in force: what would have been late, who would have been asked. */
export async function rehearse(deps: Pick<Deps, 'db' | 'clock'>, centerId: string, policy: Policy): Promise<Rehearsal> {
  const now = deps.clock()
  const from = yearBefore(now)
  const { calendar, unitCalendars, policyAt, policyOf } = await loadCenterRules(deps.db, centerId)
  const counting = { calendar, unitCalendars, directory: await loadDirectory(deps.db, centerId, now), now }
  const inForce = policyAt(now)
  const compared: Omit<Compared, 'log'>[] = []
  for await (const cases of casesOf(deps.db, centerId, { from, to: now }))
    for (const { log, ...named } of cases) {
      const accepted = log.find(({ type }) => type === 'CaseAccepted')
      const then = accepted ? policyOf(accepted.policyVersion) : inForce
      const was = measureCase(log, inForce, then, counting)
      compared.push({ ...named, was, would: measureCase(log, policy, then, counting) })
    }
  const tasks = compared.reduce((sum, { would }) => sum + would.things.length, 0)
  const openCases = compared.filter(({ isOpen }) => isOpen).length
  return {
    from,
    to: now,
    cases: compared.length,
    openCases,
    tasks,
    ...sides(compared, inForce, policy),
    ...moved(compared),
  }
}

type Pairs = readonly Omit<Compared, 'log'>[]

const sides = (compared: Pairs, inForce: Policy, policy: Policy): Pick<Rehearsal, 'asItWas' | 'asItWould'> => {
  const [was, would] = [compared.map((one) => one.was), compared.map((one) => one.would)]
  const [asItWas, asItWould] = [addUp(was, inForce), addUp(would, policy)]
  return {
    asItWas: { ...asItWas, rungs: [...asItWas.rungs] },
    asItWould: { ...asItWould, rungs: [...asItWould.rungs] },
  }
}

/** Both sides measure the same things of a case in the same order. */
function moved(compared: Pairs): Pick<Rehearsal, 'newlyLate' | 'newlyLateCount' | 'noLongerLate'> {
  const pairs = compared.flatMap(({ caseId, caseNo, was, would }) =>
    would.things.map((thing, index) => ({ caseId, caseNo, thing, wasLate: was.things[index]?.isLate ?? false })),
  )
  const newly = pairs
    .filter(({ thing, wasLate }) => thing.isLate && !wasLate)
    .map(({ caseId, caseNo, thing: { what, dueAt, endedAt } }) => ({ caseId, caseNo, what, dueAt, endedAt }))
    .sort((a, b) => (a.endedAt < b.endedAt ? 1 : -1))
  return {
    newlyLate: newly.slice(0, 100),
    newlyLateCount: newly.length,
    noLongerLate: pairs.filter(({ thing, wasLate }) => wasLate && !thing.isLate).length,
  }
}
