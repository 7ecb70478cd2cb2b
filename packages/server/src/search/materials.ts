import type { Found, ItemDocument } from './documents.ts'
import { TextIndex } from './text-index.ts'

const ITEMS_SHOWN = 5

/** Materials by name, with the items that ask for them: one paper is asked for by many. */
export class Materials {
  readonly index = new TextIndex<Found<'material'>>()
  readonly #needs = new Map<string, readonly string[]>()
  readonly #askers = new Map<string, Map<string, { condition: string; item: Found<'material'>['items'][number] }>>()

  put({ id, found, needs }: ItemDocument): void {
    this.remove(id)
    const { name, organisationName } = found
    for (const need of needs) {
      const askers = this.#askers.get(need.name) ?? new Map()
      askers.set(id, { condition: need.condition, item: { itemId: id, name, organisationName } })
      this.#askers.set(need.name, askers)
    }
    this.#needs.set(
      id,
      needs.map((need) => need.name),
    )
    for (const need of new Set(needs.map((one) => one.name))) this.#show(need)
  }

  remove(itemId: string): void {
    for (const name of this.#needs.get(itemId) ?? []) {
      this.#askers.get(name)?.delete(itemId)
      this.#show(name)
    }
    this.#needs.delete(itemId)
  }

  #show(name: string): void {
    const askers = [...(this.#askers.get(name)?.values() ?? [])]
    if (askers.length === 0) {
      this.#askers.delete(name)
      this.index.remove(name)
      return
    }
    const items = askers.slice(0, ITEMS_SHOWN).map(({ item }) => item)
    const found: Found<'material'> = {
      kind: 'material',
      name,
      condition: askers.find(({ condition }) => condition)?.condition ?? '',
      items,
      itemCount: askers.length,
    }
    this.index.put({ id: name, names: [name], body: '', found })
  }
}
