import type { NoticeView } from '@bancheng/core/catalogue/qa/notice.ts'
import { Instant } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSampleCentreWhenEmpty } from '../../sample/load.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../../testing/desk.ts'
import { registerNotices } from './notice-routes.ts'

let desk: TestDesk
let officer: TestPerson
let itemId = ''

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerNotices] })
  await loadSampleCentreWhenEmpty(desk.deps)
  officer = await signInTo(desk, 'officer1')
  const { rows } = await sql<{
    id: string
  }>`select item_id as id from item where name like '食品经营许可%' order by name limit 1`.execute(desk.deps.db)
  itemId = rows[0]?.id ?? ''
})
afterAll(() => desk.close())

type Told = NoticeView & { token: string; linkEndsAt: string }
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

test('a link ends after a month, and a made-up one shows nothing', async () => {
  const { token } = (await tell(officer, { applicant: '赵女士' })).json<Told>()
  desk.setClock(Instant.parse('2026-04-02T01:00:00.000Z'))
  expect((await desk.app.inject({ method: 'GET', url: `/notice/${token}` })).statusCode).toBe(404)
  expect((await desk.app.inject({ method: 'GET', url: `/notice/${'x'.repeat(43)}` })).statusCode).toBe(404)
})
