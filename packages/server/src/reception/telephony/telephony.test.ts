import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { CallRow, ContactRow, ContactView, ReceptionTaskRow } from '@bancheng/core/reception/contract.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import type { Signal } from '../../platform/live.ts'
import { loadSampleCentreWhenEmpty } from '../../sample/load.ts'
import { MONDAY, openTestDesk, signInTo, type TestDesk, type TestPerson } from '../../testing/desk.ts'
import { registerReception } from '../routes.ts'
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from './signature.ts'

const SECRET = 'the-secret-of-the-exchange'
let desk: TestDesk
let officer: TestPerson
let colleague: TestPerson
const signals: Signal[] = []

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerReception], config: { telephonySecret: SECRET } })
  await loadSampleCentreWhenEmpty(desk.deps)
  officer = await signInTo(desk, 'officer1')
  colleague = await signInTo(desk, 'officer2')
  await officer.asks('PUT', '/api/reception/extensions/8001', { personId: 'officer1' })
  await colleague.asks('PUT', '/api/reception/extensions/8002', { personId: 'officer2' })
  desk.deps.live.onSignal((signal) => signals.push(signal))
})
afterAll(() => desk.close())

const seconds = (now: Instant) => String(Math.floor(Date.parse(now) / 1000))
type Told = { secret?: string; timestamp?: string; body?: string }
function tells(event: object, { secret = SECRET, timestamp = seconds(MONDAY), body }: Told = {}) {
  const payload = body ?? JSON.stringify({ extension: '8001', caller: '13800001234', at: MONDAY, ...event })
  return desk.app.inject({
    method: 'POST',
    url: '/api/telephony/events',
    headers: {
      'content-type': 'application/json',
      [TIMESTAMP_HEADER]: timestamp,
      [SIGNATURE_HEADER]: signatureOf(secret, timestamp, Buffer.from(payload)),
    },
    payload,
  })
}
const unsaved = async (who: TestPerson) =>
  (await who.asks('GET', '/api/contacts?which=unsaved')).json<{ rows: ContactRow[] }>().rows
const missed = async () =>
  (await officer.asks('GET', '/api/reception/tasks'))
    .json<{ rows: ReceptionTaskRow[] }>()
    .rows.filter(({ kind }) => kind === 'missed-call')
const callOf = async (callId: string) =>
  (await officer.asks('GET', '/api/reception/calls'))
    .json<{ rows: CallRow[] }>()
    .rows.find((row) => row.callId === callId)

describe('given a ring at the extension of an officer', () => {
  test('then the desk is told, and an open contact with the masked caller waits there', async () => {
    const callId = newId()
    expect((await tells({ type: 'ringing', callId })).statusCode).toBe(204)
    const [row] = await unsaved(officer)
    const opened = (await officer.asks('GET', `/api/contacts/${row?.contactId}`)).json<ContactView>()
    expect(opened).toMatchObject({ callId, callStatus: 'ringing', phoneMasked: '138****1234', state: 'open' })
    await expect
      .poll(() => signals.some(({ topic, subjectId }) => topic === 'call' && subjectId === row?.contactId))
      .toBe(true)

    await tells({ type: 'answered', callId })
    await tells({ type: 'ended', callId, at: '2026-03-02T09:04:00+08:00', recording: 'rec/2026/03/1.wav' })
    expect(await callOf(callId)).toMatchObject({ status: 'ended', recording: 'rec/2026/03/1.wav' })
    expect(await unsaved(officer)).toHaveLength(1)
    expect(await missed()).toEqual([])
    await officer.asks('DELETE', `/api/contacts/${row?.contactId}`)
  })

  test('when nobody answers, then the contact goes, the log says so and a call-back is owed, once', async () => {
    const callId = newId()
    await tells({ type: 'ringing', callId, caller: '021-62471234' })
    for (let told = 0; told < 3; told++) await tells({ type: 'ended', callId })
    expect(await unsaved(officer)).toEqual([])
    expect(await callOf(callId)).toMatchObject({ status: 'missed', phoneMasked: '021-****1234' })
    const owed = await missed()
    expect(owed).toMatchObject([
      { callId, phoneMasked: '021-****1234', dueAt: '2026-03-02T03:00:00.000Z', maySettle: true },
    ])
    const number = await officer.asks('POST', '/api/reception/reveal', { callId, reason: '回电' })
    expect(number.json()).toEqual({ value: '021-62471234' })
    const settled = { outcome: 'done', note: '已回电' }
    const url = `/api/reception/tasks/${owed[0]?.taskId}/settle`
    await officer.asks('POST', url, settled, { 'idempotency-key': newId() })
    expect(await missed()).toEqual([])
  })

  test('when another desk of the group answers, then the contact stays only there and nothing is owed', async () => {
    const callId = newId()
    await tells({ type: 'ringing', callId })
    await tells({ type: 'ringing', callId, extension: '8002' })
    await tells({ type: 'ended', callId })
    await tells({ type: 'answered', callId, extension: '8002' })
    expect(await unsaved(officer)).toEqual([])
    expect(await unsaved(colleague)).toHaveLength(1)
    expect(await missed()).toEqual([])
    expect(await callOf(callId)).toMatchObject({ status: 'answered', extension: '8002' })
  })

  test('when the caller withholds the number, or nobody sits there, then the call is in the log all the same', async () => {
    const callId = newId()
    await tells({ type: 'ringing', callId, extension: '8099', caller: 'anonymous' })
    await tells({ type: 'ended', callId, extension: '8099', caller: null })
    expect(await callOf(callId)).toMatchObject({ status: 'missed', phoneMasked: null, personName: null })
    expect((await missed()).some((task) => task.callId === callId)).toBe(true)
  })
})

