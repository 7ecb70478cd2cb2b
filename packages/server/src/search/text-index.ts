import { Postings } from './postings.ts'
import { EXACT, rank } from './rank.ts'
import { gramsOf, isHan, plainOf, type Spoken, speak, speakQuestion } from './words.ts'

export type Document<T> = {
  readonly id: string
  /** What it is called; the first is its title, the others weigh a little less. */
  readonly names: readonly string[]
  readonly body: string
  /** 姓名: surnames have readings of their own. */
  readonly isPerson?: boolean
  readonly found: T
}
export type Hit<T> = { readonly id: string; readonly found: T; readonly score: number }

type Entry<T> = {
  readonly id: string
  readonly words: string
  readonly names: readonly Spoken[]
  readonly body: string
  readonly found: T
}

const CANDIDATES = 60
/** What shares less than this of a question is no answer to it. */
const LEAST_SHARE = 0.2
/** A slip is looked for letter by letter, which takes its time: in the first of the candidates only. */
const SLIP_CANDIDATES = 30
const BODY_LETTERS = 400
/** Behind this share of places that nobody lives in any more, the index is laid out anew. */
const DEAD_SHARE = 0.3

/**
 * Finds documents by their names, and by the words of their text. First the pairs of characters, pinyin and initials
 * that a question shares with each document choose some candidates, then `rank` compares those letter by letter.
 */
export class TextIndex<T> {
  #entries: (Entry<T> | null)[] = []
  #places = new Map<string, number>()
  #words = new Postings()
  #sounds = new Postings()
  #body = new Postings()
  #scores = new Float32Array(1024)
  /** Shorter names first among equals; beside the entries, so that the many are passed over without touching them. */
  #lengths = new Float32Array(1024)

  get size(): number {
    return this.#places.size
  }

  get(id: string): T | undefined {
    const place = this.#places.get(id)
    return place === undefined ? undefined : this.#entries[place]?.found
  }

