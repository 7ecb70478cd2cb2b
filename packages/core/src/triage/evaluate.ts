import { classifier, type Example, type Options, train } from './classify.ts'
import { dice, shuffle } from './svm.ts'

/** A label as it was, and as it was guessed. */
export type Judged = { readonly right: string; readonly guessed: string }

export type LabelScore = {
  readonly label: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly count: number
}

export type Score = {
  readonly perLabel: readonly LabelScore[]
  readonly macroF1: number
  readonly accuracy: number
  readonly count: number
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

/** Each label counts the same, whether it is common or rare (macro). @param labels the labels that are judged */
export function scoreOf(judged: readonly Judged[], labels: readonly string[]): Score {
  const perLabel = labels.map((label): LabelScore => {
    const hits = judged.filter(({ right, guessed }) => right === label && guessed === label).length
    const guessed = judged.filter((one) => one.guessed === label).length
    const count = judged.filter(({ right }) => right === label).length
    const [precision, recall] = [share(hits, guessed), share(hits, count)]
    return { label, precision, recall, f1: share(2 * precision * recall, precision + recall), count }
  })
  return {
    perLabel,
    macroF1: share(
      perLabel.reduce((sum, { f1 }) => sum + f1, 0),
      perLabel.length,
    ),
    accuracy: share(judged.filter(({ right, guessed }) => right === guessed).length, judged.length),
    count: judged.length,
  }
}

/** Which fold each example is asked in: every label is spread evenly over the folds. */
export function foldsOf(examples: readonly Example[], folds: number, seed: number): Int32Array {
  const order = Int32Array.from(examples, (_, row) => row)
  shuffle(order, order.length, dice(seed))
  const dealt = new Map<string, number>()
  const fold = new Int32Array(examples.length)
  for (const row of order) {
    const label = examples[row]?.label ?? ''
    const turn = dealt.get(label) ?? 0
    dealt.set(label, turn + 1)
    fold[row] = turn % folds
  }
  return fold
}

/** One fold: learnt from all other folds, asked about its own. */
export function judgeFold(
  examples: readonly Example[],
  foldOf: Int32Array,
  fold: number,
  options: Partial<Options> = {},
): readonly Judged[] {
  const model = train(
    examples.filter((_, row) => foldOf[row] !== fold),
    options,
  )
  const asked = classifier(model)
  return examples
    .filter((_, row) => foldOf[row] === fold)
    .map(({ text, label }) => ({ right: label, guessed: asked.predict(text, { explained: 0 })[0]?.label ?? '' }))
}
