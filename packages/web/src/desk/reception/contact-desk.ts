import type { Instant } from '@bancheng/core/kernel/time.ts'
import { receptionContract } from '@bancheng/core/reception/contract.ts'
import { call, callOnce, newKey, Problem } from '../../api.ts'
import { draftsOf } from '../../ui/draft.ts'
import { nowHere } from '../due.ts'
import { blankContact, type ContactTyped, fromServer, halfTyped, inputOf, isBlank } from './contact-typed.ts'

const KEEP_AFTER_MS = 700
const RETRY_MS = 5_000

export type Saved = { readonly contactId: string; readonly isQueued: boolean }

/** The server said no, as opposed to: it could not be asked. */
const isRefused = (error: unknown): boolean =>
  error instanceof Problem && error.body.status >= 400 && error.body.status < 500 && error.body.status !== 401

/**
 * The contacts of one person that are not yet saved: in this browser at every key, on the server a moment later. What
 * could not be sent waits here and is sent when the server is back.
 */
export class ContactDesk {
  readonly #drafts: ReturnType<typeof draftsOf<ContactTyped>>
  readonly #contacts = new Map<string, ContactTyped>()
  readonly #problems = new Map<string, unknown>()
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #listeners = new Set<() => void>()
  readonly #onSaved = new Set<() => void>()
  #snapshot: readonly ContactTyped[] = []
  #isOffline = false

  constructor(personId: string) {
    this.#drafts = draftsOf<ContactTyped>(personId, 'contact')
    for (const contact of this.#drafts.all()) this.#contacts.set(contact.contactId, contact)
    this.#tell()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  /** Told when the server has one more saved contact. */
  readonly onSaved = (listener: () => void): (() => void) => {
    this.#onSaved.add(listener)
    return () => this.#onSaved.delete(listener)
  }
  /** By when they were taken, so that a number stays with its contact. */
  readonly list = (): readonly ContactTyped[] => this.#snapshot
  readonly isOffline = (): boolean => this.#isOffline
  problemOf = (contactId: string): unknown => this.#problems.get(contactId) ?? null
  find = (contactId: string): ContactTyped | undefined => this.#contacts.get(contactId)

  #tell(): void {
    this.#snapshot = [...this.#contacts.values()].toSorted(
      (a, b) => a.takenAt.localeCompare(b.takenAt) || a.contactId.localeCompare(b.contactId),
    )
    for (const listener of this.#listeners) listener()
  }

  #put(contact: ContactTyped): void {
    this.#contacts.set(contact.contactId, contact)
    if (!isBlank(contact)) this.#drafts.keep(contact.contactId, contact)
    this.#tell()
  }

  #forget(contactId: string): void {
    clearTimeout(this.#timers.get(contactId))
    this.#contacts.delete(contactId)
    this.#problems.delete(contactId)
    this.#drafts.forget(contactId)
    this.#tell()
  }

  /** The one in which nothing is typed yet, or a new one. */
  openNew(): string {
    const unused = this.#snapshot.find(isBlank)
    if (unused) return unused.contactId
    const now: Instant = nowHere()
    const contact = blankContact({ contactId: newKey(), questionId: newKey(), key: newKey(), now })
    this.#put(contact)
    return contact.contactId
  }

  change(contactId: string, change: Partial<ContactTyped>): void {
    const before = this.#contacts.get(contactId)
    if (!before) return
    this.#put({ ...before, ...change, isDirty: true })
    this.#keepSoon(contactId, KEEP_AFTER_MS)
  }

  park(contactId: string): void {
    const before = this.#contacts.get(contactId)
    if (before?.state === 'open' && !isBlank(before)) this.change(contactId, { state: 'parked' })
  }

