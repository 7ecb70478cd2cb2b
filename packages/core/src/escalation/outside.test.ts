import { describe, expect, test } from 'vitest'
import { at, Story } from '../testing/kit.ts'
import { nextAlarmAt } from './rules.ts'

describe('a party without an account', () => {
  const asked = () =>
    new Story().does('officer', 'acceptCase', { grade: 'complex' }).does('officer', 'askOutside', {
      organisation: '东方商场',
      name: '李经理',
      ask: '押金何时退还',
      limit: { amount: 10, unit: 'working-days' },
    })
  const link = (story: Story, expiresAt: string, linkId = 'l1') =>
    story.happens('officer', {
      type: 'LinkSent',
      payload: {
        taskId: story.task('coordinate').taskId,
        linkId,
        organisation: '东方商场',
        recipient: '李经理',
        expiresAt: at(expiresAt),
        fileIds: [],
      },
    })
  const unmanned = (story: Story) => story.log.filter(({ type }) => type === 'TaskUnmanned').length

  test('the task is theirs: nobody of the desk answers it', () => {
    const story = asked()
    const { taskId, party } = story.task('coordinate')
    expect(party).toEqual({ kind: 'outside', organisation: '东方商场', name: '李经理' })
    expect(story.refusal('officer', 'replyToTask', { taskId, publicReply: '已退' })).toBe('forbidden')
    expect(story.refusal('supervisor', 'replyToTask', { taskId, publicReply: '已退' })).toBe('forbidden')
    story.does('officer', 'withdrawTask', { taskId, reason: '已电话问清' })
  })

  test('without a link the owner has a working day, then the supervisor hears of it', () => {
    const story = asked()
    expect(unmanned(story.sounds('2026-03-03 09:00'))).toBe(0)
    expect(unmanned(story.sounds('2026-03-04 09:00'))).toBe(1)
    expect(unmanned(story.sounds('2026-03-04 12:00'))).toBe(1)
  })

  test('while a link works nothing is said; when it has expired unanswered, once', () => {
    const story = link(asked(), '2026-03-05 09:30')
    expect(unmanned(story.sounds('2026-03-05 09:00'))).toBe(0)
    expect(nextAlarmAt(story.state, story.context('officer'))).toBe(at('2026-03-05 09:30'))
    expect(unmanned(story.sounds('2026-03-05 10:00'))).toBe(1)
    link(story, '2026-03-09 09:30', 'l2')
    expect(unmanned(story.sounds('2026-03-06 10:00'))).toBe(1)
  })

  test('when it was revoked, at once', () => {
    const story = link(asked(), '2026-03-05 09:30')
    const { taskId } = story.task('coordinate')
    story.happens('officer', { type: 'LinkRevoked', payload: { taskId, linkId: 'l1' } })
    expect(unmanned(story.sounds())).toBe(1)
  })
})
