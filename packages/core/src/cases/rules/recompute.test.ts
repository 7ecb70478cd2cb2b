import { describe, expect, it } from 'vitest'
import type { WorkingCalendar } from '../../kernel/calendar.ts'
import { aCalendar, said } from '../../kernel/testing/calendars.ts'
import { Story } from '../../testing/kit.ts'
import { evolve } from '../fold.ts'
import type { CaseState } from '../state.ts'
import { recomputeDues } from './recompute.ts'

const storm: WorkingCalendar = aCalendar({ days: { '2026-03-04': { isWorkday: false, name: '台风停工' } } })

/** Accepted on Monday 2 March as complex, and a unit asked: due on the 9th and on the 4th. */
const running = () =>
  new Story()
    .does('officer', 'acceptCase', { grade: 'complex' })
    .does('officer', 'askUnits', { ask: '可否线下注销？', units: [{ unitId: 'district-market', part: 'lead' }] })

function recomputed(story: Story, calendar: WorkingCalendar): CaseState {
  const events = recomputeDues(story.state, '台风停工一天', { ...story.context('supervisor'), calendar })
  return events.reduce<CaseState>(
    (state, event) =>
      evolve(state, event, {
        seq: state.version + 1,
        at: story.now,
        actor: { kind: 'system', name: 'clock' },
        policyVersion: state.policyVersion,
        version: 1,
      }),
    story.state,
  )
}

describe('a calendar that is corrected in mid-year', () => {
  it('moves what still runs, the case and the tasks of units alike, and says why', () => {
    const story = running()
    const after = recomputed(story, storm)
    expect(said(after.caseClock?.dueAt ?? null)).toBe('2026-03-10 17:00')
    expect(said(after.tasks.find(({ kind }) => kind === 'handle')?.dueAt ?? null)).toBe('2026-03-10 17:00')
    expect(said(after.tasks.find(({ kind }) => kind === 'coordinate')?.dueAt ?? null)).toBe('2026-03-05 17:00')
  })

  it('yields nothing the second time', () => {
    const story = running()
    story.state = recomputed(story, storm)
    expect(recomputeDues(story.state, '再算一次', { ...story.context('supervisor'), calendar: storm })).toEqual([])
  })

  it('keeps what was granted: an extension is counted again from the new date', () => {
    const story = running()
    const taskId = story.state.tasks.find(({ kind }) => kind === 'coordinate')?.taskId ?? ''
    story.does('district', 'signTask', { taskId })
    story.does('district', 'requestExtension', {
      taskId,
      limit: { amount: 2, unit: 'working-days' },
      reason: '需查档案',
    })
    const decision = story.state.tasks.find(({ kind }) => kind === 'decide-extension')?.taskId ?? ''
    story.does('supervisor', 'decideExtension', { taskId: decision, granted: true, reason: '同意', applicantTold: '' })
    const after = recomputed(story, storm)
    expect(said(after.tasks.find((task) => task.taskId === taskId)?.dueAt ?? null)).toBe('2026-03-09 17:00')
  })

  it('leaves a clock that stands still alone', () => {
    const story = running()
    story.does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' })
    const after = recomputed(story, storm)
    expect(after.caseClock?.dueAt).toBeNull()
    expect(after.tasks.find(({ kind }) => kind === 'handle')?.dueAt).toBeNull()
  })

  it('counts what a unit owes by the hours that the unit keeps', () => {
    const story = running()
    const closed = aCalendar({ week: { 3: [], 4: [] } }) // this unit is closed on Wednesdays and Thursdays
    const ctx = { ...story.context('supervisor'), unitCalendars: new Map([['district-market', closed]]) }
    const [event] = recomputeDues(story.state, '单位作息', ctx)
    expect(event).toMatchObject({ type: 'DueRecomputed', payload: { tasks: [{ dueAt: '2026-03-06T09:00:00.000Z' }] } })
  })
})
