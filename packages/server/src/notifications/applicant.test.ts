import { addMinutes, type Instant } from '@bancheng/core/kernel/time.ts'
import type { MessagesOfCase } from '@bancheng/core/notifications/contract.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerCases } from '../cases/routes.ts'
import { readConfig } from '../config.ts'
import { SIGNATURE_HEADER, signatureOf, TIMESTAMP_HEADER } from '../platform/signature.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { acceptedCase, type Worker, workerAt } from '../testing/case-desk.ts'
import { MONDAY, openTestDesk, type TestDesk } from '../testing/desk.ts'
import { openReceiver } from '../testing/peers.ts'
import { relayOutbox } from './relay.ts'
import { registerNotifications } from './routes.ts'
import { sendPostings } from './send.ts'

let desk: TestDesk
let sms: Awaited<ReturnType<typeof openReceiver>>
let officer: Worker
let now: Instant = MONDAY

const setClock = (next: Instant) => {
  now = next
  desk.setClock(next)
}
async function deliver(): Promise<void> {
  await relayOutbox(desk.deps)
  await sendPostings(desk.deps)
  await relayOutbox(desk.deps)
}
const sent = () => sms.received.map(({ body }) => JSON.parse(body) as { id: string; to: string; text: string })
const messagesOf = async (caseId: string) =>
  (await officer.asks('GET', `/api/cases/${caseId}/messages`)).json<MessagesOfCase>()
const askFor = (caseId: string, items = ['租赁合同']) => officer.does(caseId, 'askApplicant', { items, means: 'phone' })

/** The rules of the centre from the first Monday on, changed; each version a minute later than the one before. */
let published = 0
async function publish(version: string, change: object): Promise<void> {
  await sql`
    insert into policy (center_id, version, in_force_from, added_at, document)
    select center_id, ${version}, ${MONDAY}, ${addMinutes(MONDAY, ++published)}, document || ${JSON.stringify({ ...change, version })}
    from policy where center_id = 'sample-ja' order by added_at desc nulls last limit 1
  `.execute(desk.deps.db)
}

beforeAll(async () => {
  sms = await openReceiver()
  const { outside } = readConfig({ BANCHENG_SMS_URL: sms.url, BANCHENG_SMS_SECRET: 'a secret of the provider' })
  desk = await openTestDesk({ rooms: [registerCases, registerNotifications], config: { outside } })
  await loadSampleCentreWhenEmpty(desk.deps)
  await publish('a@2', { messages: { signature: '静安政务', texts: {} } })
})
beforeEach(async () => {
  setClock(MONDAY)
  officer = await workerAt(desk, 'officer1')
  await sql`delete from posting`.execute(desk.deps.db)
  await sql`delete from outbox`.execute(desk.deps.db)
  sms.received.length = 0
})
afterAll(async () => {
  await desk.close()
  await sms.close()
})

