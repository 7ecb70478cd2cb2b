import { chinaCalendar } from '@bancheng/core/kernel/calendars/china.ts'
import { type Instant, instantAt, LocalDate, sayInstant } from '@bancheng/core/kernel/time.ts'
import { expect, test } from 'vitest'
import { tasksOfMonth } from '../review/instruction-store.ts'
import { readEntries, readReviews } from '../review/store.ts'
import { openTestDesk } from '../testing/desk.ts'
import { loadSampleCasesWhenNone } from './cases.ts'
import { SAMPLE_CENTER_ID } from './ids.ts'
import { loadSampleCentreWhenEmpty } from './load.ts'
import { planSampleReview } from './review.ts'

const at = (day: string, time = '09:00'): Instant => instantAt(LocalDate.parse(day), time)

async function reviewOn(now: Instant) {
  const desk = await openTestDesk()
  desk.setClock(now)
  const { db } = desk.deps
  await loadSampleCentreWhenEmpty(desk.deps)
  await loadSampleCasesWhenNone(desk.deps)
  const months = await Promise.all(
    (await readReviews(db, SAMPLE_CENTER_ID)).map(async ({ month, frozenAt }) => ({
      month,
      frozenAt,
      listed: (await readEntries(db, SAMPLE_CENTER_ID, month)).length,
      states: (await tasksOfMonth(db, SAMPLE_CENTER_ID, month)).map(({ state }) => state).sort(),
    })),
  )
  await desk.close()
  return months
}

test('given a new sample centre, then last month is frozen with a list, an instruction and its answer, and one that waits for the leader', async () => {
  const [last, ...others] = await reviewOn(at('2026-03-19', '10:00'))
  expect(last).toMatchObject({ month: '2026-02', frozenAt: at('2026-03-02'), states: ['accepted', 'answered'] })
  expect(last?.listed).toBeGreaterThanOrEqual(3)
  expect(others).toEqual([])
})

test('given one that starts in the first days of a month, then the month before that is answered, and the newest list stands', () => {
  const { from, deeds } = planSampleReview(chinaCalendar, at('2026-03-04', '10:00'))
  expect(from).toBe('2026-01-11')
  expect(deeds.map((deed) => sayInstant(deed.at))).toEqual([
    '2026-02-02 09:00', // the list of January,
    '2026-03-02 09:00', // that of February,
    '2026-02-02 10:10', // and of the first one what was instructed,
    '2026-02-03 15:00', // answered,
    '2026-02-04 14:00', // and accepted
  ])
})
