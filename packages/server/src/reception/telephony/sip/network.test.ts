import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { systemClock } from '../../../platform/clock.ts'
import type { Heard } from './calls.ts'
import { type SipConnector, startSip } from './connector.ts'
import { digestAnswer } from './digest.ts'
import { headerOf, headersOf, methodOf, parseSip, replyTo, type SipMessage, statusOf } from './message.ts'

/** An exchange on the loopback that says what a test wants it to say. */
class Exchange {
  readonly #socket: Socket
  readonly #came: SipMessage[] = []
  readonly #waiting: (() => void)[] = []
  #desk: RemoteInfo | null = null

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('message', (bytes, from) => {
      const message = parseSip(bytes)
      if (!message) return
      this.#desk = from
      this.#came.push(message)
      for (const wake of this.#waiting.splice(0)) wake()
    })
  }
  static async open(address = '127.0.0.1'): Promise<Exchange> {
    const socket = createSocket('udp4')
    await new Promise<void>((resolve) => socket.bind(0, address, resolve))
    return new Exchange(socket)
  }
  get port(): number {
    return this.#socket.address().port
  }
  get came(): readonly SipMessage[] {
    return this.#came
  }

  /** The next message of this kind that the test has not looked at. */
  async next(kind: string | number): Promise<SipMessage> {
    for (;;) {
      const at = this.#came.findIndex((one) => methodOf(one) === kind || statusOf(one) === kind)
      const [found] = at < 0 ? [] : this.#came.splice(at, 1)
      if (found) return found
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }
  send(text: string, port = this.#desk?.port ?? 0): void {
    this.#socket.send(text, port, '127.0.0.1')
  }
  reply(to: SipMessage, status: string, ...more: string[]): void {
    this.send(
      replyTo(to, status, { toTag: 'exchange', from: { address: '127.0.0.1', port: this.#desk?.port ?? 0 }, more }),
    )
  }
  notify(of: SipMessage, cseq: number, body: string, state = 'active;expires=300'): void {
    const [self, theirs] = [headerOf(of, 'to'), headerOf(of, 'from')]
    const lines = [
      `NOTIFY sip:8001@desk SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${this.port};branch=z9hG4bKn${cseq}`,
      `From: ${self?.replace(/;tag=.*/, '')};tag=exchange`,
      `To: ${theirs}`,
      `Call-ID: ${headerOf(of, 'call-id')}`,
      `CSeq: ${cseq} NOTIFY`,
      'Event: dialog',
      `Subscription-State: ${state}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
    ]
    this.send(`${lines.join('\r\n')}\r\n\r\n${body}`)
  }
  close(): Promise<void> {
    return new Promise((resolve) => this.#socket.close(() => resolve()))
  }
}

const info = (version: number, dialogs: string, state = 'partial') =>
  `<dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" version="${version}" state="${state}" entity="sip:8001@pbx">${dialogs}</dialog-info>`
const dialog = (state: string) =>
  `<dialog id="d" call-id="p" direction="recipient"><state>${state}</state><remote><identity>sip:13800001234@pbx</identity></remote></dialog>`

const soon = { timeout: 15_000 }
let exchange: Exchange
let desk: SipConnector
let heard: Heard[]
const starts = async (password = '') => {
  const accounts = `8001${password && `:${password}`}@127.0.0.1:${exchange.port}`
  const onHeard = async (one: Heard) => void heard.push(one)
  desk = await startSip({ listen: '127.0.0.1:0', accounts, now: systemClock, onHeard })
}
const line = () => desk.health().lines[0]

beforeEach(async () => {
  exchange = await Exchange.open()
  heard = []
})
afterEach(async () => {
  await desk?.close()
  await exchange.close()
})

const request = (method: string, to: number, more: readonly string[] = []) =>
  [
    `${method} sip:8001@127.0.0.1:${to} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bK${method}`,
    'From: <sip:13800001234@pbx>;tag=a',
    'To: <sip:8001@pbx>',
    'Call-ID: one',
    `CSeq: 1 ${method}`,
    ...more,
    'Content-Length: 0',
    '',
    '',
  ].join('\r\n')

describe('a registration', () => {
  test('takes the time that the exchange wants, proves itself once more when the number is stale, and comes back before it ends', async () => {
    await starts('pw')
    exchange.reply(await exchange.next('REGISTER'), '423 Interval Too Brief', 'Min-Expires: 600')
    const longer = await exchange.next('REGISTER')
    expect(headerOf(longer, 'expires')).toBe('600')
    const challenge = (nonce: string, stale = '') =>
      `WWW-Authenticate: Digest realm="pbx", nonce="${nonce}", algorithm=SHA-256, qop="auth"${stale}`
    exchange.reply(
      longer,
      '401 Unauthorized',
      'WWW-Authenticate: Digest realm="pbx", nonce="x", algorithm=AKA',
      challenge('one'),
    )
    const proven = await exchange.next('REGISTER')
    expect(headerOf(proven, 'authorization')).toContain('nonce="one"')
    exchange.reply(proven, '401 Unauthorized', challenge('two', ', stale=TRUE'))
    const again = await exchange.next('REGISTER')
    const sent = headerOf(again, 'authorization') ?? ''
    const asked = { method: 'REGISTER', uri: `sip:127.0.0.1:${exchange.port}`, user: '8001', password: 'pw' }
    const cnonce = /cnonce="([^"]*)"/.exec(sent)?.[1]
    expect(sent).toBe(digestAnswer(challenge('two').replace('WWW-Authenticate: ', ''), asked, cnonce))
    exchange.reply(again, '200 OK', `Contact: <sip:8001@127.0.0.1:${desk.port}>;expires=2`)
    await expect.poll(() => line()?.registration?.state, soon).toBe('up')
    const refreshed = await exchange.next('REGISTER')
    expect(Number(headerOf(refreshed, 'cseq')?.split(' ')[0])).toBeGreaterThan(4)
    expect(headerOf(refreshed, 'call-id')).toBe(headerOf(longer, 'call-id'))
  })

  test('with a wrong password says so and does not hammer', async () => {
    await starts('wrong')
    const challenge = 'WWW-Authenticate: Digest realm="pbx", nonce="n"'
    exchange.reply(await exchange.next('REGISTER'), '401 Unauthorized', challenge)
    exchange.reply(await exchange.next('REGISTER'), '401 Unauthorized', challenge)
    await expect.poll(() => line()?.registration, soon).toMatchObject({ state: 'refused', problem: 'password-refused' })
    expect(exchange.came.filter((one) => methodOf(one) === 'REGISTER')).toEqual([])
  })
})

describe('a subscription', () => {
  test('proves itself like a registration, tells of calls in their order, and goes back the way it came', async () => {
    await starts('pw')
    const first = await exchange.next('SUBSCRIBE')
    exchange.reply(first, '407 Proxy Authentication Required', 'Proxy-Authenticate: Digest realm="pbx", nonce="n"')
    const proven = await exchange.next('SUBSCRIBE')
    expect(headerOf(proven, 'proxy-authorization')).toContain('response=')
    exchange.reply(
      proven,
      '200 OK',
      'Expires: 2',
      'Contact: <sip:events@pbx>',
      'Record-Route: <sip:near@127.0.0.1;lr>, <sip:far@127.0.0.1;lr>',
    )
    exchange.notify(proven, 1, info(0, '', 'full'))
    exchange.notify(proven, 2, info(1, dialog('early')))
    exchange.notify(proven, 3, info(3, dialog('confirmed')))
    exchange.notify(proven, 4, info(2, dialog('early'))) // overtaken
    // One was lost, so everything is asked for at once; else it would be asked for after a second.
    const refreshed = await exchange.next('SUBSCRIBE')
    expect(refreshed.startLine).toBe('SUBSCRIBE sip:events@pbx SIP/2.0')
    expect(headersOf(refreshed, 'route')).toEqual(['<sip:far@127.0.0.1;lr>', '<sip:near@127.0.0.1;lr>'])
    expect(headerOf(refreshed, 'to')).toContain('tag=exchange')
    exchange.notify(proven, 5, info(4, '', 'full'))
    await expect.poll(() => heard.map(({ type }) => type), soon).toEqual(['ringing', 'answered', 'ended'])
  })

  test('that the restarted exchange does not know begins anew', async () => {
    await starts()
    const first = await exchange.next('SUBSCRIBE')
    exchange.reply(first, '202 Accepted', 'Expires: 2')
    exchange.reply(await exchange.next('SUBSCRIBE'), '481 Subscription Does Not Exist')
    const anew = await exchange.next('SUBSCRIBE')
    expect(headerOf(anew, 'to')).not.toContain('tag=')
    expect(headerOf(anew, 'call-id')).not.toBe(headerOf(first, 'call-id'))
  })

  test('hears only what belongs to it: another conversation and a broken body are turned away', async () => {
    await starts()
    const first = await exchange.next('SUBSCRIBE')
    exchange.reply(first, '200 OK', 'Expires: 300')
    const strange = parseSip(Buffer.from(request('SUBSCRIBE', 1)))
    if (strange) exchange.notify(strange, 1, info(0, dialog('early'), 'full'))
    await exchange.next(481)
    exchange.notify(first, 2, '<dialog-info')
    await exchange.next(400)
    expect(heard).toEqual([])
  })
})

describe('on the network', () => {
  test('strangers are not answered', async () => {
    await starts()
    const stranger = await Exchange.open('127.0.0.2')
    stranger.send(request('OPTIONS', desk.port), desk.port)
    stranger.send(request('INVITE', desk.port), desk.port)
    exchange.send(request('OPTIONS', desk.port), desk.port)
    await exchange.next(200)
    expect([stranger.came, heard]).toEqual([[], []])
    await stranger.close()
  })

  test('the same request has the same reply, told where it was seen to come from', async () => {
    await starts()
    exchange.send(request('OPTIONS', desk.port), desk.port)
    exchange.send(request('OPTIONS', desk.port), desk.port)
    const [first, second] = [await exchange.next(200), await exchange.next(200)]
    expect(first).toEqual(second)
    expect(headerOf(first, 'via')).toContain(`rport=${exchange.port};branch=z9hG4bKOPTIONS`)
    exchange.send(request('INVITE', desk.port), desk.port)
    exchange.send(request('INVITE', desk.port), desk.port)
    expect(headerOf(await exchange.next(180), 'to')).toBe(headerOf(await exchange.next(180), 'to'))
    expect(heard).toHaveLength(1)
  })

  test('a body shorter than it says is refused', async () => {
    await starts()
    exchange.send(request('OPTIONS', desk.port).replace('Content-Length: 0', 'Content-Length: 9'), desk.port)
    await exchange.next(400)
  })

  test('whoever wants privacy is withheld', async () => {
    await starts()
    const lines = ['Privacy: id', 'P-Asserted-Identity: <sip:13800001234@pbx>']
    exchange.send(request('INVITE', desk.port, lines), desk.port)
    await exchange.next(180)
    await expect.poll(() => heard, soon).toMatchObject([{ type: 'ringing', caller: null }])
  })
})
