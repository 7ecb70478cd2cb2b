import { describe, expect, it } from 'vitest'
import type { RegisterCase } from '../../cases/commands.ts'
import { said } from '../../kernel/testing/calendars.ts'
import { abilitiesOf } from '../../may.ts'
import { Story } from '../../testing/kit.ts'
import { explainCase } from '../../texts/due.ts'
import { summaryOf } from '../../texts/policy.ts'
import { readWritten } from '../reading.ts'
import { measureCase } from '../rehearsal.ts'
import type { Policy } from '../schema.ts'

/** From when on is counted, when half of it is over, and who looks back: rules in the style in which cities publish them. */
const read = (json: string): Policy => {
  const { policy, faults } = readWritten(JSON.parse(json))
  if (!policy) throw new Error(JSON.stringify(faults))
  return policy
}
const grades = `{
  "on-the-spot": { "amount": 0, "unit": "on-the-spot" }, "simple": { "amount": 4, "unit": "working-days" },
  "complex": { "amount": 10, "unit": "working-days" }
}`
const names = { unit: (id: string) => id, person: (id: string) => id }
const lines = (policy: Policy) =>
  summaryOf(policy, 'zh', () => '区纪委监委').map(({ label, text }) => `${label}：${text}`)
const handleDue = (story: Story) => said(story.task('handle').dueAt)
const reminded = (story: Story) =>
  story.log.flatMap((event) =>
    event.type === 'TaskReminded' && event.payload.taskId === story.task('handle').taskId ? [said(event.at)] : [],
  )

describe('庚县: 自登记之日起计算；时限过半提醒', () => {
  const policy = read(`{
    "version": "geng@1", "name": "庚县“办不成事”反映窗口限时办结办法", "source": "县政务办 4 号", "grades": ${grades},
    "countsFrom": "registration", "ladder": { "remindBefore": [{ "share": 50 }], "rungs": [] }
  }`)
  /** Registered on Monday the 2nd, taken on a day later. */
  const accepted = (under = policy) =>
    new Story({}, 'officer', under).at('2026-03-03 10:00').does('officer', 'acceptCase', { grade: 'complex' })

  it('counts from the day on which the person came, however late the case is taken on', () => {
    expect(handleDue(accepted())).toBe('2026-03-16 17:00')
    expect(handleDue(accepted({ ...policy, countsFrom: 'acceptance' }))).toBe('2026-03-17 17:00')
    const regraded = accepted().does('officer', 'regradeCase', { grade: 'simple', reason: '材料已齐' })
    expect(handleDue(regraded)).toBe('2026-03-06 17:00')
  })
  it('tells the applicant why it counts from there', () => {
    const story = accepted()
    const explained = (of: Story) => explainCase(of.state, of.context('officer'), { names, locale: 'zh' })
    expect(explained(story)).toContain('按规定自登记之时起计算，不自受理起。')
    expect(explained(accepted({ ...policy, countsFrom: 'acceptance' })).join()).not.toContain('自登记')
  })
  it('says so, and rehearses it over what happened under the other rule', () => {
    expect(lines(policy)).toContain('办理时限起算：自登记（收到反映）起计算')
    const other = accepted({ ...policy, countsFrom: 'acceptance' })
    const { things } = measureCase(other.log, policy, other.policy, other.context('officer'))
    expect(things.find(({ what }) => what === 'handle')).toMatchObject({ dueAt: accepted().task('handle').dueAt })
  })
  it('reminds when half of the time is over, and not of what stood still', () => {
    const story = accepted().sounds('2026-03-09 13:14')
    expect(reminded(story)).toEqual([])
    expect(reminded(story.sounds('2026-03-09 13:15'))).toEqual(['2026-03-09 13:15'])
    const paused = accepted().does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' })
    paused.at('2026-03-16 10:00')
    paused.does('officer', 'recordApplicantAnswer', { taskId: paused.task('supplement').taskId, note: '已补' })
    expect(reminded(paused.sounds('2026-03-16 10:01'))).toEqual([])
    expect(lines(policy)).toContain('临期提醒：时限过 50% 时')
  })
})