  put(document: Document<T>): void {
    const words = [...document.names, document.body].join('\n')
    const place = this.#places.get(document.id)
    const known = place === undefined ? null : this.#entries[place]
    if (place !== undefined && known?.words === words) {
      this.#entries[place] = { ...known, found: document.found }
      return
    }
    this.remove(document.id)
    const as = document.isPerson ? 'name' : 'words'
    const names = document.names.filter(Boolean).map((name) => speak(name, as))
    this.#lay({
      id: document.id,
      words,
      names,
      body: plainOf(document.body).slice(0, BODY_LETTERS),
      found: document.found,
    })
  }

  remove(id: string): void {
    const place = this.#places.get(id)
    if (place === undefined) return
    this.#entries[place] = null
    this.#places.delete(id)
    const dead = this.#entries.length - this.#places.size
    if (dead > 1_000 && dead > this.#entries.length * DEAD_SHARE) this.#layAnew()
  }

  ids(): IterableIterator<string> {
    return this.#places.keys()
  }

  find(text: string, size: number, mayShow: (found: T) => boolean = () => true): Hit<T>[] {
    const asked = speakQuestion(text)
    if (asked.plain === '') return []
    const exact = this.#ranked(asked, false, mayShow)
    const enough = exact.filter(({ score }) => score >= EXACT).length >= Math.min(size, 3)
    const hits = enough || asked.plain.length < 2 ? exact : merged(exact, this.#ranked(asked, true, mayShow))
    const best = hits[0]?.score ?? 0
    // Beside what was meant, what only looks like it is noise.
    const least = best >= 80 ? EXACT : best * 0.5
    return hits.filter(({ score }) => score > least).slice(0, size)
  }

  #ranked(asked: Spoken, maySlip: boolean, mayShow: (found: T) => boolean): Hit<T>[] {
    return this.#candidates(asked, maySlip, mayShow)
      .slice(0, maySlip ? SLIP_CANDIDATES : CANDIDATES)
      .map(({ entry, coverage }) => ({
        id: entry.id,
        found: entry.found,
        score: this.#rankEntry(asked, entry, maySlip, coverage),
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score)
  }

  #rankEntry(asked: Spoken, entry: Entry<T>, maySlip: boolean, coverage: number): number {
    const byName = entry.names.map((name, index) => rank(asked, name, maySlip) * (index === 0 ? 1 : 0.96))
    const inBody = asked.plain.length > 1 && entry.body.includes(asked.plain) ? 62 : 0
    const scattered = coverage > 0.6 && asked.plain.length > 3 && isHan(asked.plain) ? 50 * coverage : 0
    return Math.max(0, inBody, scattered, ...byName)
  }

  /** The documents that share most with the question, weighed by how rare it is; the shortest first among equals. */
  #candidates(asked: Spoken, maySlip: boolean, mayShow: (found: T) => boolean) {
    const scores = this.#scores.fill(0)
    const total = this.#accumulate(asked, maySlip, scores)
    const best: { entry: Entry<T>; coverage: number; order: number }[] = []
    let least = 0
    if (total === 0) return best
    const enough = total * LEAST_SHARE
    for (let place = 0; place < this.#entries.length; place++) {
      // Within bounds: both are as long as there are places.
      const score = scores[place] as number
      if (score < enough) continue
      const order = score / total - (this.#lengths[place] as number)
      if (best.length >= CANDIDATES && order <= least) continue
      const entry = this.#entries[place]
      if (!entry || !mayShow(entry.found)) continue
      insertOrdered(best, { entry, coverage: Math.min(1, score / total), order })
      least = best.at(-1)?.order ?? 0
    }
    return best
  }

  #accumulate(asked: Spoken, maySlip: boolean, scores: Float32Array): number {
    const isWords = isHan(asked.plain)
    const count = Math.max(1, this.#entries.length)
    let total = 0
    const add = (postings: Postings, terms: Iterable<string>, weight: number) => {
      for (const term of new Set(terms)) {
        // Latin letters are looked up as words, as initials and as pinyin, and are only one of them.
        if (!isWords && postings.count(term) === 0) continue
        const rarity = Math.log(1 + count / (1 + postings.count(term)))
        const isEdge = term.startsWith('^')
        if (!isEdge) total += rarity * weight
        postings.score(term, rarity * weight * (isEdge ? 0.3 : 1), scores)
      }
    }
    const size = [...asked.plain].length === 1 ? 1 : 2
    add(this.#words, gramsOf(asked.plain, size), 1)
    // Short forms leave characters out, and of two nothing else would be left.
    if (isWords && [...asked.plain].length === 2) add(this.#words, [...asked.plain], 1)
    if (isWords && size === 2) add(this.#body, gramsOf(asked.plain, 2), 0.3)
    if (isWords && maySlip) {
      add(this.#words, [...asked.plain], 0.3)
      add(this.#sounds, soundTerms(asked, 'syllables'), 0.5)
    }
    if (!isWords) add(this.#sounds, soundTerms(asked, 'typed'), 1)
    return total
  }

  #lay(entry: Entry<T>): void {
    const place = this.#entries.push(entry) - 1
    this.#places.set(entry.id, place)
    if (place >= this.#scores.length) this.#grow()
    this.#lengths[place] = (entry.names[0]?.plain.length ?? 0) * 0.0005
    this.#words.add(
      entry.names.flatMap(({ plain }) => [...gramsOf(plain, 1), ...gramsOf(plain, 2)]),
      place,
    )
    this.#sounds.add(
      entry.names.flatMap((name) => soundTerms(name, 'name')),
      place,
    )
    if (entry.body) this.#body.add(gramsOf(entry.body, 2), place)
  }

  #grow(): void {
    const lengths = new Float32Array(this.#lengths.length * 2)
    lengths.set(this.#lengths)
    this.#lengths = lengths
    this.#scores = new Float32Array(lengths.length)
  }

  #layAnew(): void {
    const living = this.#entries.filter((entry) => entry !== null)
    this.#entries = []
    this.#places = new Map()
    this.#words = new Postings()
    this.#sounds = new Postings()
    this.#body = new Postings()
    for (const entry of living) this.#lay(entry)
  }
}

/** What is typed in Latin letters may be initials or pinyin, so it is looked up as both. */
function soundTerms(name: Spoken, as: 'name' | 'typed' | 'syllables'): string[] {
  const pinyin = (text: string) => gramsOf(text, 3).map((gram) => `p${gram}`)
  const initials = (text: string) => [...gramsOf(text, 2), ...gramsOf(text, 1).filter((gram) => gram.startsWith('^'))]
  if (as === 'syllables') return pinyin(name.fullPinyin)
  if (as === 'name') return [...initials(name.initials), ...pinyin(name.fullPinyin)]
  return name.plain.length < 3 ? initials(name.plain) : [...initials(name.plain), ...pinyin(name.plain)]
}

function insertOrdered<T extends { order: number }>(best: T[], one: T): void {
  let at = best.length
  while (at > 0 && (best[at - 1]?.order ?? 0) < one.order) at--
  best.splice(at, 0, one)
  if (best.length > CANDIDATES) best.pop()
}

/** Found as typed and found in spite of a slip: each document once, with its better score. */
function merged<T>(exact: readonly Hit<T>[], slipped: readonly Hit<T>[]): Hit<T>[] {
  const known = new Map<string, Hit<T>>()
  for (const hit of [...exact, ...slipped]) {
    const other = known.get(hit.id)
    if (!other || other.score < hit.score) known.set(hit.id, hit)
  }
  return [...known.values()].sort((a, b) => b.score - a.score)
}
