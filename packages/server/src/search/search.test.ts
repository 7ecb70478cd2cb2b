import type { SearchGroup, SearchKind } from '@bancheng/core/search/contract.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerCases } from '../cases/routes.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { acceptedCase, type Worker, workerAt } from '../testing/case-desk.ts'
import { openTestDesk, type TestDesk } from '../testing/desk.ts'
import { registerSearch } from './routes.ts'

let desk: TestDesk
let officer: Worker
let liaison: Worker

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerCases, registerSearch] })
  await loadSampleCentreWhenEmpty(desk.deps)
  officer = await workerAt(desk, 'officer1')
  liaison = await workerAt(desk, 'liaison.sj')
})
afterAll(() => desk.close())

const ask = async (who: Worker, text: string): Promise<SearchGroup[]> => {
  const answer = await who.asks('GET', `/api/search?text=${encodeURIComponent(text)}`)
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<{ groups: SearchGroup[] }>().groups
}
const found = (groups: SearchGroup[], kind: SearchKind) => groups.find((group) => group.kind === kind)?.results ?? []
const firstItem = (groups: SearchGroup[]) => {
  const [first] = found(groups, 'item')
  return first?.kind === 'item' ? first.name : null
}
/** What is told to listeners arrives a moment later. */
const eventually = (check: () => Promise<void>) =>
  expect.poll(() => check().then(() => true), { timeout: 5_000 }).toBe(true)

test.each([
  ['食品经营许可证', 'the name'],
  ['食品许可', 'with words left out'],
  ['spjyxkz', 'initials'],
  ['shipinjingyingxuke', 'pinyin'],
  ['shipinjyxk', 'pinyin and initials mixed'],
  ['食品经营许可正', 'a character that sounds the same'],
  ['食物经营许可证', 'a wrong character'],
  ['食经营许可证', 'a missing character'],
  ['食品营经许可证', 'two characters exchanged'],
  ['spjxykz', 'two initials exchanged'],
  ['sipinjingyingxuke', 'a missing letter'],
])('“%s” finds the food licence: %s', async (text) => {
  expect(firstItem(await ask(officer, text))).toContain('食品经营许可')
})

test('an item can be read out without opening it', async () => {
  const [item] = found(await ask(officer, '食品经营许可证'), 'item')
  expect(item).toMatchObject({
    organisationName: expect.any(String),
    fees: expect.any(String),
    phones: [expect.objectContaining({ number: expect.any(String) })],
    materials: expect.arrayContaining([expect.any(String)]),
  })
})

test('a single character finds what begins with it', async () => {
  expect(firstItem(await ask(officer, '食'))).toMatch(/^食/)
})

test('a material leads to the items that ask for it', async () => {
  const [material] = found(await ask(officer, '营业执照'), 'material')
  expect(material).toMatchObject({ kind: 'material', items: expect.arrayContaining([expect.any(Object)]) })
})

test('a unit is found by its short name, with its number', async () => {
  const [unit] = found(await ask(officer, '市监局'), 'unit')
  expect(unit).toMatchObject({ phones: [expect.objectContaining({ number: expect.stringContaining('021-5555') })] })
})

test.each(['市监', '人社', 'sjj'])('a unit is found by the short form “%s”', async (text) => {
  const units = found(await ask(officer, text), 'unit')
  expect(units.length).toBeGreaterThan(0)
})

test('a word that means the same at this centre finds the same', async () => {
  expect(firstItem(await ask(officer, '卫生证')) ?? '').not.toContain('食品经营许可')
  await sql`insert into synonym (center_id, synonym_id, words)
    values (${officer.session.centerId}, 's1', array['卫生证', '食品经营许可证'])`.execute(desk.deps.db)
  await eventually(async () => expect(firstItem(await ask(officer, '卫生证')) ?? '').toContain('食品经营许可'))
})

test('an answer is found by its question, its paraphrases and its words, on the days on which it holds', async () => {
  const { centerId } = officer.session
  await sql`insert into qa (center_id, qa_id, version, is_current, question, answer, paraphrases, valid_to, since) values
    (${centerId}, 'q1', 1, true, '个体户停业怎么办', '可以办理歇业备案，最长三年。', array['生意不做了先停一停'], null, ${desk.deps.clock()}),
    (${centerId}, 'q2', 1, true, '个体户停业补贴怎么领', '已经结束。', '{}', '2026-03-01', ${desk.deps.clock()})`.execute(
    desk.deps.db,
  )
  await eventually(async () =>
    expect(found(await ask(officer, '个体户停业'), 'qa')).toEqual([expect.objectContaining({ qaId: 'q1' })]),
  )
  expect(found(await ask(officer, '生意不做了'), 'qa')).toMatchObject([{ qaId: 'q1' }])
  expect(found(await ask(officer, 'gthty'), 'qa')).toMatchObject([{ qaId: 'q1' }])
})

test('a case is found by number, phone, name and a surname of two characters, by whoever may see it', async () => {
  const applicant = { kind: 'person', name: '欧阳单雄', phone: '13900005678' }
  const caseId = await acceptedCase(officer, { applicant })
  const { caseNo } = (await officer.sees(caseId)).state
  await eventually(async () =>
    expect(found(await ask(officer, '欧阳'), 'case')).toMatchObject([{ caseId, phoneMasked: '139****5678' }]),
  )
  for (const text of [caseNo, '13900005678', '139 0000 5678', 'ouyang', 'oy'])
    expect(found(await ask(officer, text), 'case'), text).toContainEqual(expect.objectContaining({ caseId }))
  for (const text of [caseNo, '13900005678', '欧阳', 'ouyang'])
    expect(found(await ask(liaison, text), 'case'), text).toEqual([])
})

test('what nobody knows finds nothing', async () => {
  expect(await ask(officer, 'qqqqzzzzxxxx')).toEqual([])
})
