import { setImmediate as breathe } from 'node:timers/promises'
import type { Db } from '../platform/db.ts'
import type { Change, RowChange } from '../platform/live.ts'
import {
  answerDocuments,
  caseDocuments,
  type Found,
  type FoundAnswer,
  type FoundCase,
  type FoundPrecedent,
  type Ids,
  itemDocuments,
  personDocuments,
  synonymGroups,
  unitDocuments,
  unitsOfOrganisation,
} from './documents.ts'
import { Materials } from './materials.ts'
import { type Document, TextIndex } from './text-index.ts'

/** So many documents are laid down before other requests have their turn. */
const AT_ONCE = 25
/** An import of thousands of rows is read again in a few statements. */
const GATHER_MS = 100

type Changed = RowChange['kind'] | 'case'

/** Everything that can be found in one centre, in memory, and kept as the database has it. */
export class CenterIndex {
  readonly items = new TextIndex<Found<'item'>>()
  readonly materials = new Materials()
  readonly answers = new TextIndex<FoundAnswer>()
  readonly units = new TextIndex<Found<'unit'>>()
  readonly people = new TextIndex<Found<'person'>>()
  readonly cases = new TextIndex<FoundCase>()
  readonly precedents = new TextIndex<FoundPrecedent>()
  readonly codes = new Map<string, string>()
  synonyms: readonly (readonly string[])[] = []
  readonly #db: Db
  readonly #centerId: string
  readonly #changed = new Map<Changed, Set<string>>()
  #timer: NodeJS.Timeout | null = null
  /** Reads follow one another, so that an older one never overwrites a newer one. */
  #work: Promise<void> = Promise.resolve()

  constructor(db: Db, centerId: string) {
    this.#db = db
    this.#centerId = centerId
  }

  /** Reads everything anew; what is no longer there is forgotten. */
  load(): Promise<void> {
    return this.#then(async () => {
      await this.#readItems(null)
      await this.#readAnswers(null)
      await this.#readUnits(null)
      await this.#readPeople(null)
      await this.#readCases(null)
      this.synonyms = await synonymGroups(this.#db, this.#centerId)
    })
  }

  /** Resolves when everything that was told so far can be found. */
  settled(): Promise<void> {
    this.#readGathered()
    return this.#work
  }

  onRow({ kind, id }: RowChange): void {
    this.#gather(kind, id)
  }
  onCase({ caseId }: Pick<Change, 'caseId'>): void {
    this.#gather('case', caseId)
  }
  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }

  #gather(kind: Changed, id: string): void {
    const ids = this.#changed.get(kind) ?? new Set()
    this.#changed.set(kind, ids.add(id))
    this.#timer ??= setTimeout(() => this.#readGathered(), GATHER_MS)
  }

  #readGathered(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    const changed = new Map(this.#changed)
    this.#changed.clear()
    if (changed.size > 0) void this.#then(() => this.#read(changed)).catch(() => {})
  }

  async #read(changed: ReadonlyMap<Changed, ReadonlySet<string>>): Promise<void> {
    const ids = (kind: Changed) => [...(changed.get(kind) ?? [])]
    if (changed.has('synonym')) this.synonyms = await synonymGroups(this.#db, this.#centerId)
    if (changed.has('item')) await this.#readItems(ids('item'))
    if (changed.has('qa')) await this.#readAnswers(ids('qa'))
    if (changed.has('case')) await this.#readCases(ids('case'))
    if (changed.has('organisation')) {
      // Its name stands in its units, its people and its items.
      const units = await unitsOfOrganisation(this.#db, this.#centerId, ids('organisation'))
      await this.#readUnits([...units, ...ids('unit')])
      await this.#readPeople(null)
    } else if (changed.has('unit')) {
      await this.#readUnits(ids('unit'))
      await this.#readPeople(null)
    } else if (changed.has('person')) await this.#readPeople(ids('person'))
  }

  #then(work: () => Promise<void>): Promise<void> {
    const next = this.#work.then(work)
    this.#work = next.catch(() => {})
    return next
  }

  async #readItems(ids: Ids): Promise<void> {
    const documents = await itemDocuments(this.#db, this.#centerId, ids)
    await this.#put(this.items, documents, ids, (gone) => this.materials.remove(gone))
    for (const [at, document] of documents.entries()) {
      if (at % AT_ONCE === 0) await breathe()
      this.codes.set(document.code.toLowerCase(), document.id)
      this.materials.put(document)
    }
  }
  #readAnswers = async (ids: Ids) => this.#put(this.answers, await answerDocuments(this.#db, this.#centerId, ids), ids)
  #readUnits = async (ids: Ids) => this.#put(this.units, await unitDocuments(this.#db, this.#centerId, ids), ids)
  #readPeople = async (ids: Ids) => this.#put(this.people, await personDocuments(this.#db, this.#centerId, ids), ids)
  #readCases = async (ids: Ids): Promise<void> => {
    const { cases, precedents } = await caseDocuments(this.#db, this.#centerId, ids)
    await this.#put(this.cases, cases, ids)
    await this.#put(this.precedents, precedents, ids)
  }

  async #put<T>(index: TextIndex<T>, documents: readonly Document<T>[], ids: Ids, onGone?: (id: string) => void) {
    const present = new Set(documents.map(({ id }) => id))
    for (const id of ids ?? [...index.ids()])
      if (!present.has(id)) {
        index.remove(id)
        onGone?.(id)
      }
    for (const [at, document] of documents.entries()) {
      if (at % AT_ONCE === 0) await breathe()
      index.put(document)
    }
  }
}
