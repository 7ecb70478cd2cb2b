import { describe, expect, it } from 'vitest'
import { chinaCalendar } from '../kernel/calendars/china.ts'
import type { Limit } from '../kernel/limit.ts'
import { at } from '../kernel/testing/calendars.ts'
import { type CentreFacts, checkPolicy } from './check.ts'
import { jingan2023 } from './defaults/jingan-2023.ts'
import { Policy, type PolicyDocument } from './schema.ts'

const days = (amount: number) => ({ amount, unit: 'working-days' as const })
const calendarDays = (amount: number) => ({ amount, unit: 'calendar-days' as const })

/** A centre in which everybody is there. */
const centre: CentreFacts = {
  calendar: chinaCalendar,
  now: at('2026-03-02 10:00'),
  leaders: 1,
  supervisors: 1,
  units: 3,
  unitsWithoutSuperior: 0,
  manned: { market: 2, archive: 0 },
  promises: [{ name: '食品经营许可', typeName: '行政许可', limit: days(20) }],
}
const found = (document: Partial<PolicyDocument>, facts: Partial<CentreFacts> = {}) =>
  checkPolicy(Policy.parse({ ...jingan2023, ...document }), { ...centre, ...facts })
const codes = (document: Partial<PolicyDocument>, facts: Partial<CentreFacts> = {}) =>
  found(document, facts).map(({ severity, code }) => `${severity} ${code}`)

const rung = { key: 'group', when: { on: 'late' as const, by: days(2) }, paper: null, within: days(1) }
const ladder = (more: object) => ({
  ladder: { remindBefore: null, rungs: [{ ...rung, to: 'holder' as const, ...more }] },
})

describe('the check of a policy', () => {
  it('finds nothing in the usual rules of a centre in which everybody is there', () => {
    expect(codes({})).toEqual([])
  })

  it.each([
    [
      'a case limit longer than the promise',
      { caseLimits: [{ name: '久', when: {}, limit: days(30) }] },
      'warning longer-than-promise',
    ],
    ['a ladder without a rung', { ladder: { remindBefore: null, rungs: [] } }, 'warning ladder-empty'],
    ['nothing allowed', { grades: { ...jingan2023.grades, simple: days(0) } }, 'error limit-zero'],
    ['ninety days to decide an extension', { tasks: { 'decide-extension': days(90) } }, 'warning task-absurd'],
    [
      'thirty days to approve a “no”',
      { negativeAnswers: { approvedBy: 'supervisor' as const, within: days(30) } },
      'warning task-absurd',
    ],
    [
      'a first call that is late at once',
      { firstContact: { by: 'unit' as const, within: days(0) } },
      'error limit-zero',
    ],
    ['a task’s target behind its limit', { targets: { tasks: { accept: days(3) } } }, 'error target-after-limit'],
    [
      'a call about a low rating after it had to be set right',
      { rating: { ...jingan2023.rating, callBackWithin: days(9) } },
      'warning called-after-set-right',
    ],
    [
      'a link that works for no time',
      { rating: { ...jingan2023.rating, linkValid: calendarDays(0) } },
      'error limit-zero',
    ],
    [
      'an SMS that asks for a rating and says not where',
      { messages: { signature: '', texts: { 'rating-asked': { zh: '请评价。', en: 'Please rate it: {link}' } } } },
      'warning rating-without-link',
    ],
    [
      'a wait for the applicant without an end',
      { pauses: { ...jingan2023.pauses, supplement: { ceiling: null, times: null } } },
      'warning pause-without-end',
    ],
    ['a unit that is not there', ladder({ to: 'unit', unitId: 'nowhere' }), 'error unit-unknown'],
    ['a unit with nobody in it', ladder({ to: 'unit', unitId: 'archive' }), 'warning unit-unmanned'],
    [
      'a follow-up by a unit that is not there',
      { followUp: { attempts: 3, byUnit: 'nowhere' } },
      'error follow-up-unknown',
    ],
    ['a follow-up by nobody', { followUp: { attempts: 3, byUnit: 'archive' } }, 'warning follow-up-unmanned'],
    [
      'a rung that never repeats',
      ladder({ when: { on: 'dissatisfied' }, repeatEvery: days(1) }),
      'error rung-repeats-never',
    ],
    ['a copy to a unit that is not there', ladder({ copyTo: ['nowhere'] }), 'error unit-unknown'],
  ])('names %s', (_, document, code) => {
    expect(codes(document)).toEqual([code])
  })

  it('names rungs to a party with nobody there', () => {
    expect(codes({}, { leaders: 0 })).toEqual(['error party-missing'])
    expect(codes({}, { supervisors: 0 })).toEqual(['error party-missing'])
    expect(codes({}, { unitsWithoutSuperior: 2 })).toEqual(['warning party-often-missing'])
    const noes = { ...ladder({}), negativeAnswers: { approvedBy: 'leader' as const } }
    expect(codes(noes, { leaders: 0 })).toEqual(['error party-missing'])
    const byLeader = { ...ladder({}), extensions: { times: 2, leaderFrom: 2 } }
    expect(codes(byLeader, { leaders: 0 })).toEqual(['error party-missing'])
  })

  it('names a rule whose cases an earlier one takes, and none that still has cases of its own', () => {
    const wide = { name: '网上', when: { channels: ['online' as const, 'phone' as const] }, limit: days(3) }
    const narrow = {
      name: '企业网上',
      when: { channels: ['online' as const], applicants: ['enterprise' as const] },
      limit: days(2),
    }
    expect(codes({ caseLimits: [wide, narrow] })).toEqual(['warning rule-shadowed'])
    expect(codes({ caseLimits: [narrow, wide] })).toEqual([])
    const task = { name: '市级', kinds: ['coordinate' as const], limit: days(3) }
    expect(codes({ taskLimits: [task, { ...task, name: '市级二', levels: ['city' as const] }] })).toEqual([
      'warning rule-shadowed',
    ])
  })

  it('says the same on every day of the year: certain is an error, what depends on the day a warning', () => {
    const rule = (target: Limit) => ({
      caseLimits: [{ name: '网上', when: {}, limit: calendarDays(7), target }],
    })
    const every = ['2026-03-02', '2026-09-29', '2026-12-31', '2026-02-13'].map((day) => ({ now: at(`${day} 10:00`) }))
    for (const facts of every) {
      expect(codes(rule(days(4)), facts)).toEqual(['warning target-after-limit'])
      expect(codes(rule(days(9)), facts)).toEqual(['error target-after-limit'])
      expect(codes(rule({ amount: 2, unit: 'hours' }), facts)).toEqual([])
    }
  })
})
