import type { AnswerView, CatalogueChange } from '@bancheng/core/catalogue/qa/answer.ts'
import type { CatalogueReport } from '@bancheng/core/catalogue/qa/report.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSampleCentreWhenEmpty } from '../../sample/load.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../../testing/desk.ts'
import { registerAnswers } from './routes.ts'

let desk: TestDesk
let officer: TestPerson
let liaison: TestPerson
let leader: TestPerson

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerAnswers] })
  await loadSampleCentreWhenEmpty(desk.deps)
  officer = await signInTo(desk, 'officer1')
  liaison = await signInTo(desk, 'liaison.sj')
  leader = await signInTo(desk, 'leader')
})
afterAll(() => desk.close())

const draft = {
  question: '个体户停业怎么办？',
  answer: '可以办理歇业备案。',
  paraphrases: ['生意不做了先停一停'],
  keywords: ['歇业'],
  category: '常见问题/市场主体',
  departmentName: '区市场监管局',
  unitId: null,
  itemId: null,
  area: '',
  link: '',
  validFrom: null,
  validTo: null,
}
let qaId = ''
const view = async (version?: number) =>
  (await officer.asks('GET', `/api/answers/${qaId}${version ? `?version=${version}` : ''}`)).json<AnswerView>()

test('given an answer that the window wrote, when it is corrected, then both versions stand, with who changed what', async () => {
  const added = await officer.asks('POST', '/api/answers', draft)
  expect(added.statusCode, added.body).toBe(200)
  qaId = added.json().qaId
  const saved = await officer.asks('PUT', `/api/answers/${qaId}`, {
    expectedVersion: 1,
    draft: { ...draft, answer: '可以办理歇业备案，最长三年。' },
  })
  expect(saved.json()).toEqual({ qaId, version: 2 })
  expect((await view()).draft.answer).toBe('可以办理歇业备案，最长三年。')
  expect((await view(1)).draft.answer).toBe('可以办理歇业备案。')
  const { changes } = (await officer.asks('GET', `/api/catalogue-changes/qa/${qaId}`)).json<{
    changes: CatalogueChange[]
  }>()
  expect(changes[0]).toMatchObject({
    personName: officer.session.person.name,
    fields: [{ field: 'answer', before: '可以办理歇业备案。', after: '可以办理歇业备案，最长三年。' }],
  })
})

test('when somebody saves what they saw before it changed, then they are told', async () => {
  const answer = await officer.asks('PUT', `/api/answers/${qaId}`, { expectedVersion: 1, draft })
  expect(answer.json()).toMatchObject({ code: 'version-conflict' })
})

test('the same question has one answer', async () => {
  const answer = await officer.asks('POST', '/api/answers', draft)
  expect(answer.json()).toMatchObject({ code: 'invalid-input' })
})

test('a unit keeps its own answers and nobody else’s', async () => {
  const strange = await liaison.asks('PUT', `/api/answers/${qaId}`, { expectedVersion: 2, draft })
  expect(strange.json()).toMatchObject({ code: 'forbidden' })
  const { unitId } = liaison.session.unit
  const own = await liaison.asks('POST', '/api/answers', { ...draft, question: '食品许可到期怎么办？', unitId })
  expect(own.statusCode, own.body).toBe(200)
})

test('given a wrong answer, when a reader reports it twice, then its keeper has one task with a due time and settles it', async () => {
  const { unitId } = liaison.session.unit
  const own = (await liaison.asks('POST', '/api/answers', { ...draft, question: '健康证在哪办？', unitId })).json()
  const said = {
    subjectKind: 'qa',
    subjectId: own.qaId,
    subjectName: '健康证在哪办？',
    fault: 'wrong',
    note: '地址搬了',
  }
  const first = await leader.asks('POST', '/api/catalogue-reports', said)
  const second = await leader.asks('POST', '/api/catalogue-reports', said)
  expect(second.json()).toEqual(first.json())
  const open = async (who: TestPerson) =>
    (await who.asks('GET', '/api/catalogue-reports')).json<{ reports: CatalogueReport[] }>().reports
  const [task] = await open(liaison)
  expect(task).toMatchObject({
    subjectName: '健康证在哪办？',
    note: '地址搬了',
    maySettle: true,
    dueAt: '2026-03-05T09:00:00.000Z',
  })
  expect((await open(leader))[0]).toMatchObject({ maySettle: false })
  const settle = (who: TestPerson, body: object) =>
    who.asks('POST', `/api/catalogue-reports/${task?.reportId}/settle`, body)
  expect((await leader.asks('POST', `/api/catalogue-reports/${task?.reportId}/settle`, {})).statusCode).toBe(403)
  expect((await settle(liaison, { outcome: 'corrected' })).json()).toMatchObject({ code: 'report-not-corrected' })
  await liaison.asks('PUT', `/api/answers/${own.qaId}`, {
    expectedVersion: 1,
    draft: { ...draft, question: '健康证在哪办？', answer: '中山路 8 号', unitId },
  })
  expect((await settle(liaison, { outcome: 'corrected', note: '地址已更正' })).statusCode).toBe(200)
  expect(await open(liaison)).toEqual([])
  expect((await settle(liaison, { outcome: 'rejected', note: '再来' })).json()).toMatchObject({ code: 'not-found' })
  const settled = (await leader.asks('GET', '/api/catalogue-reports?state=settled')).json<{
    reports: CatalogueReport[]
  }>()
  expect(settled.reports[0]).toMatchObject({ outcome: 'corrected', correctedVersion: 2, settlement: '地址已更正' })
})

test('a retired answer is found no more and still read', async () => {
  await officer.asks('POST', `/api/answers/${qaId}/retire`, { expectedVersion: 2 })
  const { answers } = (await officer.asks('GET', '/api/answers')).json()
  expect(answers.map((one: { qaId: string }) => one.qaId)).not.toContain(qaId)
  expect(await view()).toMatchObject({ isRetired: true, mayKeep: false })
})

test('synonyms are kept in groups and end with their last pair', async () => {
  await officer.asks('PUT', '/api/synonyms/s1', { words: ['营业执照', '执照', '执照'] })
  const groups = async () => {
    const all = (await officer.asks('GET', '/api/synonyms')).json<{ groups: { synonymId: string }[] }>().groups
    return all.filter(({ synonymId }) => synonymId === 's1')
  }
  expect(await groups()).toEqual([{ synonymId: 's1', words: ['营业执照', '执照'] }])
  await officer.asks('PUT', '/api/synonyms/s1', { words: ['执照'] })
  expect(await groups()).toEqual([])
})
