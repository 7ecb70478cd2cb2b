import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadDirectory } from '../directory/reads.ts'
import { openTestDesk, type TestDesk } from '../testing/desk.ts'
import { SAMPLE_CENTER_ID, samplePeople, sampleUnits } from './ids.ts'
import { loadSampleCentreWhenEmpty, sampleAccounts } from './load.ts'

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

test('a centre of somebody’s own is never filled with the sample', async () => {
  const other = await openTestDesk()
  await sql`insert into center (center_id, letters, name, created_at) values ('own', 'OW', '某中心', now())`.execute(
    other.deps.db,
  )
  expect(await loadSampleCentreWhenEmpty(other.deps)).toBe(false)
  await other.close()
})
