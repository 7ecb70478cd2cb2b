import { foldLog } from '@bancheng/core/cases/fold.ts'
import { type CaseState, isSupervision } from '@bancheng/core/cases/state.ts'
import { type Instant, instantAt, LocalDate } from '@bancheng/core/kernel/time.ts'
import { jingan2023 } from '@bancheng/core/policy/defaults/jingan-2023.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readLog } from '../cases/log.ts'
import { verify } from '../cases/verify.ts'
import { soundDueAlarms } from '../escalation/job.ts'
import { newId } from '../platform/ids.ts'
import { SAMPLE_CENTER_ID, samplePeople } from '../sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { openTestDesk, type TestDesk } from '../testing/desk.ts'
import { simulateYear } from './year.ts'

const day = (date: string) => LocalDate.parse(date)
const end = instantAt(day('2026-12-18'), '17:00')

/** The clock waits for an applicant no longer than this. */
const shortPause = {
  ...jingan2023.pauses,
  supplement: { ceiling: { amount: 4, unit: 'working-hours' as const }, times: null },
}

/** Two leaves, short pauses all the year, and from July on a ladder that calls the district two days sooner. */
async function prepare({ deps: { db } }: TestDesk): Promise<void> {
  const leave = (personId: string, standInId: string, from: string, until: string) =>
    sql`
    insert into absence (center_id, absence_id, person_id, stand_in_id, from_at, until_at, created_by, created_at)
    values (${SAMPLE_CENTER_ID}, ${newId()}, ${personId}, ${standInId}, ${from}, ${until}, ${personId}, ${from})
  `.execute(db)
  await leave(samplePeople.officer1, samplePeople.officer2, '2026-03-02T00:00:00Z', '2026-03-20T10:00:00Z')
  await leave(samplePeople.officer2, samplePeople.officer1, '2026-08-03T00:00:00Z', '2026-08-21T10:00:00Z')
  const rungs = jingan2023.ladder.rungs.map((rung) =>
    rung.when.on === 'late' && rung.to === 'district'
      ? { ...rung, when: { ...rung.when, by: { amount: 8, unit: 'working-days' as const } } }
      : rung,
  )
  const inForce = (document: typeof jingan2023, from: string) =>
    sql`
    insert into policy (center_id, version, in_force_from, document)
    values (${SAMPLE_CENTER_ID}, ${document.version}, ${from}, ${JSON.stringify(document)})
  `.execute(db)
  const short = { ...jingan2023, version: 'jingan-2023@2', pauses: shortPause }
  await inForce(short, '2026-01-05T00:00:00Z')
  const stricter = { ...short, version: 'jingan-2023@3', ladder: { ...jingan2023.ladder, rungs } }
  await inForce(stricter, '2026-07-01T00:00:00Z')
}

async function yearWith(isWatched: (now: Instant) => boolean): Promise<Map<string, object>> {
  const desk = await openTestDesk()
  try {
    desk.setClock(instantAt(day('2026-01-05'), '08:00'))
    await loadSampleCentreWhenEmpty(desk.deps)
    await prepare(desk)
    await simulateYear(desk.deps, { seed: 11, cases: 16, from: day('2026-01-05'), until: end, isWatched })
    desk.setClock(end)
    await soundDueAlarms(desk.deps)
    expect((await verify(desk.deps.db)).differences).toEqual([])
    const { rows } = await sql<{ caseId: string }>`select case_id as "caseId" from case_record`.execute(desk.deps.db)
    const told = new Map<string, object>()
    for (const { caseId } of rows) {
      const state = foldLog(await readLog(desk.deps.db, { centerId: SAMPLE_CENTER_ID, caseId }))
      if (state) told.set(state.caseNo, withoutTimes(state))
    }
    return told
  } finally {
    await desk.close()
  }
}

/** What must not depend on when the clock looked: ids are named by the order of the tasks. */
function withoutTimes(state: CaseState): object {
  const work = state.tasks.filter((task) => !isSupervision(task))
  const named = (text: string) => work.reduce((so, task, index) => so.replaceAll(task.taskId, `task ${index}`), text)
  return {
    status: state.status,
    level: state.level,
    tasks: work.map(({ kind, state: at, party, dueAt, returns }) => ({ kind, at, party, dueAt, returns })),
    alarms: state.alarms.map(named),
    escalations: state.escalations.map(({ rung, cause, party, paper, taskId }) => ({
      rung,
      cause,
      party,
      paper,
      task: named(taskId),
    })),
  }
}

test('given a year with leaves and a new policy, when the clock is away for weeks, then no rung is missed or doubled and all ends as if it had watched', async () => {
  const outages = [
    ['2026-02-09', '2026-03-06'],
    ['2026-06-20', '2026-07-10'],
    ['2026-09-28', '2026-12-18'],
  ].map(([from = '', until = '']) => [instantAt(day(from), '00:00'), instantAt(day(until), '00:00')] as const)
  const watched = await yearWith(() => true)
  const withOutages = await yearWith((now) => !outages.some(([from, until]) => from <= now && now < until))
  expect(withOutages).toEqual(watched)
  const all = [...watched.values()] as { alarms: string[]; escalations: { rung: string }[] }[]
  for (const { alarms } of all) expect(new Set(alarms).size).toBe(alarms.length)
  expect(all.some(({ alarms }) => alarms.some((alarm) => alarm.startsWith('ceiling/')))).toBe(true)
  expect(new Set(all.flatMap(({ escalations }) => escalations.map(({ rung }) => rung))).size).toBeGreaterThan(2)
}, 240_000)
