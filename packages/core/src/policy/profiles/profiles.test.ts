import { describe, expect, it } from 'vitest'
import { dueAfter } from '../../kernel/calendar.ts'
import { chinaCalendar } from '../../kernel/calendars/china.ts'
import { at, said } from '../../kernel/testing/calendars.ts'
import { caseLimitOf, type LimitFacts } from '../limits.ts'
import { Policy } from '../schema.ts'
import { profiles } from './index.ts'

const named = (name: string): Policy => {
  const found = profiles.find(({ version }) => version.startsWith(name))
  if (!found) throw new Error(`no profile ${name}`)
  return Policy.parse(found)
}

const plain: LimitFacts = {
  grade: 'simple',
  pain: 'hard',
  channel: 'walk-in',
  applicant: 'person',
  urgency: 'general',
  item: null,
  reopened: 0,
}

/** Accepted then: due when? */
function due(policy: Policy, accepted: string, facts: Partial<LimitFacts>): string | null {
  const { limit } = caseLimitOf(policy, { ...plain, ...facts })
  return said(dueAfter({ calendar: chinaCalendar, start: at(accepted), limit, pauses: [] }).dueAt)
}

describe('a published rule as a profile', () => {
  it('is nothing but data: it goes through a file unchanged, and names where it was published', () => {
    for (const profile of profiles) {
      expect(Policy.parse(JSON.parse(JSON.stringify(profile)))).toEqual(Policy.parse(profile))
      expect(profile.source).not.toBe('')
    }
    expect(new Set(profiles.map(({ version }) => version)).size).toBe(9)
  })

  it('静安: on the spot, 3, 5, 15 working days, and the follow-up within one', () => {
    const policy = named('jingan')
    // Friday 13 February; Saturday 14 is worked for Spring Festival, 15 to 23 is free
    expect(due(policy, '2026-02-13 16:00', { grade: 'on-the-spot' })).toBe('2026-02-13 17:00')
    expect(due(policy, '2026-02-13 16:00', { grade: 'simple' })).toBe('2026-02-25 17:00')
    expect(due(policy, '2026-09-30 10:00', { grade: 'complex' })).toBe('2026-10-13 17:00')
    expect(due(policy, '2026-03-02 10:00', { grade: 'special' })).toBe('2026-03-23 17:00')
    expect(policy.tasks['follow-up']).toEqual({ amount: 1, unit: 'working-days' })
  })

  it('江苏: at once, a stated time for what is complex, 15 working days, more only when the applicant was told', () => {
    const policy = named('jiangsu')
    expect(due(policy, '2026-03-02 10:00', { grade: 'simple' })).toBe('2026-03-02 17:00')
    expect(policy.statedGrades).toEqual(['complex'])
    expect(due(policy, '2026-04-30 10:00', { grade: 'special' })).toBe('2026-05-25 17:00')
    expect(policy.extensions).toMatchObject({ mustTellApplicant: true })
    expect(policy.extensions.times).toBeGreaterThan(1)
  })

  it('天津: at once, 5, 10 working days, then the leading group; no clerk says “no” alone', () => {
    const policy = named('tianjin')
    expect(due(policy, '2026-03-02 10:00', { grade: 'simple' })).toBe('2026-03-02 17:00')
    expect(due(policy, '2026-03-02 10:00', { grade: 'complex' })).toBe('2026-03-09 17:00')
    expect(due(policy, '2026-03-02 10:00', { grade: 'special' })).toBe('2026-03-16 17:00')
    expect(policy.ladder.rungs.find(({ when }) => when.on === 'age' && when.over.amount === 10)?.to).toBe('district')
    expect(policy.negativeAnswers).toMatchObject({ approvedBy: 'supervisor', report: 'before' })
  })

  it('奉贤: 5 working days by phone, whatever it is', () => {
    const policy = named('fengxian')
    for (const grade of ['simple', 'complex', 'special'] as const)
      expect(due(policy, '2026-06-18 10:00', { grade, channel: 'online' })).toBe('2026-06-26 17:00') // 端午 19 to 21
    expect(policy.telling.means).toEqual(['phone'])
  })

  it('林州: on the spot, or 3 to 10 working days', () => {
    const policy = named('linzhou')
    expect(due(policy, '2026-03-02 10:00', { grade: 'on-the-spot' })).toBe('2026-03-02 17:00')
    expect(due(policy, '2026-03-02 10:00', { grade: 'complex' })).toBe('2026-03-16 17:00')
    const { target } = caseLimitOf(policy, { ...plain, grade: 'complex' })
    expect(target).toEqual({ amount: 3, unit: 'working-days' })
  })

  it('盐湖: 5 working days for what was left undone, 3 to explain what cannot be done', () => {
    const policy = named('yanhu')
    expect(due(policy, '2026-03-02 10:00', { grade: 'complex', pain: 'hard' })).toBe('2026-03-09 17:00')
    expect(due(policy, '2026-03-02 10:00', { grade: 'complex', pain: 'cannot' })).toBe('2026-03-05 17:00')
    expect(due(policy, '2026-03-02 10:00', { grade: 'on-the-spot', pain: 'cannot' })).toBe('2026-03-02 17:00')
  })

  it('湘西: 3 working days, 2 to explain', () => {
    const policy = named('xiangxi')
    expect(due(policy, '2026-04-30 10:00', { grade: 'complex' })).toBe('2026-05-08 17:00') // 劳动节 1 to 5
    expect(due(policy, '2026-04-30 10:00', { grade: 'complex', pain: 'cannot' })).toBe('2026-05-07 17:00')
  })

  it('镇江: on the spot, 5 working days, and a stated time for what is special', () => {
    const policy = named('zhenjiang')
    expect(due(policy, '2026-03-02 10:00', { grade: 'simple' })).toBe('2026-03-02 17:00')
    expect(due(policy, '2026-03-06 10:00', { grade: 'complex' })).toBe('2026-03-13 17:00')
    expect(policy.statedGrades).toEqual(['special'])
  })

  it('市民之家: struck off at once, 5, or 10 working days', () => {
    const policy = named('shimin')
    expect(due(policy, '2026-09-18 10:00', { grade: 'simple' })).toBe('2026-09-18 17:00')
    expect(due(policy, '2026-09-18 10:00', { grade: 'complex' })).toBe('2026-09-24 17:00') // Sunday 20 is worked
    expect(due(policy, '2026-09-18 10:00', { grade: 'special' })).toBe('2026-10-09 17:00')
  })
})

