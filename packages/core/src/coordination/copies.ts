import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import type { CaseState, Copy } from '../cases/state.ts'
import { requireNotEnded } from '../cases/tasks.ts'
import type { Role } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import { requireUnit } from './requests.ts'

/** A copy to one person is theirs to read; one to a unit, anybody's there. */
const isFor = (copy: Copy, { actor }: Context): boolean =>
  actor.kind === 'person' && (copy.personId ? copy.personId === actor.personId : copy.unitId === actor.unitId)

const unread = (state: CaseState, ctx: Context): readonly Copy[] =>
  (state.copies ?? []).filter((copy) => !copy.read && isFor(copy, ctx))

/** The three administrators see no case. */
const seeNoCase: readonly Role[] = ['sysadmin', 'secadmin', 'auditor']

/** @throws Refusal unit-unknown · person-unknown · person-not-handler */
function addressees({ unitIds, personIds }: InputOf<'copyCase'>, ctx: Context) {
  const units = [...new Set(unitIds)].map((unitId) => ({ unitId, name: requireUnit(ctx, unitId).name }))
  const people = [...new Set(personIds)].map((personId) => {
    const person = ctx.directory.person(personId)
    if (!person) throw new Refusal('person-unknown')
    if (seeNoCase.includes(person.role)) throw new Refusal('person-not-handler', { name: person.name })
    return { unitId: person.unitId, personId, name: person.name }
  })
  if (units.length + people.length === 0) throw new Refusal('copy-to-nobody')
  return [...units, ...people]
}

/** 抄送: a unit or a person, the leader too, sees the case; no task, no due time. Who has read a copy may be sent another. */
export const copyRules: Decisions<'copyCase' | 'markCopyRead'> = {
  copyCase: {
    guard: requireNotEnded,
    decide: (state, input, ctx) =>
      addressees(input, ctx).map(({ name, ...to }): CaseEvent => {
        const isWaiting = state.copies?.some(
          (copy) =>
            copy.unitId === to.unitId && copy.personId === ('personId' in to ? to.personId : undefined) && !copy.read,
        )
        if (isWaiting) throw new Refusal('copy-unread', { unit: name })
        return { type: 'CaseCopied', payload: { ...to, note: input.note } }
      }),
  },
  markCopyRead: {
    guard: (state, _, ctx) => {
      if (unread(state, ctx).length === 0) throw new Refusal('copy-none')
    },
    decide: (state, _, ctx) =>
      unread(state, ctx).map(({ unitId, personId }) => ({
        type: 'CopyRead',
        payload: { unitId, ...(personId ? { personId } : {}) },
      })),
  },
}
