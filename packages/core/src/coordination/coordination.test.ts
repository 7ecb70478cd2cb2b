import { describe, expect, test } from 'vitest'
import { at, Story } from '../testing/kit.ts'

const accepted = () => new Story().does('officer', 'acceptCase', { grade: 'complex' })
const asked = () =>
  accepted().does('officer', 'askUnits', { ask: '如何注销？', units: [{ unitId: 'district-market', part: 'lead' }] })

describe('请单位协办', () => {
  test('several units at once have one lead, and none is asked twice', () => {
    const story = accepted()
    const both = [
      { unitId: 'district-market', part: 'assist' as const },
      { unitId: 'district-tax', part: 'assist' as const },
    ]
    expect(story.refusal('officer', 'askUnits', { ask: '请查', units: both })).toBe('one-lead-needed')
    story.does('officer', 'askUnits', { ask: '请查', units: [{ ...both[0], unitId: 'district-market', part: 'lead' }] })
    const again = { ask: '再请', units: [{ unitId: 'district-market', part: 'lead' as const }] }
    expect(story.refusal('officer', 'askUnits', again)).toBe('unit-already-asked')
    expect(story.refusal('officer', 'askUnits', { ...again, units: [{ unitId: 'nobody', part: 'lead' }] })).toBe(
      'unit-unknown',
    )
  })

  test('only a unit of the superior organisation is upward', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    const up = { taskId, ask: '请指示', direction: 'up' as const }
    expect(story.refusal('district', 'forwardTask', { ...up, toUnitId: 'district-tax' })).toBe('unit-not-superior')
    expect(story.refusal('district', 'forwardTask', { ...up, toUnitId: 'district-market' })).toBe('unit-same')
    story.does('district', 'forwardTask', { ...up, toUnitId: 'city-market' })
    expect(story.task('coordinate', 'district-market').signed).not.toBeNull()
  })

  test('what was asked is withdrawn with everything that was asked because of it', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    story.does('district', 'forwardTask', { taskId, toUnitId: 'city-market', direction: 'up', ask: '请指示' })
    story.does('officer', 'withdrawTask', { taskId, reason: '已自行解决' })
    expect(story.state.tasks.filter((task) => task.kind === 'coordinate').map((task) => task.state)).toEqual([
      'withdrawn',
      'withdrawn',
    ])
  })
})

describe('退单', () => {
  test('given a unit that returns it within a working day, then the giver asks another; the second return is ruled on and final', () => {
    const story = asked()
    story.does('district', 'returnTask', {
      taskId: story.task('coordinate').taskId,
      reason: '不属本科职责',
      suggestedUnitId: 'district-tax',
    })
    story.does('officer', 'redirectTask', { taskId: story.task('redirect').taskId, toUnitId: 'district-tax' })
    expect(story.task('coordinate').ask).toBe('如何注销？')
    story.does('tax', 'returnTask', { taskId: story.task('coordinate').taskId, reason: '也不属本局' })
    const ruling = {
      taskId: story.task('rule-on-return').taskId,
      toUnitId: 'district-market',
      reason: '职责清单第 3 条',
    }
    expect(story.refusal('officer', 'ruleOnReturn', ruling)).toBe('forbidden')
    story.does('supervisor', 'ruleOnReturn', ruling)
    expect(
      story.refusal('district', 'returnTask', { taskId: story.task('coordinate').taskId, reason: '还是不办' }),
    ).toBe('task-return-forbidden')
  })

  test('given that the working day has passed, then it is too late to return it', () => {
    const story = asked()
    const { taskId } = story.task('coordinate')
    story.at('2026-03-03 17:00')
    expect(story.refusal('district', 'returnTask', { taskId, reason: '不属职责' })).toBeNull()
    story.at('2026-03-03 17:01')
    expect(story.refusal('district', 'returnTask', { taskId, reason: '不属职责' })).toBe('task-return-too-late')
  })
})

