import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { CallRow, ContactRow } from '@bancheng/core/reception/contract.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../../../platform/clock.ts'
import { loadSampleCentreWhenEmpty } from '../../../sample/load.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../../../testing/desk.ts'
import { registerReception } from '../../routes.ts'
import { readAccounts } from './accounts.ts'
import { hearSip, type SipConnector, startSip } from './connector.ts'
import { digestAnswer } from './digest.ts'
import { calledUser, headerOf, parseSip, replyTo, whyTakenBack } from './message.ts'

const invite = [
  'INVITE sip:8001@192.0.2.10:5062 SIP/2.0',
  'v: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1',
  'f: <sip:13800001234@192.0.2.1>;tag=a',
  't: <sip:8001@192.0.2.10>',
  'i: abc@192.0.2.1',
  'CSeq: 1 INVITE',
  'Subject: folded',
  ' line',
  'l: 0',
  '',
  '',
].join('\r\n')

const parse = (text: string) => parseSip(Buffer.from(text))

describe('a message', () => {
  test('is read with short names and folded lines, and answered along the way it came', () => {
    const message = parse(invite)
    if (!message) throw new Error('it is one')
    expect([calledUser(message), headerOf(message, 'subject')]).toEqual(['8001', 'folded line'])
    const reply = replyTo(message, '180 Ringing', { toTag: 'mine', from: { address: '192.0.2.1', port: 5060 } })
    expect(reply).toContain('Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1')
    expect(reply).toContain('To: <sip:8001@192.0.2.10>;tag=mine')
  })

  test.each(['\r\n\r\n', 'GET / HTTP/1.1\r\n\r\n', ''])('%j is none', (text) => {
    expect(parse(text)).toBeNull()
  })

  test.each([
    ['SIP;cause=200;text="Call completed elsewhere"', 'elsewhere'],
    ['SIP ;cause=487 ;text="Originator canceled"', 'given-up'],
    ['Q.850;cause=16', 'unsaid'],
    ['Q.850;cause=16, SIP;cause=200', 'elsewhere'],
  ])('taken back because of %s', (reason, why) => {
    const message = parse(invite.replace('Subject: folded\r\n line', `Reason: ${reason}`))
    expect(message && whyTakenBack(message)).toBe(why)
  })
})

test('a challenge is answered as RFC 2617 3.5 works it out', () => {
  const challenge =
    'Digest realm="testrealm@host.com", qop="auth,auth-int", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
  const asked = { method: 'GET', uri: '/dir/index.html', user: 'Mufasa', password: 'Circle Of Life' }
  expect(digestAnswer(challenge, asked, '0a4f113b')).toContain('response="6629fae49393a05397450978507c4ef1"')
})

test('accounts are read, and one that is none is named without its password', () => {
  expect(readAccounts('8001:pw@pbx.local:5070, 8002@192.0.2.1')).toEqual([
    { extension: '8001', password: 'pw', host: 'pbx.local', port: 5070 },
    { extension: '8002', password: null, host: '192.0.2.1', port: 5060 },
  ])
  expect(() => readAccounts('8001:secret@')).toThrow('8001:…@')
})

const sipp = (() => {
  try {
    return execFileSync('which', ['sipp'], { encoding: 'utf8' }).trim()
  } catch {
    return null
  }
})()
if (!sipp) console.warn('SIP is not tried against a real peer here: install Debian’s package sip-tester (sipp).')

/** The peer is a process of its own, and takes its time on a busy machine. */
const soon = { timeout: 30_000 }

