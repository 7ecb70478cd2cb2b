import { describe, expect, test } from 'vitest'
import { tellingsOf } from '../notifications/telling.ts'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import { at, Story } from '../testing/kit.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })

/** Accepted on Monday 2 March as complex: due on Monday the 9th. */
const accepted = () => new Story().does('officer', 'acceptCase', { grade: 'complex' })
const hearing = {
  procedure: 'hearing',
  party: { kind: 'unit' as const, unitId: 'district-market' },
  reason: '利害关系人申请听证',
  means: 'in-person' as const,
  toWhom: '王芳',
}
const held = () => accepted().at('2026-03-03 10:00').does('officer', 'startProcedure', hearing)

describe('given a case that needs a hearing', () => {
  test('when it is started, then a unit has it until its ceiling, the applicant has that in writing, and the clock stands still', () => {
    const story = held()
    expect(story.task('procedure')).toMatchObject({
      party: hearing.party,
      procedure: { key: 'hearing', name: '听证' },
      dueAt: at('2026-03-31 17:00'), // twenty working days
    })
    expect(story.state.status).toBe('in-progress') // nobody waits for the applicant
    expect(story.state.caseClock).toMatchObject({
      dueAt: null,
      pauses: [{ taskId: story.task('procedure').taskId, to: null, ceilingAt: at('2026-03-31 17:00') }],
    })
    expect(story.log.find(({ type }) => type === 'ProcedureStarted')?.payload).toMatchObject({
      told: { means: 'in-person', toWhom: '王芳' },
      dueAt: at('2026-03-31 17:00'),
    })
  })

  test('when it is over, then its days are not counted and what came of it stands with the task', () => {
    const story = held().at('2026-03-06 10:00')
    story.does('district', 'endProcedure', { taskId: story.task('procedure').taskId, outcome: '听证笔录：无异议' })
    expect(story.state.caseClock?.dueAt).toBe(at('2026-03-12 17:00')) // 4, 5 and 6 March stood still
    expect(story.state.tasks.find(({ kind }) => kind === 'procedure')?.reply?.publicReply).toBe('听证笔录：无异议')
  })

  test('then a call is no telling in writing, and nobody starts what the rules do not know', () => {
    const story = accepted()
    expect(story.refusal('officer', 'startProcedure', { ...hearing, means: 'phone' })).toBe('telling-not-in-writing')
    expect(story.refusal('officer', 'startProcedure', { ...hearing, procedure: 'oracle' })).toBe('procedure-unknown')
    const party = { kind: 'unit' as const, unitId: 'nowhere' }
    expect(story.refusal('officer', 'startProcedure', { ...hearing, party })).toBe('unit-unknown')
  })

  test('then the time that is told may be shorter than the ceiling, not longer', () => {
    const story = accepted()
    expect(story.refusal('officer', 'startProcedure', { ...hearing, limit: workingDays(21) })).toBe(
      'procedure-too-long',
    )
    story.does('officer', 'startProcedure', { ...hearing, limit: workingDays(4) })
    expect(story.task('procedure').dueAt).toBe(at('2026-03-06 17:00'))
    expect(story.state.caseClock?.pauses[0]?.ceilingAt).toBe(at('2026-03-30 17:00'))
  })

  test('then it is held once in a case, and once more only when the supervisor says so', () => {
    const story = held()
    expect(story.refusal('officer', 'startProcedure', hearing)).toBe('procedure-running')
    story.does('officer', 'endProcedure', { taskId: story.task('procedure').taskId, outcome: '已举行' })
    expect(story.refusal('officer', 'startProcedure', hearing)).toBe('procedure-used-up')
    expect(story.refusal('supervisor', 'startProcedure', hearing)).toBeNull()
    expect(story.refusal('officer', 'startProcedure', { ...hearing, procedure: 'testing' })).toBeNull()
  })

  test('then the case cannot be resolved while it goes on', () => {
    const story = held()
    story.does('officer', 'recordResult', { kind: 'done', publicReply: '已办', proof: '通知书' })
    story.does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
    expect(story.refusal('officer', 'resolveCase')).toBe('tasks-open')
  })
})