describe('壬区: 企业诉求，承办单位半个工作日内反馈', () => {
  const policy = read(`{
    "version": "ren@1", "name": "壬区涉企诉求快办办法", "source": "区营商办 6 号", "grades": ${grades},
    "taskLimits": [{ "name": "涉企快办", "kinds": ["coordinate"], "applicants": ["enterprise"], "limit": { "amount": 4, "unit": "working-hours" } }]
  }`)
  const asked = (kind: 'person' | 'enterprise') => {
    const applicant = { kind, name: '某公司', phone: '13800001234' } as RegisterCase['applicant']
    const story = new Story({ applicant }, 'officer', policy).does('officer', 'acceptCase', { grade: 'simple' })
    story.does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-tax', part: 'lead' }] })
    return said(story.task('coordinate').dueAt)
  }

  it('gives the unit less time for an enterprise than for a person', () => {
    expect(asked('enterprise')).toBe('2026-03-02 13:30')
    expect(asked('person')).toBe('2026-03-04 17:00')
    expect(lines(policy)).toContain('涉企快办：仅限协办；企业，4个工作小时')
  })
})

describe('辛市: 办结后三个工作日内由纪检部门“回头看”', () => {
  const policy = read(`{
    "version": "xin@1", "name": "辛市“办不成事”回头看办法", "source": "市纪委 2 号", "grades": ${grades},
    "followUp": { "attempts": 2, "byUnit": "info-centre" }, "tasks": { "follow-up": { "amount": 3, "unit": "working-days" } }
  }`)
  const answer = { solved: true, satisfaction: 5 } as const
  const done = { kind: 'done', publicReply: '已办好', proof: '回执', means: 'in-person', toWhom: '本人' } as const
  const resolved = () => new Story({}, 'officer', policy).does('officer', 'answerOnSpot', done)
  const offers = (story: Story, who: 'info' | 'tax' | 'colleague') =>
    abilitiesOf(story.state, story.context(who)).find(({ command }) => command === 'recordFollowUp')

  it('asks the unit that the rule names, and nobody else', () => {
    const story = resolved()
    expect(story.task('follow-up').party).toEqual({ kind: 'unit', unitId: 'info-centre' })
    expect(said(story.task('follow-up').dueAt)).toBe('2026-03-05 17:00')
    expect(story.refusal('colleague', 'recordFollowUp', answer)).toBe('follow-up-by-unit')
    expect(offers(story, 'colleague')?.refusal?.facts).toEqual({ unit: '市局信息中心' })
    expect(story.does('info', 'recordFollowUp', answer).state.followUp).toMatchObject({ solved: true })
    expect(lines(policy)).toContain('由谁回访：区纪委监委')
  })
  it('shows the button to no other unit, and to none before there is anything to ask after', () => {
    const story = resolved()
    expect(offers(story, 'info')?.refusal).toBeNull()
    expect(offers(story, 'tax')).toBeUndefined()
    const open = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'simple' })
    open.does('officer', 'askUnits', { ask: '请查', units: [{ unitId: 'district-tax', part: 'lead' }] })
    expect(offers(open, 'tax')).toBeUndefined()
  })
  it('is not given to a unit of which nobody would find it in their list', () => {
    const own = new Story({}, 'officer', { ...policy, followUp: { ...policy.followUp, byUnit: 'window' } })
    expect(own.does('officer', 'answerOnSpot', done).task('follow-up').party).toEqual({ kind: 'window' })
  })
  it('falls back to the window while nobody of the unit is there', () => {
    const story = resolved()
    story.away.add('info')
    expect(story.refusal('colleague', 'recordFollowUp', answer)).toBeNull()
    expect(story.refusal('officer', 'recordFollowUp', answer)).toBe('follow-up-by-handler')
    const later = new Story({}, 'officer', policy)
    later.away.add('info')
    expect(later.does('officer', 'answerOnSpot', done).task('follow-up').party).toEqual({ kind: 'window' })
  })
})
