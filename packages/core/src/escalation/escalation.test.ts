import { describe, expect, test } from 'vitest'
import { chinaCalendar } from '../kernel/calendars/china.ts'
import { sayInstant } from '../kernel/time.ts'
import { usualQuietHours } from '../policy/ladder.ts'
import { at, Story } from '../testing/kit.ts'
import { toldAt } from './moments.ts'
import { nextAlarmAt } from './rules.ts'
import { soundAlarms } from './sounding.ts'

/** Accepted on Monday 2 March as complex: due on Monday 9 March. The district was asked with two working days. */
function asked(): Story {
  const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
  return story.does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-market', part: 'lead' }] })
}
const next = (story: Story) => {
  const alarm = nextAlarmAt(story.state, story.context('officer'))
  return alarm && sayInstant(alarm)
}
/** What was sounded about one task, in order. */
const heard = (story: Story, taskId: string) =>
  story.log.flatMap((event) => {
    if (event.type === 'TaskReminded' && event.payload.taskId === taskId) return ['reminded']
    if (event.type === 'TaskOverdue' && event.payload.taskId === taskId) return ['overdue']
    return event.type === 'TaskEscalated' && event.payload.taskId === taskId ? [event.payload.rung] : []
  })

describe('given a unit that was asked and is due on Wednesday 4 March', () => {
  test('when nobody answers, then it is reminded, overdue, urged the day after, and the rungs follow', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    const moments: (string | null)[] = []
    for (let i = 0; i < 6; i++) {
      const alarm = next(story)
      moments.push(alarm)
      if (alarm) story.sounds(alarm)
    }
    expect(moments.slice(0, 3)).toEqual(['2026-03-03 09:00', '2026-03-04 17:01', '2026-03-05 09:00'])
    story.sounds('2026-03-20 09:00')
    expect(heard(story, taskId)).toEqual(['reminded', 'overdue', 'urge', 'superior', 'centre', 'district'])
    const parties = story.state.escalations.filter((one) => one.taskId === taskId).map(({ party }) => party)
    expect(parties).toEqual([
      { kind: 'unit', unitId: 'district-market' },
      { kind: 'unit', unitId: 'city-market' },
      { kind: 'supervisor' },
      { kind: 'leader' },
    ])
  })

  test('when the clock looks twice, then it says nothing the second time', () => {
    const story = asked().sounds('2026-03-06 10:00')
    expect(soundAlarms(story.state, story.context('officer'))).toEqual([])
  })

  test('when nobody looked for three weeks, then every missed rung follows in order, as if somebody had', () => {
    const outage = asked().sounds('2026-03-24 10:00')
    const watched = asked()
    for (let alarm = next(watched); alarm && alarm <= '2026-03-24 10:00'; alarm = next(watched)) watched.sounds(alarm)
    watched.sounds('2026-03-24 10:00')
    const rungs = (story: Story) => story.state.escalations.map(({ rung, party, paper }) => ({ rung, party, paper }))
    expect(rungs(outage)).toEqual(rungs(watched))
    expect(outage.state.alarms).toEqual(watched.state.alarms)
  })

  test('when it answers, then what was set up to see it done ends with it and the clock is silent', () => {
    const story = asked().sounds('2026-03-10 10:00')
    const { taskId } = story.task('coordinate')
    story.does('district', 'replyToTask', { taskId, publicReply: '可以办理' })
    expect(story.state.tasks.filter((task) => task.subjectId === taskId).map(({ state }) => state)).toEqual([
      'done',
      'done',
    ])
  })

  test('when more time is granted, then the new due time brings alarms of its own', () => {
    const story = asked().at('2026-03-03 10:00').sounds('2026-03-03 10:00')
    const { taskId } = story.task('coordinate')
    story.does('district', 'requestExtension', {
      taskId,
      limit: { amount: 5, unit: 'working-days' },
      reason: '需现场核查',
    })
    const decision = story.task('decide-extension').taskId
    story.does('supervisor', 'decideExtension', {
      taskId: decision,
      granted: true,
      reason: '属实',
      applicantTold: '电话',
    })
    story.sounds('2026-03-06 10:00')
    expect(heard(story, taskId)).toEqual(['reminded'])
    story.sounds('2026-03-12 10:00')
    expect(heard(story, taskId)).toEqual(['reminded', 'reminded', 'overdue', 'urge'])
  })
})

