import { z } from 'zod'
import { Refusal } from '../kernel/refusal.ts'
import { addDays, type Instant, instantAt, LocalDate, localDateOf } from '../kernel/time.ts'
import { nextOpening, type WorkingCalendar } from '../kernel/working-calendar.ts'

/** A month on the wall in China, 'YYYY-MM'. */
export const Month = z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/)
export type Month = z.infer<typeof Month>

const firstDay = (month: Month): LocalDate => LocalDate.parse(`${month}-01`)

export const monthOf = (instant: Instant): Month => localDateOf(instant).slice(0, 7)
/** Counted from the first of a month: 31 days later is always the next one. */
export const monthAfter = (month: Month): Month => addDays(firstDay(month), 31).slice(0, 7)
export const monthBefore = (month: Month): Month => addDays(firstDay(month), -1).slice(0, 7)

/** Half-open, from midnight to midnight in China. */
export const spanOf = (month: Month): { readonly from: Instant; readonly until: Instant } => ({
  from: instantAt(firstDay(month), '00:00'),
  until: instantAt(firstDay(monthAfter(month)), '00:00'),
})

/** The list of a month freezes when the centre opens on the first working day after it, or on the Nth. */
export function freezingMoment(calendar: WorkingCalendar, month: Month, day = 1): Instant {
  let at = nextOpening(calendar, firstDay(monthAfter(month)))
  for (let left = day - 1; left > 0; left--) at = nextOpening(calendar, addDays(localDateOf(at), 1))
  return at
}

/** @throws Refusal review-too-early: a month that is not over has no list yet */
export function requireOver(calendar: WorkingCalendar, month: Month, now: Instant, day = 1): void {
  const at = freezingMoment(calendar, month, day)
  if (now < at) throw new Refusal('review-too-early', { month, at })
}
