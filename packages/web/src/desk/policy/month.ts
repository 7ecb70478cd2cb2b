import { addDays, LocalDate, weekday } from '@bancheng/core/kernel/time.ts'

/** 2026-03 */
export type Month = string

export const monthOf = (date: LocalDate): Month => date.slice(0, 7)
export const firstOf = (month: Month): LocalDate => LocalDate.parse(`${month}-01`)

export function monthBeside(month: Month, step: 1 | -1): Month {
  const first = firstOf(month)
  return monthOf(addDays(first, step === 1 ? 31 : -1))
}

/** The weeks of a month, Monday first; days of the months beside it are null. */
export function weeksOf(month: Month): readonly (readonly (LocalDate | null)[])[] {
  const first = firstOf(month)
  const start = addDays(first, 1 - weekday(first))
  return [0, 1, 2, 3, 4, 5]
    .map((week) =>
      [0, 1, 2, 3, 4, 5, 6].map((day) => {
        const date = addDays(start, week * 7 + day)
        return monthOf(date) === month ? date : null
      }),
    )
    .filter((week) => week.some((date) => date !== null))
}
