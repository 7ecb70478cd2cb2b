import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { LineStanding } from '@bancheng/core/reception/contract.ts'
import { headerOf, type SipMessage, statusLineOf, statusOf } from './message.ts'

/** How something stands with the exchange, since when, and what went wrong last. */
export class Standing {
  readonly #now: () => Instant
  #shown: LineStanding

  constructor(now: () => Instant) {
    this.#now = now
    this.#shown = { state: 'starting', since: now(), problem: null, problemAt: null }
  }

  get shown(): LineStanding {
    return this.#shown
  }
  get isUp(): boolean {
    return this.#shown.state === 'up'
  }

  up(): void {
    this.#change('up')
  }

  /** @param state `refused`: the exchange will not have it, and asking again soon is of no use */
  fell(state: 'down' | 'refused', problem: string): void {
    this.#change(state)
    this.#shown = { ...this.#shown, problem, problemAt: this.#now() }
  }

  #change(state: LineStanding['state']): void {
    if (this.#shown.state !== state) this.#shown = { ...this.#shown, state, since: this.#now() }
  }
}

/** What went wrong, for people: two of them have words of their own on the page, the others are the exchange's. */
export function problemOf(answer: SipMessage | null): string {
  if (answer === null) return 'no-answer'
  const status = statusOf(answer)
  return status === 401 || status === 407 ? 'password-refused' : (statusLineOf(answer) ?? 'no-answer')
}

/** How long the exchange grants what was asked: often shorter, never longer (RFC 3261 10.2.4, RFC 6665 4.1.2.1). */
export function grantedSeconds(answer: SipMessage, asked: number, ownContact: string | null): number {
  const contact = answer.headers
    .filter(([name]) => name === 'contact')
    .flatMap(([, value]) => value.split(/,(?=\s*(?:"[^"]*"\s*)?<)/))
    .find((one) => ownContact !== null && one.includes(ownContact))
  const said =
    /;\s*expires\s*=\s*(\d{1,9})/i.exec(contact ?? '')?.[1] ?? /^\d{1,9}$/.exec(headerOf(answer, 'expires') ?? '')?.[0]
  return said === undefined ? asked : Math.min(Number(said), asked)
}

const LONGEST_SECONDS = 24 * 3600
/** 423 Interval Too Brief: what the exchange wants at least. */
export const leastSeconds = (answer: SipMessage): number | null => {
  const least = /^\d{1,9}$/.exec(headerOf(answer, 'min-expires') ?? '')?.[0]
  return least === undefined ? null : Math.min(Number(least), LONGEST_SECONDS)
}

/** Well before it ends; a second at least, whatever the exchange says. */
export const refreshAfterMs = (seconds: number): number => Math.max((seconds * 1000) / 2, 1_000)

/** Ever more seldom, so that an exchange that comes back is not met by a crowd. */
export const FIRST_RETRY_MS = 5_000
export const LONGEST_RETRY_MS = 60_000
/** A password that is wrong is wrong for longer: too many tries lock an extension. */
export const REFUSED_RETRY_MS = 10 * 60_000

/** @returns null where the exchange does not say when it may be asked again */
export function retryAfterMs(answer: SipMessage | null): number | null {
  const seconds = /^\d{1,6}/.exec((answer && headerOf(answer, 'retry-after')) ?? '')?.[0]
  return seconds === undefined ? null : Math.min(Number(seconds), 3600) * 1000
}
