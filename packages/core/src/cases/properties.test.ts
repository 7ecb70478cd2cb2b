import { expect, test } from 'vitest'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import { Policy } from '../policy/schema.ts'
import { Story } from '../testing/kit.ts'
import { randomSource, randomStep } from '../testing/random-case.ts'
import { commandNames } from './commands.ts'
import { foldLog } from './fold.ts'
import { isEnded } from './state.ts'

const STEPS = 100_000
const STEPS_A_CASE = 160

/** Rules under which everything can happen: a “no” is approved or reported, and somebody calls first. */
const policies = [
  jingan2023,
  { negativeAnswers: { approvedBy: 'supervisor' }, firstContact: { by: 'window', within: days(1) } },
  { negativeAnswers: { approvedBy: 'leader' }, firstContact: { by: 'unit', within: days(2) } },
  { negativeAnswers: { approvedBy: 'leader', report: 'after' } },
].map((rules) => Policy.parse({ ...jingan2023, ...rules }))
function days(amount: number) {
  return { amount, unit: 'working-days' as const }
}

/** `Story` itself throws when an invariant is broken after any event list. */
test('random valid and invalid commands never break an invariant, and the fold of the log is the state', () => {
  const random = randomSource(20260302)
  const happened = new Map<string, number>()
  const refusals = new Set<string>()
  let steps = 0
  let cases = 0
  while (steps < STEPS) {
    const story = new Story({}, 'officer', policies[cases % policies.length])
    cases += 1
    if (random() < 0.9) story.does('officer', 'acceptCase', { grade: 'complex' })
    for (let step = 0; step < STEPS_A_CASE && steps < STEPS; step += 1, steps += 1) {
      const { command, refused } = randomStep(story, random, step < STEPS_A_CASE / 4 ? 'wild' : 'finishing')
      if (refused) refusals.add(refused)
      else happened.set(command, (happened.get(command) ?? 0) + 1)
      if (random() < 0.1) story.sounds()
      if (isEnded(story.state) && random() < 0.5) story.does('supervisor', 'reopenCase', { reason: '仍未办成' })
    }
    expect(foldLog(story.log)).toEqual(story.state)
  }
  expect(steps).toBe(STEPS)
  expect(cases).toBeGreaterThanOrEqual(500)
  // The walk is only worth something when every command happened, and most refusals were met.
  expect(commandNames.filter((command) => !happened.has(command))).toEqual([])
  expect(refusals.size).toBeGreaterThan(35)
}, 600_000)
