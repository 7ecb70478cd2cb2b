import type { Task } from '@bancheng/core/cases/state.ts'
import type { RatingLinkRow, RatingPage } from '@bancheng/core/feedback/contract.ts'
import { addMinutes, type Instant } from '@bancheng/core/kernel/time.ts'
import { LINK_HEADER } from '@bancheng/core/links/address.ts'
import type { MessagesOfCase } from '@bancheng/core/notifications/contract.ts'
import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { registerCases } from '../cases/routes.ts'
import { verify } from '../cases/verify.ts'
import { readConfig } from '../config.ts'
import { relayOutbox } from '../notifications/relay.ts'
import { registerNotifications } from '../notifications/routes.ts'
import { sendPostings } from '../notifications/send.ts'
import { loggedPath } from '../platform/http.ts'
import { newId } from '../platform/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { acceptedCase, type Worker, workerAt } from '../testing/case-desk.ts'
import { MONDAY, openTestDesk, type TestDesk } from '../testing/desk.ts'
import { openReceiver } from '../testing/peers.ts'
import { registerFeedback } from './routes.ts'

const DAY = 24 * 60
let desk: TestDesk
let sms: Awaited<ReturnType<typeof openReceiver>>
let officer: Worker
let colleague: Worker
let supervisor: Worker

beforeAll(async () => {
  sms = await openReceiver()
  const { outside } = readConfig({
    BANCHENG_SMS_URL: sms.url,
    BANCHENG_SMS_SECRET: 'a secret of the provider',
    BANCHENG_PUBLIC_URL: 'https://window.example.gov.cn/',
  })
  const rooms = [registerCases, registerNotifications, registerFeedback]
  desk = await openTestDesk({ rooms, config: { outside } })
  await loadSampleCentreWhenEmpty(desk.deps)
})
beforeEach(async () => {
  desk.setClock(MONDAY)
  officer = await workerAt(desk, 'officer1')
  colleague = await workerAt(desk, 'officer2')
  supervisor = await workerAt(desk, 'supervisor')
  await sql`delete from posting`.execute(desk.deps.db)
  await sql`delete from outbox`.execute(desk.deps.db)
  sms.received.length = 0
})
afterAll(async () => {
  await desk?.close()
  await sms?.close()
})

async function deliver(): Promise<void> {
  await relayOutbox(desk.deps)
  await sendPostings(desk.deps)
  await relayOutbox(desk.deps)
}
const sent = () => sms.received.map(({ body }) => JSON.parse(body) as { to: string; text: string })
const asked = () => sent().filter(({ text }) => text.includes('/r/'))
const tokenIn = (text: string): string => /\/r\/([\w-]+)/.exec(text)?.[1] ?? ''

/** A case that is done, of which the applicant was told in person. */
async function resolvedCase(): Promise<string> {
  const caseId = await acceptedCase(officer, { want: '王芳（13800001234）的押金' })
  await officer.does(caseId, 'recordResult', { kind: 'done', publicReply: '已注销', proof: '注销通知书' })
  await officer.does(caseId, 'tellApplicant', { means: 'in-person', toWhom: '王芳' })
  await officer.does(caseId, 'resolveCase', {})
  return caseId
}
async function askedCase(): Promise<{ caseId: string; token: string }> {
  const caseId = await resolvedCase()
  await deliver()
  return { caseId, token: tokenIn(asked().at(-1)?.text ?? '') }
}
function aPhone(token: string) {
  const asks = (method: 'GET' | 'POST', url: string, payload?: object, key = newId()) =>
    desk.app.inject({
      method,
      url,
      headers: { [LINK_HEADER]: token, 'idempotency-key': key },
      ...(payload ? { payload } : {}),
    })
  return {
    opens: () => asks('GET', '/api/public/rating'),
    rates: (satisfaction: number, more: object = {}, key?: string) =>
      asks('POST', '/api/public/rating', { satisfaction, ...more }, key),
    adds: (words: string) => asks('POST', '/api/public/rating/addition', { words }),
  }
}
const problemOf = (answer: LightMyRequestResponse) => answer.json<{ code: string; detail: string }>()
const codeOf = (answer: LightMyRequestResponse) => problemOf(answer).code
const linksOf = async (who: Worker, caseId: string) =>
  (await who.asks('GET', `/api/cases/${caseId}/rating-links`)).json<{ links: RatingLinkRow[] }>().links
