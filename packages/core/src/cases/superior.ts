import type { Role } from '../kernel/actor.ts'
import type { Directory } from './context.ts'
import type { Party } from './words.ts'

/** Somebody holds the place and is not away. */
export const isThere = (role: Role, directory: Directory): boolean =>
  directory.peopleOfRole(role).some(({ personId }) => !directory.isAway(personId))

/** Somebody of the unit has an account and is not away. */
export const isManned = (unitId: string, directory: Directory): boolean =>
  directory.peopleOf(unitId).some(({ personId }) => !directory.isAway(personId))

/** Somebody of the unit is there who finds its tasks in their list: a liaison. An analyst of it does not. */
export const hasLiaison = (unitId: string, directory: Directory): boolean =>
  directory.peopleOf(unitId).some(({ personId, role }) => role === 'liaison' && !directory.isAway(personId))

/** Who answers for the window: its supervisor; while nobody holds that place or everybody who does is away, the leader. */
export const headOf = (directory: Directory): Party =>
  !isThere('supervisor', directory) && isThere('leader', directory) ? { kind: 'leader' } : { kind: 'supervisor' }

/** The first unit above with people who are there; the centre where there is none. */
export function superiorOf(party: Party, directory: Directory): Party {
  const unit = party.kind === 'unit' ? directory.unit(party.unitId) : undefined
  const above = unit?.superiorOrganisationId ? directory.unitsOf(unit.superiorOrganisationId) : []
  const manned = above.find(({ unitId }) => isManned(unitId, directory))
  return manned ? { kind: 'unit', unitId: manned.unitId } : headOf(directory)
}
