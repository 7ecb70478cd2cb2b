import { describe, expect, it } from 'vitest'
import { said } from '../../kernel/testing/calendars.ts'
import { Story } from '../../testing/kit.ts'
import { summaryOf } from '../../texts/policy.ts'
import { readWritten } from '../reading.ts'
import { measureCase } from '../rehearsal.ts'
import type { Policy } from '../schema.ts'

/** Rules about a “no” and about the first call, in the style in which cities publish them. */
const read = (json: string): Policy => {
  const { policy, faults } = readWritten(JSON.parse(json))
  if (!policy) throw new Error(JSON.stringify(faults))
  return policy
}
const grades = `{
  "on-the-spot": { "amount": 0, "unit": "on-the-spot" }, "simple": { "amount": 5, "unit": "working-days" },
  "complex": { "amount": 5, "unit": "working-days" }, "special": { "amount": 20, "unit": "working-days" }
}`
const explained = {
  kind: 'explained' as const,
  publicReply: '依法不能办',
  legalBasis: '食品安全法第三十五条',
  alternative: '可改办备案',
}
const lines = (policy: Policy) => summaryOf(policy, 'zh').map(({ label, text }) => `${label}：${text}`)
const measured = (story: Story, policy: Policy) =>
  measureCase(story.log, policy, story.policy, story.context('officer')).asked

describe('戊市: 作否定答复须经区领导批准，4 个工作小时内批复，急件 1 小时；承办单位收单当天联系群众', () => {
  const policy = read(`{
    "version": "wu@1", "name": "戊市“办不成事”否定报备办法", "source": "市政务办 11 号", "grades": ${grades},
    "negativeAnswers": { "approvedBy": "leader", "within": { "amount": 4, "unit": "working-hours" } },
    "taskLimits": [{ "name": "急件", "kinds": ["negative-approval"], "urgencies": ["urgent"], "limit": { "amount": 1, "unit": "hours" } }],
    "firstContact": { "by": "unit", "within": { "amount": 0, "unit": "on-the-spot" } }
  }`)
  const story = (urgency?: 'urgent') =>
    new Story({}, 'officer', policy).does('officer', 'acceptCase', {
      grade: 'complex',
      ...(urgency ? { urgency } : {}),
    })

  it('puts every no of the window before the leader, in the time that the rule gives', () => {
    const usual = story().does('supervisor', 'recordResult', explained)
    expect(usual.task('negative-approval').party).toEqual({ kind: 'leader' })
    expect(said(usual.task('negative-approval').dueAt)).toBe('2026-03-02 13:30')
    const urgent = story('urgent').does('officer', 'recordResult', explained)
    expect(said(urgent.task('negative-approval').dueAt)).toBe('2026-03-02 10:30')
  })
  it('owes the call the same day, and says so', () => {
    const asked = story().does('officer', 'askUnits', {
      ask: '请查',
      units: [{ unitId: 'district-market', part: 'lead' }],
    })
    expect(said(asked.task('first-contact').dueAt)).toBe('2026-03-02 17:00')
    expect(lines(policy)).toContain(
      '否定答复（不能办、不予受理）：答复前报区领导审批，未批准不得答复；批复时限：4个工作小时',
    )
    expect(lines(policy)).toContain('首次联系申请人：收到交办单后由主办单位联系，时限：当场（当个工作日内）')
    expect(measured(asked, policy)).toMatchObject({ contacts: 1 })
  })
})

describe('己市: 答复后报备窗口负责人；受理后一个工作日内由窗口联系', () => {
  const policy = read(`{
    "version": "ji@1", "name": "己市“办不成事”工作规则", "source": "市政务办 12 号", "grades": ${grades},
    "negativeAnswers": { "approvedBy": "supervisor", "report": "after" },
    "firstContact": { "by": "window", "within": { "amount": 1, "unit": "working-days" } }
  }`)

  it('says the no and reports it; the rehearsal counts both over what happened under other rules', () => {
    const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    story.at('2026-03-03 10:00').does('officer', 'recordResult', explained)
    expect(measured(story, policy)).toEqual({ approvals: { supervisor: 0, leader: 0 }, reports: 1, contacts: 1 })
    const before = { ...policy, negativeAnswers: { ...policy.negativeAnswers, report: 'before' as const } }
    expect(measured(story, before)).toMatchObject({ approvals: { supervisor: 1, leader: 0 }, reports: 0 })
    expect(measured(story, story.policy)).toEqual({ approvals: { supervisor: 0, leader: 0 }, reports: 0, contacts: 0 })
  })
  it('what was owed under the old rules is late for nobody under rules that do not ask for it', () => {
    const story = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'complex' })
    story.at('2026-03-05 10:00').does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' })
    const late = (under: Policy) =>
      measureCase(story.log, under, policy, story.context('officer')).things.filter(
        ({ what, isLate }) => what === 'first-contact' && isLate,
      ).length
    expect(late(policy)).toBe(1)
    expect(late({ ...policy, firstContact: null })).toBe(0)
  })
})
