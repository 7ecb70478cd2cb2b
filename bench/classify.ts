// How well the triage classifier sorts labelled texts: `npm run classify -- --train file… [--test file…] [--folds 5]`.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { type Classifier, classifier, type Example, train } from '@bancheng/core/triage/classify.ts'
import { foldsOf, type Judged, type Score, scoreOf } from '@bancheng/core/triage/evaluate.ts'
import { readLabelled } from './labelled.ts'

const SAMPLE = ['train-tokens', 'train-raw'].map((name) => `../shared/data/citizen-messages/${name}.jsonl.gz`)

const usage = `npm run classify -- --train <file> … [--test <file> …] [--folds 5] [--seed 1]
Files: JSON lines, a JSON list, CSV or TSV with a label and a text (or title and body, or tokens); .gz is read too.
Without --test the training files are cross-validated; without --train the citizens' messages beside the project are.`

const { values: asked } = parseArgs({
  options: {
    train: { type: 'string', multiple: true, default: [] },
    test: { type: 'string', multiple: true, default: [] },
    folds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
  // --train a b c is read as well as --train a --train b
  args: process.argv.slice(2).flatMap((word, at, words) => {
    const before = words.slice(0, at).findLast((one) => one.startsWith('--'))
    const isAnother = !word.startsWith('--') && !words[at - 1]?.startsWith('--') && before !== undefined
    return isAnother ? [before, word] : [word]
  }),
})

type Timed = { readonly judged: readonly Judged[]; readonly seconds: number; readonly eachMs: readonly number[] }

function read(paths: readonly string[]): readonly Example[] {
  return paths.flatMap((path) => {
    const { examples, unreadable, withoutLabel, withoutText } = readLabelled(path)
    const left = [
      unreadable > 0 ? `${unreadable} lines unreadable` : '',
      withoutLabel > 0 ? `${withoutLabel} without a label` : '',
      withoutText > 0 ? `${withoutText} without a text` : '',
    ].filter(Boolean)
    console.log(`${path}: ${examples.length} texts${left.length > 0 ? ` (left out: ${left.join(', ')})` : ''}`)
    return examples
  })
}

function learn(examples: readonly Example[]): { model: Classifier; seconds: number } {
  const started = performance.now()
  const model = classifier(train(examples, { seed: Number(asked.seed) }))
  return { model, seconds: (performance.now() - started) / 1000 }
}

function judge(model: Classifier, examples: readonly Example[]): Pick<Timed, 'judged' | 'eachMs'> {
  const eachMs: number[] = []
  const judged = examples.map(({ text, label }) => {
    const started = performance.now()
    const guessed = model.predict(text)[0]?.label ?? ''
    eachMs.push(performance.now() - started)
    return { right: label, guessed }
  })
  return { judged, eachMs }
}

function crossValidate(examples: readonly Example[], folds: number): Timed {
  const foldOf = foldsOf(examples, folds, Number(asked.seed))
  const each = Array.from({ length: folds }, (_, fold): Timed => {
    const { model, seconds } = learn(examples.filter((_, row) => foldOf[row] !== fold))
    const told = judge(
      model,
      examples.filter((_, row) => foldOf[row] === fold),
    )
    const { macroF1 } = scoreOf(told.judged, labelsOf(told.judged))
    console.log(`fold ${fold + 1} of ${folds}: macro-F1 ${macroF1.toFixed(4)}, trained in ${seconds.toFixed(1)} s`)
    return { ...told, seconds }
  })
  return {
    judged: each.flatMap(({ judged }) => judged),
    eachMs: each.flatMap(({ eachMs }) => eachMs),
    seconds: Math.max(...each.map(({ seconds }) => seconds)),
  }
}

/** The labels that the texts have: one that none has cannot be found, and would only pull the mean down. */
const labelsOf = (judged: readonly Judged[]): string[] => [...new Set(judged.map(({ right }) => right))].sort()

function print({ perLabel, macroF1, accuracy, count }: Score): void {
  console.log('\nprecision  recall     F1  count  label')
  for (const { label, precision, recall, f1, count: of } of perLabel)
    console.log(
      `${precision.toFixed(4).padStart(9)}${recall.toFixed(4).padStart(8)}${f1.toFixed(4).padStart(7)}${String(of).padStart(7)}  ${label}`,
    )
  console.log(`\nmacro-F1 ${macroF1.toFixed(4)} · accuracy ${accuracy.toFixed(4)} · ${count} texts`)
}

function printTimes({ seconds, eachMs }: Timed): void {
  const sorted = eachMs.toSorted((one, other) => one - other)
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(2)
  console.log(
    `training ${seconds.toFixed(1)} s · one prediction p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms`,
  )
}

function test(known: readonly Example[], unseen: readonly Example[]): void {
  const { model, seconds } = learn(known)
  const told = judge(model, unseen)
  const isKnown = ({ right }: Judged) => model.labels.includes(right)
  const judged = told.judged.filter(isKnown)
  print(scoreOf(judged, labelsOf(judged)))
  const unknown = told.judged.filter((one) => !isKnown(one))
  if (unknown.length > 0) {
    const counts = Map.groupBy(unknown, ({ right }) => right)
    const names = [...counts].map(([label, rows]) => `${label} ${rows.length}`).join(', ')
    console.log(`${unknown.length} texts have labels that the training files do not (left out above): ${names}`)
    console.log(`with them as mistakes: macro-F1 ${scoreOf(told.judged, labelsOf(told.judged)).macroF1.toFixed(4)}`)
  }
  printTimes({ ...told, seconds })
}

function main(): number {
  if (asked.help) {
    console.log(usage)
    return 0
  }
  const training = asked.train.length > 0 ? asked.train : SAMPLE
  const missing = [...training, ...asked.test].filter((path) => !existsSync(path))
  if (missing.length > 0 && asked.train.length === 0 && asked.test.length === 0) {
    console.log(`Skipped: ${missing.join(', ')} not there.\n${usage}`)
    return 0
  }
  if (missing.length > 0) {
    console.error(`Not there: ${missing.join(', ')}\n${usage}`)
    return 1
  }
  const known = read(training)
  if (new Set(known.map(({ label }) => label)).size < 2) {
    console.error('The training files need texts of at least two labels.')
    return 1
  }
  if (asked.test.length > 0) test(known, read(asked.test))
  else {
    const told = crossValidate(known, Math.max(2, Math.trunc(Number(asked.folds)) || 5))
    print(scoreOf(told.judged, labelsOf(told.judged)))
    printTimes(told)
  }
  return 0
}

process.exit(main())
