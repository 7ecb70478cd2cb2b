import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { callerNumber } from '@bancheng/core/reception/calls.ts'
import type { SipHealth } from '@bancheng/core/reception/contract.ts'
import type { Deps } from '../../../deps.ts'
import { StartupError } from '../../../platform/startup-error.ts'
import { hear } from '../hear.ts'
import { centerOf } from '../routes.ts'
import { type Here, readAccounts } from './accounts.ts'
import { Asking } from './asking.ts'
import { Calls, type Heard } from './calls.ts'
import { headerOf, parseSip, replyPort, type SipMessage, statusOf } from './message.ts'
import { Registration } from './registration.ts'
import { Ringing } from './ringing.ts'
import { Standing } from './standing.ts'
import { Subscription } from './subscription.ts'

export type SipConnector = {
  readonly port: number
  readonly health: () => SipHealth
  readonly close: () => Promise<void>
}

type Options = {
  readonly listen: string
  readonly accounts: string
  readonly now: () => Instant
  readonly onHeard: (heard: Heard) => Promise<void>
}
type Line = {
  readonly asking: Asking
  readonly registration: Registration | null
  readonly subscription: Subscription
}

/** Rings along with the telephones of the desk, over UDP; listens to nobody but the exchanges of its accounts. */
export async function startSip({ listen, accounts: written, now, onHeard }: Options): Promise<SipConnector> {
  const accounts = readAccounts(written)
  const addresses = new Map(
    await Promise.all(accounts.map(async ({ host }) => [host, (await lookup(host, 4)).address] as const)),
  )
  const [host = '127.0.0.1', port = '0'] = listen.split(':')
  const socket = createSocket('udp4')
  await bound(socket, Number(port), host)
  const here = { address: host === '0.0.0.0' ? ownAddress() : host, port: socket.address().port }
  const telling = new Standing(now) // down: the database could not be told of a call
  telling.up()
  // One after another: an end that overtakes its ring on the way to the database would be sorted out, but why begin it.
  let queue: Promise<void> = Promise.resolve()
  const tell = (heard: Heard) => {
    queue = queue
      .then(() => onHeard(heard))
      .then(
        () => telling.up(),
        (error: unknown) => telling.fell('down', error instanceof Error ? error.message : 'unknown'),
      )
  }
  const send = (text: string, to: number, address: string) => socket.send(text, to, address, () => {}) // what is lost is sent again
  const lines: Line[] = []
  const watches = (extension: string) =>
    lines.some(({ subscription }) => subscription.extension === extension && subscription.standing.isUp)
  const calls = new Calls({ tell, watches })
  for (const account of accounts) {
    const asking = new Asking(account, here, (text) =>
      send(text, account.port, addresses.get(account.host) ?? account.host),
    )
    lines.push(lineOf(asking, here, { now, calls }))
  }
  const ringing = new Ringing({
    rings: (invited) => calls.rings(invited),
    notify: (notify) =>
      lines.find(({ subscription }) => subscription.owns(notify))?.subscription.notify(notify) ?? null,
  })
  const known = new Set(addresses.values())
  socket.on('message', (bytes, from) => {
    const message = known.has(from.address) ? parseSip(bytes) : null
    if (!message) return
    if (statusOf(message) === null)
      ringing.request(message, from, (text) => send(text, replyPort(message, from), from.address))
    else if (message.isWhole) answered(lines, message)
  })
  socket.on('error', () => {}) // a network that is away for a moment must not end the desk
  for (const { registration, subscription } of lines) {
    registration?.register()
    subscription.subscribe()
  }
  return {
    port: here.port,
    health: () => ({
      listen: `${here.address}:${here.port}`,
      lines: lines.map(({ asking, registration, subscription }) => ({
        extension: asking.account.extension,
        exchange: `${asking.account.host}:${asking.account.port}`,
        registration: registration?.standing.shown ?? null,
        subscription: subscription.standing.shown,
      })),
      telling: telling.shown,
    }),
    close: async () => {
      calls.close()
      ringing.close()
      for (const { asking, registration, subscription } of lines) {
        registration?.close()
        subscription.close()
        asking.close()
      }
      await new Promise<void>((resolve) => socket.close(() => resolve()))
      await queue
    },
  }
}

function lineOf(asking: Asking, here: Here, { now, calls }: { now: () => Instant; calls: Calls }): Line {
  const { extension, password } = asking.account
  return {
    asking,
    registration: password === null ? null : new Registration(asking, `${here.address}:${here.port}`, now),
    subscription: new Subscription(asking, now, (notified) => calls.notified(extension, notified)),
  }
}

function answered(lines: readonly Line[], message: SipMessage): void {
  if (!headerOf(message, 'cseq')) return
  for (const { asking } of lines) if (asking.answer(message)) return
}

/** The connector of this configuration, its calls told as those of any exchange. */
export async function startSipConnector(deps: Deps): Promise<SipConnector | null> {
  const { sip } = deps.config
  if (!sip) return null
  try {
    const connector = await startSip({ ...sip, now: deps.clock, onHeard: (heard) => hearSip(deps, heard) })
    deps.lines.sip = connector.health
    return connector
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new StartupError(
      `SIP 接口无法启动（${why}），请核对 BANCHENG_SIP_LISTEN 与 BANCHENG_SIP_ACCOUNTS。`,
      `The SIP connector cannot start (${why}); check BANCHENG_SIP_LISTEN and BANCHENG_SIP_ACCOUNTS.`,
    )
  }
}

export async function hearSip(deps: Deps, { caller, type, callId, extension }: Heard): Promise<void> {
  const event = { type, callId, extension, at: deps.clock() }
  const centerId = await centerOf(deps.db, undefined)
  await hear(deps, { centerId, event, caller: callerNumber(caller), recording: null, source: 'sip' })
}

const bound = (socket: Socket, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, host, () => {
      socket.off('error', reject)
      resolve()
    })
  })

const ownAddress = (): string =>
  Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.1'
