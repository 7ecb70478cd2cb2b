import { describe, expect, test } from 'vitest'
import { sayInstant } from '../../kernel/time.ts'
import { jingan2023 } from '../../policy/defaults/jingan-2023.ts'
import { Story } from '../../testing/kit.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })
const policy = {
  ...jingan2023,
  caseLimits: [{ name: '不能办', when: { pains: ['cannot' as const] }, limit: workingDays(3), target: null }],
}

/** Accepted on Monday 2 March as complex, five working days. */
const accepted = () =>
  new Story({ pain: 'hard' }, 'officer', policy).does('officer', 'acceptCase', { grade: 'complex' })
const dueOf = ({ state }: Story) => state.caseClock?.dueAt && sayInstant(state.caseClock.dueAt)
const corrected = (story: Story) =>
  story.does('officer', 'correctDetails', { pain: 'cannot', reason: '实为完全不能办' })

describe('given a policy whose time depends on what the person could not get done', () => {
  test('when that is corrected, then the time follows from the same start, for the case and its task, and the log says why', () => {
    const story = corrected(accepted().at('2026-03-03 10:00'))
    expect(dueOf(story)).toBe('2026-03-05 17:00')
    expect(story.task('handle')).toMatchObject({
      dueAt: story.state.caseClock?.dueAt,
      clock: { limit: workingDays(3) },
    })
    expect(story.log.at(-1)).toMatchObject({
      type: 'CaseLimitCorrected',
      payload: { from: workingDays(5), reason: '实为完全不能办' },
    })
    expect(story.state.grade).toBe('complex')
    story.sounds('2026-03-05 17:01')
    expect(story.lastTypes).toContain('TaskOverdue')
  })

  test('when it is corrected back, then the first time counts again; another word changes nothing of it', () => {
    const story = corrected(accepted()).does('officer', 'correctDetails', { pain: 'hard', reason: '听错了' })
    expect(dueOf(story)).toBe('2026-03-09 17:00')
    story.does('officer', 'correctDetails', { want: '注销许可证', reason: '听错了' })
    expect(story.log.at(-1)?.type).toBe('DetailsCorrected')
  })

  test('when the clock stands still, then the new length counts once it runs again, with the wait', () => {
    const story = accepted().does('officer', 'askApplicant', { items: ['租赁合同'], means: 'phone' })
    expect(dueOf(corrected(story))).toBeNull()
    story.at('2026-03-04 10:00')
    story.does('officer', 'recordApplicantAnswer', { taskId: story.task('supplement').taskId, note: '已补' })
    expect(dueOf(story)).toBe('2026-03-09 17:00') // three working days of which 3 and 4 March were waited
  })

  test('when it was late already, then no correction takes it off the list', () => {
    const story = corrected(accepted()).at('2026-03-06 10:00').sounds()
    story.does('officer', 'correctDetails', { pain: 'hard', reason: '听错了' })
    expect(dueOf(story)).toBe('2026-03-05 17:00')
  })
})
