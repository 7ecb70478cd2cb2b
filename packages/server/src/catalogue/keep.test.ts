import type { ItemView } from '@bancheng/core/catalogue/item.ts'
import type { TypedItem } from '@bancheng/core/catalogue/keep.ts'
import type { CatalogueChange } from '@bancheng/core/catalogue/qa/answer.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../testing/desk.ts'
import { registerAnswers } from './qa/routes.ts'
import { registerCatalogue } from './routes.ts'

let desk: TestDesk
let supervisor: TestPerson
let officer: TestPerson
let liaison: TestPerson
let leader: TestPerson
let first: ItemView

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerCatalogue, registerAnswers] })
  await loadSampleCentreWhenEmpty(desk.deps)
  supervisor = await signInTo(desk, 'supervisor')
  officer = await signInTo(desk, 'officer1')
  liaison = await signInTo(desk, 'liaison.sj')
  leader = await signInTo(desk, 'leader')
  const { items } = (await officer.asks('GET', '/api/items?text=spjyxkz')).json()
  first = await view(officer, items[0].itemId)
})
afterAll(() => desk?.close())

const view = async (who: TestPerson, itemId: string, version?: number) =>
  (await who.asks('GET', `/api/items/${itemId}${version ? `?version=${version}` : ''}`)).json<
    ItemView & { mayKeep: boolean }
  >()
const draftOf = ({ materials, ...item }: ItemView): TypedItem => {
  const { itemId: _, version: __, isCurrent: ___, organisationName: ____, codeParts: _____, ...draft } = item
  return { ...draft, materials }
}
const changesOf = async (itemId: string) =>
  (await officer.asks('GET', `/api/catalogue-changes/item/${itemId}`)).json<{ changes: CatalogueChange[] }>().changes
const save = (who: TestPerson, expectedVersion: number, draft: TypedItem) =>
  who.asks('PUT', `/api/items/${first.itemId}`, { expectedVersion, draft })

test('given an item, when the supervisor corrects its phone and one material, then a new version stands, the old one stays, and the history names who and what', async () => {
  const draft = draftOf(first)
  const [one, ...others] = draft.materials
  if (!one) throw new Error('the sample item has materials')
  const materials = [{ ...one, copies: one.copies + 2, condition: '有效期内' }, ...others]
  const saved = await save(supervisor, first.version, {
    ...draft,
    phones: [{ label: '咨询', number: '021-55550199' }],
    materials,
  })
  expect(saved.json(), saved.body).toEqual({ itemId: first.itemId, version: first.version + 1 })
  const now = await view(officer, first.itemId)
  expect(now.phones).toEqual([{ label: '咨询', number: '021-55550199' }])
  expect(now.materials.map(({ materialId }) => materialId)).toEqual(first.materials.map(({ materialId }) => materialId))
  expect(await view(officer, first.itemId, first.version)).toMatchObject({ phones: first.phones, isCurrent: false })
  const [change] = await changesOf(first.itemId)
  expect(change).toMatchObject({ way: 'edited', version: first.version + 1, personName: expect.stringMatching(/./) })
  expect(change?.fields.map(({ field }) => field).sort()).toEqual(['materials', 'phones'])
  // Of all its materials only the one that was corrected.
  const material = change?.fields.find(({ field }) => field === 'materials')
  expect(material?.after.split('\n')).toHaveLength(1)
  expect(material?.after).toContain('有效期内')
})

test('given that somebody else saved meanwhile, when the older form is sent, then it is refused and nothing is overwritten', async () => {
  const refused = await save(officer, first.version, { ...draftOf(first), fees: '不收费' })
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'entry-changed'])
  expect((await view(officer, first.itemId)).fees).toBe(first.fees)
})

test('a bureau keeps the items of its own, not those of others; a reader keeps none', async () => {
  const now = await view(liaison, first.itemId)
  expect(now.mayKeep).toBe(true)
  expect((await save(liaison, now.version, { ...draftOf(now), hallWindow: 'B09' })).statusCode).toBe(200)
  const { items } = (await officer.asks('GET', '/api/items?size=200')).json()
  const other = items.find((item: ItemView) => item.organisationId !== first.organisationId)
  const foreign = await view(liaison, other.itemId)
  expect(foreign.mayKeep).toBe(false)
  const path = `/api/items/${other.itemId}`
  const refused = await liaison.asks('PUT', path, { expectedVersion: foreign.version, draft: draftOf(foreign) })
  expect(refused.statusCode).toBe(403)
  // Nor may it hand its own to somebody else.
  const mine = await view(liaison, first.itemId)
  const given = await save(liaison, mine.version, { ...draftOf(mine), organisationId: other.organisationId })
  expect(given.statusCode).toBe(403)
  expect((await save(leader, mine.version, draftOf(mine))).statusCode).toBe(403)
})

test('a new item is found at once; its code is taken by one; retired it is found no more and its versions stay', async () => {
  const draft = { ...draftOf(first), code: 'KEEP-1', name: '遛狗绳备案', materials: [] }
  const added = await supervisor.asks('POST', '/api/items', draft)
  expect(added.json(), added.body).toMatchObject({ version: 1 })
  const { itemId } = added.json()
  const found = async () => (await officer.asks('GET', '/api/items?text=KEEP-1')).json().items
  expect(await found()).toHaveLength(1)
  const twice = await supervisor.asks('POST', '/api/items', draft)
  expect([twice.statusCode, twice.json().code]).toEqual([400, 'invalid-input'])
  expect((await officer.asks('POST', `/api/items/${itemId}/retire`, { expectedVersion: 9 })).statusCode).toBe(409)
  expect((await officer.asks('POST', `/api/items/${itemId}/retire`, { expectedVersion: 1 })).statusCode).toBe(200)
  expect(await found()).toEqual([])
  expect(await view(officer, itemId, 1)).toMatchObject({ name: '遛狗绳备案', isCurrent: false, mayKeep: false })
  expect((await changesOf(itemId)).map(({ way }) => way)).toEqual(['retired', 'edited'])
})

test('a principal document is never deferrable, and a material has a name', async () => {
  const now = await view(officer, first.itemId)
  const material = { name: '申请书', form: 'original', copies: 1, condition: '', note: '', materialId: null } as const
  for (const wrong of [
    { ...material, necessity: 'deferrable', isPrincipal: true } as const,
    { ...material, name: ' ', necessity: 'required', isPrincipal: false } as const,
  ])
    expect((await save(officer, now.version, { ...draftOf(now), materials: [wrong] })).statusCode).toBe(400)
})
