import type { Instant } from '@bancheng/core/kernel/time.ts'
import { type Asking, newConversation } from './asking.ts'
import { type SipMessage, statusOf } from './message.ts'
import {
  FIRST_RETRY_MS,
  grantedSeconds,
  LONGEST_RETRY_MS,
  leastSeconds,
  problemOf,
  REFUSED_RETRY_MS,
  refreshAfterMs,
  retryAfterMs,
  Standing,
} from './standing.ts'

const ASKED_SECONDS = 300

/** Keeps one extension registered, so that the exchange rings this desk along with the telephone. */
export class Registration {
  readonly standing: Standing
  readonly #asking: Asking
  readonly #conversation = newConversation()
  readonly #ownContact: string
  #seconds = ASKED_SECONDS
  #retryMs = FIRST_RETRY_MS
  #timer: NodeJS.Timeout | null = null
  #isClosed = false

  constructor(asking: Asking, ownContact: string, now: () => Instant) {
    this.#asking = asking
    this.#ownContact = ownContact
    this.standing = new Standing(now)
  }

  register(): void {
    const { host, port } = this.#asking.account
    const lines = [`Expires: ${this.#seconds}`]
    const asked = { method: 'REGISTER', uri: `sip:${host}:${port}`, conversation: this.#conversation, lines } as const
    this.#asking.ask(asked, (answer) => this.#answered(answer))
  }

  #answered(answer: SipMessage | null): void {
    const status = answer && statusOf(answer)
    if (answer && status !== null && status < 300) {
      this.standing.up()
      this.#retryMs = FIRST_RETRY_MS
      this.#again(refreshAfterMs(grantedSeconds(answer, this.#seconds, this.#ownContact)))
      return
    }
    const least = answer && status === 423 ? leastSeconds(answer) : null
    if (least !== null && least > this.#seconds) {
      this.#seconds = least
      this.register()
      return
    }
    const isRefused = status !== null && status >= 400 && status < 500 && status !== 408 && status !== 480
    this.standing.fell(isRefused ? 'refused' : 'down', problemOf(answer))
    this.#again(retryAfterMs(answer) ?? (isRefused ? REFUSED_RETRY_MS : this.#retryMs))
    this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS)
  }

  #again(afterMs: number): void {
    if (this.#isClosed) return
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.register(), afterMs)
  }

  close(): void {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
  }
}
