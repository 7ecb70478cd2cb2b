import { foldLog } from '@bancheng/core/cases/fold.ts'
import type { CaseState } from '@bancheng/core/cases/state.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { instantAt } from '@bancheng/core/kernel/time.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { apartFromTimes } from '@bancheng/core/testing/apart-from-times.ts'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { type LoggedEvent, readLog } from '../cases/log.ts'
import { registerCases } from '../cases/routes.ts'
import { verify } from '../cases/verify.ts'
import type { Deps } from '../deps.ts'
import { registerDirectory } from '../directory/routes.ts'
import { soundDueAlarms } from '../escalation/job.ts'
import { registerLinks } from '../links/routes.ts'
import { recomputeDueDates } from '../policy/job.ts'
import { registerPolicy } from '../policy/routes.ts'
import { soundInstructions } from '../review/climb.ts'
import { freezeDueReviews } from '../review/freeze.ts'
import { registerReview } from '../review/routes.ts'
import { SAMPLE_CENTER_ID } from '../sample/ids.ts'
import { loadSampleCentreWhenEmpty } from '../sample/load.ts'
import { openTestDesk } from '../testing/desk.ts'
import { expectedAlarms } from '../testing/expected-alarms.ts'
import { END, FIRST_DAY, happenings, outages } from '../testing/restless-year.ts'
import { simulateYear } from './year.ts'

/** `BANCHENG_YEAR_CASES=200 BANCHENG_YEAR_SEED=5` lives a fuller year, or another one. */
const CASES = Number(process.env.BANCHENG_YEAR_CASES ?? 10)
const SEED = Number(process.env.BANCHENG_YEAR_SEED ?? 11)

type Lived = {
  readonly cases: ReadonlyMap<string, { readonly state: CaseState; readonly log: readonly LoggedEvent[] }>
  readonly policies: ReadonlyMap<string, Policy>
  readonly instructions: readonly object[]
  readonly reviews: readonly object[]
  readonly refusals: ReadonlyMap<string, number>
}

/** The timetable before each thing that happens: what is due, and dates counted again. */
async function look(deps: Deps): Promise<void> {
  await soundDueAlarms(deps)
  await recomputeDueDates(deps)
}

/** The rest of it, once a day. */
async function lookAtReview(deps: Deps): Promise<void> {
  await soundInstructions(deps)
  await freezeDueReviews(deps)
}

async function lived(isWatched: (now: Instant) => boolean): Promise<Lived> {
  const desk = await openTestDesk({
    rooms: [registerCases, registerDirectory, registerLinks, registerPolicy, registerReview],
  })
  try {
    desk.setClock(instantAt(FIRST_DAY, '08:00'))
    await loadSampleCentreWhenEmpty(desk.deps)
    const { refusals } = await simulateYear(desk.deps, {
      seed: SEED,
      cases: CASES,
      from: FIRST_DAY,
      until: END,
      besides: happenings(desk, async () => isWatched(desk.deps.clock()) && lookAtReview(desk.deps)),
      putOff: 12,
      look: async (deps) => isWatched(deps.clock()) && look(deps),
    })
    desk.setClock(END)
    await look(desk.deps)
    await lookAtReview(desk.deps)
    expect((await verify(desk.deps.db)).differences).toEqual([])
    return { ...(await readAll(desk.deps)), refusals }
  } finally {
    await desk.close()
  }
}

async function readAll({ db }: Deps) {
  const { rows } = await sql<{ caseId: string }>`select case_id as "caseId" from case_record order by case_no`.execute(
    db,
  )
  const cases = new Map<string, { state: CaseState; log: LoggedEvent[] }>()
  for (const { caseId } of rows) {
    const log = await readLog(db, { centerId: SAMPLE_CENTER_ID, caseId })
    const state = foldLog(log)
    if (state) cases.set(state.caseNo, { state, log })
  }
  const { rows: policies } = await sql<{ version: string; document: Policy }>`
    select version, document from policy`.execute(db)
  const { rows: instructions } = await sql<object>`
    select i.month, t.number, t.state, t.due_at, a.name, a.kind, a.party, a.rung, a.paper_kind, a.paper_number
    from instruction_alarm a join instruction_task t using (center_id, task_id)
    join instruction i using (center_id, instruction_id) order by i.month, t.number, a.position`.execute(db)
  const { rows: reviews } = await sql<object>`
    select e.month, r.case_no, e.causes from review_entry e join case_record r using (center_id, case_id)
    order by e.month, r.case_no`.execute(db)
  return { cases, instructions, reviews, policies: new Map(policies.map((one) => [one.version, one.document])) }
}

const kindsIn = (states: Iterable<{ state: CaseState }>, prefix: string) =>
  [...states].reduce((sum, { state }) => sum + state.alarms.filter((name) => name.startsWith(prefix)).length, 0)

test('given a year of leaves, decisions and idleness, when the clock is away for weeks, then no rung is missed or doubled and all ends as if it had watched', async () => {
  const isUp = (now: Instant) => !outages.some(([from, until]) => from <= now && now < until)
  const [watched, withOutages] = await Promise.all([lived(() => true), lived(isUp)])

  expect([...withOutages.cases.keys()]).toEqual([...watched.cases.keys()])
  for (const [caseNo, { state }] of watched.cases)
    expect(apartFromTimes(withOutages.cases.get(caseNo)?.state ?? state), caseNo).toEqual(apartFromTimes(state))
  expect(withOutages.instructions).toEqual(watched.instructions)
  expect(withOutages.reviews).toEqual(watched.reviews)
  expect(withOutages.refusals).toEqual(watched.refusals)

  for (const year of [watched, withOutages])
    for (const [caseNo, { state, log }] of year.cases) {
      const { expected, said } = expectedAlarms(log, state, { policies: year.policies, end: END })
      expect(said, caseNo).toEqual(expected)
      expect(new Set(state.alarms).size, caseNo).toBe(state.alarms.length)
    }

  // A year in which nothing happened would prove nothing.
  const cases = [...watched.cases.values()]
  for (const prefix of [
    'reminder/',
    'overdue/',
    'urge/',
    'superior/',
    'centre/',
    'district/',
    'ceiling/',
    'unmanned/',
    'manned/',
  ])
    expect(kindsIn(cases, prefix), prefix).toBeGreaterThan(0)
  expect(cases.some(({ log }) => log.some(({ type }) => type === 'DueRecomputed'))).toBe(true)
  expect(cases.some(({ state }) => state.escalations.some(({ party }) => party.kind === 'person'))).toBe(true)
  expect(
    cases.some(({ state }) =>
      state.escalations.some(({ rung, party }) => rung === 'centre' && party.kind === 'leader'),
    ),
  ).toBe(true)
  expect(new Set(cases.map(({ state }) => state.policyVersion)).size).toBeGreaterThan(1)
  expect(watched.instructions.length).toBeGreaterThan(5)
}, 240_000)
