import { dueAfter, type WorkingCalendar } from '../kernel/calendar.ts'
import type { Limit } from '../kernel/limit.ts'
import { addDays, compare, type Instant, instantAt, localDateOf } from '../kernel/time.ts'

/** How often one length lasts longer than another, whatever day they begin on. */
export type HowOften = 'always' | 'sometimes' | 'never'

const daysOfYear = 366

/**
 * Compares lengths of different units: seven calendar days may be more or less than four working days. What is asked on
 * any day of the year must get the same answer, so every day of a year is tried, from the first of the year on.
 */
export class Lengths {
  readonly #calendar: WorkingCalendar
  readonly #starts: readonly Instant[]
  readonly #ends = new Map<string, readonly Instant[]>()

  constructor(calendar: WorkingCalendar, now: Instant) {
    const first = `${localDateOf(now).slice(0, 4)}-01-01` as ReturnType<typeof localDateOf> // a date of the same shape
    this.#calendar = calendar
    this.#starts = Array.from({ length: daysOfYear }, (_, day) => instantAt(addDays(first, day), '10:00'))
  }

  longer(a: Limit, b: Limit): HowOften {
    if (a.unit === b.unit) return a.amount > b.amount ? 'always' : 'never'
    // What is done on the spot ends with the day; a working day more ends later, whatever day it is.
    if (a.unit === 'on-the-spot' && b.unit === 'working-days' && b.amount > 0) return 'never'
    if (b.unit === 'on-the-spot' && a.unit === 'working-days' && a.amount > 0) return 'always'
    const [ends, others] = [this.#endsOf(a), this.#endsOf(b)]
    const times = ends.filter((end, day) => compare(end, others[day] ?? end) > 0).length
    if (times === 0) return 'never'
    return times === ends.length ? 'always' : 'sometimes'
  }

  longest(limits: readonly Limit[]): Limit | undefined {
    return limits.reduce<Limit | undefined>(
      (most, limit) => (most && this.longer(limit, most) !== 'always' ? most : limit),
      undefined,
    )
  }

  #endsOf(limit: Limit): readonly Instant[] {
    const key = `${limit.amount} ${limit.unit}`
    const known = this.#ends.get(key)
    if (known) return known
    const ends = this.#starts.map((start) => {
      const { dueAt } = dueAfter({ calendar: this.#calendar, start, limit, pauses: [] })
      if (dueAt === null) throw new Error('a limit without pauses has an end')
      return dueAt
    })
    this.#ends.set(key, ends)
    return ends
  }
}
