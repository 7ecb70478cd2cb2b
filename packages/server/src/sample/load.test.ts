import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { currentItemRef, findItems, loadForms, loadItemFacts } from '../catalogue/reads.ts'
import { loadDirectory } from '../directory/reads.ts'
import { openTestDesk, type TestDesk } from '../testing/desk.ts'
import { SAMPLE_CENTER_ID, sampleForms, sampleItems, sampleMaterials, samplePeople, sampleUnits } from './ids.ts'
import { loadSampleCentreWhenEmpty, sampleAccounts } from './load.ts'
import { loadSampleReceptionWhenNone } from './reception.ts'

let desk: TestDesk
beforeAll(async () => {
  desk = await openTestDesk()
})
afterAll(() => desk?.close())

const rowsOf = async (table: string) =>
  (await sql<{ count: number }>`select count(*)::int as count from ${sql.table(table)}`.execute(desk.deps.db)).rows[0]
    ?.count ?? 0

test('several processes that start at once on an empty database load one sample centre, and a later start none', async () => {
  const together = await Promise.all([1, 2, 3].map(() => loadSampleCentreWhenEmpty(desk.deps)))
  expect(together).toEqual([true, true, true])
  const before = await Promise.all(['organisation', 'unit', 'person', 'account', 'item', 'item_material'].map(rowsOf))
  expect(await loadSampleCentreWhenEmpty(desk.deps)).toBe(true)
  expect(await Promise.all(['organisation', 'unit', 'person', 'account', 'item', 'item_material'].map(rowsOf))).toEqual(
    before,
  )
  expect(await rowsOf('center')).toBe(1)
})

test('the sample has a department for every matter, each unit with someone who can sign in', async () => {
  expect(await rowsOf('organisation')).toBeGreaterThanOrEqual(35)
  const directory = await loadDirectory(desk.deps.db, SAMPLE_CENTER_ID)
  for (const unitId of Object.values(sampleUnits)) expect(directory.unit(unitId), unitId).toBeDefined()
  for (const personId of Object.values(samplePeople)) expect(directory.person(personId), personId).toBeDefined()
  expect(directory.person(samplePeople.districtMarket)?.unitId).toBe(sampleUnits.food)
  const food = directory.unit(sampleUnits.food)
  const city = directory.unit(sampleUnits.cityPermit)
  expect(food?.superiorOrganisationId).toBe(city?.organisationId)
  expect(directory.unit(sampleUnits.cityInfo)?.superiorOrganisationId).toBe(city?.organisationId)
  expect(sampleAccounts.map(({ name }) => name).sort()).toEqual(Object.values(samplePeople).sort())
})

test('the items of both stories are there, with the lease that is one day short and the form of the information centre', async () => {
  const { db } = desk.deps
  for (const itemId of Object.values(sampleItems))
    expect(await currentItemRef(db, SAMPLE_CENTER_ID, itemId), itemId).toMatchObject({ version: 1 })
  const licence = await loadItemFacts(db, SAMPLE_CENTER_ID, sampleItems.foodLicence, 1)
  expect(licence?.promised).toEqual({ amount: 5, unit: 'working-days' })
  const material = (id: string) => licence?.materials.find(({ materialId }) => materialId === id)
  expect(material(sampleMaterials.lease)).toMatchObject({ name: '租赁合同', isPrincipal: false, mayBeDeferred: true })
  expect(material(sampleMaterials.foodApplication)).toMatchObject({ isPrincipal: true, mayBeDeferred: false })
  const form = (await loadForms(db, SAMPLE_CENTER_ID))(sampleForms.dataCorrection)
  expect(form?.fields.map(({ key }) => key)).toEqual(expect.arrayContaining(['uscc', 'reason', 'phone']))
})

test('an officer finds the food licence by its initials, with words left out, and by its department', async () => {
  const found = async (text: string) =>
    (await findItems(desk.deps.db, SAMPLE_CENTER_ID, { text, offset: 0, size: 4 })).items.map(({ itemId }) => itemId)
  const foodLicences = [sampleItems.foodLicence, sampleItems.foodLicenceChange, sampleItems.foodLicenceCancellation]
  expect(await found('spjyxk')).toEqual(expect.arrayContaining(foodLicences))
  expect(await found('食品许可注销')).toContain(sampleItems.foodLicenceCancellation)
  expect((await found('食品许可注销'))[0]).toBe(sampleItems.foodLicenceCancellation)
  expect(await found('区消防支队')).toEqual([sampleItems.fireInspection])
  expect(await found('没有这样的事')).toEqual([])
})

test('a centre of somebody’s own is never filled with the sample', async () => {
  const other = await openTestDesk()
  await sql`insert into center (center_id, letters, name, created_at) values ('own', 'OW', '某中心', now())`.execute(
    other.deps.db,
  )
  expect(await loadSampleCentreWhenEmpty(other.deps)).toBe(false)
  await other.close()
})

test('what was asked lately and its answers are loaded once, each contact through the door of reception', async () => {
  await loadSampleReceptionWhenNone(desk.deps)
  const before = await Promise.all(['contact', 'qa', 'reception_task'].map(rowsOf))
  expect(before).toEqual([12, 18, 1])
  await loadSampleReceptionWhenNone(desk.deps)
  expect(await Promise.all(['contact', 'qa', 'reception_task'].map(rowsOf))).toEqual(before)
})
