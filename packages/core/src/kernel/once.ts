import type { Instant } from './time.ts'
import type { WorkingCalendar } from './working-calendar.ts'

const known = new WeakMap<WorkingCalendar, Map<string, Instant>>()

/** Thousands of due times are the same closing time: what a calendar was asked once it need not work out again. */
export function once(calendar: WorkingCalendar, question: string, answer: () => Instant): Instant {
  const answers = known.get(calendar) ?? new Map<string, Instant>()
  if (answers.size > 10_000) answers.clear()
  known.set(calendar, answers)
  const found = answers.get(question) ?? answer()
  answers.set(question, found)
  return found
}
