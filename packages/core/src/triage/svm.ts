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

/**
 * A linear support vector machine with squared hinge loss, by dual coordinate descent (Hsieh et al., ICML 2008): each
 * row in turn is given the weight that is best while all others stand. Rows that rest at zero are left out of a pass.
 * @param sides +1 or −1 for each row
 * @param costs by which the cost of each side is multiplied: a rare label is worth as much as a common one
 */
export function trainBoundary(
  rows: Rows,
  columnCount: number,
  sides: Int8Array,
  costs: { readonly inside: number; readonly outside: number },
  { cost, maxPasses, tolerance, seed }: Training,
): Boundary {
  const { starts, columns, values } = rows
  const count = sides.length
  const weights = new Float64Array(columnCount)
  const alpha = new Float64Array(count)
  const order = Int32Array.from({ length: count }, (_, row) => row)
  const next = dice(seed)
  let bias = 0
  let active = count
  let shrinkAbove = Number.POSITIVE_INFINITY
  for (let pass = 0; pass < maxPasses; pass++) {
    let [highest, lowest] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
    shuffle(order, active, next)
    for (let turn = 0; turn < active; turn++) {
      const row = order[turn] as number // within the rows, as are all indexes below
      const side = sides[row] as number
      const [from, to] = [starts[row] as number, starts[row + 1] as number]
      const slack = 1 / (2 * cost * (side > 0 ? costs.inside : costs.outside))
      const old = alpha[row] as number
      let margin = bias
      for (let at = from; at < to; at++) margin += (weights[columns[at] as number] as number) * (values[at] as number)
      const gradient = margin * side - 1 + slack * old
      if (old === 0 && gradient > shrinkAbove) {
        active--
        order[turn] = order[active] as number
        order[active] = row
        turn--
        continue
      }
      const projected = old === 0 ? Math.min(gradient, 0) : gradient
      highest = Math.max(highest, projected)
      lowest = Math.min(lowest, projected)
      if (Math.abs(projected) < 1e-12) continue
      // A row has length one, and one more for the weight that stands for every row.
      const fresh = Math.max(old - gradient / ((to > from ? 2 : 1) + slack), 0)
      const step = (fresh - old) * side
      alpha[row] = fresh
      bias += step
      for (let at = from; at < to; at++) {
        const column = columns[at] as number
        weights[column] = (weights[column] as number) + step * (values[at] as number)
      }
    }
    if (highest - lowest > tolerance) {
      shrinkAbove = highest > 0 ? highest : Number.POSITIVE_INFINITY
      continue
    }
    if (active === count) break
    // What was left out is looked at once more before the end.
    active = count
    shrinkAbove = Number.POSITIVE_INFINITY
  }
  return { weights, bias }
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
