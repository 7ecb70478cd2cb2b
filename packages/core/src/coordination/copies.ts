import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import type { CaseState, Copy } from '../cases/state.ts'
import { requireNotEnded } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'
import { requireUnit } from './requests.ts'

const unread = (state: CaseState, { actor }: Context): readonly Copy[] =>
  (state.copies ?? []).filter((copy) => !copy.read && actor.kind === 'person' && copy.unitId === actor.unitId)

/** 抄送: a unit sees the case; no task, no due time. A unit that has read its copy may be sent another. */
export const copyRules: Decisions<'copyCase' | 'markCopyRead'> = {
  copyCase: {
    guard: requireNotEnded,
    decide: (state, { unitIds, note }, ctx) =>
      [...new Set(unitIds)].map((unitId): CaseEvent => {
        const unit = requireUnit(ctx, unitId)
        if (state.copies?.some((copy) => copy.unitId === unitId && !copy.read))
          throw new Refusal('copy-unread', { unit: unit.name })
        return { type: 'CaseCopied', payload: { unitId, note } }
      }),
  },
  markCopyRead: {
    guard: (state, _, ctx) => {
      if (unread(state, ctx).length === 0) throw new Refusal('copy-none')
    },
    decide: (state, _, ctx) => unread(state, ctx).map(({ unitId }) => ({ type: 'CopyRead', payload: { unitId } })),
  },
}
