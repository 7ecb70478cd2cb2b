import fc from 'fast-check'
import { addDays, addMinutes, type Instant, type LocalDate } from '../time.ts'
import { Pause, WorkingCalendar } from '../working-calendar.ts'
import { at, day, withLunch } from './calendars.ts'

const weeks = [
  [{ from: '09:00', to: '17:00' }],
  withLunch,
  [...withLunch, { from: '18:30', to: '20:00' }],
  [...withLunch, { from: '18:30', to: '20:00', isServiceOnly: true }],
]
const saturdays = [[], [{ from: '09:00', to: '12:00' }]]

const exception = fc.record({
  isWorkday: fc.boolean(),
  name: fc.constantFrom('春节', '国庆节', '停电'),
  frames: fc.option(fc.constantFrom(withLunch, [{ from: '10:00', to: '11:00' }]), { nil: undefined }),
})

const firstDay = day('2026-03-02')
export const someDay: fc.Arbitrary<LocalDate> = fc.nat(60).map((days) => addDays(firstDay, days))

/** Any week a centre may keep, with up to thirty special days in the time that the tests look at. */
export const calendars: fc.Arbitrary<WorkingCalendar> = fc
  .record({
    frames: fc.constantFrom(...weeks),
    saturday: fc.constantFrom(...saturdays),
    days: fc.array(fc.tuple(someDay, exception), { maxLength: 30 }),
    countsAfterClosingAs: fc.constantFrom('same-day', 'next-working-day'),
    serviceOnly: fc.constantFrom([], [6], [3, 6]),
    endsAt: fc.constantFrom('closing', 'midnight'),
  })
  .map(({ frames, saturday, days, ...rules }) =>
    WorkingCalendar.parse({
      weekly: { 1: frames, 2: frames, 3: frames, 4: frames, 5: frames, 6: saturday },
      days: Object.fromEntries(days),
      announcedYears: [2026],
      ...rules,
    }),
  )

/** Any minute of two months, day and night. */
export const instants: fc.Arbitrary<Instant> = fc
  .nat(60 * 24 * 60)
  .map((minutes) => addMinutes(at('2026-03-02 00:00'), minutes))

export const pauses: fc.Arbitrary<Pause[]> = fc.array(
  fc
    .tuple(instants, fc.nat(7 * 24 * 60))
    .map(([from, minutes]) => Pause.parse({ from, to: addMinutes(from, minutes), reason: '待补正' })),
  { maxLength: 4 },
)