describe('given an applicant with a mobile', () => {
  test('when something is asked of them, then one signed SMS says what and until when, and the case says that it went', async () => {
    const caseId = await acceptedCase(officer)
    const { state } = await askFor(caseId)
    expect((await messagesOf(caseId)).rows).toEqual([])
    await deliver()
    await deliver()
    expect(sent()).toEqual([
      {
        id: expect.any(String),
        to: '13800001234',
        text: expect.stringMatching(
          new RegExp(`^【静安政务】您的事项 ${state.caseNo} 需要补充：租赁合同，请于 .+ 前提供。$`),
        ),
      },
    ])
    const { hindrance, rows } = await messagesOf(caseId)
    expect(hindrance).toBeNull()
    expect(rows).toMatchObject([{ kind: 'applicant-asked', standing: 'sent', sentAt: MONDAY }])
    const { rows: kept } = await sql<{ kept: string }>`
      select to_jsonb(posting)::text as kept from posting union all select to_jsonb(news)::text from news
    `.execute(desk.deps.db)
    expect(kept.map((row) => row.kept).join()).not.toMatch(/13800001234|王芳/)
  })

  test('when the date of the case is put off, and when it is done, then they hear of both', async () => {
    const caseId = await acceptedCase(officer)
    const { state } = await officer.sees(caseId)
    const taskId = state.tasks.find(({ kind }) => kind === 'handle')?.taskId ?? ''
    const asked = await officer.does(caseId, 'requestExtension', {
      taskId,
      limit: { amount: 2, unit: 'working-days' },
      reason: '等市局答复',
    })
    const decision = asked.state.tasks.find(({ kind }) => kind === 'decide-extension')?.taskId ?? ''
    const supervisor = await workerAt(desk, 'supervisor')
    await supervisor.does(caseId, 'decideExtension', {
      taskId: decision,
      granted: true,
      reason: '同意',
      applicantTold: '电话',
    })
    await officer.does(caseId, 'recordResult', { kind: 'done', publicReply: '已注销', proof: '注销通知书' })
    await officer.does(caseId, 'tellApplicant', { means: 'phone', toWhom: '王芳' })
    await officer.does(caseId, 'resolveCase', {})
    await deliver()
    expect(sent().map(({ text }) => text.replace(/^.*?】/, ''))).toEqual([
      expect.stringContaining(`您的事项 ${state.caseNo} 办理期限延至 `),
      expect.stringContaining(`您的事项 ${state.caseNo} 已办结，`),
    ])
  })

  test('when it is night, then the SMS comes in the morning, each by itself', async () => {
    const night = '2026-03-02T13:00:00.000Z' as Instant // written in the one shape of an Instant
    setClock(night)
    officer = await workerAt(desk, 'officer1')
    for (const one of ['甲', '乙']) await askFor(await acceptedCase(officer, { want: one }))
    await deliver()
    expect(sent()).toEqual([])
    setClock('2026-03-03T00:30:00.000Z' as Instant)
    await deliver()
    expect(sent()).toHaveLength(2)
  })

  test('when the provider is down, then it is tried with growing pauses under one id, and in the end the owner is told to phone', async () => {
    sms.answerNext(...Array.from({ length: 6 }, () => ({ status: 503 })))
    const caseId = await acceptedCase(officer)
    await askFor(caseId)
    for (const minutes of [0, 1, 2, 3, 5, 9]) {
      setClock(addMinutes(now, minutes))
      await deliver()
    }
    expect(sent()).toHaveLength(6)
    expect(new Set(sent().map(({ id }) => id)).size).toBe(1)
    expect((await messagesOf(caseId)).rows).toMatchObject([{ standing: 'failed', attempts: 6 }])
    const [told] = (await officer.asks('GET', '/api/news')).json().rows
    expect(told).toMatchObject({ topic: 'applicant-unreached', caseId })
    expect(told.text).toContain('请改用电话告知')
  })

  test.each([
    { status: 400, body: '13800001234 is no number' },
    { status: 200, body: '{"accepted": false, "final": true}' },
  ])('when the provider refuses it for good, then it is given up at once ($status)', async (answer) => {
    sms.answerNext(answer)
    const caseId = await acceptedCase(officer)
    await askFor(caseId)
    await deliver()
    const { rows } = await messagesOf(caseId)
    expect(rows).toMatchObject([{ standing: 'failed', attempts: 1 }])
    expect(JSON.stringify(rows)).not.toContain('13800001234')
  })

  test('when a provider answers 200 and says no, then it was not taken', async () => {
    sms.answerNext({ status: 200, body: '{"accepted": false}' })
    const caseId = await acceptedCase(officer)
    await askFor(caseId)
    await deliver()
    expect((await messagesOf(caseId)).rows).toMatchObject([{ standing: 'waiting', attempts: 1 }])
    setClock(addMinutes(now, 1))
    await deliver()
    expect((await messagesOf(caseId)).rows).toMatchObject([{ standing: 'sent' }])
  })

  test('when their number was corrected before it went, then it goes to the new one', async () => {
    const caseId = await acceptedCase(officer)
    await askFor(caseId)
    const applicant = { kind: 'person' as const, name: '王芳', phone: '13900005678' }
    await officer.does(caseId, 'correctDetails', { reason: '抄错了', applicant })
    await deliver()
    expect(sent().map(({ to }) => to)).toEqual(['13900005678'])
  })
})

