import { expect, test } from 'vitest'
import { at, Story } from '../testing/kit.ts'

test('story 2: a lease one day short of half a year, settled the same day by one extra statement', () => {
  const story = new Story({
    want: '节前开餐馆，租期差一天不能办食品经营许可',
    pain: 'cannot',
    item: { itemId: 'K05', version: 1, name: '食品经营许可' },
  })
  story.does('officer', 'acceptCase', { grade: 'simple' })

  // A principal document can never be tolerated, whatever the desk says of it.
  const principal = {
    kind: 'substitution' as const,
    unitId: 'district-market',
    materialId: 'application',
    materialName: '食品经营许可申请书',
    isPrincipal: false,
    shortfall: '没有',
    undertaking: '以后补',
  }
  expect(story.refusal('officer', 'requestTolerance', principal)).toBe('tolerance-principal-document')

  story.does('officer', 'requestTolerance', {
    kind: 'substitution',
    unitId: 'district-market',
    materialId: 'lease',
    materialName: '租赁合同',
    isPrincipal: false,
    shortfall: '租期差 1 天不满半年',
    undertaking: '出租方与承租方共同签署的情况说明',
  })
  const { toleranceId } = story.state.tolerances[0] ?? { toleranceId: '' }

  // The window asks, the authority decides: nobody at the window can consent.
  expect(story.refusal('supervisor', 'decideTolerance', { toleranceId, granted: true, ground: '同意' })).toBe(
    'forbidden',
  )
  expect(story.refusal('tax', 'decideTolerance', { toleranceId, granted: true, ground: '同意' })).toBe(
    'case-not-visible',
  )
  const tooLong = {
    toleranceId,
    granted: true,
    ground: '可补说明',
    supplementWithin: { amount: 9, unit: 'working-days' as const },
  }
  expect(story.refusal('district', 'decideTolerance', tooLong)).toBe('tolerance-beyond-promise')
  story.at('2026-03-02 14:30').does('district', 'decideTolerance', {
    ...tooLong,
    supplementWithin: { amount: 1, unit: 'working-days' },
    ground: '租期实质满足，情况说明可佐证',
  })
  expect(story.task('tolerance-supplement').dueAt).toBe(at('2026-03-03 17:00'))

  // No result while the statement is still owed.
  story.does('officer', 'recordResult', { kind: 'done', publicReply: '已受理', proof: '受理通知书' })
  story.does('officer', 'tellApplicant', { means: 'in-person', toWhom: '本人' })
  expect(story.refusal('officer', 'resolveCase')).toBe('tasks-open')
  story.at('2026-03-02 15:00').does('officer', 'recordToleranceSupplement', { toleranceId, note: '情况说明已签收' })
  story.does('officer', 'resolveCase')
  story
    .at('2026-03-03 09:10')
    .does('colleague', 'recordFollowUp', { solved: true, satisfaction: 5 })
    .does('officer', 'closeCase')
  expect(story.state.status).toBe('closed')
})
