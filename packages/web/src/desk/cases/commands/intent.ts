import type { ProblemBody } from '../../../api.ts'

type Change = NonNullable<ProblemBody['changes']>[number]

/**
 * One thing that a person wants done, from the open dialog to its effect. The key stays as long as the server might
 * have done it already (no answer, a fault): a repetition then has one effect. A plain refusal has had none.
 */
export type Intent = {
  readonly phase: 'typing' | 'sending' | 'conflict' | 'refused' | 'unanswered' | 'done'
  readonly key: string
  /** The version that the person has seen, with all that was shown of a conflict. */
  readonly version: number
  readonly problem: ProblemBody | null
  readonly changes: readonly Change[]
}

export type IntentStep =
  | { readonly type: 'send' }
  | { readonly type: 'answered' }
  | { readonly type: 'failed'; readonly problem: ProblemBody; readonly newKey: string }

export const newIntent = (version: number, key: string): Intent => ({
  phase: 'typing',
  key,
  version,
  problem: null,
  changes: [],
})

const isUnanswered = ({ status }: ProblemBody) => status === 0 || status >= 500

export function nextIntent(intent: Intent, step: IntentStep): Intent {
  switch (step.type) {
    case 'send':
      return { ...intent, phase: 'sending' }
    case 'answered':
      return { ...intent, phase: 'done', problem: null }
    case 'failed':
      return failed(intent, step.problem, step.newKey)
  }
}

function failed(intent: Intent, problem: ProblemBody, newKey: string): Intent {
  if (isUnanswered(problem)) return { ...intent, phase: 'unanswered', problem }
  if (problem.code !== 'version-conflict') return { ...intent, phase: 'refused', problem, key: newKey }
  const known = new Set(intent.changes.map((change) => change.seq))
  const fresh = (problem.changes ?? []).filter((change) => !known.has(change.seq))
  return {
    phase: 'conflict',
    key: newKey,
    problem,
    changes: [...intent.changes, ...fresh],
    version: problem.currentVersion ?? Math.max(intent.version, ...fresh.map((change) => change.seq)),
  }
}
