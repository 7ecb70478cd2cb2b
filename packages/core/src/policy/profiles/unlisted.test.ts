import { describe, expect, it } from 'vitest'
import { chinaCalendar } from '../../kernel/calendars/china.ts'
import { said } from '../../kernel/testing/calendars.ts'
import { freezingMoment } from '../../review/month.ts'
import { causesOf } from '../../review/rules.ts'
import { at, Story } from '../../testing/kit.ts'
import { readWritten } from '../reading.ts'
import { measureCase } from '../rehearsal.ts'
import type { Policy } from '../schema.ts'

/** Rules in the style in which cities publish them. No profile of the program is like any of them. */
const read = (json: string): Policy => {
  const { policy, faults } = readWritten(JSON.parse(json))
  if (!policy) throw new Error(JSON.stringify(faults))
  return policy
}
const days = (amount: number) => ({ amount, unit: 'working-days' as const })
const dueOf = (story: Story) => said(story.state.caseClock?.dueAt ?? null)
const sounded = (story: Story, taskId: string) =>
  story.log.flatMap((event) => {
    if (event.type === 'TaskReminded' && event.payload.taskId === taskId) return [`${said(event.at)} reminded`]
    return event.type === 'TaskEscalated' && event.payload.taskId === taskId
      ? [`${said(event.at)} ${event.payload.name ?? event.payload.rung}`]
      : []
  })
/** The clock looks each time that something is due. */
function watch(story: Story, ...moments: string[]): Story {
  for (const moment of moments) story.sounds(moment)
  return story
}

describe('甲市: 特急 2 小时、急 24 小时，不分昼夜；一般 7 个工作日；疑难 15 个工作日', () => {
  const policy = read(`{
    "version": "jia@1", "name": "甲市“办不成事”反映窗口分级响应办法", "source": "市政府办公室 7 号",
    "grades": {
      "on-the-spot": { "amount": 0, "unit": "on-the-spot" }, "simple": { "amount": 7, "unit": "working-days" },
      "complex": { "amount": 7, "unit": "working-days" }, "special": { "amount": 15, "unit": "working-days" }
    },
    "caseLimits": [
      { "name": "特急", "when": { "urgencies": ["emergency"] }, "limit": { "amount": 2, "unit": "hours" } },
      { "name": "急", "when": { "urgencies": ["urgent"] }, "limit": { "amount": 24, "unit": "hours" } },
      { "name": "食品经营许可", "when": { "items": ["食品经营许可"] }, "limit": { "amount": 3, "unit": "working-days" } }
    ],
    "taskLimits": [
      { "name": "急件协同", "kinds": ["coordinate"], "urgencies": ["urgent", "emergency"], "limit": { "amount": 4, "unit": "hours" } },
      { "name": "疑难协同", "kinds": ["coordinate"], "grades": ["special"], "limit": { "amount": 5, "unit": "working-days" } }
    ]
  }`)
  const accepted = (moment: string, input: object) => {
    const story = new Story({}, 'officer', policy).at(moment)
    return story.does('officer', 'acceptCase', { grade: 'complex', ...input })
  }
  const asked = (story: Story) =>
    said(
      story
        .does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-market', part: 'lead' }] })
        .task('coordinate').dueAt,
    )

  it('counts hours by the clock on the wall, over the night and the weekend', () => {
    expect(dueOf(accepted('2026-03-06 16:30', { urgency: 'emergency' }))).toBe('2026-03-06 18:30')
    expect(dueOf(accepted('2026-03-06 16:30', { urgency: 'urgent' }))).toBe('2026-03-07 16:30')
    expect(dueOf(accepted('2026-03-06 16:30', {}))).toBe('2026-03-17 17:00')
    expect(dueOf(accepted('2026-03-06 16:30', { urgency: 'general', grade: 'special' }))).toBe('2026-03-27 17:00')
  })
  it('takes what stood still out of the hours', () => {
    const story = accepted('2026-03-06 10:00', { urgency: 'urgent' })
    story.at('2026-03-06 11:00').does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' })
    story.at('2026-03-06 14:00')
    story.does('officer', 'recordApplicantAnswer', { taskId: story.task('supplement').taskId, note: '已补' })
    expect(dueOf(story)).toBe('2026-03-07 13:00')
  })
  it('has limits of its own for an item, and gives units time by urgency and by grade', () => {
    const story = new Story({ item: { itemId: 'K05', version: 1, name: '食品经营许可' } }, 'officer', policy)
    expect(dueOf(story.does('officer', 'acceptCase', { grade: 'complex' }))).toBe('2026-03-05 17:00')
    expect(asked(accepted('2026-03-06 16:30', { urgency: 'urgent' }))).toBe('2026-03-06 20:30')
    expect(asked(accepted('2026-03-06 10:00', { grade: 'special' }))).toBe('2026-03-13 17:00')
    expect(asked(accepted('2026-03-06 10:00', {}))).toBe('2026-03-10 17:00')
  })
})

