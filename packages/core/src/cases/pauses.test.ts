import { describe, expect, test } from 'vitest'
import type { WorkingCalendar } from '../kernel/calendar.ts'
import { aCalendar } from '../kernel/testing/calendars.ts'
import { at, Story } from '../testing/kit.ts'
import type { CaseEvent } from './events.ts'
import { evolve } from './fold.ts'
import { releaseClock } from './pauses.ts'
import { recomputeDues } from './rules/recompute.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })
const hearing = {
  procedure: 'hearing',
  party: { kind: 'unit' as const, unitId: 'district-market' },
  reason: '利害关系人申请听证',
  means: 'post' as const,
  toWhom: '王芳',
}
const endOf = (story: Story) =>
  story.does('officer', 'endProcedure', { taskId: story.task('procedure').taskId, outcome: '已举行' })
/** Accepted on Monday 2 March as complex, due on the 9th; a hearing from Tuesday on. */
const paused = () =>
  new Story()
    .does('officer', 'acceptCase', { grade: 'complex' })
    .at('2026-03-03 10:00')
    .does('officer', 'startProcedure', hearing)

/** Something that the system itself writes to the log of a story. */
function happens(story: Story, events: readonly CaseEvent[]): Story {
  for (const event of events) {
    const envelope = {
      seq: story.state.version + 1,
      at: story.now,
      actor: { kind: 'system' as const, name: '系统' },
      policyVersion: story.state.policyVersion,
      version: 1,
    }
    story.state = evolve(story.state, event, envelope)
    story.log.push({ ...envelope, ...event })
  }
  return story
}
const corrected = (story: Story, calendar: WorkingCalendar): Story => {
  story.calendar = calendar
  return happens(story, recomputeDues(story.state, '台风停工', story.context('officer')))
}

describe('a pause survives', () => {
  test('another grade: the clock stands still on, and the days are taken off the new time', () => {
    const story = paused().does('officer', 'regradeCase', { grade: 'special', reason: '涉及多部门' })
    expect(story.state.caseClock).toMatchObject({
      dueAt: null,
      clock: { limit: workingDays(15) },
      pauses: [{ to: null }],
    })
    endOf(story.at('2026-03-06 10:00'))
    expect(story.state.caseClock?.dueAt).toBe(at('2026-03-26 17:00')) // 23 March and three working days
  })

  test('another grade after its ceiling: what lies beyond counts', () => {
    const story = paused()
      .sounds('2026-04-01 09:00')
      .does('officer', 'regradeCase', { grade: 'special', reason: '复杂' })
    expect(story.state.caseClock?.pauses).toMatchObject([{ to: at('2026-03-31 17:00') }])
    expect(story.state.caseClock?.dueAt).toBe(at('2026-04-21 17:00'))
  })

  test('a corrected calendar: it runs on, and its ceiling is counted again', () => {
    const story = corrected(paused(), aCalendar({ days: { '2026-03-04': { isWorkday: false, name: '台风停工' } } }))
    expect(story.state.caseClock).toMatchObject({
      dueAt: null,
      pauses: [{ to: null, ceilingAt: at('2026-04-01 17:00') }],
    })
    expect(story.task('procedure').dueAt).toBe(at('2026-04-01 17:00'))
    const again = recomputeDues(story.state, '再算一次', story.context('officer'))
    expect(again).toEqual([])
  })

  test('an extension: nobody asks for more time while the clock stands still, and what was granted is counted after it', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    const { taskId } = story.task('handle')
    const more = { taskId, limit: workingDays(4), reason: '等市局答复' }
    story.does('officer', 'requestExtension', more)
    const decision = {
      taskId: story.task('decide-extension').taskId,
      granted: true,
      reason: '同意',
      applicantTold: '电话',
    }
    story.does('supervisor', 'decideExtension', decision)
    expect(story.state.caseClock?.dueAt).toBe(at('2026-03-13 17:00'))
    // The hearing falls into the time that was added.
    story.at('2026-03-10 10:00').does('officer', 'startProcedure', hearing)
    expect(story.refusal('officer', 'requestExtension', more)).toBe('clock-stopped')
    endOf(story.at('2026-03-12 10:00'))
    expect(story.state.caseClock?.dueAt).toBe(at('2026-03-17 17:00')) // 11 and 12 March stood still
  })

  test('reopening: the new round has its own ledger, and how often a procedure was held is not forgotten', () => {
    const story = endOf(paused().at('2026-03-05 10:00'))
    story.does('officer', 'recordResult', { kind: 'done', publicReply: '已办', proof: '通知书' })
    story.does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' }).does('officer', 'resolveCase')
    story.does('supervisor', 'reopenCase', { reason: '仍未办成' })
    expect(story.state.caseClock?.pauses).toEqual([])
    expect(story.refusal('officer', 'startProcedure', hearing)).toBe('procedure-used-up')
    story.does('supervisor', 'startProcedure', hearing)
    expect(story.state.caseClock?.dueAt).toBeNull()
  })
})

