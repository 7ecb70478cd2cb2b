import type { CaseEvent, EventOf, EventType } from '../cases/events.ts'
import type { Party } from '../cases/words.ts'
import { labels } from './labels.ts'
import type { Locale } from './refusals.ts'
import { sentencesEn } from './sentences.en.ts'
import { sentencesZh } from './sentences.zh.ts'

/** Names of units and people as the reader knows them now. */
export type Names = { readonly unit: (unitId: string) => string; readonly person: (personId: string) => string }

/** One plain sentence for each kind of event; a new kind does not compile without both languages. */
export type Sentences = { readonly [T in EventType]: (payload: EventOf<T>['payload'], names: Names) => string }

const sentences = { zh: sentencesZh, en: sentencesEn } as const satisfies Record<Locale, Sentences>

export function sentenceOf(event: CaseEvent, names: Names, locale: Locale): string {
  // The table pairs each type with the sentence of its own payload; TypeScript cannot follow the pair through the index.
  const say = sentences[locale][event.type] as (payload: CaseEvent['payload'], names: Names) => string
  return say(event.payload, names)
}

export function sayParty(party: Party, names: Names, locale: Locale): string {
  if (party.kind === 'unit') return names.unit(party.unitId)
  if (party.kind === 'person') return names.person(party.personId)
  if (party.kind === 'outside') return `${party.organisation} ${party.name}`
  return labels[locale].party[party.kind]
}

/** The same, with the name where a role stands for one person: the owner of the case. */
export function sayWho(party: Party, ownerId: string, names: Names, locale: Locale): string {
  const said = sayParty(party, names, locale)
  return party.kind === 'owner' ? `${said} ${names.person(ownerId)}` : said
}