describe('given the hearing and a question to the applicant at the same time', () => {
  const both = () =>
    held()
      .at('2026-03-04 10:00')
      .does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' })
  const endHearing = (story: Story) =>
    story.does('officer', 'endProcedure', { taskId: story.task('procedure').taskId, outcome: '已举行' })
  const answer = (story: Story) =>
    story.does('officer', 'recordApplicantAnswer', { taskId: story.task('supplement').taskId, note: '已补' })

  test('whichever ends first, the days that both stood still count once', () => {
    const first = answer(endHearing(both().at('2026-03-06 10:00')).at('2026-03-10 10:00'))
    const second = endHearing(answer(both().at('2026-03-06 10:00')).at('2026-03-10 10:00'))
    // From the 4th to the 10th, five working days: 9 March becomes 16 March.
    expect(first.state.caseClock?.dueAt).toBe(at('2026-03-16 17:00'))
    expect(second.state.caseClock?.dueAt).toBe(at('2026-03-16 17:00'))
  })

  test('the status says whether the applicant is waited for, and each pause keeps its own end', () => {
    const story = both()
    expect(story.state.status).toBe('waiting-for-applicant')
    answer(story.at('2026-03-05 10:00'))
    expect(story.state.status).toBe('in-progress')
    expect(story.state.caseClock?.dueAt).toBeNull()
    expect(story.lastTypes).toContain('PauseEnded')
    endHearing(story.at('2026-03-06 10:00'))
    expect(story.state.caseClock?.pauses.map(({ to }) => to)).toEqual([at('2026-03-06 10:00'), at('2026-03-05 10:00')])
  })
})

describe('given a pause with a ceiling', () => {
  const limited = () => {
    const story = new Story()
    story.policy = {
      ...jingan2023,
      pauses: { ...jingan2023.pauses, supplement: { ceiling: workingDays(2), times: null } },
    }
    return story.does('officer', 'acceptCase', { grade: 'complex' })
  }
  const asked = () => limited().does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' })

  test('when it is reached, then the clock goes on by itself, once, and the owner is told the new date', () => {
    const story = asked().sounds('2026-03-04 17:00')
    expect(story.state.status).toBe('in-progress')
    expect(story.state.caseClock).toMatchObject({
      dueAt: at('2026-03-11 17:00'),
      pauses: [{ to: at('2026-03-04 17:00') }],
    })
    expect(story.task('handle').dueAt).toBe(at('2026-03-11 17:00'))
    const expired = story.log.filter(({ type }) => type === 'PauseExpired')
    expect(tellingsOf(expired, story.state)).toMatchObject([
      { topic: 'clock-resumed', party: { kind: 'owner' }, dueAt: at('2026-03-11 17:00') },
    ])
    story.sounds('2026-03-04 17:00')
    expect(story.log.filter(({ type }) => type === 'PauseExpired')).toHaveLength(1)
  })

  test('when the answer comes after it, then nothing more is taken off', () => {
    const story = asked().sounds('2026-03-06 09:00')
    story.does('officer', 'recordApplicantAnswer', { taskId: story.task('supplement').taskId, note: '已补' })
    expect(story.state.caseClock?.dueAt).toBe(at('2026-03-11 17:00'))
    expect(story.lastTypes.at(-1)).toBe('ApplicantAnswered')
  })

  test('when nobody looked for weeks, then what the running clock made late is said in its order, as if somebody had', () => {
    const outage = asked().sounds('2026-03-20 10:00')
    const watched = asked()
    for (let day = 3; day <= 20; day++)
      for (const hour of ['09:00', '17:00', '17:01'])
        if (day < 20 || hour === '09:00') watched.sounds(`2026-03-${String(day).padStart(2, '0')} ${hour}`)
    expect(outage.state.alarms).toEqual(watched.state.alarms)
    expect(outage.state.caseClock).toEqual(watched.state.caseClock)
    const types = outage.log.map(({ type }) => type)
    expect(types.indexOf('PauseExpired')).toBeLessThan(types.lastIndexOf('TaskOverdue'))
  })

  test('when another pause runs, then the clock stands still for that one', () => {
    const story = asked().does('officer', 'startProcedure', hearing).sounds('2026-03-05 09:00')
    expect(story.state.caseClock?.dueAt).toBeNull()
    expect(story.state.status).toBe('in-progress')
    expect(story.log.find(({ type }) => type === 'PauseExpired')?.payload).toMatchObject({ dueAt: null })
  })
})