const openKinds = (tasks: readonly Task[]) => tasks.filter(({ state }) => state === 'open').map(({ kind }) => kind)

describe('given a case that is done', () => {
  test('then the applicant is sent one link, once, after it stands; nobody at the desk can read it', async () => {
    const caseId = await resolvedCase()
    expect(sms.received).toEqual([])
    await deliver()
    await deliver()
    expect(asked()).toHaveLength(1)
    const [told] = asked()
    expect(told?.to).toBe('13800001234')
    expect(told?.text).toMatch(
      /^您的事项 JA-\S+ 办得怎么样？请评价：https:\/\/window\.example\.gov\.cn\/r\/[\w-]{22} （2026-04-01 .+ 前有效/,
    )
    const token = tokenIn(told?.text ?? '')
    const { rows } = (await officer.asks('GET', `/api/cases/${caseId}/messages`)).json<MessagesOfCase>()
    const shown = rows.find(({ kind }) => kind === 'rating-asked')
    expect(shown?.standing).toBe('sent')
    expect(shown?.text).toContain('https://window.example.gov.cn/r/…')
    const { rows: kept } = await sql<{ kept: string }>`
      select to_jsonb(posting)::text as kept from posting union all select to_jsonb(rating_link)::text from rating_link
      union all select to_jsonb(audit_entry)::text from audit_entry union all select to_jsonb(case_event)::text from case_event
    `.execute(desk.deps.db)
    expect(kept.map((row) => row.kept).join()).not.toContain(token)
    const { rows: sealed } = await sql`select from rating_link where token_sealed is not null`.execute(desk.deps.db)
    expect(sealed).toEqual([])
    expect(loggedPath(`/r/${token}`)).toBe('/r/…')
  })

  test('when they want no SMS, or the desk has no address outside, then none is made', async () => {
    const caseId = await acceptedCase(officer)
    await officer.does(caseId, 'setSmsConsent', { refuses: true })
    await officer.does(caseId, 'recordResult', { kind: 'done', publicReply: '已注销', proof: '注销通知书' })
    await officer.does(caseId, 'tellApplicant', { means: 'phone', toWhom: '王芳' })
    await officer.does(caseId, 'resolveCase', {})
    await deliver()
    expect(sent()).toEqual([])
    expect(await linksOf(officer, caseId)).toEqual([])
  })

  test('when it was rated by phone in the night before the SMS went, then it does not go', async () => {
    desk.setClock('2026-03-02T13:00:00.000Z' as Instant) // written in the one shape of an Instant
    officer = await workerAt(desk, 'officer1')
    const caseId = await resolvedCase()
    await deliver()
    colleague = await workerAt(desk, 'officer2')
    await colleague.does(caseId, 'recordFollowUp', { solved: true, satisfaction: 4 })
    desk.setClock('2026-03-03T00:30:00.000Z' as Instant)
    await deliver()
    expect(asked()).toEqual([])
    officer = await workerAt(desk, 'officer1')
    const news = (await officer.asks('GET', '/api/news')).json().rows
    expect(news.filter((one: { topic: string }) => one.topic === 'applicant-unreached')).toEqual([])
  })
})

