import { Pain } from '../cases/words.ts'
import { maskPersonalDataInText } from '../kernel/masks.ts'
import type { AnsweredGuess } from './answered.ts'
import { classifier, type Guess, type Model, train } from './classify.ts'
import { indexNeighbours, type NeighbourIndex, neighbourFinder } from './neighbours.ts'
import { painSayings } from './pains.ts'

/** A service item as triage learns it. */
export type LearntItem = {
  readonly itemId: string
  readonly name: string
  readonly groupName: string
  readonly organisationId: string
}

/** An ended case as triage learns it: what was said, and what people chose. */
export type LearntCase = {
  readonly caseId: string
  readonly want: string
  readonly alreadyDone: string
  readonly itemId: string | null
  readonly pain: Pain
  /** The organisation of the unit that was asked first; null when nobody was asked. */
  readonly organisationId: string | null
  readonly unitId: string | null
}

export type Lesson = { readonly items: readonly LearntItem[]; readonly cases: readonly LearntCase[] }

/** Changes with the shape below: what an older program learnt is learnt again. */
export const LEARNT_VERSION = 1

/** Everything learnt of one centre. Plain values and typed arrays: it travels between threads and into a file. */
export type Learnt = {
  readonly version: typeof LEARNT_VERSION

  readonly items: NeighbourIndex
  readonly groups: Readonly<Record<string, string>>
  readonly cases: NeighbourIndex
  readonly chosenItems: Readonly<Record<string, string>>
  /** The unit of each organisation that is asked most often. */
  readonly usualUnits: Readonly<Record<string, string>>
  readonly organisations: Model
  readonly pains: Model
}

/** What a person told, as one text; numbers by which a person is found say nothing of the matter. */
export const toldText = ({ want, alreadyDone }: { readonly want: string; readonly alreadyDone: string }): string =>
  maskPersonalDataInText(`${want}\n${alreadyDone}`)

const itemText = ({ name, groupName }: LearntItem) => `${name} ${groupName}`

/** The dual of many small classes settles early; a desk's suggestion needs no last digit. */
const quickly = { maxPasses: 15, balance: 0.5 }

/** More cases than this find neighbours, but teach a classifier little more, and cost a processor minutes. */
const CLASSIFIED = 5_000

/** @param lesson.cases the newest first */
export function learnTriage({ items, cases }: Lesson): Learnt {
  const told = cases.map((one) => ({ ...one, text: toldText(one) }))
  const newest = told.slice(0, CLASSIFIED)
  return {
    version: LEARNT_VERSION,
    items: indexNeighbours(
      items.map((item) => ({ id: item.itemId, text: itemText(item) })),
      1,
    ),
    groups: Object.fromEntries(items.map(({ itemId, groupName }) => [itemId, groupName])),
    cases: indexNeighbours(
      told.map(({ caseId, text }) => ({ id: caseId, text })),
      2,
    ),
    chosenItems: Object.fromEntries(cases.flatMap(({ caseId, itemId }) => (itemId ? [[caseId, itemId]] : []))),
    usualUnits: usualUnitsOf(cases),
    organisations: train(
      [
        ...items.map((item) => ({ text: itemText(item), label: item.organisationId })),
        ...newest.flatMap(({ text, organisationId }) => (organisationId ? [{ text, label: organisationId }] : [])),
      ],
      quickly,
    ),
    pains: train([...painSayings, ...newest.map(({ text, pain }) => ({ text, label: pain }))], quickly),
  }
}

function usualUnitsOf(cases: readonly LearntCase[]): Readonly<Record<string, string>> {
  const asked = Map.groupBy(
    cases.filter(({ organisationId, unitId }) => organisationId && unitId),
    ({ organisationId }) => organisationId ?? '',
  )
  return Object.fromEntries(
    [...asked].map(([organisationId, ofIt]) => {
      const units = [...Map.groupBy(ofIt, ({ unitId }) => unitId ?? '')]
      return [organisationId, units.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? '']
    }),
  )
}

/** What stands against learning again at every case: it costs a processor some seconds. */
const ENOUGH_NEW = 20
const ENOUGH_SHARE = 0.05
const HOUR_MS = 3_600_000

/** Whether so much is new that it is worth learning again. */
export function isLessonDue(
  learnt: { cases: number; ageMs: number },
  fresh: { cases: number; items: number },
): boolean {
  if (fresh.cases >= Math.max(ENOUGH_NEW, learnt.cases * ENOUGH_SHARE)) return true
  return fresh.items > 0 && learnt.ageMs >= HOUR_MS
}

/** A thing that is suggested, how sure, and why: words of the text, and earlier cases in which it was chosen. */
export type Ranked<T> = T & {
  readonly probability: number
  readonly because: readonly string[]
  readonly caseIds: readonly string[]
}

export type TriageGuess = {
  readonly items: readonly Ranked<{ readonly itemId: string; readonly contacts: number }>[]
  readonly organisations: readonly Ranked<{ readonly organisationId: string }>[]
  readonly pains: readonly Ranked<{ readonly pain: Pain }>[]
  readonly categories: readonly Ranked<{ readonly groupName: string }>[]
  readonly cases: readonly { readonly caseId: string; readonly likeness: number; readonly because: readonly string[] }[]
}

