import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aCalendar, day } from '../../kernel/testing/calendars.ts'
import { addDays, compare, type LocalDate } from '../../kernel/time.ts'
import type { Advice } from './advice.ts'
import { advise, type Question } from './advise.ts'
import { checkCatalogue } from './check.ts'
import { applies, type OrderStep, situationsHolding } from './goal.ts'
import { goals, standings } from './testing/goals.ts'

const calendar = aCalendar({ days: { '2026-03-05': { isWorkday: false, name: '停电' } } })
const from = day('2026-03-02')
const asked = (size: { min: number; max: number }) =>
  standings(size).map((standing): Question => ({ ...standing, calendar, from }))

const doneIn = ({ done }: Question, { presumed }: Advice) =>
  new Set([...done.map(({ stepId }) => stepId), ...presumed.map(({ stepId }) => stepId)])

describe('any goal without a contradiction', () => {
  it('is entered without an error', () => {
    fc.assert(
      fc.property(goals({ min: 1, max: 12 }), (goal) => {
        expect(checkCatalogue(goal).filter(({ severity }) => severity === 'error')).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('gets an order that breaks no hard prerequisite, wherever somebody stands', () => {
    fc.assert(
      fc.property(asked({ min: 1, max: 12 }), (question) => {
        const advice = advise(question)
        const holding = situationsHolding(question.goal, question.situation)
        const byId = new Map(question.goal.steps.map((step) => [step.stepId, step]))
        const passed = doneIn(question, advice)
        for (const { stepId } of advice.steps) {
          for (const { kind, anyOf } of byId.get(stepId)?.prerequisites ?? []) {
            const ways = anyOf.flatMap((id) => byId.get(id) ?? []).filter((one) => applies(one, holding))
            if (kind === 'hard' && ways.length > 0) expect(anyOf.some((id) => passed.has(id))).toBe(true)
          }
          passed.add(stepId)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('gets no step advised that is closed by then, except by its way out', () => {
    fc.assert(
      fc.property(asked({ min: 1, max: 12 }), (question) => {
        const advice = advise(question)
        const byId = new Map(question.goal.steps.map((step) => [step.stepId, step]))
        const passed = [...doneIn(question, advice)]
        for (const { stepId, byWayOut } of advice.steps) {
          const closers = passed
            .flatMap((id) => byId.get(id)?.effects ?? [])
            .filter(({ closes }) => closes.includes(stepId))
          expect(closers.filter(({ kind }) => kind === 'impossible')).toEqual([])
          expect(byWayOut !== null).toBe(closers.length > 0)
          passed.push(stepId)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('gets every step once: advised, done, closed, held up or not applicable', () => {
    fc.assert(
      fc.property(asked({ min: 1, max: 12 }), (question) => {
        const advice = advise(question)
        const shut = [...advice.mistakes, ...advice.closed].filter(({ kind }) => kind === 'impossible')
        const shutIds = new Set(shut.flatMap(({ stepId }) => stepId ?? []))
        const all = [
          ...advice.steps.map(({ stepId }) => stepId),
          ...doneIn(question, advice),
          ...shutIds,
          ...advice.heldUp.map(({ stepId }) => stepId),
          ...advice.notApplicable.map(({ stepId }) => stepId),
        ]
        expect(all.toSorted()).toEqual(question.goal.steps.map(({ stepId }) => stepId).toSorted())
      }),
      { numRuns: 1_000 },
    )
  })
})

/** Every way of choosing a starting day for every step, the good ones kept, the earliest end of those taken. */
function bruteForceFinish(steps: readonly OrderStep[], days: readonly LocalDate[]): LocalDate | null {
  let best: LocalDate | null = null
  const starts = new Map<string, LocalDate>()
  const endOf = (step: OrderStep, start: LocalDate): LocalDate => {
    let end = start
    if (step.takes?.unit === 'calendar-days') end = addDays(start, step.takes.amount)
    if (step.takes?.unit === 'working-days') end = days[days.indexOf(start) + step.takes.amount] ?? start
    return days.find((one) => one >= end) ?? end
  }
  const isGood = () =>
    steps.every((step) =>
      step.prerequisites.every(({ anyOf, wait }) =>
        anyOf.some((id) => {
          const other = steps.find(({ stepId }) => stepId === id)
          const [start, mine] = [starts.get(id), starts.get(step.stepId)]
          if (!other || !start || !mine) return false
          return mine >= addDays(endOf(other, start), wait ? wait.amount + 1 : 0)
        }),
      ),
    )
  const choose = (index: number, end: LocalDate | null): void => {
    if (best !== null && end !== null && end >= best) return
    const step = steps[index]
    if (!step) {
      if (isGood()) best = end
      return
    }
    for (const start of days.slice(0, 14)) {
      starts.set(step.stepId, start)
      const mine = endOf(step, start)
      choose(index + 1, end === null || compare(mine, end) > 0 ? mine : end)
    }
  }
  choose(0, null)
  return best
}

it('the earliest finish is the best that any choice of days reaches, on small goals', () => {
  const workdays: LocalDate[] = []
  for (let date = from; workdays.length < 40; date = addDays(date, 1))
    if (![0, 6].includes(new Date(date).getUTCDay()) && date !== '2026-03-05') workdays.push(date)
  const plain = goals({ min: 1, max: 4 }).map((goal) => ({
    ...goal,
    steps: goal.steps.map((step) => ({
      ...step,
      appliesWhen: [],
      effects: [],
      prerequisites: step.prerequisites.filter(({ kind }) => kind === 'hard'),
    })),
  }))
  fc.assert(
    fc.property(plain, (goal) => {
      const { finish } = advise({ goal, situation: [], done: [], calendar, from })
      expect(finish).toBe(bruteForceFinish(goal.steps, workdays))
    }),
    { numRuns: 60 },
  )
})