describe('given an applicant who cannot be told by SMS', () => {
  test('who wants none, or has only a landline, gets none, and the case says why', async () => {
    const refusing = await acceptedCase(officer)
    await officer.does(refusing, 'setSmsConsent', { refuses: true })
    const landline = await acceptedCase(officer, { applicant: { kind: 'person', name: '李', phone: '021-62340000' } })
    for (const caseId of [refusing, landline]) await askFor(caseId)
    await deliver()
    expect(sent()).toEqual([])
    expect((await messagesOf(refusing)).hindrance).toBe('refused')
    expect((await messagesOf(landline)).hindrance).toBe('no-mobile')
  })

  test('who refuses while it waits gets none either', async () => {
    const caseId = await acceptedCase(officer)
    await askFor(caseId)
    await relayOutbox(desk.deps)
    await officer.does(caseId, 'setSmsConsent', { refuses: true })
    await deliver()
    expect(sent()).toEqual([])
    expect((await messagesOf(caseId)).rows).toMatchObject([{ standing: 'failed', lastError: 'Undeliverable: refused' }])
  })

  test('where the rules name no SMS, or no provider is connected, nothing is put out', async () => {
    await publish('a@3', { telling: { means: ['phone'] } })
    const caseId = await acceptedCase(officer)
    await askFor(caseId)
    await deliver()
    expect((await messagesOf(caseId)).hindrance).toBe('not-a-means')
    expect(sent()).toEqual([])
    await publish('a@4', { telling: { means: ['phone', 'sms'] } })
    const { config } = desk.deps
    const silent = { ...desk.deps, config: { ...config, outside: { ...config.outside, sms: null } } }
    await askFor(caseId, ['身份证'])
    await relayOutbox(silent)
    expect((await messagesOf(caseId)).rows).toEqual([])
  })
})

describe('given a provider that reports what became of a message', () => {
  const report = (receipts: object, secret = 'a secret of the provider', at = MONDAY) => {
    const timestamp = String(Math.floor(Date.parse(at) / 1000))
    const payload = JSON.stringify(receipts)
    return desk.app.inject({
      method: 'POST',
      url: '/api/sms/receipts',
      headers: {
        'content-type': 'application/json',
        [TIMESTAMP_HEADER]: timestamp,
        [SIGNATURE_HEADER]: signatureOf(secret, timestamp, payload),
      },
      payload,
    })
  }
  const reached = async () => {
    const caseId = await acceptedCase(officer)
    await askFor(caseId)
    await deliver()
    return { caseId, id: sent().at(-1)?.id ?? '' }
  }
  const newsOf = async () => (await officer.asks('GET', '/api/news')).json().rows as { topic: string; caseId: string }[]

  test('when it was delivered, then the case says so, whatever is reported after it', async () => {
    const { caseId, id } = await reached()
    expect((await report({ id, delivered: true })).json()).toEqual({ taken: 1 })
    expect(
      (
        await report([
          { id, delivered: false },
          { id: 'of another desk', delivered: true },
        ])
      ).json(),
    ).toEqual({ taken: 0 })
    expect((await messagesOf(caseId)).rows).toMatchObject([{ standing: 'delivered', sentAt: MONDAY }])
  })

  test('when it was not, then the owner is told once to phone, and the case says why', async () => {
    const { caseId, id } = await reached()
    for (const _ of [1, 2]) await report([{ id, delivered: false, reason: '空号' }])
    await deliver()
    expect((await messagesOf(caseId)).rows).toMatchObject([{ standing: 'undelivered', lastError: '空号' }])
    const told = (await newsOf()).filter((one) => one.caseId === caseId && one.topic === 'applicant-unreached')
    expect(told).toHaveLength(1)
  })

  test('when somebody else signs it, or it is old, or makes no sense, then nothing is believed', async () => {
    const { caseId, id } = await reached()
    expect((await report({ id, delivered: true }, 'another secret')).json()).toMatchObject({
      code: 'signature-invalid',
    })
    const old = addMinutes(MONDAY, -60)
    expect((await report({ id, delivered: true }, 'a secret of the provider', old)).json()).toMatchObject({
      code: 'signature-too-old',
    })
    expect((await report({ id, delivered: 'yes' })).json()).toMatchObject({ code: 'invalid-input' })
    expect((await messagesOf(caseId)).rows).toMatchObject([{ standing: 'sent' }])
  })
})
