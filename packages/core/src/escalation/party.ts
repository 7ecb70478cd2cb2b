import type { Context } from '../cases/context.ts'
import type { CaseState, Task } from '../cases/state.ts'
import type { Party } from '../cases/words.ts'
import type { RungParty } from '../policy/ladder.ts'

const person = (personId: string): Party => ({ kind: 'person', personId })

/** Who has to hear of a task: what the applicant owes is the owner's to ask for, and whoever is on leave has a stand-in. */
export function hearerOf(task: Task, state: CaseState, ctx: Context): Party {
  const party: Party = task.party.kind === 'applicant' ? { kind: 'owner' } : task.party
  const personId = party.kind === 'owner' ? state.ownerId : party.kind === 'person' ? party.personId : null
  const standIn = personId && ctx.directory.standInOf(personId)
  return standIn ? person(standIn) : party
}

/** Whom a rung calls. Where nobody stands above a unit, or nobody there could answer, the centre does. */
export function partyOf(to: RungParty, task: Task, state: CaseState, ctx: Context): Party {
  switch (to) {
    case 'holder':
      return hearerOf(task, state, ctx)
    case 'superior':
      return superiorOf(task, ctx)
    case 'centre':
      return { kind: 'supervisor' }
    case 'district':
      return { kind: 'leader' }
  }
}

function superiorOf(task: Task, ctx: Context): Party {
  const unit = task.party.kind === 'unit' ? ctx.directory.unit(task.party.unitId) : undefined
  const above = unit?.superiorOrganisationId ? ctx.directory.unitsOf(unit.superiorOrganisationId) : []
  const manned = above.find(({ unitId }) => ctx.directory.peopleOf(unitId).length > 0)
  return manned ? { kind: 'unit', unitId: manned.unitId } : { kind: 'supervisor' }
}

/** Nobody with an account could do it: the unit is empty or gone, the person has left. */
export function isUnmanned(task: Task, state: CaseState, ctx: Context): boolean {
  const { party } = task
  switch (party.kind) {
    case 'unit':
      return ctx.directory.peopleOf(party.unitId).length === 0
    case 'person':
      return ctx.directory.person(party.personId) === undefined
    case 'owner':
    case 'applicant':
      return ctx.directory.person(state.ownerId) === undefined
    case 'window':
    case 'supervisor':
    case 'leader':
      return false
  }
}
