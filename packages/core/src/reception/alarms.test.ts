import { describe, expect, test } from 'vitest'
import type { Party } from '../cases/words.ts'
import { chinaCalendar } from '../kernel/calendars/china.ts'
import { sayInstant } from '../kernel/time.ts'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import { at, directory } from '../testing/kit.ts'
import { owedAlarms } from './alarms.ts'

const ctx = { now: at('2026-03-02 10:00'), policy: jingan2023, calendar: chinaCalendar, directory }
const alarmsOf = (party: Party, said: string[] = [], openedAt = at('2026-03-02 09:30')) =>
  owedAlarms({ party, openedAt, dueAt: at('2026-03-05 17:00') }, new Set(said), ctx)
const lines = (party: Party) => alarmsOf(party).map(({ at: when, kind, to }) => [sayInstant(when), kind, to.kind])

describe('given something owed until Thursday 5 March', () => {
  test('when nobody does it, then its holder is reminded and urged, then the unit above, the head of the window and the leader hear of it', () => {
    const rungs = lines({ kind: 'unit', unitId: 'district-market' })
    expect(rungs.slice(0, 3)).toEqual([
      ['2026-03-04 09:00', 'reminded', 'unit'],
      ['2026-03-05 17:01', 'overdue', 'unit'],
      ['2026-03-06 09:00', 'overdue', 'unit'],
    ])
    expect(rungs.slice(3).map(([, kind, to]) => [kind, to])).toEqual([
      ['escalated', 'unit'],
      ['escalated', 'supervisor'],
      ['escalated', 'leader'],
    ])
    const above = alarmsOf({ kind: 'unit', unitId: 'district-market' }).find(({ kind }) => kind === 'escalated')
    expect(above?.to).toEqual({ kind: 'unit', unitId: 'city-market' })
  })

  test('when it waits for the window, or for a unit that has none above, then the head of the window hears of it', () => {
    const parties: Party[] = [
      { kind: 'window' },
      { kind: 'person', personId: 'officer' },
      { kind: 'unit', unitId: 'district-tax' },
    ]
    for (const party of parties)
      expect(alarmsOf(party).find(({ kind }) => kind === 'escalated')?.to).toEqual({ kind: 'supervisor' })
  })

  test('when the head of the window holds it, then nobody climbs to the same person', () => {
    const parties: Party[] = [{ kind: 'supervisor' }, { kind: 'person', personId: 'supervisor' }]
    for (const party of parties)
      expect(alarmsOf(party).filter(({ kind, to }) => kind === 'escalated' && to.kind !== 'leader')).toEqual([])
  })

  test('what was said is not said again, and what was given out that day needs no reminder', () => {
    const [first] = alarmsOf({ kind: 'window' })
    expect(alarmsOf({ kind: 'window' }, [first?.name ?? '']).map(({ name }) => name)).not.toContain(first?.name)
    expect(alarmsOf({ kind: 'window' }, [], at('2026-03-05 10:00')).map(({ kind }) => kind)).not.toContain('reminded')
  })
})
