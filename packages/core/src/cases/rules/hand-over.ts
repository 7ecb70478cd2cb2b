import { Refusal } from '../../kernel/refusal.ts'
import type { Context, PersonFacts } from '../context.ts'
import type { Decisions } from '../decision.ts'
import type { CaseEvent } from '../events.ts'
import { type CaseState, openTaskOfKind } from '../state.ts'
import { done, openTask, requireNotEnded, requireOpenTask } from '../tasks.ts'

/** An offer that nobody took in time: the giver owns the case as before. The clock says it (escalation/rules.ts). */
export const expireHandOver = (state: CaseState, taskId: string): CaseEvent[] => [
  done(taskId, 'expired'),
  { type: 'HandOverExpired', payload: { taskId, ownerId: state.ownerId } },
]

/** An offer of somebody who no longer has the case to give. */
export const endHandOver = (state: CaseState, reason: string): CaseEvent[] => {
  const offer = openTaskOfKind(state, 'accept-hand-over')
  return offer ? [{ type: 'TaskWithdrawn', payload: { taskId: offer.taskId, reason } }] : []
}

/**
 * Whoever gives and whoever takes are two people, and the one who is asked is there to answer.
 * @throws Refusal hand-over-to-oneself · hand-over-away, with the stand-in named
 */
function requireTaker({ personId, name }: PersonFacts, { actor, directory }: Context): void {
  if (actor.kind === 'person' && actor.onBehalfOf && actor.personId === personId)
    throw new Refusal('hand-over-to-oneself', { name: actor.onBehalfOf.name })
  if (!directory.isAway(personId)) return
  const standInId = directory.standInOf(personId)
  const standIn = standInId ? directory.person(standInId) : undefined
  if (standIn) throw new Refusal('hand-over-away', { name, standIn: standIn.name })
  throw new Refusal('hand-over-away-alone', { name })
}

/** A case is handed over by offer and acceptance: until the other person takes it, the giver still owns it. */
export const handOverRules: Decisions<'offerHandOver' | 'acceptHandOver' | 'declineHandOver'> = {
  offerHandOver: {
    guard: (state) => {
      requireNotEnded(state)
      if (openTaskOfKind(state, 'accept-hand-over')) throw new Refusal('hand-over-pending')
    },
    decide: (state, { toPersonId, note }, ctx) => {
      const person = ctx.directory.person(toPersonId)
      if (!person) throw new Refusal('person-unknown')
      if (person.role !== 'officer' && person.role !== 'supervisor')
        throw new Refusal('person-not-handler', { name: person.name })
      if (toPersonId === state.ownerId) throw new Refusal('hand-over-same', { name: person.name })
      requireTaker(person, ctx)
      const task = openTask(ctx, {
        kind: 'accept-hand-over',
        party: { kind: 'person', personId: toPersonId },
        ask: note,
      })
      return [{ type: 'HandOverOffered', payload: { taskId: task.payload.taskId, toPersonId, note } }, task]
    },
  },
  acceptHandOver: {
    guard: (state, target) => void requireOpenTask(state, target, ['accept-hand-over']),
    decide: (state, { taskId }) => {
      const { party } = requireOpenTask(state, { taskId }, ['accept-hand-over'])
      if (party.kind !== 'person') throw new Error('a hand-over is offered to a person')
      return [done(taskId, 'accepted'), { type: 'HandOverAccepted', payload: { taskId, ownerId: party.personId } }]
    },
  },
  declineHandOver: {
    guard: (state, target) => void requireOpenTask(state, target, ['accept-hand-over']),
    decide: (_, { taskId, reason }) => [
      done(taskId, 'declined'),
      { type: 'HandOverDeclined', payload: { taskId, reason } },
    ],
  },
}
