import type { Instant } from '@bancheng/core/kernel/time.ts'
import type { CallRow, ContactRow, ContactView, ReceptionTaskRow } from '@bancheng/core/reception/contract.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../platform/ids.ts'
import type { Signal } from '../../platform/live.ts'
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '../../platform/signature.ts'
import { loadSampleCentreWhenEmpty } from '../../sample/load.ts'
import { MONDAY, openTestDesk, signInTo, type TestDesk, type TestPerson } from '../../testing/desk.ts'
import { registerReception } from '../routes.ts'

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

describe('given somebody who calls again and again', () => {
  const misses = async (caller: string, at = '2026-03-02T09:01:00+08:00') => {
    const callId = newId()
    await tells({ type: 'ringing', callId, caller, at })
    await tells({ type: 'ended', callId, caller, at: at.replace(':00+', ':20+') })
    return callId
  }
  const owedTo = async (masked: string) => (await missed()).filter((task) => task.phoneMasked === masked)

  test('when they are missed three times, then one call-back is owed, by the time of the first, with the count', async () => {
    await misses('13700000001')
    const [first] = await owedTo('137****0001')
    await misses('+86 137 0000 0001', '2026-03-02T09:02:00+08:00')
    await misses('013700000001', '2026-03-02T09:03:00+08:00')
    const owed = await owedTo('137****0001')
    expect(owed).toMatchObject([
      { taskId: first?.taskId, dueAt: first?.dueAt, missedCount: 3, lastMissedAt: '2026-03-02T01:03:00.000Z' },
    ])
  })

  test('when they get through, then nothing is owed, and the log says by whom', async () => {
    const before = await misses('13700000002')
    const callId = newId()
    await tells({ type: 'ringing', callId, extension: '8002', caller: '13700000002', at: '2026-03-02T09:04:00+08:00' })
    await tells({ type: 'answered', callId, extension: '8002', caller: '13700000002', at: '2026-03-02T09:04:10+08:00' })
    expect(await owedTo('137****0002')).toEqual([])
    const row = await callOf(before)
    expect(row?.callBack).toMatchObject({ state: 'done', outcome: 'done', note: '对方再次来电，分机 8002 已接听' })
    expect(row?.callBack?.byName).toBe((await callOf(callId))?.personName)
  })

  test('when an earlier answer is told late, then what was missed after it is still owed', async () => {
    await misses('13700000003', '2026-03-02T09:03:00+08:00')
    await tells({ type: 'answered', callId: newId(), caller: '13700000003', at: '2026-03-02T09:02:00+08:00' })
    expect(await owedTo('137****0003')).toHaveLength(1)
  })

  test('when they are called and it is written down, then nothing is owed', async () => {
    await misses('13700000004')
    const answers = [{ kind: 'words', title: '已答复' }]
    const questions = [{ questionId: newId(), words: '回电', answers, outcome: 'guided' }]
    const contact = {
      channel: 'call',
      callerName: '',
      phone: '137 0000 0004',
      questions,
      takenAt: '2026-03-02T01:04:00.000Z',
    }
    const saved = await officer.asks('POST', `/api/contacts/${newId()}/save`, contact, { 'idempotency-key': newId() })
    expect(saved.statusCode).toBe(200)
    expect(await owedTo('137****0004')).toEqual([])
  })

  test('when one of three turns out to have been answered by a colleague, then two are still owed', async () => {
    const callIds = [await misses('13700000005'), await misses('13700000005', '2026-03-02T09:02:00+08:00')]
    await tells({
      type: 'answered',
      callId: callIds[0],
      extension: '8002',
      caller: null,
      at: '2026-03-02T09:01:10+08:00',
    })
    expect(await owedTo('137****0005')).toMatchObject([{ missedCount: 1 }])
  })

  test('when two are missed at once, then still one call-back is owed', async () => {
    await Promise.all([misses('13700000006'), misses('13700000006'), misses('13700000006')])
    expect(await owedTo('137****0006')).toMatchObject([{ missedCount: 3 }])
  })
})

describe('given an answered call', () => {
  test('when it is passed on, then it is with the colleague, both keep their contact, and its length is known', async () => {
    const callId = newId()
    const steps = [
      { type: 'ringing', at: '2026-03-02T08:50:00+08:00' },
      { type: 'answered', at: '2026-03-02T08:50:10+08:00' },
      { type: 'ringing', extension: '8002', at: '2026-03-02T08:52:00+08:00' },
      { type: 'answered', extension: '8002', at: '2026-03-02T08:52:05+08:00' },
      { type: 'ended', at: '2026-03-02T08:52:06+08:00' },
    ]
    for (const step of steps) await tells({ callId, caller: '13700000010', ...step })
    expect(await callOf(callId)).toMatchObject({ status: 'answered', extension: '8002' })
    await tells({ type: 'ended', callId, extension: '8002', at: '2026-03-02T08:54:10+08:00', recording: 'rec/2.wav' })
    const opened = async (who: TestPerson) => {
      const row = (await unsaved(who)).find(({ phoneMasked }) => phoneMasked === '137****0010')
      return (await who.asks('GET', `/api/contacts/${row?.contactId}`)).json<ContactView>()
    }
    const theirs = { callStatus: 'ended', talkedSeconds: 240, recording: 'rec/2.wav' }
    expect([await opened(officer), await opened(colleague)]).toMatchObject([theirs, theirs])
  })

  test('when the recording is told with an end that was told before, then it is kept; only who took the call and the supervisor see it', async () => {
    const callId = newId()
    await tells({ type: 'answered', callId, extension: '8002', caller: '13700000011' })
    await tells({ type: 'ended', callId, extension: '8002' })
    await tells({ type: 'ended', callId, extension: '8002', recording: 'rec/8002-13700000011-3.wav' })
    const seenBy = async (who: TestPerson) =>
      (await who.asks('GET', '/api/reception/calls'))
        .json<{ rows: CallRow[] }>()
        .rows.find((row) => row.callId === callId)?.recording
    const name = 'rec/8002-137****0011-3.wav' // as everywhere, the number only when it is asked for
    const supervisor = await signInTo(desk, 'supervisor')
    expect([await seenBy(colleague), await seenBy(supervisor), await seenBy(officer)]).toEqual([name, name, null])
  })
})

describe('how the telephone stands', () => {
  test('is told to supervisor and system administrator: what was heard and what was turned away last', async () => {
    await tells({ type: 'ringing', callId: newId() }, { secret: 'somebody-elses-secret' })
    const sysadmin = await signInTo(desk, 'sysadmin')
    const health = (await sysadmin.asks('GET', '/api/reception/telephony')).json()
    expect(health).toMatchObject({
      http: { isOn: true, heardAt: MONDAY, refused: { code: 'signature-invalid' } },
      sip: null,
    })
    expect((await officer.asks('GET', '/api/reception/telephony')).statusCode).toBe(403)
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
    '{"type":"ringing","callId":"a","extension":"1","at":"2026-03-02T09:00:00Z"}', // eight hours to come
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
