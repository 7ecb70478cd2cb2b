import { type Instant, instantAt, LocalDate, localDateOf, sayInstant } from '../time.ts'
import { WorkingCalendar } from '../working-calendar.ts'

export const day = (text: string): LocalDate => LocalDate.parse(text)

/** '2026-02-13 16:00' on the wall. */
export const at = (text: string): Instant => instantAt(day(text.slice(0, 10)), text.slice(11))

export const said = (instant: Instant | null): string | null => instant && sayInstant(instant)

const ordinary = [{ from: '09:00', to: '17:00' }]
export const withLunch = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
]

type Hours = { from: string; to: string; isServiceOnly?: boolean }
type Week = Partial<Record<1 | 2 | 3 | 4 | 5 | 6 | 7, Hours[]>>

/** A calendar in which the years around the tests are announced and nothing but the given days is special. */
export function aCalendar({
  frames = ordinary,
  week = {},
  days = {},
  after = 'next-working-day',
  serviceOnly = [],
  endsAt = 'closing',
}: {
  frames?: Hours[]
  week?: Week
  days?: Record<string, { isWorkday: boolean; name: string; frames?: Hours[] }>
  after?: 'same-day' | 'next-working-day'
  serviceOnly?: number[]
  endsAt?: 'closing' | 'midnight'
} = {}): WorkingCalendar {
  return WorkingCalendar.parse({
    weekly: { 1: frames, 2: frames, 3: frames, 4: frames, 5: frames, ...week },
    days,
    announcedYears: [2025, 2026, 2027],
    countsAfterClosingAs: after,
    serviceOnly,
    endsAt,
  })
}

/** Is somebody working at this minute? Written without the calendar's own functions, to check them against. */
export function isOpenPlainly(calendar: WorkingCalendar, instant: Instant): boolean {
  const date = localDateOf(instant)
  const time = sayInstant(instant).slice(11)
  // getUTCDay of a bare date is its day on the wall, Sunday 0.
  const weekday = new Date(date).getUTCDay() || 7
  const override = calendar.days[date]
  if (override && !override.isWorkday) return false
  const isService = calendar.serviceOnly.some((one) => one === weekday)
  if (!override && isService) return false
  const makeUp = override?.isWorkday && (weekday > 5 || isService)
  const frames = override?.frames ?? (makeUp ? calendar.weekly[1] : Object.entries(calendar.weekly)[weekday - 1]?.[1])
  return (frames ?? []).some((frame) => !frame.isServiceOnly && frame.from <= time && time < frame.to)
}
