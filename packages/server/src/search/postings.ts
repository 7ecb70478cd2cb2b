/** For each term the places of its documents, in arrays of plain numbers: millions of them in little memory. */
export class Postings {
  readonly #lists = new Map<string, { places: Uint32Array; length: number }>()

  add(terms: Iterable<string>, place: number): void {
    for (const term of new Set(terms)) {
      const list = this.#lists.get(term)
      if (!list) this.#lists.set(term, { places: new Uint32Array([place]), length: 1 })
      else {
        if (list.length === list.places.length) {
          const grown = new Uint32Array(list.length + (list.length >> 1) + 4)
          grown.set(list.places)
          list.places = grown
        }
        list.places[list.length++] = place
      }
    }
  }

  count(term: string): number {
    return this.#lists.get(term)?.length ?? 0
  }

  /** Adds the weight to the score of every document that has the term. */
  score(term: string, weight: number, scores: Float32Array): void {
    const list = this.#lists.get(term)
    if (!list) return
    const { places, length } = list
    for (let at = 0; at < length; at++) {
      // Within bounds: the loop ends with the list, and scores are as long as there are places.
      const place = places[at] as number
      scores[place] = (scores[place] as number) + weight
    }
  }
}
