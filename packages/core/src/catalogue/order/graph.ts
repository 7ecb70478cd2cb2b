/** Which steps must come before which: of each step, those before it. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>
export type GrowingGraph = Map<string, Set<string>>

export const emptyGraph = (ids: Iterable<string>): GrowingGraph =>
  new Map([...ids].map((id) => [id, new Set<string>()]))

export const put = (graph: GrowingGraph, before: string, after: string): void => void graph.get(after)?.add(before)

/** Whether `early` must come before `late`, over however many steps between. */
export function precedes(graph: Graph, early: string, late: string): boolean {
  const seen = new Set<string>()
  const open = [late]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === early) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(graph.get(id) ?? []))
  }
  return false
}

/** Every step after those before it; what lies on a circle, or behind one, is missing. */
export function inOrder(graph: Graph): string[] {
  const placed = new Set<string>()
  for (let before = -1; before !== placed.size; ) {
    before = placed.size
    for (const [id, earlier] of graph) if ([...earlier].every((one) => placed.has(one))) placed.add(id)
  }
  return [...placed]
}

/** One circle, from a step back to itself in the order of doing; null when there is none. */
export function circleIn(graph: Graph): readonly string[] | null {
  const placed = new Set(inOrder(graph))
  const stuck = [...graph.keys()].find((id) => !placed.has(id))
  if (stuck === undefined) return null
  // Whoever is stuck waits for somebody who is stuck; walking back must come to the same step twice.
  const path: string[] = []
  for (let id = stuck; !path.includes(id); ) {
    path.push(id)
    id = [...(graph.get(id) ?? [])].find((one) => !placed.has(one)) ?? id
    if (path.includes(id)) return [...path.slice(path.indexOf(id)), id].reverse()
  }
  return null
}
