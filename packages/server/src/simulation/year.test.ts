import { instantAt, LocalDate } from '@bancheng/core/kernel/time.ts'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../cases/verify.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { openTestDesk, type TestDesk } from '../testing/desk.ts'
import { simulateYear } from './year.ts'

const desks: TestDesk[] = []
beforeAll(async () => {
  for (let index = 0; index < 2; index += 1) {
    const desk = await openTestDesk()
    await loadSampleCentreWhenEmpty(desk.deps)
    desks.push(desk)
  }
})
afterAll(() => Promise.all(desks.map((desk) => desk.close())))

const from = LocalDate.parse('2025-01-02')
const year = { seed: 7, cases: 14, from, until: instantAt(LocalDate.parse('2025-03-31'), '17:00') }

test('some weeks through the door: the fold of every log is what the tables say, and the same seed tells the same weeks', async () => {
  const told = await Promise.all(desks.map((desk) => simulateYear(desk.deps, year)))
  const logs = await Promise.all(
    desks.map(async ({ deps }) => {
      const { rows } =
        await sql`select type, at, actor ->> 'personId' as who from case_event order by at, seq, type, who`.execute(
          deps.db,
        )
      return rows
    }),
  )
  expect(told[0]?.cases).toBe(14)
  expect(told[0]?.commands).toBeGreaterThan(100)
  expect(logs[0]).toEqual(logs[1])
  for (const { deps } of desks) expect((await verify(deps.db)).differences).toEqual([])
  const { rows } = await sql<{ status: string }>`select distinct status from case_record order by status`.execute(
    desks[0]?.deps.db ?? expect.unreachable(),
  )
  expect(rows.map(({ status }) => status)).toContain('closed')
})
