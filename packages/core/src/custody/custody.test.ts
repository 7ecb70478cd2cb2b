import { expect, test } from 'vitest'
import { Story } from '../testing/kit.ts'

const paper = (name: string) => ({ name, form: 'original' as const, copies: 1, condition: '完好', materialId: null })
const left = () =>
  new Story().does('officer', 'acceptCase', { grade: 'simple' }).does('officer', 'takeInPapers', {
    papers: [paper('许可证正本'), paper('公章')],
    from: '王芳',
    place: 'A 柜 3 格',
    consentToHandIn: true,
  })
const idsOf = (story: Story) => story.state.papers.map(({ paperId }) => paperId)

test('given papers left at the window, then the receipt is itemised and every hand they pass through is kept', () => {
  const story = left()
  expect(story.state.receipts[0]?.receiptNo).toBe('JA-20260302-0001-K-R1')
  story.does('officer', 'movePapers', {
    paperIds: idsOf(story),
    holder: { kind: 'unit', unitId: 'district-market' },
    place: '食品科窗口',
    note: '当面交接',
  })
  expect(story.state.papers[0]?.moves.map((move) => move.place)).toEqual(['A 柜 3 格', '食品科窗口'])
})

test('an empty receipt is none', () => {
  const story = new Story()
  const empty = { papers: [], from: '王芳', place: 'A 柜', consentToHandIn: false }
  expect(story.refusal('officer', 'takeInPapers', empty)).toBe('receipt-empty')
})

test('the receipt’s task ends with its last paper, and no paper ends twice', () => {
  const story = left()
  const [first = '', second = ''] = idsOf(story)
  story.does('officer', 'giveBackPapers', { paperIds: [first], to: '王芳' })
  expect(story.task('settle-papers').state).toBe('open')
  expect(story.refusal('officer', 'giveBackPapers', { paperIds: [first], to: '王芳' })).toBe('paper-already-ended')
  const lost = { paperId: second, reason: '搬柜时遗失', amends: '由窗口出具证明并承担刻章费用' }
  expect(story.refusal('officer', 'declarePaperLost', lost)).toBe('forbidden')
  story.does('supervisor', 'declarePaperLost', lost)
  expect(() => story.task('settle-papers')).toThrow('no open settle-papers')
})

test('a case cannot be refused while something of the person’s lies at the window', () => {
  const story = new Story().does('officer', 'takeInPapers', {
    papers: [paper('合同')],
    from: '王芳',
    place: 'A 柜',
    consentToHandIn: false,
  })
  const refusal = { reason: 'civil-dispute' as const, explanation: '租赁纠纷' }
  expect(story.refusal('officer', 'refuseCase', refusal)).toBe('tasks-open')
  story.does('officer', 'giveBackPapers', { paperIds: idsOf(story), to: '王芳' }).does('officer', 'refuseCase', refusal)
  expect(story.state.refusal?.remedy).toContain('12348') // the policy's remedy where the desk wrote none
})
