import type { LeaveRow } from '@bancheng/core/directory/leave-contract.ts'
import { type Instant, instantAt, LocalDate, type TimeOfDay } from '@bancheng/core/kernel/time.ts'
import { expect, test } from 'vitest'
import { emptyLeave, formOf, periodOf } from './leave-form.ts'

const at = (day: string, time = '00:00'): Instant => instantAt(LocalDate.parse(day), time as TimeOfDay)
const row = (from: Instant, until: Instant): LeaveRow => ({
  absenceId: 'leave',
  personId: 'lin',
  personName: '林静',
  unitName: '窗口',
  standInId: null,
  standInName: null,
  actingName: null,
  from,
  until,
  isNow: false,
  isWithdrawn: false,
  note: null,
  mayKeep: true,
  history: [],
})

test('days become moments: from the morning of the first to the end of the last, or to noon', () => {
  const form = { ...emptyLeave('lin'), firstDay: '2026-03-02', lastDay: '2026-03-06' }
  expect(periodOf(form, null)).toMatchObject({ from: at('2026-03-02'), until: at('2026-03-07') })
  const halves = { ...form, fromNoon: true, untilNoon: true }
  expect(periodOf(halves, null)).toMatchObject({ from: at('2026-03-02', '12:00'), until: at('2026-03-06', '12:00') })
  expect(periodOf({ ...form, lastDay: '' }, null)).toBeNull()
})

test('a leave is shown in days, and what was not touched stays to the minute', () => {
  const before = row(at('2026-03-02', '10:20'), at('2026-03-07'))
  const form = formOf(before)
  expect(form).toMatchObject({ firstDay: '2026-03-02', lastDay: '2026-03-06', untilNoon: false })
  expect(periodOf({ ...form, lastDay: '2026-03-05' }, before)).toMatchObject({
    from: before.from,
    until: at('2026-03-06'),
  })
})