describe('乙市: 延期不超过原时限的一半，到期前 1 个工作日提出，第二次由区领导批，只限复杂以上', () => {
  const policy = read(`{
    "version": "yi@1", "name": "乙市“办不成事”延期管理规定", "source": "市政务服务局 3 号",
    "grades": {
      "on-the-spot": { "amount": 0, "unit": "on-the-spot" }, "simple": { "amount": 3, "unit": "working-days" },
      "complex": { "amount": 10, "unit": "working-days" }, "special": { "amount": 20, "unit": "working-days" }
    },
    "extensions": { "times": 2, "longestShare": 50, "askBefore": { "amount": 1, "unit": "working-days" },
      "leaderFrom": 2, "grades": ["complex", "special"] },
    "review": { "causes": ["late-open", "old"], "returnedFrom": 2, "olderThan": 30, "day": 3 }
  }`)
  const more = (story: Story, limit: object) => ({
    taskId: story.task('handle').taskId,
    limit: { ...days(5), ...limit },
    reason: '需现场核查',
  })
  const grant = (story: Story) => ({
    taskId: story.task('decide-extension').taskId,
    granted: true,
    reason: '同意',
    applicantTold: '电话',
  })

  it('gives half as much again, and the leader decides the second time', () => {
    const story = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'complex' })
    expect(dueOf(story)).toBe('2026-03-16 17:00')
    expect(story.refusal('officer', 'requestExtension', more(story, { amount: 6 }))).toBe('extension-too-long')
    story.at('2026-03-13 16:59').does('officer', 'requestExtension', more(story, {}))
    expect(story.task('decide-extension').party).toEqual({ kind: 'supervisor' })
    story.does('supervisor', 'decideExtension', grant(story))
    expect(dueOf(story)).toBe('2026-03-23 17:00')
    story.at('2026-03-20 10:00').does('officer', 'requestExtension', more(story, {}))
    expect(story.task('decide-extension').party).toEqual({ kind: 'leader' })
    expect(story.refusal('supervisor', 'decideExtension', grant(story))).toBe('forbidden')
    story.does('leader', 'decideExtension', grant(story))
    expect(dueOf(story)).toBe('2026-03-30 17:00')
    const rehearsed = measureCase(story.log, policy, policy, story.context('officer'))
    expect(rehearsed).toMatchObject({ decisions: { supervisor: 1, leader: 1 }, refused: { extensions: 0 } })
  })
  it('gives none on the last day, and none to what is simple', () => {
    const late = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'complex' })
    late.at('2026-03-16 09:30')
    expect(late.refusal('officer', 'requestExtension', more(late, {}))).toBe('extension-too-near')
    const simple = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'simple' })
    expect(simple.refusal('officer', 'requestExtension', more(simple, { amount: 1 }))).toBe('extension-not-for-grade')
  })
  it('puts what is old before the leader, on the third working day of the month', () => {
    expect(said(freezingMoment(chinaCalendar, '2026-09', policy.review.day))).toBe('2026-10-10 09:00')
    const open = (opened: string) => ({
      tasks: [{ kind: 'handle' as const, dueAt: null, opened: { at: at(opened) }, ended: null }],
      returned: [],
      reopened: [],
      dissatisfied: [],
    })
    expect(causesOf(open('2026-08-20 10:00'), '2026-09', policy.review)).toEqual(['old'])
    expect(causesOf(open('2026-09-10 10:00'), '2026-09', policy.review)).toEqual([])
  })
})