describe('延期', () => {
  test('is asked before it is due, once, decided by the supervisor, and the applicant is told the new date', () => {
    const story = accepted()
    const { taskId } = story.task('handle')
    const more = { taskId, limit: { amount: 2, unit: 'working-days' as const }, reason: '等市局答复' }
    expect(story.refusal('officer', 'requestExtension', { ...more, limit: { amount: 0, unit: 'working-days' } })).toBe(
      'extension-not-later',
    )
    story.does('officer', 'requestExtension', more)
    expect(story.refusal('officer', 'requestExtension', more)).toBe('extension-pending')
    const decision = { taskId: story.task('decide-extension').taskId, granted: true, reason: '同意' }
    expect(story.refusal('supervisor', 'decideExtension', decision)).toBe('applicant-not-told')
    story.does('supervisor', 'decideExtension', { ...decision, applicantTold: '电话告知新期限' })
    expect(story.state.caseClock?.dueAt).toBe(at('2026-03-11 17:00')) // 9 March and two working days
    expect(story.refusal('officer', 'requestExtension', more)).toBe('extension-used-up')
  })

  test('given that it is late already, then it is too late to ask', () => {
    const story = accepted().at('2026-03-09 17:01')
    const more = {
      taskId: story.task('handle').taskId,
      limit: { amount: 1, unit: 'working-days' as const },
      reason: '忙',
    }
    expect(story.refusal('officer', 'requestExtension', more)).toBe('extension-too-late')
  })
})

describe('请申请人补充', () => {
  test('the clock stands still from the question to the answer, and the pause survives another grade', () => {
    const story = accepted()
    story.at('2026-03-03 10:00').does('officer', 'askApplicant', { items: ['身份证复印件'], means: 'phone' })
    expect(story.state.status).toBe('waiting-for-applicant')
    expect(story.state.caseClock?.dueAt).toBeNull()
    story
      .at('2026-03-05 10:00')
      .does('officer', 'recordApplicantAnswer', { taskId: story.task('supplement').taskId, note: '已送来' })
    expect(story.state.status).toBe('in-progress')
    const due = story.state.caseClock?.dueAt
    expect(due).toBe(at('2026-03-11 17:00')) // it stood still when 3 and 4 March ended
    story.does('officer', 'regradeCase', { grade: 'special', reason: '涉及多部门' })
    expect(story.state.caseClock?.pauses).toHaveLength(1)
    story.does('officer', 'regradeCase', { grade: 'complex', reason: '已厘清' })
    expect(story.state.caseClock?.dueAt).toBe(due)
  })

  test('two questions stop one clock, and it goes on when the last is answered or no longer asked', () => {
    const story = accepted().does('officer', 'askApplicant', { items: ['甲'], means: 'phone' })
    const first = story.task('supplement').taskId
    story.does('officer', 'askApplicant', { items: ['乙'], means: 'phone' })
    story.does('officer', 'recordApplicantAnswer', { taskId: first, note: '甲已补' })
    expect(story.state.status).toBe('waiting-for-applicant')
    story.does('officer', 'withdrawQuestion', { taskId: story.task('supplement').taskId, reason: '部门间已调取' })
    expect(story.state.status).toBe('in-progress')
  })
})

describe('办理方案', () => {
  const step = (key: string, after: string[], rest = {}) => ({
    key,
    title: key,
    channel: 'online' as const,
    party: { kind: 'owner' as const },
    after,
    limit: null,
    formId: null,
    ...rest,
  })

  test('steps without a forerunner start at once, side by side; the others when theirs are over', () => {
    const story = accepted().does('officer', 'layPlan', {
      steps: [step('甲', []), step('乙', [], { channel: 'offline' }), step('丙', ['甲', '乙'])],
    })
    const states = () => story.state.tasks.filter((task) => task.kind === 'step').map((task) => task.state)
    expect(states()).toEqual(['open', 'open', 'waiting'])
    const [first = '', second = ''] = story.state.tasks
      .filter((task) => task.kind === 'step')
      .map((task) => task.taskId)
    story.does('officer', 'completeStep', { taskId: first, outcome: '已办' })
    expect(states()).toEqual(['done', 'open', 'waiting'])
    story.does('officer', 'dropStep', { taskId: second, reason: '不需要了' })
    expect(states()).toEqual(['done', 'withdrawn', 'open'])
  })

  test('a plan that turns in a circle or waits for an unknown step is refused as a whole', () => {
    const story = accepted()
    const circle = { steps: [step('甲', ['乙']), step('乙', ['甲'])] }
    expect(story.refusal('officer', 'layPlan', circle)).toBe('plan-has-cycle')
    expect(story.refusal('officer', 'layPlan', { steps: [step('甲', ['丁'])] })).toBe('plan-step-unknown')
  })
})
