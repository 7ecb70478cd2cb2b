import { z } from 'zod'
import { maskPersonalDataInText } from '../kernel/masks.ts'
import { gramsOf } from './grams.ts'
import { phrasesOf } from './phrases.ts'

/** What answered a question, as one key (`item-…`, `qa-…`, `unit-…`, `person-…`). */
export type AnswerKey = string

/** A question that reception answered: what was said, with what, and what became of it. */
export type AnsweredQuestion = {
  readonly words: string
  readonly answers: readonly AnswerKey[]
  readonly outcome: string
}

export const AnsweredGuess = z.object({
  /** The best first; `probability` is the share of each in all that similar questions were answered with. */
  answers: z.array(
    z.object({
      key: z.string(),
      probability: z.number().min(0).max(1),
      /** In how many similar questions. */
      times: z.int(),
      because: z.array(z.string()),
    }),
  ),
  outcomes: z.array(z.object({ outcome: z.string(), probability: z.number().min(0).max(1), times: z.int() })),
  /** How like the most similar question is, from 0 to 1. */
  likeness: z.number(),
})
export type AnsweredGuess = z.infer<typeof AnsweredGuess>

const PAIRS = [2] as const
/** More than these speak for nothing that the best of them do not. */
const LIKE_QUESTIONS = 30
/** Below this two questions share no more than turns of phrase. */
const LIKE_ENOUGH = 0.12
const SUGGESTED = 5
/** A gram in more than this share of the questions tells none from another, and costs the most. */
const COMMON = 0.2
const ENOUGH_TO_KNOW_COMMON = 200

/**
 * The questions of a centre by the pairs of characters in them. Learning one more is adding one more: nothing is learnt
 * anew, so what was answered a minute ago is suggested now.
 */
export class Answered {
  readonly #questions: { readonly grams: ReadonlySet<string>; readonly said: AnsweredQuestion }[] = []
  readonly #places = new Map<string, number[]>()

  get size(): number {
    return this.#questions.length
  }

  add(question: AnsweredQuestion): void {
    const grams = new Set(gramsOf(plain(question.words), PAIRS).keys())
    if (grams.size === 0) return
    const place = this.#questions.push({ grams, said: { ...question, words: '' } }) - 1 // the words are not kept
    for (const gram of grams) {
      const places = this.#places.get(gram)
      if (places) places.push(place)
      else this.#places.set(gram, [place])
    }
  }

  guess(words: string): AnsweredGuess {
    const text = plain(words)
    const grams = [...gramsOf(text, PAIRS).keys()]
    const like = this.#mostLike(grams)
    const answers = new Map<AnswerKey, Vote>()
    const outcomes = new Map<string, Vote>()
    for (const { place, likeness } of like) {
      const question = this.#questions[place]
      if (!question) continue
      const shared = grams.filter((gram) => question.grams.has(gram))
      for (const key of question.said.answers) vote(answers, key, likeness, shared)
      vote(outcomes, question.said.outcome, likeness, shared)
    }
    return {
      answers: ranked(answers).map(([key, { times, shared, probability }]) => ({
        key,
        probability,
        times,
        because: [...phrasesOf(text, new Map([...shared].map((gram) => [gram, this.#weight(gram)])))],
      })),
      outcomes: ranked(outcomes).map(([outcome, { times, probability }]) => ({ outcome, times, probability })),
      likeness: like[0]?.likeness ?? 0,
    }
  }

  /** The share of what the two say together, rare pairs weighing more. */
  #mostLike(grams: readonly string[]): readonly { place: number; likeness: number }[] {
    const most = this.size < ENOUGH_TO_KNOW_COMMON ? this.size : COMMON * this.size
    const shared = new Map<number, number>()
    let asked = 0
    for (const gram of grams) {
      const places = this.#places.get(gram) ?? []
      const weight = this.#weight(gram)
      asked += weight
      if (places.length > most) continue
      for (const place of places) shared.set(place, (shared.get(place) ?? 0) + weight)
    }
    const half = LIKE_ENOUGH * asked
    return [...shared]
      .filter(([, weight]) => weight >= half)
      .sort(([one, a], [other, b]) => b - a || other - one) // among equals the newer
      .slice(0, LIKE_QUESTIONS * 2)
      .map(([place, weight]) => ({ place, likeness: weight / (asked + this.#said(place) - weight) }))
      .filter(({ likeness }) => likeness >= LIKE_ENOUGH)
      .sort((a, b) => b.likeness - a.likeness || b.place - a.place)
      .slice(0, LIKE_QUESTIONS)
  }

  #said(place: number): number {
    let sum = 0
    for (const gram of this.#questions[place]?.grams ?? []) sum += this.#weight(gram)
    return sum
  }

  readonly #weight = (gram: string): number =>
    1 + Math.log((1 + this.size) / (1 + (this.#places.get(gram)?.length ?? 0)))
}

/** Numbers by which a person is found say nothing of the matter. */
const plain = (words: string): string => maskPersonalDataInText(words)

type Vote = { weight: number; times: number; shared: Set<string> }

function vote(votes: Map<string, Vote>, key: string, likeness: number, shared: readonly string[]): void {
  const before = votes.get(key) ?? { weight: 0, times: 0, shared: new Set<string>() }
  // One that is just like this one speaks louder than several that are a little like it.
  before.weight += likeness * likeness
  before.times += 1
  for (const gram of shared) before.shared.add(gram)
  votes.set(key, before)
}

function ranked(votes: ReadonlyMap<string, Vote>): [string, Vote & { probability: number }][] {
  const sum = [...votes.values()].reduce((total, { weight }) => total + weight, 0)
  return [...votes]
    .map(([key, one]): [string, Vote & { probability: number }] => [key, { ...one, probability: one.weight / sum }])
    .sort(([, a], [, b]) => b.weight - a.weight)
    .slice(0, SUGGESTED)
}
