import { NOON } from '@bancheng/core/directory/leave.ts'
import type { LeavePeriod, LeaveRow } from '@bancheng/core/directory/leave-contract.ts'
import { addDays, type Instant, instantAt, LocalDate, localDateOf, timeOfDay } from '@bancheng/core/kernel/time.ts'

/** A leave as people write it down: days, and whether it begins or ends at noon. */
export type LeaveForm = {
  readonly personId: string
  readonly firstDay: string
  readonly fromNoon: boolean
  readonly lastDay: string
  readonly untilNoon: boolean
  readonly standInId: string | null
  readonly note: string
}

export const emptyLeave = (personId: string): LeaveForm => ({
  personId,
  firstDay: '',
  fromNoon: false,
  lastDay: '',
  untilNoon: false,
  standInId: null,
  note: '',
})

export function formOf({ personId, from, until, standInId, note }: LeaveRow): LeaveForm {
  const untilNoon = timeOfDay(until) === NOON
  const endsAtMidnight = timeOfDay(until) === '00:00'
  return {
    personId,
    firstDay: localDateOf(from),
    fromNoon: timeOfDay(from) === NOON,
    lastDay: endsAtMidnight ? addDays(localDateOf(until), -1) : localDateOf(until),
    untilNoon,
    standInId,
    note: note ?? '',
  }
}

/** Null while a day is missing. What was not touched stays to the minute as it was. */
export function periodOf(form: LeaveForm, before: LeaveRow | null): LeavePeriod | null {
  const [first, last] = [LocalDate.safeParse(form.firstDay).data, LocalDate.safeParse(form.lastDay).data]
  if (!first || !last) return null
  const was = before && formOf(before)
  const isSame = (...fields: (keyof LeaveForm)[]) => was !== null && fields.every((field) => was[field] === form[field])
  const from = before && isSame('firstDay', 'fromNoon') ? before.from : startOf(first, form.fromNoon)
  const until = before && isSame('lastDay', 'untilNoon') ? before.until : endOf(last, form.untilNoon)
  return { from, until, standInId: form.standInId, note: form.note }
}

const startOf = (day: LocalDate, isNoon: boolean): Instant => instantAt(day, isNoon ? NOON : '00:00')
const endOf = (day: LocalDate, isNoon: boolean): Instant =>
  isNoon ? instantAt(day, NOON) : instantAt(addDays(day, 1), '00:00')
