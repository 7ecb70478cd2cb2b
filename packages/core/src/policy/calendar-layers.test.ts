import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dueAfter } from '../kernel/calendar.ts'
import { chinaCalendar, chinaNotices } from '../kernel/calendars/china.ts'
import { calendars, instants } from '../kernel/testing/arbitraries.ts'
import { aCalendar, at, day, isOpenPlainly, said } from '../kernel/testing/calendars.ts'
import { addMinutes } from '../kernel/time.ts'
import { CalendarLayers, calendarFrom, layersOf, unitCalendarFrom } from './calendar-layers.ts'

const three = { amount: 3, unit: 'working-days' as const }

describe('the layers of a calendar', () => {
  it('are the calendar again when they are laid upon each other', () => {
    expect(calendarFrom(layersOf(chinaCalendar))).toEqual(chinaCalendar)
  })

  it('keep a closure of the centre’s own above the notice, and give the day back when it is taken away', () => {
    const layers = layersOf(chinaCalendar)
    const closed = {
      ...layers,
      exceptions: { [day('2026-02-14')]: { isWorkday: false, name: '停电', appliesToUnits: false } },
    }
    const due = (calendar: typeof chinaCalendar) =>
      said(dueAfter({ calendar, start: at('2026-02-13 16:00'), limit: three, pauses: [] }).dueAt)
    expect(due(calendarFrom(layers))).toBe('2026-02-25 17:00')
    expect(due(calendarFrom(closed))).toBe('2026-02-26 17:00')
  })

  it('say that a year is provisional until its notice is loaded, and count anew when it is', () => {
    const layers = layersOf(chinaCalendar)
    const before = { ...layers, notices: layers.notices.filter(({ year }) => year !== 2026) }
    const ask = (calendar: typeof chinaCalendar) =>
      dueAfter({ calendar, start: at('2026-02-13 16:00'), limit: three, pauses: [] })
    expect(ask(calendarFrom(before))).toMatchObject({ provisional: true, dueAt: at('2026-02-18 17:00') })
    const announced = { ...before, notices: chinaNotices.filter(({ year }) => year >= 2026) }
    expect(ask(calendarFrom(announced))).toMatchObject({ provisional: false, dueAt: at('2026-02-25 17:00') })
  })

  it('let a unit keep its own hours under the same holidays', () => {
    const layers = layersOf(chinaCalendar)
    const evening = { from: '18:00', to: '20:00' }
    const hours = {
      ...layers,
      weekly: { ...layers.weekly, 2: [{ from: '09:00', to: '12:00' }, { from: '13:30', to: '17:00' }, evening] },
    }
    const { notices: _, ...own } = hours
    const unit = unitCalendarFrom(own, layers)
    const limit = { amount: 1, unit: 'working-days' as const }
    expect(said(dueAfter({ calendar: unit, start: at('2026-03-02 10:00'), limit, pauses: [] }).dueAt)).toBe(
      '2026-03-03 20:00',
    )
    expect(unit.days).toEqual(chinaCalendar.days)
  })
})

describe('an exceptional closing of the centre', () => {
  const storm = day('2026-03-04')
  const layers = layersOf(chinaCalendar)
  const { notices: _, ...own } = layers
  const due = (calendar: typeof chinaCalendar) =>
    said(
      dueAfter({ calendar, start: at('2026-03-03 10:00'), limit: { amount: 1, unit: 'working-days' }, pauses: [] })
        .dueAt,
    )
  const closed = (appliesToUnits: boolean) => ({
    ...layers,
    exceptions: { [storm]: { isWorkday: false, name: '台风', appliesToUnits } },
  })

  it('closes a unit with hours of its own where it is said to, and else the centre alone', () => {
    expect(due(calendarFrom(closed(true)))).toBe('2026-03-05 17:00')
    expect(due(unitCalendarFrom(own, closed(true)))).toBe('2026-03-05 17:00')
    expect(due(unitCalendarFrom(own, closed(false)))).toBe('2026-03-04 17:00')
  })

  it('gives way to what the unit says of that day itself', () => {
    const open = { ...own, exceptions: { [storm]: { isWorkday: true, name: '防汛值守', appliesToUnits: false } } }
    expect(due(unitCalendarFrom(open, closed(true)))).toBe('2026-03-04 17:00')
  })

  it('keeps its meaning where it was kept before units were asked: the centre alone', () => {
    const { serviceOnly: _s, endsAt: _e, ...before } = layers
    const kept = CalendarLayers.parse({ ...before, exceptions: { [storm]: { isWorkday: false, name: '台风' } } })
    expect(due(unitCalendarFrom(own, kept))).toBe('2026-03-04 17:00')
    expect(kept).toMatchObject({ serviceOnly: [], endsAt: 'closing' })
  })
})

describe('working hours in any week with several frames a day', () => {
  it('never end in closed time, whatever the lunch break, evening or Saturday', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 40 }), (calendar, start, amount) => {
        const { dueAt } = dueAfter({ calendar, start, limit: { amount, unit: 'working-hours' }, pauses: [] })
        if (!dueAt) throw new Error('nothing stopped it')
        expect(isOpenPlainly(calendar, addMinutes(dueAt, -1))).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('never come earlier when the centre closes for one more day', () => {
    const extra = day('2026-03-04')
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 0, max: 15 }), (calendar, start, amount) => {
        const limit = { amount, unit: 'working-days' as const }
        const closed = { ...calendar, days: { ...calendar.days, [extra]: { isWorkday: false, name: '停电' } } }
        const [plain, later] = [calendar, closed].map(
          (one) => dueAfter({ calendar: one, start, limit, pauses: [] }).dueAt,
        )
        expect(later && plain && later >= plain).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('hold a week with a Saturday morning and a lunch break to the minute', () => {
    const lunch = [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '17:00' },
    ]
    const calendar = aCalendar({ frames: lunch, week: { 6: [{ from: '09:00', to: '11:30' }] } })
    const due = (start: string, amount: number) =>
      said(dueAfter({ calendar, start: at(start), limit: { amount, unit: 'working-hours' }, pauses: [] }).dueAt)
    expect(due('2026-03-06 11:30', 1)).toBe('2026-03-06 14:00') // half an hour before lunch, half after
    expect(due('2026-03-06 16:00', 3)).toBe('2026-03-07 11:00') // Friday evening into Saturday morning
    expect(due('2026-03-06 16:00', 4)).toBe('2026-03-09 09:30') // and over to Monday
  })
})
