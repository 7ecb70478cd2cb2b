import { randomBytes } from 'node:crypto'
import { digestAnswer } from './digest.ts'
import { headerOf, type SipMessage, statusOf } from './message.ts'
import { newTag } from './ringing.ts'

export type Account = {
  readonly extension: string
  /** Null: the exchange rings this desk without a registration. */
  readonly password: string | null
  readonly host: string
  readonly port: number
}

const EXPIRES_SECONDS = 300
/** UDP loses things: asked again soon, then ever more seldom. */
const FIRST_RETRY_MS = 500
const RETRY_MS = 30_000

/** `extension[:password]@host[:port]`, separated by commas. @throws Error naming the one that cannot be read */
export function readAccounts(text: string): Account[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)
    .map((one) => {
      const [, extension, password, host, port] = /^([^:@\s]+)(?::(.+))?@([\w.-]+)(?::(\d{1,5}))?$/.exec(one) ?? []
      if (!extension || !host) throw new Error(`no SIP account: ${one.replace(/:.*@/, ':…@')}`)
      return { extension, password: password ?? null, host, port: port ? Number(port) : 5060 }
    })
}

type Here = { readonly address: string; readonly port: number }

/** Keeps one extension registered, so that the exchange rings this desk along with the telephone. */
export class Registration {
  readonly account: Account
  readonly callId = randomBytes(12).toString('hex')
  readonly #here: Here
  readonly #send: (text: string) => void
  readonly #tag = newTag()
  #sequence = 0
  #isAnswered = false
  #timer: NodeJS.Timeout | null = null
  #retryMs = FIRST_RETRY_MS
  isRegistered = false

  constructor(account: Account, here: Here, send: (text: string) => void) {
    this.account = account
    this.#here = here
    this.#send = send
  }

  register(): void {
    this.#isAnswered = false
    this.#ask(null)
    this.#again(this.#retryMs)
    this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MS)
  }

  /** @param afterMs nobody answered, or it is time to say that one is still here */
  #again(afterMs: number): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.register(), afterMs)
  }

  #ask(authorisation: string | null): void {
    const { extension, host, port } = this.account
    const { address, port: own } = this.#here
    this.#sequence += 1
    const self = `<sip:${extension}@${host}>`
    this.#send(
      [
        `REGISTER sip:${host}:${port} SIP/2.0`,
        `Via: SIP/2.0/UDP ${address}:${own};rport;branch=z9hG4bK${newTag()}`,
        'Max-Forwards: 70',
        `From: ${self};tag=${this.#tag}`,
        `To: ${self}`,
        `Call-ID: ${this.callId}`,
        `CSeq: ${this.#sequence} REGISTER`,
        `Contact: <sip:${extension}@${address}:${own}>`,
        `Expires: ${EXPIRES_SECONDS}`,
        ...(authorisation ? [authorisation] : []),
        'User-Agent: Bancheng',
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    )
  }

  answer(message: SipMessage): void {
    const status = statusOf(message) ?? 0
    if (status >= 200 && status < 300) {
      this.isRegistered = true
      this.#retryMs = FIRST_RETRY_MS
      this.#again((EXPIRES_SECONDS * 1000) / 2)
    } else if (status === 401 || status === 407) this.#challenged(message, status)
    else if (status >= 300) this.#fail()
  }

  #challenged(message: SipMessage, status: 401 | 407): void {
    const { extension: user, password, host, port } = this.account
    const challenge = headerOf(message, status === 401 ? 'www-authenticate' : 'proxy-authenticate')
    // Asked a second time for the same words: the password is wrong.
    if (!challenge || password === null || this.#isAnswered) return void this.#fail()
    this.#isAnswered = true
    const answer = digestAnswer(challenge, { method: 'REGISTER', uri: `sip:${host}:${port}`, user, password })
    this.#ask(`${status === 401 ? 'Authorization' : 'Proxy-Authorization'}: ${answer}`)
  }

  #fail(): void {
    this.isRegistered = false
    this.#again(RETRY_MS)
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer)
  }
}
