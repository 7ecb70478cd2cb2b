import type { CaseView } from '@bancheng/core/cases/view.ts'
import type { Party } from '@bancheng/core/cases/words.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import type { Locale } from '../../../locale.tsx'

/** A party as people say it; where a role stands for one person, with their name. */
export function sayParty(party: Party, { names, state }: CaseView, locale: Locale): string {
  switch (party.kind) {
    case 'unit':
      return names.units[party.unitId] ?? labelOf('party', 'unit', locale)
    case 'person':
      return names.people[party.personId] ?? labelOf('party', 'person', locale)
    case 'owner':
      return `${labelOf('party', 'owner', locale)} ${names.people[state.ownerId] ?? ''}`
    case 'outside':
      return `${party.organisation} ${party.name}`
    case 'window':
    case 'supervisor':
    case 'leader':
    case 'applicant':
      return labelOf('party', party.kind, locale)
  }
}
