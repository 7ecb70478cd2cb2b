import type { Context, ItemFacts } from '@bancheng/core/cases/context.ts'
import type { ItemRef } from '@bancheng/core/cases/parties.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import type { Actor } from '@bancheng/core/kernel/actor.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { loadForms, loadItemFacts } from '../catalogue/reads.ts'
import type { Deps } from '../deps.ts'
import type { Db } from '../platform/db.ts'
import { loadCenterRules } from '../policy/center.ts'
import { loadPast } from './past.ts'

/** Everything that a rule may know besides the case, as it stands in this transaction. */
export async function loadContext(
  deps: Pick<Deps, 'clock' | 'newId' | 'seal'>,
  db: Db,
  about: { readonly centerId: string; readonly actor: Actor; readonly state: CaseState | null },
): Promise<Context> {
  const { centerId, actor, state } = about
  const now = deps.clock()
  const rules = await loadCenterRules(db, centerId)
  const standing = await loadPast(db, centerId, rules, { since: state?.changedAt ?? now, now })
  // A case is judged by the policy under which it was accepted; until then by the one in force.
  const isAccepted = state !== null && state.status !== 'registered'
  return {
    now,
    actor,
    policy: isAccepted ? rules.policyOf(state.policyVersion) : rules.policyAt(now),
    calendar: rules.calendar,
    unitCalendars: rules.unitCalendars,
    ...standing,
    newId: deps.newId,
    seal: deps.seal,
    item: await itemOf(db, centerId, state?.item ?? null),
    form: await loadForms(db, centerId),
  }
}

const itemOf = async (db: Db, centerId: string, item: ItemRef | null): Promise<ItemFacts | null> =>
  item && loadItemFacts(db, centerId, item.itemId, item.version)

/**
 * What the clock needs to know, loaded once for any number of cases of a centre, as far back as it has looked at none of
 * them. It fills no form and seals nothing.
 */
export async function loadClockContext(
  deps: Pick<Deps, 'clock' | 'newId' | 'seal'>,
  db: Db,
  { centerId, actor, since }: { readonly centerId: string; readonly actor: Actor; readonly since: Instant },
): Promise<(state: CaseState) => Context> {
  const now = deps.clock()
  const rules = await loadCenterRules(db, centerId)
  const standing = await loadPast(db, centerId, rules, { since: since < now ? since : now, now })
  const { newId, seal } = deps
  const common = {
    now,
    actor,
    calendar: rules.calendar,
    unitCalendars: rules.unitCalendars,
    ...standing,
    newId,
    seal,
    item: null,
    form: () => undefined,
  }
  return (state) => ({ ...common, policy: rules.policyOf(state.policyVersion) })
}
