import type { Rows } from './grams.ts'

export type Training = {
  /** What a wrong row costs against a simple boundary. */
  readonly cost: number
  readonly maxPasses: number
  /** Passes end when no row would move the boundary by more than this. */
  readonly tolerance: number
  readonly seed: number
}

/** One boundary: a weight for each column, and one that stands for every row. */
export type Boundary = { readonly weights: Float64Array; readonly bias: number }

/** What a mistake costs on each side: a rare label may be worth as much as a common one. */
export type SideCosts = { readonly inside: number; readonly outside: number }

/**
 * A linear support vector machine with squared hinge loss, by dual coordinate descent (Hsieh et al., ICML 2008): each
 * row in turn is given the weight that is best while all others stand. Rows that rest at zero are left out of a pass.
 * @param sides +1 or −1 for each row
 */
export function trainBoundary(
  rows: Rows,
  columnCount: number,
  sides: Int8Array,
  costs: SideCosts,
  { cost, maxPasses, tolerance, seed }: Training,
): Boundary {
  const slackOf = { inside: 1 / (2 * cost * costs.inside), outside: 1 / (2 * cost * costs.outside) }
  const descent: Descent = {
    rows,
    sides,
    slacks: Float64Array.from(sides, (side) => (side > 0 ? slackOf.inside : slackOf.outside)),
    weights: new Float64Array(columnCount),
    bias: 0,
    alphas: new Float64Array(sides.length),
    order: Int32Array.from(sides, (_, row) => row),
    active: sides.length,
    restAbove: Number.POSITIVE_INFINITY,
  }
  const next = dice(seed)
  for (let pass = 0; pass < maxPasses; pass++) {
    shuffle(descent.order, descent.active, next)
    const { highest, lowest } = descend(descent)
    if (highest - lowest > tolerance) {
      descent.restAbove = highest > 0 ? highest : Number.POSITIVE_INFINITY
      continue
    }
    if (descent.active === sides.length) break
    // What was left out is looked at once more before the end.
    descent.active = sides.length
    descent.restAbove = Number.POSITIVE_INFINITY
  }
  return { weights: descent.weights, bias: descent.bias }
}

type Descent = {
  readonly rows: Rows
  readonly sides: Int8Array
  /** What each row may lie on the wrong side, the cheaper the more. */
  readonly slacks: Float64Array
  readonly weights: Float64Array
  bias: number
  /** How much each row holds the boundary; zero for most. */
  readonly alphas: Float64Array
  readonly order: Int32Array
  /** Only the first so many of `order` are looked at. */
  active: number
  /** A row at zero that is pushed down harder than this rests. */
  restAbove: number
}

/** One pass over the active rows. @returns how far the rows would still move the boundary */
function descend(descent: Descent): { highest: number; lowest: number } {
  let [highest, lowest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  for (let turn = 0; turn < descent.active; turn++) {
    const row = descent.order[turn] as number // within the rows, as are all indexes below
    const alpha = descent.alphas[row] as number
    const gradient = gradientOf(descent, row)
    if (alpha === 0 && gradient > descent.restAbove) {
      descent.active--
      descent.order[turn] = descent.order[descent.active] as number
      descent.order[descent.active] = row
      turn--
      continue
    }
    const projected = alpha === 0 ? Math.min(gradient, 0) : gradient
    highest = Math.max(highest, projected)
    lowest = Math.min(lowest, projected)
    if (Math.abs(projected) > 1e-12) move(descent, row, gradient)
  }
  return { highest, lowest }
}

function gradientOf({ rows, sides, slacks, weights, bias, alphas }: Descent, row: number): number {
  const { starts, columns, values } = rows
  const to = starts[row + 1] as number
  let margin = bias
  for (let at = starts[row] as number; at < to; at++)
    margin += (weights[columns[at] as number] as number) * (values[at] as number)
  return margin * (sides[row] as number) - 1 + (slacks[row] as number) * (alphas[row] as number)
}

function move(descent: Descent, row: number, gradient: number): void {
  const { rows, weights, alphas } = descent
  const { starts, columns, values } = rows
  const [from, to] = [starts[row] as number, starts[row + 1] as number]
  const before = alphas[row] as number
  // A row has length one, and one more for the weight that stands for every row.
  const curvature = (to > from ? 2 : 1) + (descent.slacks[row] as number)
  const after = Math.max(before - gradient / curvature, 0)
  const step = (after - before) * (descent.sides[row] as number)
  alphas[row] = after
  descent.bias += step
  for (let at = from; at < to; at++) {
    const column = columns[at] as number
    weights[column] = (weights[column] as number) + step * (values[at] as number)
  }
}

/** Numbers below 1 that are the same for the same seed (xorshift32). */
export function dice(seed: number): () => number {
  let state = (seed ^ 0x9e3779b9) | 0 || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

export function shuffle(order: Int32Array, count: number, next: () => number): void {
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1))
    const kept = order[at] as number // within the rows
    order[at] = order[other] as number
    order[other] = kept
  }
}
