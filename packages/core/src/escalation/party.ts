import type { Context } from '../cases/context.ts'
import type { CaseState, Task } from '../cases/state.ts'
import { headOf, isManned, isThere, superiorOf } from '../cases/superior.ts'
import { dueOf } from '../cases/tasks.ts'
import type { Party } from '../cases/words.ts'
import type { Instant } from '../kernel/time.ts'
import type { Rung } from '../policy/ladder.ts'

const person = (personId: string): Party => ({ kind: 'person', personId })

/** Who has to hear of a task: what the applicant or somebody outside owes is the owner's to ask for, and whoever is on leave has a stand-in. */
export function hearerOf(task: Task, state: CaseState, ctx: Context): Party {
  const isNotHere = task.party.kind === 'applicant' || task.party.kind === 'outside'
  const party: Party = isNotHere ? { kind: 'owner' } : task.party
  const personId = party.kind === 'owner' ? state.ownerId : party.kind === 'person' ? party.personId : null
  const standIn = personId && ctx.directory.standInOf(personId)
  return standIn ? person(standIn) : party
}

/** Whom a rung calls. Where nobody stands above a unit, or nobody there could answer, the centre does. */
export function partyOf(
  { to, unitId }: Pick<Rung, 'to' | 'unitId'>,
  task: Task,
  state: CaseState,
  ctx: Context,
): Party {
  switch (to) {
    case 'holder':
      return hearerOf(task, state, ctx)
    case 'superior':
      return superiorOf(task.party, ctx.directory)
    case 'centre':
      return headOf(ctx.directory)
    case 'district':
      return isThere('leader', ctx.directory) ? { kind: 'leader' } : { kind: 'supervisor' }
    case 'unit':
      return unitId && isManned(unitId, ctx.directory) ? { kind: 'unit', unitId } : headOf(ctx.directory)
  }
}

/** For somebody outside: so long the owner has to send the link. */
const TO_SEND_LINK = { amount: 1, unit: 'working-days' } as const

/**
 * From when on nobody can do the task: not while a link to it works, so it may lie ahead. Null: somebody can.
 */
export function unmannedSince(task: Task, state: CaseState, ctx: Context): Instant | null {
  if (!isWithoutAnybody(task, state, ctx)) return null
  if (task.link) return task.link.revokedAt ?? task.link.expiresAt
  if (task.party.kind === 'outside') return dueOf(ctx, task.clock?.startedAt ?? task.opened.at, TO_SEND_LINK)
  return state.changedAt
}

export function isUnmanned(task: Task, state: CaseState, ctx: Context): boolean {
  const since = unmannedSince(task, state, ctx)
  return since !== null && since <= ctx.now
}

/**
 * Nobody with an account could do it: the unit is empty, the role vacant, the person has left, or whoever it is is away
 * and nobody stands in, or the party is outside.
 */
function isWithoutAnybody(task: Task, state: CaseState, ctx: Context): boolean {
  const { party } = task
  const { directory } = ctx
  const isMissing = ({ personId }: { personId: string }) => directory.isAway(personId)
  switch (party.kind) {
    case 'unit':
      return !isManned(party.unitId, directory)
    case 'person':
      return !isReachable(party.personId, ctx)
    case 'owner':
    case 'applicant':
      return !isReachable(state.ownerId, ctx)
    case 'outside':
      return true
    case 'window':
      return [...directory.peopleOfRole('officer'), ...directory.peopleOfRole('supervisor')].every(
        (person) => isMissing(person) || isBarred(person.personId, task, state, ctx),
      )
    case 'supervisor':
    case 'leader':
      return !isThere(party.kind, directory)
  }
}

const isReachable = (personId: string, { directory }: Context): boolean =>
  directory.person(personId) !== undefined && (!directory.isAway(personId) || directory.standInOf(personId) !== null)

/** Whoever handled the case does not ask how it went. */
const isBarred = (personId: string, task: Task, state: CaseState, ctx: Context): boolean =>
  task.kind === 'follow-up' && !ctx.policy.followUp.byHandler && state.handlerIds.includes(personId)