describe('the signature', () => {
  test.each([
    ['another secret', { secret: 'somebody-elses-secret' }, 'signature-invalid'],
    ['a time of an hour ago', { timestamp: seconds('2026-03-02T00:00:00.000Z' as Instant) }, 'signature-too-old'],
    ['a time to come', { timestamp: seconds('2026-03-02T01:06:00.000Z' as Instant) }, 'signature-too-old'],
    ['no time at all', { timestamp: 'now' }, 'signature-invalid'],
  ])('with %s it is refused', async (_, told, code) => {
    const answer = await tells({ type: 'ringing', callId: newId() }, told)
    expect([answer.statusCode, answer.json().code]).toEqual([401, code])
  })

  test('is of this body and no other', async () => {
    const timestamp = seconds(MONDAY)
    const answer = await desk.app.inject({
      method: 'POST',
      url: '/api/telephony/events',
      headers: {
        'content-type': 'application/json',
        [TIMESTAMP_HEADER]: timestamp,
        [SIGNATURE_HEADER]: signatureOf(SECRET, timestamp, Buffer.from('{}')),
      },
      payload: JSON.stringify({ type: 'ringing', callId: 'x', extension: '8001', at: MONDAY }),
    })
    expect(answer.json()).toMatchObject({ code: 'signature-invalid' })
  })

  test.each([
    'not json',
    '{}',
    '{"type":"ringing","callId":"a\\u0000b","extension":"1","at":"2026-03-02T01:00:00Z"}',
    '[]',
  ])('does not make sense of %s', async (body) => {
    expect((await tells({}, { body })).json()).toMatchObject({ code: 'invalid-input', status: 400 })
  })

  test('without a secret the connector is off', async () => {
    const off = await openTestDesk({ rooms: [registerReception] })
    const answer = await off.app.inject({ method: 'POST', url: '/api/telephony/events', payload: {} })
    expect(answer.json()).toMatchObject({ code: 'telephony-off', status: 404 })
    await off.close()
  })
})

test('an officer cannot seat a colleague, a supervisor can', async () => {
  const asked = { personId: 'officer2' }
  expect((await officer.asks('PUT', '/api/reception/extensions/8003', asked)).json()).toMatchObject({
    code: 'extension-of-another',
    status: 403,
  })
  const supervisor = await signInTo(desk, 'supervisor')
  const seats = (await supervisor.asks('PUT', '/api/reception/extensions/8003', asked)).json()
  expect(seats).toMatchObject({ isConnected: true })
  expect(seats.seats).toContainEqual(expect.objectContaining({ extension: '8003', personId: 'officer2' }))
})