describe.skipIf(!sipp)('given a real SIP exchange (sipp)', { timeout: 90_000 }, () => {
  let desk: TestDesk
  let officer: TestPerson
  let connector: SipConnector
  let folder: string
  let freePort = 21_000 + (process.pid % 9_000)

  beforeAll(async () => {
    desk = await openTestDesk({ rooms: [registerReception] })
    await loadSampleCentreWhenEmpty(desk.deps)
    officer = await signInTo(desk, 'officer1')
    await officer.asks('PUT', '/api/reception/extensions/8001', { personId: 'officer1' })
    const onHeard = (heard: Parameters<typeof hearSip>[1]) => hearSip(desk.deps, heard)
    connector = await startSip({ listen: '127.0.0.1:0', accounts: '8001@127.0.0.1:9', now: desk.deps.clock, onHeard })
    folder = await mkdtemp(join(tmpdir(), 'bancheng-sip-'))
  })
  afterAll(async () => {
    await connector.close()
    await desk.close()
    await rm(folder, { recursive: true, force: true })
  })

  /** One scenario of the peer; it fails when the desk does not answer as the scenario expects. */
  async function plays(name: string, to: readonly string[], words: Record<string, string> = {}): Promise<void> {
    const text = await readFile(new URL(`scenarios/${name}.xml`, import.meta.url), 'utf8')
    const file = join(folder, `${name}.xml`)
    await writeFile(
      file,
      Object.entries(words).reduce((all, [from, by]) => all.replaceAll(from, by), text),
    )
    const common = [
      '-sf',
      file,
      ...(to.includes('-m') ? [] : ['-m', '1']),
      '-i',
      '127.0.0.1',
      '-nostdin',
      '-timeout',
      '20',
      '-timeout_error',
    ]
    await promisify(execFile)(sipp ?? '', [...common, ...to], { cwd: folder })
  }
  const rings = (caller: string, reason: string, to = connector) =>
    plays('ring', ['-s', '8001', `127.0.0.1:${to.port}`], { CALLER: caller, REASON: reason })
  const saying = (cause: number) => `Reason: SIP;cause=${cause};text="told by the exchange"`
  const newestCall = async () => (await officer.asks('GET', '/api/reception/calls')).json<{ rows: CallRow[] }>().rows[0]
  const unsaved = async () =>
    (await officer.asks('GET', '/api/contacts?which=unsaved')).json<{ rows: ContactRow[] }>().rows

  test('when it rings and somebody answers at the telephone, then the contact is open at the desk', async () => {
    await rings('13800007777', saying(200))
    await expect.poll(async () => (await newestCall())?.status, soon).toBe('answered')
    expect(await newestCall()).toMatchObject({ extension: '8001', phoneMasked: '138****7777' })
    expect(await unsaved()).toMatchObject([{ phoneMasked: '138****7777' }])
  })

  test('when it rings and nobody answers, then it is missed, and a call-back is owed', async () => {
    desk.setClock('2026-03-02T01:05:00.000Z' as Instant) // some minutes later that Monday
    await rings('13800008888', saying(487))
    await expect.poll(async () => (await newestCall())?.status, soon).toBe('missed')
    const tasks = (await officer.asks('GET', '/api/reception/tasks')).json()
    expect(tasks.rows).toMatchObject([{ kind: 'missed-call', phoneMasked: '138****8888' }])
  })

  /** An exchange on a port of its own, and a desk that subscribes there. */
  async function subscribes(name: string, words: Record<string, string>, passes: number) {
    const port = freePort++
    const exchange = plays(name, ['-p', String(port), '-m', String(passes)], words)
    const onHeard = (heard: Parameters<typeof hearSip>[1]) => hearSip(desk.deps, heard)
    const accounts = `8001@127.0.0.1:${port}`
    return { exchange, desk: await startSip({ listen: '127.0.0.1:0', accounts, now: desk.deps.clock, onHeard }) }
  }
  const subscriptionOf = (one: SipConnector) => one.health().lines[0]?.subscription

  test('when the exchange gives no reason but tells of the telephone, then it was answered and has ended, and it is asked again', async () => {
    desk.setClock('2026-03-02T01:10:00.000Z' as Instant)
    const watched = await subscribes('dialogs', { CALLER: '13800009999', PAUSE: '5000' }, 2)
    await expect.poll(() => subscriptionOf(watched.desk)?.state, soon).toBe('up')
    await rings('13800009999', 'Max-Breadth: 60', watched.desk)
    await expect.poll(newestCall, soon).toMatchObject({ status: 'ended', phoneMasked: '138****9999', callBack: null })
    await watched.exchange // the second pass is that of the second subscription
    await expect.poll(() => subscriptionOf(watched.desk)?.problem, soon).toBe('terminated: timeout')
    const tasks = (await officer.asks('GET', '/api/reception/tasks')).json()
    expect(JSON.stringify(tasks.rows)).not.toContain('138****9999')
    await watched.desk.close()
  })

  test('when the exchange knows no dialogs, then the desk goes on without, and says so', async () => {
    const watched = await subscribes('no-dialogs', {}, 1)
    await watched.exchange
    await expect
      .poll(() => subscriptionOf(watched.desk), soon)
      .toMatchObject({ state: 'refused', problem: '489 Bad Event' })
    desk.setClock('2026-03-02T01:15:00.000Z' as Instant)
    await rings('13800006543', 'Max-Breadth: 60', watched.desk)
    await expect.poll(newestCall, soon).toMatchObject({ status: 'missed', phoneMasked: '138****6543' })
    await watched.desk.close()
  })

  test('when the exchange asks for a password, then the extension registers with it', async () => {
    const port = freePort++
    const registrar = plays('registrar', ['-p', String(port)])
    const registered = await startSip({
      listen: '127.0.0.1:0',
      accounts: `8001:secret-8001@127.0.0.1:${port}`,
      now: systemClock,
      onHeard: async () => {},
    })
    await registrar
    await expect.poll(() => registered.health().lines[0]?.registration?.state, soon).toBe('up')
    await registered.close()
  })
})
