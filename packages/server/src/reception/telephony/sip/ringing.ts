import { randomBytes } from 'node:crypto'
import { branchOf, calledUser, headerOf, isAnsweredElsewhere, methodOf, replyTo, type SipMessage } from './message.ts'

export type Heard = {
  readonly type: 'ringing' | 'answered' | 'ended'
  readonly callId: string
  readonly extension: string
  readonly caller: string | null
}

type Ring = {
  readonly invite: SipMessage
  readonly toTag: string
  readonly heard: Omit<Heard, 'type'>
  last: string
  timer: NodeJS.Timeout | null
}
type Send = (text: string) => void

/** Nobody rings longer; an exchange that fell silent must not leave a ring on the desk. */
const RING_MS = 180_000
/** RFC 3261 17.2.1: a final reply is repeated until it is acknowledged. */
const T1_MS = 500
const REPEATS = 6

/**
 * The side that is rung: it rings along with the telephone of the extension and never picks up, so it learns from the
 * way in which the exchange takes the call back whether somebody did.
 */
export class Ringing {
  readonly #rings = new Map<string, Ring>()
  readonly #tell: (heard: Heard) => void

  constructor(tell: (heard: Heard) => void) {
    this.#tell = tell
  }

  request(message: SipMessage, send: Send): void {
    switch (methodOf(message)) {
      case 'INVITE':
        return void this.#invite(message, send)
      case 'CANCEL':
        return void this.#cancel(message, send)
      case 'ACK':
        return void this.#end(message)
      case 'OPTIONS':
      case 'NOTIFY':
        return void send(replyTo(message, '200 OK', newTag(), ['Allow: INVITE, CANCEL, ACK, OPTIONS, NOTIFY']))
      case 'BYE':
        return void send(replyTo(message, '481 Call/Transaction Does Not Exist', newTag()))
      default:
        send(replyTo(message, '405 Method Not Allowed', newTag(), ['Allow: INVITE, CANCEL, ACK, OPTIONS, NOTIFY']))
    }
  }

  #invite(message: SipMessage, send: Send): void {
    const [branch, extension, callId] = [branchOf(message), calledUser(message), headerOf(message, 'call-id')]
    if (!branch || !extension || !callId) return void send(replyTo(message, '400 Bad Request', newTag()))
    const known = this.#rings.get(branch)
    if (known) return void send(known.last) // it was sent again because our reply was lost
    const toTag = newTag()
    const caller = headerOf(message, 'p-asserted-identity') ?? headerOf(message, 'from')
    const heard = { callId: `sip-${callId}`.slice(0, 200), extension, caller }
    const ring: Ring = { invite: message, toTag, heard, last: replyTo(message, '180 Ringing', toTag), timer: null }
    this.#rings.set(branch, ring)
    ring.timer = setTimeout(() => {
      this.#tell({ ...heard, type: 'ended' })
      this.#refuse(branch, ring, '480 Temporarily Unavailable', send)
    }, RING_MS)
    send(replyTo(message, '100 Trying', toTag))
    send(ring.last)
    this.#tell({ ...heard, type: 'ringing' })
  }

  #cancel(message: SipMessage, send: Send): void {
    const branch = branchOf(message) ?? ''
    const ring = this.#rings.get(branch)
    if (!ring) return void send(replyTo(message, '481 Call/Transaction Does Not Exist', newTag()))
    send(replyTo(message, '200 OK', ring.toTag))
    if (ring.last.startsWith('SIP/2.0 487')) return // the same CANCEL once more
    this.#tell({ ...ring.heard, type: isAnsweredElsewhere(message) ? 'answered' : 'ended' })
    this.#refuse(branch, ring, '487 Request Terminated', send)
  }

  #refuse(branch: string, ring: Ring, status: string, send: Send): void {
    if (ring.timer) clearTimeout(ring.timer)
    ring.last = replyTo(ring.invite, status, ring.toTag)
    const repeat = (left: number, afterMs: number) => {
      send(ring.last)
      ring.timer = setTimeout(() => (left > 0 ? repeat(left - 1, afterMs * 2) : this.#rings.delete(branch)), afterMs)
    }
    repeat(REPEATS, T1_MS)
  }

  #end(ack: SipMessage): void {
    const branch = branchOf(ack) ?? ''
    const ring = this.#rings.get(branch)
    if (ring?.timer) clearTimeout(ring.timer)
    this.#rings.delete(branch)
  }

  close(): void {
    for (const { timer } of this.#rings.values()) if (timer) clearTimeout(timer)
    this.#rings.clear()
  }
}

export const newTag = (): string => randomBytes(6).toString('hex')