describe('an extension', () => {
  test('is decided before the time is over, or not granted any more', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' }).at('2026-03-09 10:00')
    story.does('officer', 'requestExtension', {
      taskId: story.task('handle').taskId,
      limit: workingDays(2),
      reason: '等',
    })
    const { taskId, dueAt } = story.task('decide-extension')
    expect(dueAt).toBe(at('2026-03-09 17:00')) // a working day would be too late
    story.at('2026-03-09 17:01')
    const decision = { taskId, granted: true, reason: '同意', applicantTold: '电话' }
    expect(story.refusal('supervisor', 'decideExtension', decision)).toBe('extension-decided-too-late')
    expect(story.refusal('supervisor', 'decideExtension', { ...decision, granted: false })).toBeNull()
  })
})

test('in an older log the first question stopped the clock for all, and it goes on when the last is answered', () => {
  const story = new Story().does('officer', 'acceptCase', { grade: 'complex' }).at('2026-03-03 10:00')
  story.does('officer', 'askApplicant', { items: ['甲'], means: 'phone' })
  const first = story.task('supplement').taskId
  story.does('officer', 'askApplicant', { items: ['乙'], means: 'phone' })
  const second = story.task('supplement').taskId
  const { caseClock } = story.state
  const old = { ...story.state, caseClock: caseClock && { ...caseClock, pauses: caseClock.pauses.slice(0, 1) } }
  const ctx = story.at('2026-03-06 10:00').context('officer')
  expect(releaseClock(old, first, ctx)).toEqual([])
  const answered = {
    ...old,
    tasks: old.tasks.map((task) => (task.taskId === first ? { ...task, state: 'done' as const } : task)),
  }
  const resumed = { type: 'ClockResumed', payload: { taskId: second, dueAt: at('2026-03-12 17:00') } }
  expect(releaseClock(answered, second, ctx)).toEqual([resumed])
})

describe('given a case that is late already', () => {
  const late = () => new Story().does('officer', 'acceptCase', { grade: 'simple' }).sounds('2026-03-06 10:00')

  test('when the applicant is asked for a paper, then it stays late, and the ladder goes on', () => {
    const story = late().does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' })
    expect(story.lastTypes).not.toContain('ClockStopped')
    expect(story.state.status).toBe('in-progress')
    expect(story.state.caseClock?.dueAt).toBe(at('2026-03-05 17:00'))
    story.sounds('2026-03-12 10:00')
    expect(story.state.escalations.map(({ rung }) => rung)).toEqual(['urge', 'superior', 'centre'])
  })

  test('when it has got another grade and a second question stops the clock, then the first one does not hold it still', () => {
    const story = late().does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' })
    story.does('supervisor', 'regradeCase', { grade: 'special', reason: '跨层级', limit: null })
    story.at('2026-03-09 10:00').does('officer', 'askApplicant', { items: ['执照'], means: 'phone' })
    expect(story.state.caseClock?.dueAt).toBeNull()
    const second = story.state.tasks.filter(({ kind }) => kind === 'supplement')[1]?.taskId ?? ''
    story.at('2026-03-11 10:00').does('officer', 'recordApplicantAnswer', { taskId: second, note: '已补' })
    expect(story.state.caseClock?.dueAt).not.toBeNull()
  })
})
