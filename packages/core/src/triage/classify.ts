import { gramsOf, readVocabulary, rowsOf, type Vocabulary, vocabularyOf } from './grams.ts'
import { phrasesOf } from './phrases.ts'
import { dice, shuffle, type Training, trainBoundary } from './svm.ts'

export type Example = { readonly text: string; readonly label: string }

/** What was learnt. Plain values and typed arrays: `structuredClone` and `v8.serialize` carry it as it is. */
export type Model = {
  readonly kind: 'linear-grams-1'
  readonly labels: readonly string[]
  readonly grams: readonly string[]
  readonly idf: Float32Array
  /** Weight of each gram for each label, label after label. */
  readonly weights: Float32Array
  readonly biases: Float32Array
  /** How fast a lead over the other labels becomes certainty; fitted to messages that were not learnt from. */
  readonly sharpness: number
  readonly learntFrom: number
}

/** A label, how sure, and what in the text speaks for it, the strongest first. */
export type Guess = { readonly label: string; readonly probability: number; readonly because: readonly string[] }

export type Options = Training & {
  /** A gram that fewer texts have is not learnt. */
  readonly minTexts: number
  /** 0: a mistake costs the same whatever the label · 1: a rare label weighs as much as a common one. */
  readonly balance: number
}

/** Chosen by cross-validation on citizens' messages (bench/README.md). */
export const defaultOptions: Options = {
  cost: 1,
  maxPasses: 100,
  tolerance: 0.1,
  seed: 1,
  minTexts: 2,
  balance: 0.5,
}

/** Learns labels from examples: the same examples and seed give the same model. */
export function train(examples: readonly Example[], options: Partial<Options> = {}): Model {
  const all = { ...defaultOptions, ...options }
  const counted = examples.map(({ text }) => gramsOf(text))
  const sharpness = fitSharpness(examples, counted, all)
  return { ...learn(examples, counted, all), sharpness }
}

type Counted = readonly ReadonlyMap<string, number>[]

function learn(examples: readonly Example[], counted: Counted, options: Options): Model {
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const vocabulary = readVocabulary(counted, Math.min(options.minTexts, Math.ceil(examples.length / 20)))
  const rows = rowsOf(counted, vocabulary)
  const size = vocabulary.grams.length
  const weights = new Float32Array(size * labels.length)
  const biases = new Float32Array(labels.length)
  labels.forEach((label, index) => {
    const sides = Int8Array.from(examples, (example) => (example.label === label ? 1 : -1))
    const boundary = trainBoundary(rows, size, sides, costsOf(sides, options.balance), options)
    weights.set(boundary.weights, index * size)
    biases[index] = boundary.bias
  })
  const { grams, idf } = vocabulary
  return { kind: 'linear-grams-1', labels, grams, idf, weights, biases, sharpness: 1, learntFrom: examples.length }
}

function costsOf(sides: Int8Array, balance: number): { inside: number; outside: number } {
  const inside = sides.reduce((count, side) => count + (side > 0 ? 1 : 0), 0)
  const outside = sides.length - inside
  const weight = (count: number) => (count === 0 ? 1 : (sides.length / (2 * count)) ** balance)
  return { inside: weight(inside), outside: weight(outside) }
}

/** Asks a model many times: the table of its grams is made once. */
export type Classifier = {
  readonly labels: readonly string[]
  /** Every label, the likeliest first; grams are named for the first `explained`. */
  readonly predict: (text: string, options?: { readonly explained?: number }) => readonly Guess[]
}

export function classifier(model: Model): Classifier {
  const vocabulary = vocabularyOf(model.grams, model.idf)
  return {
    labels: model.labels,
    predict: (text, { explained = 1 } = {}) => {
      const row = oneRow(gramsOf(text), vocabulary)
      const margins = marginsOf(model, row)
      const probabilities = softmax(margins, model.sharpness)
      return model.labels
        .map((label, index) => ({ label, index, probability: probabilities[index] ?? 0 }))
        .sort((one, other) => other.probability - one.probability || (one.label < other.label ? -1 : 1))
        .map(({ label, index, probability }, rank) => ({
          label,
          probability,
          because: rank < explained ? reasonsOf(model, row, index, text) : [],
        }))
    },
  }
}

type Row = { readonly columns: Int32Array; readonly values: Float32Array }

const oneRow = (counts: ReadonlyMap<string, number>, vocabulary: Vocabulary): Row => rowsOf([counts], vocabulary)

function marginsOf({ labels, grams, weights, biases }: Model, { columns, values }: Row): Float64Array {
  return Float64Array.from(labels, (_, label) => {
    let margin = biases[label] ?? 0
    columns.forEach((column, at) => {
      margin += (weights[label * grams.length + column] ?? 0) * (values[at] ?? 0)
    })
    return margin
  })
}

function softmax(margins: Float64Array, sharpness: number): Float64Array {
  const highest = Math.max(...margins)
  const raised = margins.map((margin) => Math.exp(sharpness * (margin - highest)))
  const sum = raised.reduce((total, one) => total + one, 0)
  return raised.map((one) => one / sum)
}

/** The grams that speak for the label, as phrases of the text. */
function reasonsOf({ grams, weights }: Model, { columns, values }: Row, label: number, text: string) {
  const said = [...columns].map((column, at): [string, number] => [
    grams[column] ?? '',
    (weights[label * grams.length + column] ?? 0) * (values[at] ?? 0),
  ])
  return phrasesOf(text, new Map(said))
}

/** Fewer examples than this say nothing about how sure one may be. */
const ENOUGH_TO_FIT = 40
/** More would double the time of training and hardly change one number. */
const MOST_TO_FIT = 4_000
const CAUTIOUS = 1.5

/** The sharpness under which a fifth of the examples, not learnt from, is the least surprising. */
function fitSharpness(examples: readonly Example[], counted: Counted, options: Options): number {
  if (examples.length < ENOUGH_TO_FIT) return CAUTIOUS
  const order = Int32Array.from(examples, (_, row) => row)
  shuffle(order, order.length, dice(options.seed))
  const looked = order.slice(0, MOST_TO_FIT)
  const held = looked.slice(0, Math.floor(looked.length / 5))
  const kept = looked.slice(held.length)
  const model = learn([...kept].map(of(examples)), [...kept].map(of(counted)), options)
  const vocabulary = vocabularyOf(model.grams, model.idf)
  const asked = [...held]
    .map((row) => ({
      right: model.labels.indexOf(of(examples)(row).label),
      margins: marginsOf(model, oneRow(of(counted)(row), vocabulary)),
    }))
    .filter(({ right }) => right >= 0)
  if (asked.length === 0) return CAUTIOUS
  const surprise = (sharpness: number) =>
    asked.reduce((sum, { right, margins }) => sum - Math.log(softmax(margins, sharpness)[right] || 1e-12), 0)
  return candidates.reduce((best, one) => (surprise(one) < surprise(best) ? one : best))
}

const candidates: readonly number[] = Array.from({ length: 40 }, (_, step) => 0.25 * 1.1 ** step)

const of =
  <T>(rows: readonly T[]) =>
  (row: number): T =>
    rows[row] as T // a row of these very rows
