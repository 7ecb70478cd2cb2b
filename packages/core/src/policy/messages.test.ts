import { expect, test } from 'vitest'
import { sayMessage, usualMessages } from './messages.ts'
import { smsParts, withSignature } from './sms.ts'
import { fillIn, shortened } from './wording.ts'

const known = { caseNo: 'JA-1', ask: '租赁合同', due: '3月5日 17:00' }

test('a message names everything that is known', () => {
  expect(sayMessage(usualMessages, 'applicant-asked', known, 'zh')).toBe(
    '您的事项 JA-1 需要补充：租赁合同，请于 3月5日 17:00 前提供。',
  )
  expect(sayMessage(usualMessages, 'applicant-asked', known, 'en')).toBe(
    'Your matter JA-1: please supply “租赁合同”, by 3月5日 17:00.',
  )
})

test('what is not known is left out with its clause, and the sentence still ends', () => {
  const { due: _, ...undated } = known
  expect(sayMessage(usualMessages, 'applicant-asked', undated, 'zh')).toBe('您的事项 JA-1 需要补充：租赁合同。')
  expect(sayMessage(usualMessages, 'task-assigned', undated, 'en')).toBe('JA-1: a new task, “租赁合同”.')
  expect(sayMessage(usualMessages, 'case-resolved', { caseNo: 'JA-1' }, 'en')).toBe('Your matter JA-1 is done.')
  expect(sayMessage(usualMessages, 'applicant-unreached', { ask: '需要补充' }, 'zh')).toBe(
    '短信没有送到申请人：需要补充，请改用电话告知。',
  )
})

test('the first clause always stands, with a word for what is not known', () => {
  expect(sayMessage(usualMessages, 'date-extended', { caseNo: 'JA-1' }, 'zh')).toBe(
    '您的事项 JA-1 办理期限延至 规定期限。',
  )
  expect(fillIn('请{who}处理', {}, 'zh')).toBe('请负责人处理')
})

test('a value with a full stop or a brace in it is filled in as it is', () => {
  expect(fillIn('{ask}，{due}。', { ask: '见 12345.cn，{due}', due: '明天' }, 'zh')).toBe('见 12345.cn，{due}，明天。')
})

test('the signature stands in its brackets once, however it was typed', () => {
  expect(withSignature('静安政务', '您好')).toBe('【静安政务】您好')
  expect(withSignature('【静安政务】', '您好')).toBe('【静安政务】您好')
  expect(withSignature(' ', '您好')).toBe('您好')
})

test('an SMS is counted as the phone company counts it', () => {
  expect(smsParts('')).toEqual({ length: 0, parts: 0 })
  expect(smsParts('办'.repeat(70))).toEqual({ length: 70, parts: 1 })
  expect(smsParts('办'.repeat(71))).toEqual({ length: 71, parts: 2 })
  expect(smsParts('办'.repeat(135))).toEqual({ length: 135, parts: 3 })
  expect(smsParts('a'.repeat(160))).toEqual({ length: 160, parts: 1 })
  expect(smsParts('{}')).toEqual({ length: 4, parts: 1 })
  expect(smsParts(`${'a'.repeat(160)}。`)).toEqual({ length: 161, parts: 3 })
})

test('a long request is cut between signs, not within one', () => {
  expect(shortened('一 \n 二')).toBe('一 二')
  expect(shortened('𠮷'.repeat(61))).toBe(`${'𠮷'.repeat(59)}…`)
})
