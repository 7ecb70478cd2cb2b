import { expect, it } from 'vitest'
import { jingan2023 } from '../policy/defaults/jingan-2023.ts'
import { Policy } from '../policy/schema.ts'
import { Story } from '../testing/kit.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })

it('where the leader decides on more time, the supervisor does not', () => {
  const policy = Policy.parse({ ...jingan2023, extensions: { times: 1, decidedBy: 'leader' } })
  const story = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'complex' })
  const asked = { taskId: story.task('handle').taskId, limit: workingDays(2), reason: '需现场核查' }
  story.does('officer', 'requestExtension', asked)
  const { taskId, party } = story.task('decide-extension')
  expect(party).toEqual({ kind: 'leader' })
  const granted = { taskId, granted: true, reason: '同意', applicantTold: '电话' }
  expect(story.refusal('supervisor', 'decideExtension', granted)).toBe('forbidden')
  expect(story.refusal('leader', 'decideExtension', granted)).toBeNull()
})

it('where the leader rules on what came back, the supervisor does not', () => {
  const policy = Policy.parse({ ...jingan2023, returns: { within: workingDays(1), times: 0, ruledBy: 'leader' } })
  const story = new Story({}, 'officer', policy).does('officer', 'acceptCase', { grade: 'complex' })
  story.does('officer', 'askUnits', {
    ask: '请查',
    units: [{ unitId: 'district-market', part: 'lead' }],
  })
  story.does('district', 'returnTask', { taskId: story.task('coordinate').taskId, reason: '不属本单位职责' })
  const { taskId } = story.task('rule-on-return')
  const ruling = { taskId, toUnitId: 'district-tax', reason: '按职责清单' }
  expect(story.refusal('supervisor', 'ruleOnReturn', ruling)).toBe('forbidden')
  expect(story.refusal('leader', 'ruleOnReturn', ruling)).toBeNull()
})
