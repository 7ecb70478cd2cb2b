import type { Advice, Reason } from './advice.ts'
import type { OrderStep } from './goal.ts'
import { emptyGraph, type Graph, inOrder, precedes, put } from './graph.ts'
import { closingsOf, type State } from './state.ts'

export type Sequence = {
  readonly graph: Graph
  readonly order: readonly OrderStep[]
  readonly waveOf: ReadonlyMap<string, number>
  readonly reasonsOf: (stepId: string) => readonly Reason[]
  readonly unheeded: Advice['unheeded']
}

type Edge = { readonly before: string; readonly after: string; readonly kind: Reason['kind'] }

/**
 * Which planned step must come before which. In this order, what comes later yields: hard prerequisites · each step
 * before whatever makes it impossible · advice · each step before whatever closes its usual way.
 */
export function sequenceOf(state: State): Sequence {
  const { plannable } = state
  const graph = emptyGraph(plannable.map(({ stepId }) => stepId))
  const edges = edgesOf(state, new Set(graph.keys()))
  const kept: Edge[] = []
  const unheeded: Edge[] = []
  for (const edge of [...edges.hard, ...edges.beforeImpossible, ...edges.advised, ...edges.beforeClosed]) {
    if (precedes(graph, edge.after, edge.before)) {
      if (edge.kind === 'hard') throw new Error(`${edge.before} and ${edge.after} need each other: never let it in`)
      unheeded.push(edge)
      continue
    }
    put(graph, edge.before, edge.after)
    kept.push(edge)
  }
  const order = inOrder(graph)
  const waveOf = new Map<string, number>()
  for (const id of order)
    waveOf.set(id, 1 + Math.max(0, ...[...(graph.get(id) ?? [])].map((one) => waveOf.get(one) ?? 0)))
  return {
    graph,
    waveOf,
    // Stable: within a wave as the catalogue has them.
    order: plannable.toSorted((a, b) => (waveOf.get(a.stepId) ?? 0) - (waveOf.get(b.stepId) ?? 0)),
    reasonsOf: (stepId) => withoutRepeats(kept.filter(({ after }) => after === stepId)),
    unheeded: unheeded
      .filter(({ kind }) => kind === 'advised')
      .map(({ before, after, kind }) => ({ stepId: after, before, kind })),
  }
}

function edgesOf({ plannable, byId, doneOn }: State, ids: ReadonlySet<string>) {
  const needs = (kind: 'hard' | 'advised'): Edge[] =>
    plannable.flatMap((step) =>
      step.prerequisites
        .filter((one) => one.kind === kind && !one.anyOf.some((id) => doneOn.has(id)))
        .flatMap(({ anyOf }) => anyOf.filter((id) => ids.has(id)))
        .map((before) => ({ before, after: step.stepId, kind })),
    )
  const closing = (fits: (kind: string) => boolean): Edge[] =>
    plannable.flatMap((step) =>
      closingsOf(step, byId).flatMap(({ stepId, kind }) =>
        stepId !== null && ids.has(stepId) && fits(kind)
          ? [{ before: stepId, after: step.stepId, kind: 'before-closing' as const }]
          : [],
      ),
    )
  return {
    hard: needs('hard'),
    beforeImpossible: closing((kind) => kind === 'impossible'),
    advised: needs('advised'),
    beforeClosed: closing((kind) => kind !== 'impossible'),
  }
}

/** The strongest reason for each: a hard prerequisite need not be advised as well. */
const withoutRepeats = (edges: readonly Edge[]): Reason[] => {
  const first = new Map(edges.map(({ before, kind }) => [before, { stepId: before, kind }] as const).reverse())
  return [...first.values()].reverse()
}