describe('given a supervisor who will not wait', () => {
  test('when they climb by hand, then the next rung is reached once, also for the clock, up to the top', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    for (const reason of ['群众着急', '仍无答复', '再催', '请区领导阅'])
      story.does('supervisor', 'climb', { taskId, reason })
    expect(story.refusal('supervisor', 'climb', { taskId, reason: '再上' })).toBe('ladder-at-top')
    expect(story.refusal('officer', 'climb', { taskId, reason: '我来' })).toBe('forbidden')
    story.sounds('2026-03-30 10:00')
    expect(heard(story, taskId)).toEqual(['urge', 'superior', 'centre', 'district', 'reminded', 'overdue'])
    expect(story.state.escalations[1]?.paper).toEqual({ kind: 'supervision', number: 'JA-20260302-0001-K-D1' })
  })

  test('when the district leader signs for the paper and decides, then the task of the rung is done', () => {
    const story = asked()
    for (const reason of ['一', '二', '三', '四'])
      story.does('supervisor', 'climb', { taskId: story.task('coordinate').taskId, reason })
    const { taskId, party } = story.task('oversee')
    expect(party).toEqual({ kind: 'leader' })
    story.does('leader', 'signTask', { taskId }).does('leader', 'settleOversight', { taskId, decision: '明日答复' })
    expect(story.state.tasks.find((task) => task.taskId === taskId)?.state).toBe('done')
  })
})

