import { expect, test } from 'vitest'
import { at, Story } from '../testing/kit.ts'

const envelope = {
  direction: 'to-applicant' as const,
  unitId: 'ems',
  contents: '注销通知书',
  recipient: '王芳',
  phone: '13800001234',
  address: '样例路 1 号',
}
const when = at('2026-03-03 10:00')
const arranged = () =>
  new Story().does('officer', 'acceptCase', { grade: 'simple' }).does('officer', 'arrangeDelivery', envelope)
const idOf = (story: Story) => story.state.deliveries[0]?.deliveryId ?? ''
const report = (
  story: Story,
  state: 'delivered' | 'returned' | 'in-transit' | 'picked-up',
  signedBy: 'applicant' | null = null,
) => story.does('ems', 'reportDelivery', { deliveryId: idOf(story), state, at: when, signedBy })

test.each([
  ['EA123456785CN', null], // S10, check digit 5
  ['1136281381675', null], // 13 digits, domestic
  ['EA123456789CN', 'waybill-invalid'],
  ['12', 'waybill-invalid'],
])('the waybill %s', (waybill, refused) => {
  const story = arranged()
  expect(story.refusal('ems', 'postDelivery', { deliveryId: idOf(story), waybill })).toBe(refused)
})

test('a waybill that fails its check stands when somebody says why', () => {
  const story = arranged()
  story.does('ems', 'postDelivery', {
    deliveryId: idOf(story),
    waybill: 'EA123456789CN',
    override: '面单污损，已与揽投员核对',
  })
  expect(story.state.deliveries[0]?.waybills).toEqual(['EA123456789CN'])
})

test('nothing can be on its way that was never posted, but it can be picked up', () => {
  const story = arranged()
  expect(
    story.refusal('ems', 'reportDelivery', { deliveryId: idOf(story), state: 'delivered', at: when, signedBy: null }),
  ).toBe('delivery-not-posted')
  report(story, 'picked-up')
  expect(story.state.deliveries[0]?.state).toBe('picked-up')
})

test('given mail that comes back, then its task is open again and it can be posted anew', () => {
  const story = arranged()
  story.does('ems', 'postDelivery', { deliveryId: idOf(story), waybill: '1136281381675' })
  report(story, 'delivered', 'applicant')
  expect(() => story.task('deliver')).toThrow('no open deliver')
  report(story, 'returned') // signed for at the wrong door
  expect(story.task('deliver').dueAt).not.toBeNull()
  story.does('ems', 'postDelivery', { deliveryId: idOf(story), waybill: 'EA123456785CN' })
  report(story, 'delivered', 'applicant')
  expect(story.state.deliveries[0]?.waybills).toHaveLength(2)
})

test('papers that travelled in the envelope are with the person once it is signed for', () => {
  const story = new Story().does('officer', 'acceptCase', { grade: 'simple' }).does('officer', 'takeInPapers', {
    papers: [{ name: '许可证正本', form: 'original', copies: 1, condition: '', materialId: null }],
    from: '王芳',
    place: 'A 柜',
    consentToHandIn: false,
  })
  const paperIds = story.state.papers.map(({ paperId }) => paperId)
  story.does('officer', 'arrangeDelivery', { ...envelope, paperIds })
  story.does('ems', 'postDelivery', { deliveryId: idOf(story), waybill: '1136281381675' })
  report(story, 'delivered', 'applicant')
  expect(story.state.papers[0]?.state).toBe('given-back')
  expect(() => story.task('settle-papers')).toThrow('no open settle-papers')
})
