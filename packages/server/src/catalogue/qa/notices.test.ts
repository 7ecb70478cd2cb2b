import type { NoticeSms, NoticeView } from '@bancheng/core/catalogue/qa/notice.ts'
import { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerCases } from '../../cases/routes.ts'
import { readConfig } from '../../config.ts'
import { sendPostings } from '../../notifications/send.ts'
import { newId } from '../../platform/ids.ts'
import { registerReception } from '../../reception/routes.ts'
import { loadSampleCentreWhenEmpty } from '../../sample/load.ts'
import { acceptedCase, type Worker, workerAt } from '../../testing/case-desk.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../../testing/desk.ts'
import { openReceiver } from '../../testing/peers.ts'
import { registerNotices } from './notice-routes.ts'

let desk: TestDesk
let officer: TestPerson
let itemId = ''
let sms: Awaited<ReturnType<typeof openReceiver>>

beforeAll(async () => {
  sms = await openReceiver()
  const { outside } = readConfig({
    BANCHENG_SMS_URL: sms.url,
    BANCHENG_SMS_SECRET: 'a secret of the provider',
    BANCHENG_PUBLIC_URL: 'https://bancheng.example/',
  })
  desk = await openTestDesk({ rooms: [registerNotices, registerCases, registerReception], config: { outside } })
  await loadSampleCentreWhenEmpty(desk.deps)
  officer = await signInTo(desk, 'officer1')
  const { rows } = await sql<{
    id: string
  }>`select item_id as id from item where name like '食品经营许可%' order by name limit 1`.execute(desk.deps.db)
  itemId = rows[0]?.id ?? ''
})
afterAll(async () => {
  await desk.close()
  await sms.close()
})

type Told = NoticeView & { token: string; linkEndsAt: string; sms: NoticeSms }
const tell = (who: TestPerson, more: object = {}) =>
  who.asks('POST', '/api/notices', { itemId, applicant: '13800001234', materialIds: [], ...more })

test('given an applicant who was told nothing yet, then everything is told, and the link shows it without a name', async () => {
  const answer = await tell(officer, { advice: '租期不足<半年>时请先续租' })
  expect(answer.statusCode, answer.body).toBe(200)
  const told = answer.json<Told>()
  expect(told.content.materials.length).toBeGreaterThan(0)
  const page = await desk.app.inject({ method: 'GET', url: `/notice/${told.token}` })
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('一次性告知书')
  expect(page.body).toContain('租期不足&lt;半年&gt;时请先续租')
  expect(page.body).not.toContain('13800001234')
  const { rows } = await sql<{ kept: string }>`select to_jsonb(notice)::text as kept from notice`.execute(desk.deps.db)
  expect(rows[0]?.kept).not.toContain('13800001234')
  expect(rows[0]?.kept).not.toContain(told.token)
})

test('a second notice in the same matter needs the reason of a supervisor', async () => {
  expect((await tell(officer, { repeatReason: '漏了一项' })).json()).toMatchObject({ code: 'notice-given' })
  expect((await tell(officer, { applicant: '138-0000-1234' })).json()).toMatchObject({ code: 'notice-given' })
  const supervisor = await signInTo(desk, 'supervisor')
  expect((await tell(supervisor)).json()).toMatchObject({ code: 'notice-given' })
  expect((await tell(supervisor, { repeatReason: '办法已修订' })).json()).toMatchObject({ repeatReason: '办法已修订' })
})

test('of two officers who tell at the same moment one is the first', async () => {
  const answers = await Promise.all([1, 2].map(() => tell(officer, { applicant: '同时来的人' })))
  expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
})

/** Somebody who calls, is asked about the item, and hangs up. */
async function savedContact(phone: string, callerName = ''): Promise<string> {
  const contactId = newId()
  const question = { questionId: newId(), words: '怎么办', answers: [{ kind: 'item', itemId, title: '食品经营许可' }] }
  const takenAt = '2026-03-02T00:59:00.000Z'
  const body = { channel: 'call', callerName, phone, questions: [question], takenAt }
  const saved = await officer.asks('POST', `/api/contacts/${contactId}/save`, body, { 'idempotency-key': newId() })
  expect(saved.statusCode, saved.body).toBe(200)
  return contactId
}
const codeOf = async (answer: ReturnType<typeof tell>) => (await answer).json().code

test('told once is told once, whichever way the same person comes', async () => {
  const worker: Worker = await workerAt(desk, 'officer1')
  const phone = '13800005555'
  const contactId = await savedContact(phone, '孙梅')
  expect((await tell(officer, { applicant: '', contactId })).statusCode).toBe(200)
  expect(await codeOf(tell(officer, { applicant: '', contactId }))).toBe('notice-given')
  expect(await codeOf(tell(officer, { applicant: '138 0000 5555' }))).toBe('notice-given')
  expect(await codeOf(tell(officer, { applicant: '孙梅' }))).toBe('notice-given')
  const caseId = await acceptedCase(worker, { applicant: { kind: 'person', name: '孙梅', phone } })
  expect(await codeOf(tell(officer, { applicant: '', caseId }))).toBe('notice-given')
  expect(await codeOf(tell(officer, { applicant: '', contactId: await savedContact(phone) }))).toBe('notice-given')

  // Another person of the same name, with another phone, was never told.
  const other = await acceptedCase(worker, { applicant: { kind: 'person', name: '孙梅', phone: '13900007777' } })
  expect((await tell(officer, { applicant: '', caseId: other })).statusCode).toBe(200)
  const supervisor = await signInTo(desk, 'supervisor')
  expect((await tell(supervisor, { applicant: '', caseId, repeatReason: '办法已修订' })).statusCode).toBe(200)
})

