import { expect, test } from 'vitest'
import { Refusal, refusalCodes } from '../kernel/refusal.ts'
import { Story } from '../testing/kit.ts'
import { describeRefusal, refusalStatus } from './refusals.ts'

test.each(refusalCodes)('%s has a status and two sentences in both languages, none of them with a hole', (code) => {
  expect(refusalStatus[code]).toBeGreaterThanOrEqual(400)
  for (const locale of ['zh', 'en'] as const) {
    const { title, nextStep } = describeRefusal(new Refusal(code), locale)
    expect(title).not.toBe('')
    expect(nextStep).not.toBe('')
    expect(title + nextStep).not.toMatch(/[{}]/)
  }
})

test('the gate says what is missing in words, not in codes', () => {
  const story = new Story().does('officer', 'acceptCase', { grade: 'simple' })
  story.does('officer', 'askUnits', { ask: '请查执照状态', units: [{ unitId: 'district-market', part: 'lead' }] })
  try {
    story.does('officer', 'closeCase')
    expect.unreachable()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const zh = describeRefusal(error, 'zh')
    expect(zh.title + zh.nextStep).toContain('任务未完成（请查执照状态）、尚未登记结果、尚未办结')
    const en = describeRefusal(error, 'en')
    expect(en.title + en.nextStep).not.toMatch(/task-open|result-missing/)
  }
})