/** So many of each are worth reading. */
export const SUGGESTED = 5
const CANDIDATES = 30
const LIKE_CASES = 20
/** Below this two texts share no more than turns of phrase. */
const LIKE_ENOUGH = 0.08
/** A case that is just like this one speaks as loud as an item with the very words. */
const CASE_WEIGHT = 1

/** Suggests from what was learnt. @returns a function that is asked many times */
export function triageOf(learnt: Learnt): (told: { want: string; alreadyDone: string }) => TriageGuess {
  const findItems = neighbourFinder(learnt.items)
  const findCases = neighbourFinder(learnt.cases)
  const organisations = classifier(learnt.organisations)
  const pains = classifier(learnt.pains)
  return (told) => {
    const text = toldText(told)
    const cases = findCases(text, LIKE_CASES).filter(({ likeness }) => likeness >= LIKE_ENOUGH)
    const like = cases.map(({ id, ...rest }) => ({ caseId: id, ...rest }))
    const items = rankItems(findItems(text, CANDIDATES), like, learnt.chosenItems)
    return {
      items: items.slice(0, SUGGESTED).map((item) => ({ ...item, contacts: 0 })),
      organisations: guessed(organisations.predict(text, { explained: SUGGESTED })).map(({ label, ...rest }) => ({
        organisationId: label,
        ...rest,
      })),
      pains: guessed(pains.predict(text, { explained: SUGGESTED })).map(({ label, ...rest }) => ({
        pain: Pain.parse(label),
        ...rest,
      })),
      categories: rankCategories(items, learnt.groups),
      cases: like,
    }
  }
}

/** What a question at the desk was answered with speaks for a case, too; as loud as it is like this one. */
export function withContacts(guess: TriageGuess, answered: AnsweredGuess): TriageGuess {
  const items = new Map(guess.items.map((item) => [item.itemId, { ...item }]))
  for (const { key, probability, times, because } of answered.answers) {
    const itemId = /^item-(.+)$/.exec(key)?.[1]
    if (!itemId) continue
    const before = items.get(itemId) ?? { itemId, probability: 0, because, caseIds: [], contacts: 0 }
    const spoken = before.probability + answered.likeness * probability
    items.set(itemId, { ...before, probability: spoken, contacts: times })
  }
  const sum = [...items.values()].reduce((total, { probability }) => total + probability, 0)
  const ranked = [...items.values()]
    .map((item) => ({ ...item, probability: sum === 0 ? 0 : item.probability / sum }))
    .sort((one, other) => other.probability - one.probability)
  return { ...guess, items: ranked.slice(0, SUGGESTED) }
}

const guessed = (guesses: readonly Guess[]) =>
  guesses.slice(0, SUGGESTED).map((guess) => ({ ...guess, caseIds: [] as readonly string[] }))

type Found = ReturnType<ReturnType<typeof neighbourFinder>>

/** An item is likely when its own words are in the text, and when it was chosen in cases like this one. */
function rankItems(
  found: Found,
  like: TriageGuess['cases'],
  chosenItems: Learnt['chosenItems'],
): Ranked<{ itemId: string }>[] {
  const ranked = new Map<string, { score: number; because: readonly string[]; caseIds: string[] }>()
  for (const { id, likeness, because } of found) ranked.set(id, { score: likeness, because, caseIds: [] })
  for (const { caseId, likeness, because } of like) {
    const itemId = chosenItems[caseId]
    if (!itemId) continue
    const item = ranked.get(itemId) ?? { score: 0, because, caseIds: [] }
    item.score += likeness * CASE_WEIGHT
    item.caseIds.push(caseId)
    ranked.set(itemId, item)
  }
  return shares([...ranked].map(([itemId, item]) => ({ itemId, ...item })))
}

/** The share of each in all that speaks: comparable within one list, and never certainty. */
function shares<T extends { readonly score: number }>(
  scored: readonly T[],
): (Omit<T, 'score'> & { probability: number })[] {
  const sharp = scored.map(({ score }) => score * score)
  const sum = sharp.reduce((total, one) => total + one, 0)
  return scored
    .map(({ score, ...rest }) => ({ ...rest, probability: sum === 0 ? 0 : (score * score) / sum }))
    .sort((one, other) => other.probability - one.probability)
}

function rankCategories(items: readonly Ranked<{ itemId: string }>[], groups: Learnt['groups']) {
  const ranked = new Map<string, Ranked<{ groupName: string }>>()
  for (const { itemId, probability, because, caseIds } of items) {
    const groupName = groups[itemId] ?? ''
    if (!groupName) continue
    const before = ranked.get(groupName) ?? { groupName, probability: 0, because, caseIds }
    ranked.set(groupName, { ...before, probability: before.probability + probability })
  }
  return [...ranked.values()].sort((one, other) => other.probability - one.probability).slice(0, SUGGESTED)
}