describe('given the link', () => {
  test('when it is opened, then the matter is shown masked, and the opening is on record', async () => {
    const { caseId, token } = await askedCase()
    const page = (await aPhone(token).opens()).json<RatingPage>()
    expect(page).toMatchObject({
      step: 'rate',
      want: '王*（138****1234）的押金',
      phone: expect.stringMatching(/\d{4}/),
    })
    expect(JSON.stringify(page)).not.toMatch(/王芳|13800001234/)
    await aPhone(token).opens()
    const [link] = await linksOf(officer, caseId)
    expect(link).toMatchObject({ openings: 2, standing: 'open', revoked: null })
    expect(link?.visits.map(({ what }) => what)).toEqual(['open', 'open'])
    const liaison = await workerAt(desk, 'liaison.sw')
    expect((await liaison.asks('GET', `/api/cases/${caseId}/rating-links`)).statusCode).toBe(403)
  })

  test('when it is rated low, then the call and the setting right are owed as after a call, and words may be added once', async () => {
    const { caseId, token } = await askedCase()
    const phone = aPhone(token)
    const key = newId()
    const said = { solved: true, words: '跑了三趟' }
    const page = (await phone.rates(2, said, key)).json<RatingPage>()
    expect(page).toMatchObject({
      step: 'rated',
      satisfaction: 2,
      added: 0,
      additionsLeft: 1,
      callBackBy: expect.any(String),
    })
    expect(JSON.stringify(page)).not.toContain('跑了三趟')
    expect((await phone.rates(2, said, key)).statusCode).toBe(200) // a phone that heard nothing sends it again
    const { state, timeline } = await officer.sees(caseId)
    expect(timeline.filter(({ type }) => type === 'CaseRated')).toMatchObject([{ actorName: '申请人' }])
    expect(openKinds(state.tasks)).toEqual(['follow-up', 'strike-off', 'rating-call', 'rating-right'])
    expect(codeOf(await phone.rates(5))).toBe('rating-given')
    expect((await phone.adds('今天有人来电了')).json()).toMatchObject({ added: 1, additionsLeft: 0, satisfaction: 2 })
    expect(codeOf(await phone.adds('再说一句'))).toBe('rating-additions-full')
    const seen = await officer.sees(caseId)
    expect(seen.state.ratings).toMatchObject([{ satisfaction: 2, additions: [{ words: '今天有人来电了' }] }])
    const [link] = await linksOf(officer, caseId)
    expect(link?.standing).toBe('rated')
    expect(link?.visits.map(({ what }) => what)).toEqual(['add', 'rate'])
  })

  test('when the matter is not solved, then the case is open again, and a new link comes when it is done anew', async () => {
    const { caseId, token } = await askedCase()
    await aPhone(token).rates(1, { solved: false, words: '押金还没退' })
    expect((await officer.sees(caseId)).state).toMatchObject({ status: 'in-progress', level: 1 })
    expect((await aPhone(token).opens()).json()).toMatchObject({ step: 'rated', additionsLeft: 1 })
    await supervisor.does(caseId, 'settleOversight', {
      taskId: (await officer.sees(caseId)).state.tasks.find(({ kind }) => kind === 'oversee')?.taskId ?? '',
      decision: '请催退押金',
    })
    await officer.does(caseId, 'recordResult', { kind: 'done', publicReply: '押金已退', proof: '转账凭证' })
    await officer.does(caseId, 'tellApplicant', { means: 'in-person', toWhom: '王芳' })
    await officer.does(caseId, 'resolveCase', {})
    await deliver()
    expect(asked()).toHaveLength(2)
    const next = tokenIn(asked().at(-1)?.text ?? '')
    expect((await aPhone(next).rates(4, { solved: true })).json()).toMatchObject({ step: 'rated', satisfaction: 4 })
    expect((await linksOf(officer, caseId)).map(({ round }) => round)).toEqual([1, 0])
  })

  test('when it is rated low after the case was struck off, then that is taken back until the call is made', async () => {
    const { caseId, token } = await askedCase()
    await colleague.does(caseId, 'recordFollowUp', { solved: true, satisfaction: null })
    await officer.does(caseId, 'closeCase', {})
    await aPhone(token).rates(1, { words: '态度生硬' })
    const { state } = await officer.sees(caseId)
    expect(state).toMatchObject({ status: 'resolved', closed: null, level: 0 })
    expect(openKinds(state.tasks)).toEqual(['strike-off', 'rating-call', 'rating-right'])
    const inbox = (await supervisor.asks('GET', '/api/inbox')).json<{ rows: { caseId: string; kind: string }[] }>()
    expect(inbox.rows).toContainEqual(expect.objectContaining({ caseId, kind: 'rating-call' }))
    const { rows } = await sql<{ ended: boolean }>`
      select closed_at is not null as ended from case_record where case_id = ${caseId}
    `.execute(desk.deps.db)
    expect(rows).toEqual([{ ended: false }])
  })

  test('when it was rated by phone first, then the page says so, with the number of the window', async () => {
    const { caseId, token } = await askedCase()
    await colleague.does(caseId, 'recordFollowUp', { solved: true, satisfaction: 5 })
    const answer = await aPhone(token).rates(1)
    expect(problemOf(answer)).toMatchObject({
      code: 'rating-given',
      detail: expect.stringMatching(/请联系窗口 [\d-]+/),
    })
    expect(codeOf(await aPhone(token).opens())).toBe('rating-given')
  })

  test('when two phones rate at once, then one of them counts', async () => {
    const { caseId, token } = await askedCase()
    const answers = await Promise.all([5, 1, 4].map((level) => aPhone(token).rates(level)))
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409])
    expect((await officer.sees(caseId)).state.ratings).toHaveLength(1)
  })

  test('when it is too old, revoked or not one of ours, then it says what to do; strangers lock nothing', async () => {
    const { caseId, token } = await askedCase()
    for (let guess = 0; guess < 10; guess++)
      expect(codeOf(await aPhone(newId() + newId()).opens())).toBe('rating-link-unknown')
    expect((await aPhone(token).opens()).statusCode).toBe(200)
    desk.setClock(addMinutes(MONDAY, 31 * DAY))
    expect(problemOf(await aPhone(token).opens())).toMatchObject({
      code: 'rating-link-expired',
      detail: expect.stringMatching(/请联系窗口 [\d-]+/),
    })
    expect(codeOf(await aPhone(token).rates(5))).toBe('rating-link-expired')
    desk.setClock(MONDAY)
    const [link] = await linksOf(officer, caseId)
    const url = `/api/cases/${caseId}/rating-links/${link?.linkId}/revoke`
    expect((await officer.asks('POST', url, { reason: '号码有误' })).statusCode).toBe(403)
    const answer = await supervisor.asks('POST', url, { reason: '号码有误' })
    expect(answer.json()).toMatchObject({ links: [{ standing: 'revoked', revoked: { reason: '号码有误' } }] })
    expect(codeOf(await aPhone(token).opens())).toBe('rating-link-revoked')
    expect(codeOf(await aPhone(token).rates(5))).toBe('rating-link-revoked')
    expect((await linksOf(officer, caseId))[0]?.visits.map(({ what }) => what)).toEqual([
      'turned-away',
      'turned-away',
      'open',
    ])
  })
})

test('nobody of the desk rates for somebody else', async () => {
  const { caseId } = await askedCase()
  for (const who of [officer, colleague, supervisor]) {
    const { state, abilities } = await who.sees(caseId)
    expect(abilities.filter(({ command }) => command === 'rateCase' || command === 'addToRating')).toEqual([])
    const answer = await who.asks('POST', `/api/cases/${caseId}/rateCase`, {
      satisfaction: 5,
      expectedVersion: state.version,
    })
    expect(answer.statusCode).toBeGreaterThanOrEqual(400)
    expect((await who.sees(caseId)).state.ratings).toBeUndefined()
  }
})

test('what was rated can be told again from the log alone', async () => {
  expect((await verify(desk.deps.db)).differences).toEqual([])
})
