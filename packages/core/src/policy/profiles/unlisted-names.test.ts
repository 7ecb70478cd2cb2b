import { describe, expect, it } from 'vitest'
import { said } from '../../kernel/testing/calendars.ts'
import { Story } from '../../testing/kit.ts'
import { summaryOf } from '../../texts/policy.ts'
import { sentenceOf } from '../../texts/sentences.ts'
import { choicesOf } from '../choices.ts'
import { readWritten } from '../reading.ts'
import { measureCase } from '../rehearsal.ts'
import type { Policy } from '../schema.ts'

const read = (document: object): Policy => {
  const { policy, faults } = readWritten(document)
  if (!policy) throw new Error(JSON.stringify(faults))
  return policy
}
const faultsOf = (document: object) => readWritten(document).faults.map(({ path, message }) => `${path}: ${message}`)
const days = (amount: number) => ({ amount, unit: 'working-days' })
const names = { unit: (id: string) => id, person: (id: string) => id }
const lines = (story: Story) => story.log.map((event) => sentenceOf(event, names, 'zh'))
const dueOf = (story: Story) => said(story.state.caseClock?.dueAt ?? null)

/** A rule in the style in which cities publish theirs: four colours, no “complex”, reasons and units of its own. */
const document = {
  version: 'wu@1',
  name: '戊市“办不成事”四色分级督办办法',
  source: '市政务服务局 11 号',
  grades: {
    'on-the-spot': { amount: 0, unit: 'on-the-spot' },
    blue: days(2),
    yellow: days(4),
    orange: days(8),
    red: days(20),
  },
  gradeNames: { blue: '蓝牌', yellow: '黄牌', orange: '橙牌', red: '红牌' },
  caseLimits: [{ name: '行政许可类', when: { itemTypes: ['行政许可'], grades: ['yellow'] }, limit: days(3) }],
  taskLimits: [
    {
      name: '信息中心排查',
      kinds: ['coordinate'],
      units: ['info-centre'],
      limit: { amount: 4, unit: 'working-hours' },
    },
    { name: '许可类协同', kinds: ['coordinate'], itemTypes: ['行政许可'], limit: days(1) },
  ],
  scopeReasons: ['petition'],
  ownScopeReasons: [
    { reason: 'collective-wages', name: '拖欠农民工工资', remedy: '请拨打 12333 或到劳动监察大队反映。' },
  ],
}
const policy = read(document)
const licence = { itemId: 'K05', version: 1, name: '食品经营许可', typeName: '行政许可' }
const accepted = (grade: string, input: object = {}) =>
  new Story(input, 'officer', policy).does('officer', 'acceptCase', { grade })

