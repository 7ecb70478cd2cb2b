import { aimOf, commandNames, ofApplicant } from '@bancheng/core/cases/commands.ts'
import { Story } from '@bancheng/core/testing/kit.ts'
import { expect, test } from 'vitest'
import { viewOf } from '../commands/testing/scene.ts'
import { caseCommands, commandsAt, likelyNext, mainThing, purposeOf } from './abilities.ts'

const next = (story: Story) => {
  const view = viewOf(story)
  return likelyNext(view.abilities, view.state)?.command
}

test('every command to a whole case has its place among the purposes', () => {
  const whole = commandNames.filter(
    (command) => aimOf(command) === 'case' && command !== 'correctEntry' && !ofApplicant.has(command),
  )
  expect(Object.keys(purposeOf).sort()).toEqual([...whole].sort())
})

test('what is not possible keeps its place and its reason', () => {
  const view = viewOf(new Story())
  const end = caseCommands(view.abilities).find((group) => group.purpose === 'end')
  const resolve = end?.abilities.find((ability) => ability.command === 'resolveCase')
  expect(resolve?.refusal).toMatchObject({ code: 'case-not-accepted', title: '案件尚未受理' })
})

test('the likely next step follows the case', () => {
  const story = new Story()
  expect(next(story)).toBe('acceptCase')
  story.does('officer', 'acceptCase', { grade: 'simple' })
  expect(next(story)).toBe('askUnits')
  story.does('officer', 'askUnits', { ask: '请答复', units: [{ unitId: 'district-tax', part: 'lead' }] })
  expect(next(story)).toBeUndefined() // the ball lies with the unit
  story.does('tax', 'replyToTask', { taskId: story.task('coordinate').taskId, publicReply: '可以' })
  expect(next(story)).toBe('recordResult')
  story.does('officer', 'recordResult', { kind: 'done', publicReply: '已办', proof: '通知书' })
  expect(next(story)).toBe('tellApplicant')
})

test('a unit signs first, then replies; asking for more time is never the main thing', () => {
  const story = new Story().does('officer', 'acceptCase', { grade: 'simple' })
  story.does('officer', 'askUnits', { ask: '请答复', units: [{ unitId: 'district-tax', part: 'lead' }] })
  const { taskId } = story.task('coordinate')
  const main = () => mainThing(commandsAt(viewOf(story, 'tax').abilities, 'task', taskId), story.task('coordinate'))
  expect(main()?.command).toBe('signTask')
  story.does('tax', 'signTask', { taskId })
  expect(main()?.command).toBe('replyToTask')
})
