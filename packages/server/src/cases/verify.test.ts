import { sql } from 'kysely'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acceptedCase, openCaseDesk, type Worker, workerAt } from '../testing/case-desk.ts'
import type { TestDesk } from '../testing/desk.ts'
import { rebuild } from './rebuild.ts'
import { verify } from './verify.ts'

let desk: TestDesk
let officer: Worker
let caseId: string

beforeEach(async () => {
  desk = await openCaseDesk()
  officer = await workerAt(desk, 'officer1')
  caseId = await acceptedCase(officer)
  await officer.does(caseId, 'takeInPapers', {
    papers: [{ name: '食品经营许可证正本', form: 'original', copies: 1 }],
    from: '王芳',
    place: 'A 柜',
    consentToHandIn: true,
  })
})
afterEach(() => desk.close())

/** Somebody with the database's own password, who can take the locks off. */
async function tampers(...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: desk.databaseUrl })
  await client.connect()
  for (const statement of ['set session_replication_role = replica', ...statements]) await client.query(statement)
  await client.end()
}

const differences = async () => (await verify(desk.deps.db)).differences.map(({ what }) => what)

test('given an untouched log, then nothing differs', async () => {
  expect(await verify(desk.deps.db)).toMatchObject({ cases: 1, differences: [] })
})

test('when a payload is changed behind the application’s back, then its event is named', async () => {
  await tampers(`update case_event set payload = jsonb_set(payload, '{want}', '"别的事"') where seq = 1`)
  expect(await differences()).toEqual(['event 1 (CaseRegistered) was changed: its hash does not fit'])
})

test('when an event is taken out, then the gap is named', async () => {
  await tampers('delete from case_event where seq = 3')
  expect(await differences()).toEqual(['event 3 is missing: event 4 stands in its place'])
})

test('when the last event is taken out, then the tables that know of it are named', async () => {
  await tampers('delete from case_event where seq = (select max(seq) from case_event)')
  expect(await differences()).toContain('table record, row record: version is not what the log says')
})

test('when a whole log is taken out, then the row without a log is named', async () => {
  await tampers('delete from case_event')
  expect(await differences()).toEqual(['a row in case_record has no log'])
})

test('when tables are changed, then each column is named, and rebuild makes them again from the log', async () => {
  await tampers(
    `update task set party_key = 'unit:sj-food' where kind = 'handle'`,
    `update case_record set due_at = null`,
    `delete from paper`,
  )
  const named = await differences()
  expect(named).toContain('table record, row record: due_at is not what the log says')
  expect(named.filter((what) => what.startsWith('table task'))).toHaveLength(1)
  expect(named.filter((what) => what.startsWith('table paper has no row'))).toHaveLength(1)

  expect(await rebuild(desk.deps)).toBe(1)
  expect(await differences()).toEqual([])
})

test('given a case that other rooms point at, when the tables are made again, then what points at it stays', async () => {
  await tampers('update case_record set due_at = null')
  const { rows } = await sql<{ table: string; rule: string; isDeferred: boolean }>`
    select conrelid::regclass::text as table, confdeltype as rule, condeferred as "isDeferred" from pg_constraint
    where contype = 'f' and confrelid = 'case_record'::regclass
  `.execute(desk.deps.db)
  // Either they go and come back with the case, or they wait until it is there again.
  expect(rows.filter(({ rule, isDeferred }) => rule !== 'c' && !(rule === 'a' && isDeferred))).toEqual([])
  await rebuild(desk.deps)
  expect(await differences()).toEqual([])
})