  resume(contactId: string): void {
    if (this.#contacts.get(contactId)?.state === 'parked') this.change(contactId, { state: 'open' })
  }

  #keepSoon(contactId: string, afterMs: number): void {
    clearTimeout(this.#timers.get(contactId))
    this.#timers.set(
      contactId,
      setTimeout(() => void this.#keep(contactId), afterMs),
    )
  }

  async #keep(contactId: string): Promise<void> {
    const sent = this.#contacts.get(contactId)
    if (!sent?.isDirty || sent.state === 'queued' || isBlank(sent)) return
    try {
      const body = { ...halfTyped(sent), state: sent.state }
      const kept = await call(receptionContract.keepContact, { params: { contactId }, body })
      this.#setOffline(false)
      const now = this.#contacts.get(contactId)
      // While it was on its way somebody may have typed on, or saved.
      if (!now || now.state === 'queued') return
      const hasSamePhone = now.phone === sent.phone
      this.#put({
        ...now,
        phoneMasked: kept.phoneMasked,
        phone: sent.isPhoneEnded && hasSamePhone && kept.phoneMasked !== null ? '' : now.phone,
        isDirty: now !== sent,
      })
    } catch (error) {
      if (error instanceof Problem && error.body.code === 'contact-saved') return this.#forget(contactId)
      if (isRefused(error)) return
      this.#setOffline(true)
      this.#keepSoon(contactId, RETRY_MS)
    }
  }

  /** @returns null when the server refused; why stands in `problemOf` */
  async save(contactId: string): Promise<Saved | null> {
    const contact = this.#contacts.get(contactId)
    if (!contact || contact.state === 'queued') return null
    clearTimeout(this.#timers.get(contactId))
    this.#problems.delete(contactId)
    this.#put({ ...contact, state: 'queued' })
    return this.#send(contactId)
  }

  async #send(contactId: string): Promise<Saved | null> {
    const contact = this.#contacts.get(contactId)
    if (contact?.state !== 'queued') return null
    try {
      const asked = { params: { contactId }, body: inputOf(contact) }
      await callOnce(receptionContract.saveContact, asked, contact.key)
      this.#setOffline(false)
      this.#forget(contactId)
      for (const listener of this.#onSaved) listener()
      return { contactId, isQueued: false }
    } catch (error) {
      if (error instanceof Problem && error.body.code === 'contact-saved') {
        this.#forget(contactId)
        return { contactId, isQueued: false }
      }
      if (!isRefused(error)) {
        this.#setOffline(true)
        return { contactId, isQueued: true }
      }
      this.#problems.set(contactId, error)
      this.#put({ ...contact, state: 'open', key: newKey() })
      return null
    }
  }

  /** What waits is sent again, in the order in which it was taken. */
  async flush(): Promise<void> {
    for (const { contactId, state, isDirty } of this.#snapshot) {
      if (state === 'queued') await this.#send(contactId)
      else if (isDirty) await this.#keep(contactId)
    }
  }

  /** Nobody is signed in any more: nothing is sent under another person’s name. */
  rest(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer)
  }

  async drop(contactId: string): Promise<void> {
    const contact = this.#contacts.get(contactId)
    this.#forget(contactId)
    if (contact && !isBlank(contact))
      await call(receptionContract.dropContact, { params: { contactId } }).catch(() => {})
  }

  /** Brings in what the server has and this browser has not: another desk, a ring, a crash that lost the browser’s memory. */
  async fetchUnsaved(): Promise<void> {
    const { rows } = await call(receptionContract.listContacts, { query: { which: 'unsaved' } })
    for (const { contactId } of rows) if (!this.#contacts.has(contactId)) await this.fetch(contactId)
  }

  /** @returns whether it is there; a ring that was answered elsewhere is not any more */
  async fetch(contactId: string): Promise<boolean> {
    try {
      const view = await call(receptionContract.viewContact, { params: { contactId } })
      if (view.state === 'saved') return false
      const known = this.#contacts.get(contactId)
      const fetched = fromServer(view, { questionId: newKey(), key: newKey() })
      // What is typed here is newer than what the server has; only the call goes on without the desk.
      const { callStatus, talkedSeconds } = fetched
      this.#put(known ? { ...known, callStatus, talkedSeconds } : fetched)
      return true
    } catch (error) {
      const known = this.#contacts.get(contactId)
      if (isRefused(error) && known && !known.isDirty) this.#forget(contactId)
      return false
    }
  }

  #setOffline(isOffline: boolean): void {
    if (this.#isOffline === isOffline) return
    this.#isOffline = isOffline
    this.#tell()
  }
}