/** A city that nobody here has heard of: the document mixes what the nine have and what none of them has. */
const unlisted = JSON.parse(`{
  "version": "somewhere-2027@3", "name": "某市规定", "source": "市政府令第 12 号",
  "grades": {
    "on-the-spot": { "amount": 2, "unit": "working-hours" }, "simple": { "amount": 24, "unit": "working-hours" },
    "complex": { "amount": 10, "unit": "calendar-days" }, "special": { "amount": 20, "unit": "working-days" }
  },
  "statedGrades": ["special"],
  "caseLimits": [
    { "name": "重开的", "when": { "reopened": 1 }, "limit": { "amount": 1, "unit": "working-days" } },
    { "name": "企业网上", "when": { "channels": ["online"], "applicants": ["enterprise"], "grades": ["complex"] },
      "limit": { "amount": 7, "unit": "calendar-days" }, "target": { "amount": 4, "unit": "working-days" } }
  ],
  "tasks": { "coordinate": { "amount": 4, "unit": "working-hours" } },
  "taskLimits": [{ "name": "市级", "kinds": ["coordinate"], "levels": ["city", "province"], "limit": { "amount": 3, "unit": "working-days" } }],
  "pauses": {
    "supplement": { "ceiling": { "amount": 15, "unit": "working-days" }, "times": 1 },
    "procedures": [{ "key": "village-meeting", "name": "村民代表会议", "ceiling": { "amount": 30, "unit": "calendar-days" } }]
  },
  "returns": { "within": { "amount": 4, "unit": "working-hours" }, "times": 0, "ruledBy": "leader" },
  "extensions": { "times": 2, "longest": { "amount": 5, "unit": "working-days" }, "decidedBy": "leader" },
  "ladder": { "remindBefore": null, "rungs": [{ "key": "mayor", "when": { "on": "reopenings", "times": 1 }, "to": "district",
    "paper": "supervision", "within": { "amount": 8, "unit": "working-hours" } }] },
  "scopeReasons": ["petition", "legal-proceeding"],
  "remedies": { "petition": "请到市信访局，地址：人民路 1 号。" }
}`)

describe('a city that is not listed', () => {
  const policy = Policy.parse(unlisted)
  it('needs no code: its limits fall where its document says', () => {
    expect(due(policy, '2026-03-02 10:00', { grade: 'on-the-spot' })).toBe('2026-03-02 12:00')
    expect(due(policy, '2026-03-02 10:00', { grade: 'simple' })).toBe('2026-03-05 10:00')
    // Ten days from 22 April end on 2 May, a holiday, and roll to the next working day
    expect(due(policy, '2026-04-22 10:00', { grade: 'complex' })).toBe('2026-05-06 17:00')
    expect(due(policy, '2026-03-02 10:00', { grade: 'complex', channel: 'online', applicant: 'enterprise' })).toBe(
      '2026-03-09 17:00',
    )
    expect(due(policy, '2026-03-02 10:00', { grade: 'special', reopened: 2 })).toBe('2026-03-03 17:00')
  })
  it('keeps what it does not mention as usual', () => {
    expect(policy.tasks['follow-up']).toEqual({ amount: 1, unit: 'working-days' })
    expect(policy.remedies.discipline).toContain('12388')
    expect(policy.remedies.petition).toContain('人民路')
    expect(policy.extensions.mustTellApplicant).toBe(true)
  })
  it('is refused where it contradicts itself or says what nobody understands', () => {
    expect(
      Policy.safeParse({ ...unlisted, caseLimits: [{ ...unlisted.caseLimits[0], when: { weather: 'rain' } }] }).success,
    ).toBe(false)
    expect(
      Policy.safeParse({
        ...unlisted,
        pauses: { ...unlisted.pauses, procedures: [unlisted.pauses.procedures[0], unlisted.pauses.procedures[0]] },
      }).success,
    ).toBe(false)
    expect(
      Policy.safeParse({
        ...unlisted,
        messages: { signature: '', texts: { digest: { zh: '{天气}', en: '{weather}' } } },
      }).success,
    ).toBe(false)
  })
})
