import { randomBytes } from 'node:crypto'
import type { Account, Here } from './accounts.ts'
import { answerable, digestAnswer, isStale } from './digest.ts'
import { branchOf, headerOf, headersOf, type SipMessage, statusOf } from './message.ts'

export const newTag = (): string => randomBytes(6).toString('hex')

/** The two ends of what is asked, and a number that grows with every request. */
export type Conversation = {
  readonly callId: string
  readonly localTag: string
  remoteTag: string | null
  sequence: number
}
export const newConversation = (): Conversation => ({
  callId: randomBytes(12).toString('hex'),
  localTag: newTag(),
  remoteTag: null,
  sequence: 0,
})

export type Asked = {
  readonly method: 'REGISTER' | 'SUBSCRIBE'
  readonly uri: string
  readonly conversation: Conversation
  readonly lines: readonly string[]
}
/** The final answer; null when nobody answered at all. */
type Ended = (answer: SipMessage | null) => void
type Waiting = { readonly asked: Asked; readonly ended: Ended; readonly proofs: number; timer: NodeJS.Timeout }

/** RFC 3261 17.1.2: repeated after half a second, then ever more seldom, for half a minute. */
const T1_MS = 500
const T2_MS = 4_000
const GIVEN_UP_MS = 64 * T1_MS
/** Once with the password, once more where its number had become too old; then the password is wrong. */
const MOST_PROOFS = 2

/** What one extension asks of its exchange: repeated while nobody answers, and with the password where it is wanted. */
export class Asking {
  readonly account: Account
  readonly #here: Here
  readonly #send: (text: string) => void
  readonly #waiting = new Map<string, Waiting>()

  constructor(account: Account, here: Here, send: (text: string) => void) {
    this.account = account
    this.#here = here
    this.#send = send
  }

  ask(asked: Asked, ended: Ended): void {
    this.#ask(asked, { ended, proofs: 0, proof: null })
  }

  #ask(asked: Asked, { ended, proofs, proof }: { ended: Ended; proofs: number; proof: string | null }): void {
    asked.conversation.sequence += 1
    const branch = `z9hG4bK${newTag()}`
    const text = this.#write(asked, branch, proof)
    const again = (afterMs: number, sinceMs: number): NodeJS.Timeout =>
      setTimeout(() => {
        if (sinceMs + afterMs >= GIVEN_UP_MS) return this.#end(branch, null)
        this.#send(text)
        waiting.timer = again(Math.min(afterMs * 2, T2_MS), sinceMs + afterMs)
      }, afterMs)
    const waiting: Waiting = { asked, ended, proofs, timer: again(T1_MS, 0) }
    this.#waiting.set(branch, waiting)
    this.#send(text)
  }

  #write({ method, uri, conversation, lines }: Asked, branch: string, proof: string | null): string {
    const { extension, host } = this.account
    const { address, port } = this.#here
    const { callId, localTag, remoteTag, sequence } = conversation
    const self = `<sip:${extension}@${host}>`
    return [
      `${method} ${uri} SIP/2.0`,
      `Via: SIP/2.0/UDP ${address}:${port};rport;branch=${branch}`,
      'Max-Forwards: 70',
      `From: ${self};tag=${localTag}`,
      `To: ${self}${remoteTag === null ? '' : `;tag=${remoteTag}`}`,
      `Call-ID: ${callId}`,
      `CSeq: ${sequence} ${method}`,
      `Contact: <sip:${extension}@${address}:${port}>`,
      ...lines,
      ...(proof ? [proof] : []),
      'User-Agent: Bancheng',
      'Content-Length: 0',
      '',
      '',
    ].join('\r\n')
  }

  /** @returns whether it answers something that was asked here */
  answer(message: SipMessage): boolean {
    const branch = branchOf(message) ?? ''
    const waiting = this.#waiting.get(branch)
    const [status, sequence] = [statusOf(message) ?? 0, headerOf(message, 'cseq') ?? '']
    if (!waiting || !sequence.trimEnd().endsWith(waiting.asked.method)) return false
    if (status < 200) return true // it is being thought about
    const proof = status === 401 || status === 407 ? this.#prove(message, status, waiting) : null
    if (proof === null) {
      this.#end(branch, message)
      return true
    }
    this.#forget(branch)
    this.#ask(waiting.asked, { ended: waiting.ended, proofs: waiting.proofs + 1, proof })
    return true
  }

  #prove(message: SipMessage, status: 401 | 407, { asked, proofs }: Waiting): string | null {
    const { extension: user, password } = this.account
    const challenge = answerable(headersOf(message, status === 401 ? 'www-authenticate' : 'proxy-authenticate'))
    if (challenge === null || password === null || proofs >= MOST_PROOFS) return null
    if (proofs > 0 && !isStale(challenge)) return null
    const answer = digestAnswer(challenge, { method: asked.method, uri: asked.uri, user, password })
    return `${status === 401 ? 'Authorization' : 'Proxy-Authorization'}: ${answer}`
  }

  #end(branch: string, answer: SipMessage | null): void {
    const waiting = this.#waiting.get(branch)
    this.#forget(branch)
    waiting?.ended(answer)
  }

  #forget(branch: string): void {
    const waiting = this.#waiting.get(branch)
    if (waiting) clearTimeout(waiting.timer)
    this.#waiting.delete(branch)
  }

  close(): void {
    for (const branch of [...this.#waiting.keys()]) this.#forget(branch)
  }
}