describe('given people who are not there', () => {
  test('when the owner is on leave, then the stand-in is reminded and urged', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'simple' })
    story.standIns.set('officer', 'colleague')
    story.sounds('2026-03-06 09:30')
    expect(story.state.escalations[0]?.party).toEqual({ kind: 'person', personId: 'colleague' })
  })

  test('when a unit has nobody who could do it, then the supervisor hears of it at once and once', () => {
    const story = asked()
    const context = story.context('officer')
    const empty = { ...context, directory: { ...context.directory, peopleOf: () => [] } }
    const [unmanned] = soundAlarms(story.state, empty)
    expect(unmanned).toMatchObject({ type: 'TaskUnmanned', payload: { party: { unitId: 'district-market' } } })
    expect(soundAlarms({ ...story.state, alarms: [`unmanned/${story.task('coordinate').taskId}`] }, empty)).toEqual([])
  })

  const vacancies = (story: Story) =>
    story.log.filter(({ type }) => type === 'TaskUnmanned' || type === 'TaskManned').map(({ type }) => type)

  test('when all of a unit are on leave, then it is said once, taken back once, and said again the next time', () => {
    const story = asked().sounds()
    expect(vacancies(story)).toEqual([])
    story.away.add('district')
    story.sounds().sounds()
    expect(vacancies(story)).toEqual(['TaskUnmanned'])
    const { taskId } = story.task('oversee')
    story.away.clear()
    story.sounds().sounds()
    expect(vacancies(story)).toEqual(['TaskUnmanned', 'TaskManned'])
    expect(story.state.tasks.find((task) => task.taskId === taskId)?.state).toBe('done')
    story.away.add('district')
    story.sounds().sounds()
    expect(vacancies(story)).toEqual(['TaskUnmanned', 'TaskManned', 'TaskUnmanned'])
  })

  test('when a paper lies with the same people, then they are missed once', () => {
    const story = asked().sounds('2026-03-10 10:00')
    expect(story.state.tasks.some(({ kind, party }) => kind === 'oversee' && party.kind === 'unit')).toBe(true)
    story.away.add('district')
    expect(vacancies(story.sounds())).toEqual(['TaskUnmanned'])
  })

  test('when the supervisor decides first, then nothing is left to take back but the word', () => {
    const story = asked()
    story.away.add('district')
    story
      .sounds()
      .does('supervisor', 'settleOversight', { taskId: story.task('oversee').taskId, decision: '请市局代答' })
    story.away.clear()
    expect(vacancies(story.sounds())).toEqual(['TaskUnmanned', 'TaskManned'])
  })

  test('when the owner is on leave and nobody stands in, then what is theirs has nobody', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'simple' })
    story.away.add('officer')
    expect(vacancies(story.sounds())).toEqual(['TaskUnmanned'])
    story.away.clear()
    story.standIns.set('officer', 'colleague')
    expect(vacancies(story.sounds())).toEqual(['TaskUnmanned', 'TaskManned'])
  })

  test('when there is no supervisor, then the leader hears of it, and the other way round', () => {
    const story = asked()
    story.away.add('district').add('supervisor')
    story.sounds()
    expect(story.task('oversee').party).toEqual({ kind: 'leader' })
    const other = asked()
    other.away.add('leader')
    for (const reason of ['一', '二', '三', '四'])
      other.does('supervisor', 'climb', { taskId: other.task('coordinate').taskId, reason })
    expect(other.task('oversee').party).toEqual({ kind: 'supervisor' })
  })

  test('when whoever was told goes too, then the leader hears of that, until the task has somebody again', () => {
    const story = asked()
    story.away.add('district')
    story.sounds().away.add('supervisor')
    story.sounds()
    expect(vacancies(story)).toEqual(['TaskUnmanned', 'TaskUnmanned'])
    expect(story.task('oversee').party).toEqual({ kind: 'leader' })
    story.away.delete('district')
    story.sounds().sounds()
    expect(vacancies(story)).toEqual(['TaskUnmanned', 'TaskUnmanned', 'TaskManned'])
    expect(story.state.tasks.filter((task) => task.kind === 'oversee' && task.state === 'open')).toEqual([])
  })

  test('when in one night one comes and another goes, then nobody is missed for what is over', () => {
    const story = asked()
    story.away.add('district')
    story.sounds().away.delete('district')
    story.away.add('supervisor')
    expect(vacancies(story.sounds())).toEqual(['TaskUnmanned', 'TaskManned'])
    expect(story.state.tasks.filter((task) => task.kind === 'oversee' && task.state === 'open')).toEqual([])
  })

  test('when a paper lies with a leader who goes, then the supervisor hears of that; when everybody goes, nobody can', () => {
    const story = asked()
    for (const reason of ['一', '二', '三', '四'])
      story.does('supervisor', 'climb', { taskId: story.task('coordinate').taskId, reason })
    story.away.add('leader')
    expect(vacancies(story.sounds())).toEqual(['TaskUnmanned'])
    story.away.add('supervisor')
    expect(vacancies(story.sounds())).toEqual(['TaskUnmanned'])
    story.does('district', 'replyToTask', { taskId: story.task('coordinate').taskId, publicReply: '可以' })
    expect(story.state.tasks.filter((task) => task.kind === 'oversee' && task.state === 'open')).toEqual([])
  })

  test('when only handlers are left at the window, then nobody can ask how it went', () => {
    const story = new Story()
      .does('officer', 'acceptCase', { grade: 'simple' })
      .does('officer', 'recordResult', { kind: 'done', publicReply: '已办', proof: '通知书' })
      .does('officer', 'tellApplicant', { means: 'phone', toWhom: '王芳' })
      .does('officer', 'resolveCase')
    story.away.add('colleague').add('supervisor')
    story.sounds()
    expect(vacancies(story)).toEqual(['TaskUnmanned'])
    expect(story.task('oversee').party).toEqual({ kind: 'leader' })
  })
})

test.each([
  ['2026-03-02 10:00', '2026-03-02 10:00'], // Monday, in time
  ['2026-03-02 21:00', '2026-03-03 08:30'], // in the evening
  ['2026-03-03 05:00', '2026-03-03 08:30'], // before dawn
  ['2026-03-07 11:00', '2026-03-09 08:30'], // on Saturday
  ['2026-09-30 23:00', '2026-10-08 08:30'], // before the holiday
])('what happens at %s is told at %s', (now, told) => {
  expect(sayInstant(toldAt(chinaCalendar, usualQuietHours, at(now)))).toBe(told)
})
