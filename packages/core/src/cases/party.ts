import type { PersonActor } from '../kernel/actor.ts'
import type { Party } from './words.ts'

/** Whether a task that waits for this party waits for this person. */
export function isParty(party: Party, actor: PersonActor, ownerId: string): boolean {
  switch (party.kind) {
    case 'owner':
      return actor.personId === ownerId
    case 'window':
      return actor.role === 'officer' || actor.role === 'supervisor'
    case 'supervisor':
    case 'leader':
      return actor.role === party.kind
    case 'applicant': // the window writes down what the applicant brings
      return actor.role === 'officer' || actor.role === 'supervisor'
    case 'unit':
      return actor.unitId === party.unitId
    case 'person':
      return actor.personId === party.personId
    case 'outside': // nobody here answers in their name
      return false
  }
}
