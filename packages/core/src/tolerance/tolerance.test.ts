import { expect, test } from 'vitest'
import { at, Story } from '../testing/kit.ts'

const lease = {
  kind: 'deferral' as const,
  unitId: 'district-market',
  materialId: 'lease',
  materialName: '租赁合同',
  isPrincipal: false,
  shortfall: '租期差一天满半年',
  undertaking: '房东续租意向说明',
}
const accepted = () => new Story().does('officer', 'acceptCase', { grade: 'simple' })
const requested = () => accepted().does('officer', 'requestTolerance', lease)
const toleranceOf = (story: Story) => story.state.tolerances[0]?.toleranceId ?? ''

test('a principal document is refused, also when only the catalogue calls it one', () => {
  const story = accepted()
  expect(story.refusal('officer', 'requestTolerance', { ...lease, isPrincipal: true })).toBe(
    'tolerance-principal-document',
  )
  const application = { ...lease, materialId: 'application', materialName: '申请书' }
  expect(story.refusal('officer', 'requestTolerance', application)).toBe('tolerance-principal-document')
})

test('the authority decides, not the window, and what it grants leaves a supplement with an end', () => {
  const story = requested()
  const decision = { toleranceId: toleranceOf(story), granted: true, ground: '续租意向可佐证经营场所稳定' }
  expect(story.refusal('officer', 'decideTolerance', decision)).toBe('forbidden')
  expect(story.refusal('tax', 'decideTolerance', decision)).toBe('case-not-visible')
  const long = { ...decision, supplementWithin: { amount: 6, unit: 'working-days' as const } }
  expect(story.refusal('district', 'decideTolerance', long)).toBe('tolerance-beyond-promise')
  story.does('district', 'decideTolerance', { ...decision, supplementWithin: { amount: 3, unit: 'working-days' } })
  expect(story.task('tolerance-supplement').dueAt).toBe(at('2026-03-05 17:00'))
  story.does('officer', 'recordToleranceSupplement', { toleranceId: toleranceOf(story), note: '说明已交' })
  expect(story.state.tolerances[0]?.state).toBe('supplemented')
})

test('one material has one request at a time, and a refused one may be asked again', () => {
  const story = requested()
  expect(story.refusal('officer', 'requestTolerance', lease)).toBe('tolerance-already-pending')
  story.does('district', 'decideTolerance', { toleranceId: toleranceOf(story), granted: false, ground: '说明未盖章' })
  expect(story.refusal('officer', 'requestTolerance', lease)).toBeNull()
})
