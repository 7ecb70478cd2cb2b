import type { Instant } from '@bancheng/core/kernel/time.ts'
import { type Asking, type Conversation, newConversation } from './asking.ts'
import { type DialogInfo, parseDialogInfo } from './dialog-info.ts'
import { headerOf, headersOf, type SipMessage, statusOf, tagOf, uriOf } from './message.ts'
import {
  FIRST_RETRY_MS,
  grantedSeconds,
  LONGEST_RETRY_MS,
  leastSeconds,
  problemOf,
  refreshAfterMs,
  retryAfterMs,
  Standing,
} from './standing.ts'

const ASKED_SECONDS = 600
/** An exchange without the dialog event package: asked again seldom, in case somebody switched it on. */
const UNKNOWN_RETRY_MS = 3600_000
/** 489 Bad Event above all; a desk without this news rings all the same. */
const willNot: readonly number[] = [401, 403, 404, 405, 407, 415, 420, 489, 501]

export type Notified = { readonly info: DialogInfo; readonly isFirst: boolean }

/** Hears of the calls of one extension at whichever telephone (RFC 6665, RFC 4235): who answered, and when it ended. */
export class Subscription {
  readonly standing: Standing
  readonly #asking: Asking
  readonly #tell: (notified: Notified) => void
  #conversation: Conversation = newConversation()
  #target: string | null = null
  #route: readonly string[] = []
  #version: number | null = null
  #seconds = ASKED_SECONDS
  #retryMs = FIRST_RETRY_MS
  #timer: NodeJS.Timeout | null = null
  #isClosed = false

  constructor(asking: Asking, now: () => Instant, tell: (notified: Notified) => void) {
    this.#asking = asking
    this.#tell = tell
    this.standing = new Standing(now)
  }

  get extension(): string {
    return this.#asking.account.extension
  }

  /** From the beginning: a new conversation, answered with everything that goes on. */
  subscribe(): void {
    this.#conversation = newConversation()
    this.#target = null
    this.#route = []
    this.#version = null
    this.#ask()
  }

  /** Once more in the same conversation: sent to the exchange whatever address it names, by the way that it wants. */
  #ask(): void {
    const { extension, host } = this.#asking.account
    const conversation = this.#conversation
    const uri = this.#target ?? `sip:${extension}@${host}`
    const lines = [
      ...this.#route.map((route) => `Route: ${route}`),
      'Event: dialog',
      'Accept: application/dialog-info+xml',
      `Expires: ${this.#seconds}`,
    ]
    this.#asking.ask({ method: 'SUBSCRIBE', uri, conversation, lines }, (answer) => {
      if (conversation === this.#conversation) this.#answered(answer)
    })
  }

  #answered(answer: SipMessage | null): void {
    const status = answer && statusOf(answer)
    const least = answer && status === 423 ? leastSeconds(answer) : null
    const isRunning = this.#conversation.remoteTag !== null
    if (answer && status !== null && status < 300) this.#granted(answer)
    else if (least !== null && least > this.#seconds) {
      this.#seconds = least
      this.#ask()
    } else if (status === 481 && isRunning)
      this.subscribe() // the exchange was restarted and knows nothing of us
    else {
      const isRefused = status !== null && willNot.includes(status)
      this.#fell(isRefused ? 'refused' : 'down', problemOf(answer), retryAfterMs(answer))
    }
  }

  #granted(answer: SipMessage): void {
    this.#conversation.remoteTag ??= tagOf(headerOf(answer, 'to'))
    this.#target = uriOf(headerOf(answer, 'contact')) ?? this.#target
    const routes = headersOf(answer, 'record-route').flatMap((value) => value.split(/,(?=\s*(?:"[^"]*"\s*)?<)/))
    this.#route = routes.map((route) => route.trim()).toReversed()
    this.standing.up()
    this.#retryMs = FIRST_RETRY_MS
    this.#again(refreshAfterMs(grantedSeconds(answer, this.#seconds, null)), () => this.#ask())
  }

  #fell(state: 'down' | 'refused', problem: string, afterMs: number | null): void {
    this.standing.fell(state, problem)
    this.#again(afterMs ?? (state === 'refused' ? UNKNOWN_RETRY_MS : this.#retryMs), () => this.subscribe())
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS)
  }

  /** A notification may overtake the answer to what was asked. @returns whether it is of this subscription */
  owns(notify: SipMessage): boolean {
    const { callId, localTag, remoteTag } = this.#conversation
    const isSame = headerOf(notify, 'call-id') === callId && tagOf(headerOf(notify, 'to')) === localTag
    return isSame && (remoteTag === null || tagOf(headerOf(notify, 'from')) === remoteTag)
  }

  /** @returns the status to answer with */
  notify(notify: SipMessage): string {
    this.#conversation.remoteTag ??= tagOf(headerOf(notify, 'from'))
    this.#target = uriOf(headerOf(notify, 'contact')) ?? this.#target
    const state = headerOf(notify, 'subscription-state') ?? ''
    const info = notify.body.trim() === '' ? null : parseDialogInfo(notify.body)
    if (info) this.#hear(info)
    if (/^\s*terminated/i.test(state)) this.#ended(state)
    return info || notify.body.trim() === '' ? '200 OK' : '400 Bad Request'
  }

  #hear(info: DialogInfo): void {
    const before = this.#version
    if (before !== null && info.version <= before) return // told already, or overtaken on the way
    this.#version = info.version
    this.#tell({ info, isFirst: before === null })
    // RFC 4235 4.4: one was lost; whoever asks again is told everything.
    if (!info.isFull && before !== null && info.version > before + 1) this.#again(0, () => this.#ask())
  }

  /** RFC 6665 4.1.3: whether to come back at once, later or hardly ever. */
  #ended(state: string): void {
    const reason = /;\s*reason\s*=\s*"?([\w-]+)/i.exec(state)?.[1]?.toLowerCase() ?? ''
    const seconds = /;\s*retry-after\s*=\s*(\d{1,6})/i.exec(state)?.[1]
    const problem = `terminated${reason && `: ${reason}`}`
    const later = seconds === undefined ? null : Number(seconds) * 1000
    if (['rejected', 'noresource', 'invariant'].includes(reason)) this.#fell('refused', problem, null)
    else if (['probation', 'giveup'].includes(reason)) this.#fell('down', problem, later)
    else this.#fell('down', problem, 1_000) // a second, so that an exchange that ends everything at once is no loop
  }

  #again(afterMs: number, what: () => void): void {
    if (this.#isClosed) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(what, afterMs)
  }

  close(): void {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
  }
}
