import { newTag } from './asking.ts'
import type { Invited } from './calls.ts'
import {
  branchOf,
  calledUser,
  headerOf,
  isCompleteRequest,
  methodOf,
  replyTo,
  type SipMessage,
  type Source,
  type TakenBack,
  whyTakenBack,
} from './message.ts'

type Ring = {
  readonly branch: string
  readonly invite: SipMessage
  readonly toTag: string
  readonly from: Source
  readonly takenBack: (why: TakenBack) => void
  last: string
  isOver: boolean
  timer: NodeJS.Timeout | null
}
type Send = (text: string) => void
type Reply = (status: string, toTag?: string) => string
type Listeners = {
  /** @returns how to say that the ring was taken back */
  readonly rings: (invited: Invited) => (why: TakenBack) => void
  /** @returns the status to answer with; null when nothing here asked for it */
  readonly notify: (notify: SipMessage) => string | null
}

/** Nobody rings longer; an exchange that fell silent must not leave a ring on the desk. */
const RING_MS = 180_000
/** RFC 3261 17.2.1: a final reply is repeated until it is acknowledged. */
const T1_MS = 500
const REPEATS = 6
const MOST_RINGS = 200
/** RFC 3261 17.2.2: 64 times T1. */
const REMEMBERED_MS = 32_000
const MOST_REMEMBERED = 1_000
const ALLOW = 'Allow: INVITE, CANCEL, ACK, OPTIONS, NOTIFY'

/**
 * The side that is rung: it rings along with the telephone of the extension and never picks up, so it learns from the
 * way in which the exchange takes the call back whether somebody did.
 */
export class Ringing {
  readonly #rings = new Map<string, Ring>()
  readonly #replies = new Map<string, { readonly text: string; readonly untilMs: number }>()
  readonly #listeners: Listeners

  constructor(listeners: Listeners) {
    this.#listeners = listeners
  }

  request(message: SipMessage, from: Source, send: Send): void {
    const method = methodOf(message)
    const reply: Reply = (status, toTag = newTag()) => replyTo(message, status, { toTag, from, more: [ALLOW] })
    if (method === 'ACK') this.#acknowledged(message)
    else if (!isCompleteRequest(message)) {
      if (headerOf(message, 'via')) send(reply('400 Bad Request'))
    } else if (method === 'INVITE') this.#invite(message, from, send)
    else this.#once(message, send, reply)
  }

  /** The same request once more has the same reply, and no second effect. */
  #once(message: SipMessage, send: Send, reply: Reply): void {
    const key = `${branchOf(message)} ${headerOf(message, 'via')?.split(';')[0]} ${methodOf(message)}`
    const known = this.#replies.get(key)
    if (known && known.untilMs > Date.now()) {
      send(known.text)
      return
    }
    const ring = methodOf(message) === 'CANCEL' ? this.#rings.get(branchOf(message) ?? '') : undefined
    const text = ring ? reply('200 OK', ring.toTag) : this.#answer(message, reply)
    this.#remember(key, text)
    send(text)
    if (ring) this.#cancel(ring, whyTakenBack(message), send)
  }

  #answer(message: SipMessage, reply: Reply): string {
    switch (methodOf(message)) {
      case 'OPTIONS':
        return reply('200 OK')
      case 'NOTIFY':
        return this.#notify(message, reply)
      case 'CANCEL':
      case 'BYE':
        return reply('481 Call/Transaction Does Not Exist')
      default:
        return reply('405 Method Not Allowed')
    }
  }

  /** Waiting messages and keep-alives come unasked from many an exchange; of dialogs only what was asked for. */
  #notify(message: SipMessage, reply: Reply): string {
    const isOfDialogs = /^\s*dialog\s*(?:;|$)/i.test(headerOf(message, 'event') ?? '')
    if (!isOfDialogs) return reply('200 OK')
    return reply(this.#listeners.notify(message) ?? '481 Subscription Does Not Exist')
  }

  #remember(key: string, text: string): void {
    const oldest = this.#replies.keys().next().value
    if (oldest !== undefined && this.#replies.size >= MOST_REMEMBERED) this.#replies.delete(oldest)
    this.#replies.set(key, { text, untilMs: Date.now() + REMEMBERED_MS })
  }

  #invite(message: SipMessage, from: Source, send: Send): void {
    const [branch, extension, sipCallId] = [branchOf(message), calledUser(message), headerOf(message, 'call-id')]
    const reply = (status: string, toTag = newTag()) => replyTo(message, status, { toTag, from, more: [ALLOW] })
    const known = this.#rings.get(branch ?? '')
    if (known)
      send(known.last) // it was sent again because our reply was lost
    else if (!branch || !extension || !sipCallId) send(reply('400 Bad Request'))
    else if (this.#rings.size >= MOST_RINGS) send(reply('486 Busy Here'))
    else {
      const toTag = newTag()
      send(replyTo(message, '100 Trying', { toTag, from }))
      const takenBack = this.#listeners.rings({ sipCallId, extension, caller: callerOf(message) })
      const last = reply('180 Ringing', toTag)
      const ring: Ring = { branch, invite: message, toTag, from, takenBack, last, isOver: false, timer: null }
      this.#rings.set(branch, ring)
      ring.timer = setTimeout(() => {
        takenBack('unsaid')
        this.#refuse(ring, '480 Temporarily Unavailable', send)
      }, RING_MS)
      send(last)
    }
  }

  #cancel(ring: Ring, why: TakenBack, send: Send): void {
    if (ring.isOver) return // it was refused already
    ring.takenBack(why)
    this.#refuse(ring, '487 Request Terminated', send)
  }

  #refuse(ring: Ring, status: string, send: Send): void {
    if (ring.timer) clearTimeout(ring.timer)
    ring.isOver = true
    ring.last = replyTo(ring.invite, status, { toTag: ring.toTag, from: ring.from })
    const repeat = (left: number, afterMs: number) => {
      send(ring.last)
      ring.timer = setTimeout(
        () => (left > 0 ? repeat(left - 1, afterMs * 2) : this.#rings.delete(ring.branch)),
        afterMs,
      )
    }
    repeat(REPEATS, T1_MS)
  }

  /** Only of what was refused: a stray one ends no ring. */
  #acknowledged(ack: SipMessage): void {
    const branch = branchOf(ack) ?? ''
    const ring = this.#rings.get(branch)
    if (!ring?.isOver) return
    if (ring.timer) clearTimeout(ring.timer)
    this.#rings.delete(branch)
  }

  close(): void {
    for (const { timer } of this.#rings.values()) if (timer) clearTimeout(timer)
    this.#rings.clear()
  }
}

/** Whoever asks for privacy (RFC 3323) is withheld, also where the exchange knows better. */
function callerOf(invite: SipMessage): string | null {
  const isPrivate = /\b(?:id|user|header|critical)\b/i.test(headerOf(invite, 'privacy') ?? '')
  if (isPrivate) return null
  return headerOf(invite, 'p-asserted-identity') ?? headerOf(invite, 'from')
}