describe('丁市: 交办单 4 个工作小时内签收，未签收即催办', () => {
  const policy = read(`{
    "version": "ding@1", "name": "丁市“办不成事”交办签收办法", "source": "市政务办 9 号",
    "grades": {
      "on-the-spot": { "amount": 0, "unit": "on-the-spot" }, "simple": { "amount": 5, "unit": "working-days" },
      "complex": { "amount": 5, "unit": "working-days" }, "special": { "amount": 20, "unit": "working-days" }
    },
    "ladder": { "remindBefore": null, "rungs": [{ "key": "sign", "name": "签收催办", "to": "holder", "paper": "urging",
      "when": { "on": "unsigned", "after": { "amount": 4, "unit": "working-hours" } },
      "within": { "amount": 2, "unit": "working-hours" } }] }
  }`)
  const asked = () => {
    const story = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'complex' })
    return story.does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-market', part: 'lead' }] })
  }
  it('urges who has not signed, once, and nobody who has', () => {
    const unsigned = asked().sounds('2026-03-02 12:00').sounds('2026-03-03 09:00').sounds('2026-03-04 09:00')
    expect(unsigned.state.escalations.map(({ cause, paper }) => [cause, paper?.kind])).toEqual([['unsigned', 'urging']])
    const rehearsed = (story: Story) => measureCase(story.log, policy, policy, story.context('officer')).calls
    expect(rehearsed(unsigned)).toEqual({ sign: 1 })
    const signed = asked().at('2026-03-02 11:00')
    signed.does('district', 'signTask', { taskId: signed.task('coordinate').taskId }).sounds('2026-03-04 09:00')
    expect(signed.state.escalations).toEqual([])
    expect(rehearsed(signed)).toEqual({ sign: 0 })
  })
})

describe('丙市: 到期前三天、一天各提醒一次；每三个工作日督办一次；抄送纪检，通报批评', () => {
  const policy = read(`{
    "version": "bing@1", "name": "丙市“办不成事”督办问责办法", "source": "市纪委监委、市政务办联合印发",
    "grades": {
      "on-the-spot": { "amount": 0, "unit": "on-the-spot" }, "simple": { "amount": 5, "unit": "working-days" },
      "complex": { "amount": 5, "unit": "working-days" }, "special": { "amount": 20, "unit": "working-days" }
    },
    "ladder": {
      "remindBefore": [{ "amount": 3, "unit": "working-days" }, { "amount": 1, "unit": "working-days" }],
      "rungs": [
        { "key": "supervise", "name": "领导小组督办", "when": { "on": "late", "by": { "amount": 1, "unit": "working-days" } },
          "kinds": ["handle"], "to": "unit", "unitId": "city-market", "copyTo": ["info-centre"], "paper": "supervision",
          "within": { "amount": 2, "unit": "working-days" }, "repeatEvery": { "amount": 3, "unit": "working-days" } },
        { "key": "circular", "name": "通报批评", "when": { "on": "late", "by": { "amount": 5, "unit": "working-days" } },
          "grades": ["complex"], "kinds": ["handle"], "to": "district", "paper": "circular",
          "within": { "amount": 5, "unit": "working-days" } }
      ]
    }
  }`)
  const story = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'complex' })
  const { taskId } = story.task('handle') // due on Monday 9 March
  watch(
    story,
    '2026-03-04 09:00',
    '2026-03-06 09:00',
    '2026-03-10 09:00',
    '2026-03-13 09:00',
    '2026-03-16 09:00',
    '2026-03-18 09:00',
  )

  it('reminds twice, supervises again and again, and says each thing once', () => {
    expect(sounded(story, taskId)).toEqual([
      '2026-03-04 09:00 reminded',
      '2026-03-06 09:00 reminded',
      '2026-03-10 09:00 领导小组督办',
      '2026-03-13 09:00 领导小组督办',
      '2026-03-16 09:00 通报批评',
      '2026-03-18 09:00 领导小组督办',
    ])
  })
  it('calls the unit that is named, copies another, and numbers each paper', () => {
    const [first] = story.state.escalations
    expect(first?.party).toEqual({ kind: 'unit', unitId: 'city-market' })
    expect(story.state.copies?.map(({ unitId, note }) => [unitId, note])).toEqual([['info-centre', '领导小组督办']])
    expect(story.state.escalations.map(({ paper }) => paper?.number.slice(-2))).toEqual(['D1', 'D2', 'T1', 'D3'])
  })
  it('misses none and doubles none when nobody looked for two weeks', () => {
    const outage = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'complex' })
    outage.sounds('2026-03-18 09:00')
    const papers = (one: Story) => one.state.escalations.map(({ rung, paper }) => [rung, paper?.number])
    expect(papers(outage)).toEqual(papers(story))
    expect(outage.sounds().state.escalations).toHaveLength(4)
  })
  it('leaves out whom a rung is not for', () => {
    const special = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'special' })
    special.sounds('2026-04-20 09:00')
    expect(special.state.escalations.some(({ rung }) => rung === 'circular')).toBe(false)
  })
  it('is rehearsed as it went', () => {
    expect(measureCase(story.log, policy, policy, story.context('officer'))).toMatchObject({
      calls: { supervise: 3, circular: 1 },
      reminders: 2,
    })
  })
})