test('nobody is named: it is refused', async () => {
  expect(await codeOf(tell(officer, { applicant: ' ' }))).toBe('invalid-input')
})

test('given a case, when its notice goes by SMS, then the link arrives once, both stand in its log, and the number nowhere', async () => {
  const worker: Worker = await workerAt(desk, 'officer1')
  const caseId = await acceptedCase(worker, { applicant: { kind: 'person', name: '钱立', phone: '13800008888' } })
  const told = (await tell(officer, { applicant: '', caseId })).json<Told>()
  expect(told.sms).toEqual({ hindrance: null, masked: '138****8888', standing: null })
  const send = () => officer.asks('POST', `/api/notices/${told.noticeId}/sms`, { token: told.token })
  expect((await send()).json()).toMatchObject({ standing: 'waiting', masked: '138****8888' })
  await send()
  await sendPostings(desk.deps)
  await send()
  await sendPostings(desk.deps)
  const bodies = sms.received.map(({ body }) => JSON.parse(body))
  expect(bodies).toMatchObject([{ to: '13800008888' }])
  expect(bodies[0].text).toContain(`https://bancheng.example/notice/${told.token} `)
  const { rows } = (await officer.asks('GET', `/api/notices?caseId=${caseId}`)).json()
  expect(rows).toMatchObject([{ noticeId: told.noticeId, sms: { masked: '138****8888', standing: 'sent' } }])
  const sentences = (await worker.sees(caseId)).timeline.map(({ sentence }) => sentence).join()
  expect(sentences).toContain('一次性告知')
  expect(sentences).toContain('138****8888')
  const { rows: kept } = await sql<{ kept: string }>`
    select to_jsonb(notice)::text as kept from notice union all select to_jsonb(posting)::text from posting
  `.execute(desk.deps.db)
  const all = kept.map((row) => row.kept).join()
  expect(all).not.toMatch(/13800008888/)
  expect(all).not.toContain(told.token)
  expect(all).not.toContain('"phone": "')
})

test('a walk-in types the number; a landline, a wrong token and a desk without a provider are refused with the way out', async () => {
  const told = (await tell(officer, { applicant: '周平' })).json<Told>()
  const send = (body: object) =>
    officer.asks('POST', `/api/notices/${told.noticeId}/sms`, { token: told.token, ...body })
  expect((await send({})).json()).toMatchObject({ code: 'sms-no-mobile' })
  expect((await send({ mobile: '021-62340000' })).json()).toMatchObject({ code: 'sms-no-mobile' })
  expect((await send({ mobile: '13800009999', token: 'x'.repeat(43) })).statusCode).toBe(404)
  const { outside } = desk.deps.config
  Object.assign(desk.deps.config, { outside: { ...outside, sms: null } })
  const refused = await send({ mobile: '13800009999' })
  Object.assign(desk.deps.config, { outside })
  expect(refused.json()).toMatchObject({ code: 'sms-off', detail: expect.stringContaining('打印') })
  expect((await send({ mobile: '13800009999' })).json()).toMatchObject({ standing: 'waiting', masked: '138****9999' })
})

test('given a provider that refuses the number, then it failed, and another number may be tried', async () => {
  await sendPostings(desk.deps) // what the others left
  sms.received.length = 0
  sms.answerNext({ status: 422 })
  const told = (await tell(officer, { applicant: '吴强' })).json<Told>()
  const send = (mobile: string) =>
    officer.asks('POST', `/api/notices/${told.noticeId}/sms`, { token: told.token, mobile })
  await send('13800001111')
  await sendPostings(desk.deps)
  expect((await send('13800002222')).json()).toMatchObject({ standing: 'waiting', masked: '138****2222' })
  await sendPostings(desk.deps)
  expect(sms.received.map(({ body }) => JSON.parse(body).to).slice(-1)).toEqual(['13800002222'])
})

test('a link ends after a month, and a made-up one shows nothing', async () => {
  const { token } = (await tell(officer, { applicant: '赵女士' })).json<Told>()
  desk.setClock(Instant.parse('2026-04-02T01:00:00.000Z'))
  expect((await desk.app.inject({ method: 'GET', url: `/notice/${token}` })).statusCode).toBe(404)
  expect((await desk.app.inject({ method: 'GET', url: `/notice/${'x'.repeat(43)}` })).statusCode).toBe(404)
})