describe('戊市: 蓝、黄、橙、红四色分级，另有不予受理情形，时限按事项类型和单位', () => {
  it('offers its own grades, from the shortest to the longest, and its own reasons', () => {
    const { grades, scopeReasons } = choicesOf(policy)
    expect(grades.map(({ grade, name }) => name ?? grade)).toEqual(['on-the-spot', '蓝牌', '黄牌', '橙牌', '红牌'])
    expect(scopeReasons.map(({ reason, name }) => name ?? reason)).toEqual(['petition', '拖欠农民工工资'])
  })
  it('says beside each grade how long this case may take in it', () => {
    const story = new Story({ item: licence }, 'officer', policy)
    expect(choicesOf(policy, story.state).grades.find(({ grade }) => grade === 'yellow')?.limit).toEqual(days(3))
    expect(choicesOf(policy).grades.find(({ grade }) => grade === 'yellow')?.limit).toEqual(days(4))
  })
  it('counts by the colour and says the colour in the log and on the case', () => {
    const story = accepted('orange')
    expect(dueOf(story)).toBe('2026-03-12 17:00')
    expect(story.state).toMatchObject({ grade: 'orange', gradeName: '橙牌' })
    expect(lines(story).join()).toContain('受理，分级“橙牌”')
    story.does('officer', 'regradeCase', { grade: 'red', reason: '涉及两级' })
    expect(story.state.gradeName).toBe('红牌')
    expect(lines(story).at(-1)).toContain('分级由“橙牌”调整为“红牌”')
  })
  it('knows no grade that the rule does not have', () => {
    const story = new Story({}, 'officer', policy)
    expect(story.refusal('officer', 'acceptCase', { grade: 'complex' })).toBe('unknown-grade')
  })
  it('answers on the spot, and takes on again what was refused, in its own words', () => {
    const spot = new Story({}, 'officer', policy)
    const answer = {
      kind: 'done' as const,
      publicReply: '已当场办好',
      proof: '回执',
      means: 'in-person' as const,
      toWhom: '本人',
    }
    expect(spot.does('officer', 'answerOnSpot', answer).state.status).toBe('resolved')
  })
  it('gives less time by the type of the item and by the unit that is asked', () => {
    const ask = (story: Story, unitId: string) =>
      said(
        story.does('officer', 'askUnits', { ask: '请查', units: [{ unitId, part: 'lead' }] }).task('coordinate').dueAt,
      )
    const ofLicence = accepted('yellow', { item: licence })
    expect(dueOf(ofLicence)).toBe('2026-03-05 17:00')
    expect(dueOf(accepted('yellow'))).toBe('2026-03-06 17:00')
    expect(ask(ofLicence, 'district-market')).toBe('2026-03-03 17:00')
    expect(ask(accepted('yellow'), 'info-centre')).toBe('2026-03-02 13:30')
    expect(ask(accepted('yellow'), 'district-market')).toBe('2026-03-04 17:00')
  })
  it('refuses for a reason of its own, and sends where its own rule sends', () => {
    const story = new Story({}, 'officer', policy)
    expect(story.refusal('officer', 'refuseCase', { reason: 'prohibited', explanation: '不能办' })).toBe(
      'unknown-scope-reason',
    )
    story.does('officer', 'refuseCase', { reason: 'collective-wages', explanation: '工资争议' })
    expect(story.state.refusal).toMatchObject({
      reasonName: '拖欠农民工工资',
      remedy: '请拨打 12333 或到劳动监察大队反映。',
    })
    expect(lines(story).at(-1)).toContain('不予受理（拖欠农民工工资）')
  })
  it('says all of it in plain words', () => {
    const summary = summaryOf(policy, 'zh', (unit) => (unit === 'info-centre' ? '区信息中心' : unit))
    const texts = summary.map(({ label, text }) => `${label}：${text}`)
    expect(texts).toContain('橙牌：8个工作日')
    expect(
      texts.some((text) => text.startsWith('行政许可类：') && text.includes('黄牌') && text.includes('行政许可')),
    ).toBe(true)
    expect(texts.some((text) => text.startsWith('信息中心排查：') && text.includes('区信息中心'))).toBe(true)
    expect(texts).toContain('拖欠农民工工资：请拨打 12333 或到劳动监察大队反映。')
  })
  it('is rehearsed over cases of a rule with other grades: what cannot be compared keeps its time', () => {
    const old = new Story().does('officer', 'acceptCase', { grade: 'complex' })
    const { things } = measureCase(old.log, policy, old.policy, old.context('officer'))
    expect(things.map(({ what, dueAt }) => [what, said(dueAt)])).toContainEqual(['handle', dueOf(old)])
  })
  it('names what is misspelt or was forgotten', () => {
    const { gradeNames: _, ...nameless } = document
    expect(faultsOf(nameless)).toContain('gradeNames: grade blue has no name in gradeNames')
    expect(faultsOf({ ...document, statedGrades: ['purple'] })).toEqual([
      'statedGrades: grade purple has no limit in grades',
    ])
    const { 'on-the-spot': __, ...slow } = document.grades
    expect(faultsOf({ ...document, grades: slow })).toContain('grades: on-the-spot has no limit')
    const [own] = document.ownScopeReasons
    expect(faultsOf({ ...document, ownScopeReasons: [own, own] })).toEqual([
      'ownScopeReasons.1.reason: collective-wages stands there twice',
    ])
    expect(faultsOf({ ...document, scopeReasons: [], ownScopeReasons: [] })).toEqual([
      'scopeReasons: at least one reason',
    ])
  })
})
