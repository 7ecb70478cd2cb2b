import type { CatalogueChange } from '@bancheng/core/catalogue/qa/answer.ts'
import type { DirectoryOrganisation } from '@bancheng/core/directory/contract.ts'
import type { PersonDraft } from '@bancheng/core/directory/keep.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { registerAnswers } from '../catalogue/qa/routes.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { openTestDesk, signInTo, type TestDesk, type TestPerson } from '../testing/desk.ts'
import { registerDirectory } from './routes.ts'

let desk: TestDesk
let supervisor: TestPerson
let liaison: TestPerson
let leader: TestPerson
/** The liaison's own unit, and another. */
let own: DirectoryOrganisation['units'][number]
let other: DirectoryOrganisation['units'][number]

beforeAll(async () => {
  desk = await openTestDesk({ rooms: [registerDirectory, registerAnswers] })
  await loadSampleCentreWhenEmpty(desk.deps)
  supervisor = await signInTo(desk, 'supervisor')
  liaison = await signInTo(desk, 'liaison.sj')
  leader = await signInTo(desk, 'leader')
  const units = (await directory()).flatMap(({ units }) => units)
  const unitOf = (role: string) => units.find(({ people }) => people.some((person) => person.role === role))
  const { unit } = (await liaison.asks('GET', '/api/session')).json()
  const [mine, centre] = [units.find(({ unitId }) => unitId === unit.unitId), unitOf('supervisor')]
  if (!mine || !centre) throw new Error('the sample has both')
  ;[own, other] = [mine, centre]
})
afterAll(() => desk?.close())

const directory = async (text = '') =>
  (await supervisor.asks('GET', `/api/directory?text=${encodeURIComponent(text)}`)).json<{
    organisations: DirectoryOrganisation[]
  }>().organisations
const changesOf = async (kind: string, id: string) =>
  (await supervisor.asks('GET', `/api/catalogue-changes/${kind}/${id}`)).json<{ changes: CatalogueChange[] }>().changes

test('given a wrong number of a unit, when it is corrected, then everyone reads the new one, and the history says who', async () => {
  const { unitId, name, duties, phones } = own
  const before = { name, duties, phones }
  const draft = { ...before, phones: [{ label: '咨询', number: '021-5555 0123' }] }
  const path = `/api/directory/units/${unitId}`
  expect((await leader.asks('PUT', path, { before, draft })).statusCode).toBe(403)
  const saved = await supervisor.asks('PUT', path, { before, draft })
  expect(saved.statusCode, saved.body).toBe(200)
  expect((await directory(name)).flatMap(({ units }) => units).find((unit) => unit.unitId === unitId)?.phones).toEqual(
    draft.phones,
  )
  const [change] = await changesOf('unit', unitId)
  expect(change?.fields).toMatchObject([{ field: 'phones', after: '咨询 · 021-5555 0123' }])
  // Whoever saw the number before the correction is told; a unit keeps itself.
  const late = await liaison.asks('PUT', path, { before, draft: { ...before, duties: '咨询' } })
  expect([late.statusCode, late.json().code]).toEqual([409, 'entry-changed'])
  const again = await liaison.asks('PUT', path, { before: draft, draft: { ...draft, duties: '咨询' } })
  expect(again.statusCode).toBe(200)
  const foreign = { name: other.name, duties: other.duties, phones: other.phones }
  const refused = await liaison.asks('PUT', `/api/directory/units/${other.unitId}`, { before: foreign, draft: foreign })
  expect(refused.statusCode).toBe(403)
})

test('a person comes, moves to another unit, and leaves; what was said of them stays in the history', async () => {
  const draft: PersonDraft = { unitId: own.unitId, name: '阮一诺', title: '科员', phones: [] }
  const { personId } = (await liaison.asks('POST', '/api/directory/people', draft)).json()
  const path = `/api/directory/people/${personId}`
  const moved = { ...draft, unitId: other.unitId, phones: [{ label: '办公', number: '55550777' }] }
  expect((await liaison.asks('PUT', path, { before: draft, draft: moved })).statusCode).toBe(403)
  expect((await supervisor.asks('PUT', path, { before: draft, draft: moved })).statusCode).toBe(200)
  const [organisation] = await directory('阮一诺')
  expect(organisation?.units.map(({ unitId }) => unitId)).toEqual([other.unitId])
  expect((await supervisor.asks('POST', `${path}/retire`, { before: draft })).json().code).toBe('entry-changed')
  expect((await supervisor.asks('POST', `${path}/retire`, { before: moved })).statusCode).toBe(200)
  expect(await directory('阮一诺')).toEqual([])
  expect((await changesOf('person', personId)).map(({ way }) => way)).toEqual(['retired', 'edited', 'edited'])
})

test('whoever has an account is neither moved nor retired here: what they may see is the administrator’s matter', async () => {
  const person = own.people.find(({ role }) => role === 'liaison')
  if (!person) throw new Error('the sample has a liaison')
  const before = { unitId: own.unitId, name: person.name, title: person.title, phones: person.phones }
  const path = `/api/directory/people/${person.personId}`
  const moved = await supervisor.asks('PUT', path, { before, draft: { ...before, unitId: other.unitId } })
  expect([moved.statusCode, moved.json().code]).toEqual([422, 'person-has-account'])
  expect((await supervisor.asks('POST', `${path}/retire`, { before })).json().code).toBe('person-has-account')
  expect((await supervisor.asks('PUT', path, { before, draft: { ...before, title: '科长' } })).statusCode).toBe(200)
})

test('an organisation’s address and duties are kept by the window, with a history', async () => {
  const [organisation] = await directory(own.name)
  if (!organisation) throw new Error('the sample has it')
  const { organisationId, address, duties } = organisation
  const path = `/api/directory/organisations/${organisationId}`
  const edit = { before: { address, duties }, draft: { address: '云杉路 8 号 2 楼', duties } }
  expect((await liaison.asks('PUT', path, edit)).statusCode).toBe(403)
  expect((await supervisor.asks('PUT', path, edit)).statusCode).toBe(200)
  expect(await changesOf('organisation', organisationId)).toMatchObject([
    { fields: [{ field: 'address', after: '云杉路 8 号 2 楼' }] },
  ])
})
