import { describe, expect, it } from 'vitest'
import { aCalendar, day } from '../../kernel/testing/calendars.ts'
import { advise } from './advise.ts'
import { aGoal, closing, smallClosing } from './testing/goals.ts'

const calendar = aCalendar()
const monday = day('2026-03-02')
const ask = (about: Partial<Parameters<typeof advise>[0]>) =>
  advise({ goal: smallClosing, situation: ['food', 'deposit'], done: [], calendar, from: monday, ...about })
const done = (...ids: string[]) => ids.map((stepId) => ({ stepId, on: null }))
const wavesOf = ({ steps }: ReturnType<typeof ask>) => Map.groupBy(steps, ({ wave }) => wave)

describe('given somebody who closes a restaurant and has done nothing yet', () => {
  const advice = ask({})
  const step = (id: string) => advice.steps.find(({ stepId }) => stepId === id)

  it('puts side by side what may run side by side', () => {
    expect(
      wavesOf(advice)
        .get(1)
        ?.map(({ stepId }) => stepId),
    ).toEqual(['resolve', 'food', 'account'])
  })

  it('puts the food licence before the business licence, and says what would close', () => {
    expect(step('food')?.wave).toBeLessThan(step('licence')?.wave ?? 0)
    expect(step('licence')?.closes.map(({ stepId }) => stepId)).toEqual(['food', 'insurance'])
    expect(step('licence')?.firstDo).toEqual(['food'])
  })

  it('puts what the seal makes impossible before the seal, though nobody wrote that as a prerequisite', () => {
    expect(step('seal')?.after).toContainEqual({ stepId: 'account', kind: 'before-closing' })
    expect(step('seal')?.firstDo).toEqual(['account', 'deposit'])
  })

  it('waits out the announcement: 45 days, and the next working day', () => {
    expect(step('licence')).toMatchObject({
      waits: { after: 'announce', until: '2026-04-16', isAssumed: false },
      start: '2026-04-17',
      finish: '2026-04-22',
    })
    expect(advice).toMatchObject({ finish: '2026-04-22', workdays: 38, openEnded: ['deposit'] })
  })

  it('does afterwards, by its way out, what is meant to come after', () => {
    expect(step('insurance')?.wave).toBeGreaterThan(step('licence')?.wave ?? 0)
    expect(step('insurance')?.byWayOut).toMatchObject({ by: 'licence', wayOut: '线下受理' })
    expect(advice.mistakes).toEqual([])
  })
})

describe('given an undertaking that reaches into a year whose holidays are not announced', () => {
  const unsure = { ...calendar, announcedYears: [2025, 2026] }
  const flags = (about: Partial<Parameters<typeof advise>[0]>) => {
    const { steps, provisionalYears } = ask({ calendar: unsure, ...about })
    return { provisionalYears, steps: steps.filter((one) => one.isProvisional).map(({ stepId }) => stepId) }
  }

  it('marks the steps that end there, and the whole', () => {
    const { steps, provisionalYears } = flags({ from: day('2026-12-01') })
    expect(provisionalYears).toEqual([2027])
    expect(steps).toContain('licence')
    expect(steps).not.toContain('resolve')
  })
  it('marks nothing that is over before', () =>
    expect(flags({ from: monday })).toEqual({ provisionalYears: [], steps: [] }))
  it('marks nothing once the notice is loaded', () =>
    expect(flags({ calendar, from: day('2026-12-01') })).toEqual({ provisionalYears: [], steps: [] }))
})

describe('given the business licence was cancelled first', () => {
  const advice = ask({ done: done('licence') })

  it('names the mistake with its way out, and still advises the step by that way', () => {
    expect(advice.mistakes).toMatchObject([
      { by: 'licence', stepId: 'food', kind: 'online-closed', wayOut: '线下受理' },
    ])
    expect(advice.steps.find(({ stepId }) => stepId === 'food')?.byWayOut).toMatchObject({ by: 'licence' })
  })

  it('takes as done what the registry would not have gone without', () => {
    expect(advice.presumed.map(({ stepId }) => stepId)).toEqual(['tax', 'announce', 'resolve'])
  })

  it('believes whoever says that it is not done after all', () => {
    const { presumed, steps } = ask({ done: done('licence'), notDone: ['tax'] })
    expect(presumed.map(({ stepId }) => stepId)).not.toContain('tax')
    expect(steps.map(({ stepId }) => stepId)).toContain('tax')
  })

  it('calls no mistake what always comes after', () => {
    expect(advice.closed.map(({ stepId }) => stepId)).toEqual(['insurance'])
  })
})

it('given the seal is gone, what needs it is closed, not advised, and what waits for that is held up', () => {
  const goal = aGoal({
    account: {},
    payout: { after: ['account'] },
    seal: { effects: [closing('impossible', 'account')] },
  })
  const advice = ask({ goal, done: done('seal') })
  expect(advice.steps).toEqual([])
  expect(advice.mistakes).toMatchObject([{ stepId: 'account', kind: 'impossible', wayOut: '线下受理' }])
  expect(advice.heldUp).toEqual([{ stepId: 'payout', waitsFor: ['account'] }])
})

it('given one of two ways is done, the other is not waited for', () => {
  const goal = aGoal({ ordinary: {}, simplified: { days: 9 }, seal: { after: ['ordinary|simplified'] } })
  expect(ask({ goal, done: done('ordinary') }).steps.find(({ stepId }) => stepId === 'seal')?.start).toBe(monday)
})

it('says which steps do not apply, and what would make them', () => {
  const advice = ask({ situation: ['simplified'] })
  expect(advice.notApplicable).toEqual([
    { stepId: 'announce', needs: ['ordinary'] },
    { stepId: 'food', needs: ['food'] },
    { stepId: 'deposit', needs: ['deposit'] },
  ])
})

it('counts a wait from the day on which the step was done, where that is known', () => {
  const announced = [{ stepId: 'announce', on: day('2026-02-02') }]
  const licence = ask({ done: announced }).steps.find(({ stepId }) => stepId === 'licence')
  expect(licence?.waits).toEqual({ after: 'announce', until: '2026-03-19', isAssumed: false })
})

it('given nothing is left, has no finish', () => {
  const advice = ask({ goal: aGoal({ only: {} }), done: done('only') })
  expect(advice).toMatchObject({ steps: [], finish: null, workdays: 0 })
})

it('says what advice it could not follow', () => {
  const goal = aGoal({ first: { advised: ['second'] }, second: { after: ['first'] } })
  expect(ask({ goal }).unheeded).toEqual([{ stepId: 'first', before: 'second', kind: 'advised' }])
})
