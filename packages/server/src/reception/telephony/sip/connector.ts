import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { networkInterfaces } from 'node:os'
import { callerNumber } from '@bancheng/core/reception/calls.ts'
import type { Deps } from '../../../deps.ts'
import { StartupError } from '../../../platform/startup-error.ts'
import { hear } from '../hear.ts'
import { centerOf } from '../routes.ts'
import { headerOf, methodOf, parseSip, type SipMessage, statusOf } from './message.ts'
import { Registration, readAccounts } from './registration.ts'
import { type Heard, Ringing } from './ringing.ts'

export type SipConnector = {
  readonly port: number
  readonly isRegistered: (extension: string) => boolean
  readonly close: () => Promise<void>
}

type Options = { readonly listen: string; readonly accounts: string; readonly onHeard: (heard: Heard) => Promise<void> }

/** Rings along with the telephones of the desk, over UDP; listens to nobody but the exchanges of its accounts. */
export async function startSip({ listen, accounts: written, onHeard }: Options): Promise<SipConnector> {
  const accounts = readAccounts(written)
  const addresses = new Map(
    await Promise.all(accounts.map(async ({ host }) => [host, (await lookup(host, 4)).address] as const)),
  )
  const [host = '127.0.0.1', port = '0'] = listen.split(':')
  const socket = createSocket('udp4')
  await bound(socket, Number(port), host)
  const here = { address: host === '0.0.0.0' ? ownAddress() : host, port: socket.address().port }
  // One after another: an end that overtakes its ring on the way to the database would be sorted out, but why begin it.
  let telling: Promise<void> = Promise.resolve()
  const ringing = new Ringing((heard) => {
    telling = telling.then(() => onHeard(heard)).catch(() => {})
  })
  const registrations = accounts
    .filter(({ password }) => password !== null)
    .map((account) => {
      const address = addresses.get(account.host) ?? account.host
      return new Registration(account, here, (text) => socket.send(text, account.port, address))
    })
  const known = new Set(addresses.values())
  socket.on('message', (bytes, from) => {
    const message = known.has(from.address) ? parseSip(bytes.toString('utf8')) : null
    if (!message) return
    if (statusOf(message) !== null) registrationOf(registrations, message)?.answer(message)
    else if (methodOf(message))
      ringing.request(message, (text) => socket.send(text, replyPort(message, from), from.address))
  })
  socket.on('error', () => {}) // a network that is away for a moment must not end the desk
  for (const registration of registrations) registration.register()
  return {
    port: here.port,
    isRegistered: (extension) =>
      registrations.some(({ account, isRegistered }) => account.extension === extension && isRegistered),
    close: async () => {
      ringing.close()
      for (const registration of registrations) registration.close()
      await new Promise<void>((resolve) => socket.close(() => resolve()))
      await telling
    },
  }
}

/** The connector of this configuration, its calls told as those of any exchange. */
export async function startSipConnector(deps: Deps): Promise<SipConnector | null> {
  const { sip } = deps.config
  if (!sip) return null
  try {
    return await startSip({ ...sip, onHeard: (heard) => hearSip(deps, heard) })
  } catch (error) {
    const why = error instanceof Error ? error.message : ''
    throw new StartupError(
      `SIP 接口无法启动（${why}），请核对 BANCHENG_SIP_LISTEN 与 BANCHENG_SIP_ACCOUNTS。`,
      `The SIP connector cannot start (${why}); check BANCHENG_SIP_LISTEN and BANCHENG_SIP_ACCOUNTS.`,
    )
  }
}

export async function hearSip(deps: Deps, { caller, type, callId, extension }: Heard): Promise<void> {
  const event = { type, callId, extension, at: deps.clock(), recording: null }
  const centerId = await centerOf(deps.db, undefined)
  await hear(deps, { centerId, event, caller: callerNumber(caller), source: 'sip' })
}

const bound = (socket: Socket, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('error', reject)
    socket.bind(port, host, () => {
      socket.off('error', reject)
      resolve()
    })
  })

const registrationOf = (registrations: readonly Registration[], message: SipMessage): Registration | undefined =>
  registrations.find(({ callId }) => callId === headerOf(message, 'call-id'))

/** RFC 3581: back to where it came from when asked so, else to where the request says. */
function replyPort(message: SipMessage, from: RemoteInfo): number {
  const via = headerOf(message, 'via') ?? ''
  if (/;\s*rport\b/i.test(via)) return from.port
  const said = /SIP\/2\.0\/UDP\s+[^\s;:]+:(\d+)/i.exec(via)?.[1]
  return said ? Number(said) : 5060
}

const ownAddress = (): string =>
  Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address ?? '127.0.0.1'
