import { z } from 'zod'
import { LocalDate, type Weekday } from '../kernel/time.ts'
import { Frame, weekdays } from '../kernel/working-calendar.ts'
import { type CalendarLayers, Exception, type OwnHours } from './calendar-layers.ts'

const Hours = z.object({ frames: z.array(Frame), isServiceOnly: z.boolean() })

/** One thing in which two calendars differ. */
export const CalendarDifference = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weekday'), day: z.literal(weekdays), from: Hours, to: Hours }),
  z.object({ kind: z.literal('day'), date: LocalDate, from: Exception.nullable(), to: Exception.nullable() }),
  z.object({ kind: z.literal('notice'), year: z.int(), change: z.enum(['loaded', 'replaced', 'removed']) }),
  z.object({ kind: z.literal('after-closing'), to: z.enum(['same-day', 'next-working-day']) }),
  z.object({ kind: z.literal('ends-at'), to: z.enum(['closing', 'midnight']) }),
  /** A unit begins to keep hours of its own, or goes back to those of the centre. */
  z.object({ kind: z.literal('own-hours'), isOwn: z.boolean() }),
])
export type CalendarDifference = z.infer<typeof CalendarDifference>

type Hours = OwnHours | CalendarLayers
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

const hoursOn = ({ weekly, serviceOnly }: Hours, day: Weekday) => ({
  frames: weekly[day],
  isServiceOnly: serviceOnly.includes(day),
})

/** What was changed from the one to the other, in the order in which a person would read it; null: those of the centre. */
export function calendarDifferences(from: Hours | null, to: Hours | null): CalendarDifference[] {
  if (!from || !to) return from || to ? [{ kind: 'own-hours', isOwn: to !== null }] : []
  const week = weekdays.flatMap((day): CalendarDifference[] => {
    const [was, is] = [hoursOn(from, day), hoursOn(to, day)]
    return isSame(was, is) ? [] : [{ kind: 'weekday', day, from: was, to: is }]
  })
  const dates = [...new Set([...Object.keys(from.exceptions), ...Object.keys(to.exceptions)])].sort()
  const days = dates
    .map((text) => LocalDate.parse(text))
    .flatMap((date): CalendarDifference[] => {
      const [was, is] = [from.exceptions[date] ?? null, to.exceptions[date] ?? null]
      return isSame(was, is) ? [] : [{ kind: 'day', date, from: was, to: is }]
    })
  return [
    ...noticeDifferences(from, to),
    ...week,
    ...days,
    ...(from.countsAfterClosingAs === to.countsAfterClosingAs
      ? []
      : [{ kind: 'after-closing' as const, to: to.countsAfterClosingAs }]),
    ...(from.endsAt === to.endsAt ? [] : [{ kind: 'ends-at' as const, to: to.endsAt }]),
  ]
}

function noticeDifferences(from: Hours, to: Hours): CalendarDifference[] {
  if (!('notices' in from && 'notices' in to)) return []
  const years = [...new Set([...from.notices, ...to.notices].map(({ year }) => year))].sort((a, b) => a - b)
  return years.flatMap((year): CalendarDifference[] => {
    const [was, is] = [from, to].map(({ notices }) => notices.find((notice) => notice.year === year))
    if (isSame(was?.days, is?.days)) return []
    return [{ kind: 'notice', year, change: !was ? 'loaded' : is ? 'replaced' : 'removed' }]
  })
}
