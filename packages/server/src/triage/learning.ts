import { promisify } from 'node:util'
import { deserialize } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { gunzip } from 'node:zlib'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import {
  isLessonDue,
  LEARNT_VERSION,
  type Learnt,
  type Lesson,
  type TriageGuess,
  triageOf,
} from '@bancheng/core/triage/suggest.ts'
import type { Deps } from '../deps.ts'
import { countFresh, readLesson, readModel, type StoredModel, writeModel } from './store.ts'

/** What a centre's desk can be asked. */
export type Known = Omit<StoredModel, 'model'> & {
  readonly usualUnits: Learnt['usualUnits']
  readonly guess: (told: { want: string; alreadyDone: string }) => TriageGuess
}

const unpack = promisify(gunzip)

/** Between two looks at whether there is something new to learn. */
const LOOK_MS = 60_000

/** Learns each centre's triage in a thread of its own, keeps it in the table and in memory, and learns again when due. */
export class Learning {
  readonly #deps: Pick<Deps, 'db' | 'clock'>
  readonly #onFault: (error: unknown) => void
  readonly #known = new Map<string, Known>()
  readonly #learning = new Map<string, Promise<Known>>()
  readonly #lookedAt = new Map<string, number>()
  readonly #workers = new Set<Worker>()
  #isClosed = false

  constructor(deps: Pick<Deps, 'db' | 'clock'>, onFault: (error: unknown) => void) {
    this.#deps = deps
    this.#onFault = onFault
  }

  /** What is known now; the first time it waits until something is. */
  async of(centerId: string): Promise<Known> {
    const known = this.#known.get(centerId)
    if (!known) return (await this.#stored(centerId, null)) ?? this.learn(centerId)
    this.#look(centerId, known).catch(this.#onFault)
    return known
  }

  /** Learns the centre anew; whoever asks meanwhile waits for the same lesson. */
  learn(centerId: string): Promise<Known> {
    const running = this.#learning.get(centerId)
    if (running) return running
    const learning = this.#learn(centerId).finally(() => this.#learning.delete(centerId))
    this.#learning.set(centerId, learning)
    return learning
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await Promise.all([...this.#workers].map((worker) => worker.terminate()))
    await Promise.allSettled([...this.#learning.values()])
  }

  async #learn(centerId: string): Promise<Known> {
    const learntAt = this.#deps.clock()
    const lesson = await readLesson(this.#deps.db, centerId)
    const model = await this.#inThread(lesson)
    const { items, cases } = lesson
    const stored = { learntAt, learntUntil: learntAt, cases: cases.length, items: items.length, model }
    await writeModel(this.#deps.db, centerId, stored)
    const known = await this.#keep(centerId, stored)
    if (!known) throw new Error('What was just learnt is of another version.')
    return known
  }

  #inThread(lesson: Lesson): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new Error('The desk is closing.'))
      const worker = new Worker(new URL('./learn-worker.ts', import.meta.url), { workerData: lesson })
      this.#workers.add(worker)
      worker.once('message', (bytes: Uint8Array) => resolve(Buffer.from(bytes)))
      worker.once('error', reject)
      worker.once('exit', () => {
        this.#workers.delete(worker)
        reject(new Error('The lesson ended without a model.'))
      })
    })
  }

  /** Another process of the same desk may have learnt meanwhile. */
  async #stored(centerId: string, newerThan: Instant | null): Promise<Known | null> {
    const stored = await readModel(this.#deps.db, centerId, newerThan)
    return stored && this.#keep(centerId, stored)
  }

  /** @returns null when an older program learnt it */
  async #keep(centerId: string, { model, ...rest }: StoredModel): Promise<Known | null> {
    const learnt = deserialize(await unpack(model)) as Learnt // written by learn-worker.ts, of this very type
    if (learnt.version !== LEARNT_VERSION) return null
    const known = { ...rest, usualUnits: learnt.usualUnits, guess: triageOf(learnt) }
    this.#known.set(centerId, known)
    return known
  }

  async #look(centerId: string, known: Known): Promise<void> {
    const now = Date.parse(this.#deps.clock())
    if (this.#isClosed || now - (this.#lookedAt.get(centerId) ?? 0) < LOOK_MS) return
    this.#lookedAt.set(centerId, now)
    if (await this.#stored(centerId, known.learntAt)) return
    const fresh = await countFresh(this.#deps.db, centerId, known.learntUntil)
    const ageMs = now - Date.parse(known.learntAt)
    if (isLessonDue({ cases: known.cases, ageMs }, fresh)) await this.learn(centerId)
  }
}
