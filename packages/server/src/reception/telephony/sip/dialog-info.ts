import { SaxesParser } from 'saxes'
import { attribute } from '../../../catalogue/xml.ts'

/** One dialog of an extension (RFC 4235), as far as the desk asks: one call at one telephone. */
export type Dialog = {
  readonly id: string
  readonly callId: string | null
  /** Null: the exchange does not say who called whom. */
  readonly direction: 'initiator' | 'recipient' | null
  readonly state: 'early' | 'confirmed' | 'terminated'
  /** The other side, as the exchange writes it. */
  readonly remote: string | null
}
export type DialogInfo = { readonly version: number; readonly isFull: boolean; readonly dialogs: readonly Dialog[] }

const MOST_DIALOGS = 200
const DEEPEST = 20
const MOST_TAGS = 20_000

const states: Readonly<Record<string, Dialog['state']>> = {
  trying: 'early',
  proceeding: 'early',
  early: 'early',
  confirmed: 'confirmed',
  terminated: 'terminated',
}

/** @returns null for what is no dialog information, or more of it than one extension has */
export function parseDialogInfo(text: string): DialogInfo | null {
  const reading = new Reading()
  const parser = new SaxesParser({ xmlns: false, position: false })
  parser.on('error', (error) => {
    throw error
  })
  parser.on('doctype', () => {
    throw new NoDialogInfo()
  })
  parser.on('opentag', ({ name, attributes }) => reading.open(local(name), attributes))
  parser.on('text', (piece) => reading.text(piece))
  parser.on('closetag', ({ name }) => reading.close(local(name)))
  try {
    parser.write(text.trimStart()).close()
  } catch {
    return null // malformed, oversized or something else: the next notification, or the next refresh, says it again
  }
  return reading.info()
}

class NoDialogInfo extends Error {}
const local = (name: string): string => name.slice(name.indexOf(':') + 1)
type Attributes = Readonly<Record<string, string>>
type Draft = { -readonly [Key in keyof Dialog]: Dialog[Key] | null }

class Reading {
  #version = -1
  #isFull = false
  readonly #dialogs: Dialog[] = []
  #path: string[] = []
  #tags = 0
  #draft: Draft | null = null
  #words = ''

  open(name: string, attributes: Attributes): void {
    if (++this.#tags > MOST_TAGS || this.#path.length >= DEEPEST) throw new NoDialogInfo()
    if (this.#path.length === 0) this.#begin(name, attributes)
    this.#path.push(name)
    this.#words = ''
    if (name === 'dialog' && this.#path.length === 2) this.#draft = draftOf(attributes)
  }

  #begin(name: string, attributes: Attributes): void {
    const version = attribute(attributes, 'version') ?? ''
    if (name !== 'dialog-info' || !/^\d{1,15}$/.test(version)) throw new NoDialogInfo()
    this.#version = Number(version)
    this.#isFull = attribute(attributes, 'state') !== 'partial'
  }

  text(piece: string): void {
    this.#words += piece
  }

  close(name: string): void {
    const path = this.#path.join('/')
    this.#path.pop()
    const said = this.#words.trim()
    this.#words = ''
    if (!this.#draft) return
    if (path === 'dialog-info/dialog/state') this.#draft.state = states[said.toLowerCase()] ?? null
    if (path === 'dialog-info/dialog/remote/identity') this.#draft.remote = said.slice(0, 300) || null
    if (name !== 'dialog' || path !== 'dialog-info/dialog') return
    const { id, state } = this.#draft
    if (id !== null && state !== null) this.#dialogs.push({ ...this.#draft, id, state })
    if (this.#dialogs.length > MOST_DIALOGS) throw new NoDialogInfo()
    this.#draft = null
  }

  info(): DialogInfo | null {
    return this.#version < 0 ? null : { version: this.#version, isFull: this.#isFull, dialogs: this.#dialogs }
  }
}

function draftOf(attributes: Attributes): Draft {
  const direction = attribute(attributes, 'direction')
  return {
    id: attribute(attributes, 'id')?.slice(0, 300) ?? null,
    callId: attribute(attributes, 'call-id')?.slice(0, 300) ?? null,
    direction: direction === 'initiator' || direction === 'recipient' ? direction : null,
    state: null,
    remote: null,
  }
}
