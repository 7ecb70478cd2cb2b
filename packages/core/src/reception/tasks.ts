import type { Directory } from '../cases/context.ts'
import type { Party } from '../cases/words.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import type { Policy } from '../policy/schema.ts'
import type { ReceptionTask, TaskOutcome } from './contact.ts'

type OwedTask = Pick<ReceptionTask, 'kind' | 'party' | 'aboutPersonId'> & {
  readonly isOpen: boolean
  /** How often nobody answered so far. */
  readonly tries: number
  /** False: the number was withheld, and nobody can be called. */
  readonly canBeCalled: boolean
}

type StandInOf = Directory['standInOf']
const nobody: StandInOf = () => null

/**
 * The window works as one team: a colleague may call back. A complaint is its receiver's alone, or, while they are on
 * leave, their stand-in's; and never its subject's, whomever they stand in for.
 */
export function maySettle(
  task: Pick<OwedTask, 'kind' | 'party' | 'aboutPersonId'>,
  actor: PersonActor,
  standInOf: StandInOf = nobody,
): boolean {
  if (task.kind === 'report') return false // by its keeper, who says what became of the entry
  if (task.aboutPersonId === actor.personId) return false
  if (task.kind === 'complaint') return isReceiver(task.party, actor) || settlesFor(task, actor, standInOf) !== null
  return actor.role === 'officer' || actor.role === 'supervisor'
}
const isReceiver = (party: Party, actor: PersonActor): boolean =>
  party.kind === 'person' && party.personId === actor.personId

/** 代办: whom it waits for by name while they are on leave; null where it is done in one’s own right. */
export const settlesFor = (
  { party }: Pick<OwedTask, 'party'>,
  actor: PersonActor,
  standInOf: StandInOf,
): string | null =>
  party.kind === 'person' && party.personId !== actor.personId && standInOf(party.personId) === actor.personId
    ? party.personId
    : null

/**
 * One more try, or the end of what was owed.
 * @returns whether the task ends by it
 * @throws Refusal forbidden · reception-task-ended · answer-required · follow-up-try-again
 */
export function settleTask(
  task: OwedTask,
  said: { readonly outcome: TaskOutcome; readonly note: string },
  ctx: { readonly actor: PersonActor; readonly policy: Policy; readonly standInOf?: StandInOf },
): { readonly isEnded: boolean } {
  if (!maySettle(task, ctx.actor, ctx.standInOf)) throw new Refusal('forbidden')
  if (!task.isOpen) throw new Refusal('reception-task-ended')
  if (said.outcome === 'not-reached') return { isEnded: false }
  if (said.note.trim() === '') throw new Refusal('answer-required')
  const attempts = ctx.policy.followUp.attempts
  if (said.outcome === 'given-up' && task.canBeCalled && task.tries < attempts)
    throw new Refusal('follow-up-try-again', { attempts, tried: task.tries })
  return { isEnded: true }
}

/** The recording of a call is for whoever took it and for the supervisor. */
export const mayHearRecording = (actor: Pick<PersonActor, 'role' | 'personId'>, takenById: string): boolean =>
  actor.role === 'supervisor' || actor.personId === takenById
