import type { Instant } from '@bancheng/core/kernel/time.ts'
import { expect, test } from 'vitest'
import { blankContact, blankQuestion, firstWords, inputOf, isBlank, withAnswer } from './contact-typed.ts'

const now = '2026-03-02T01:00:00.000Z' as Instant // written in the one shape of an Instant
const blank = blankContact({ contactId: 'c1', questionId: 'q1', key: 'k1', now })

test('a contact that was only opened is blank; a ring, a name or a word makes it one', () => {
  expect(isBlank(blank)).toBe(true)
  expect(isBlank({ ...blank, callId: 'call' })).toBe(false)
  expect(isBlank({ ...blank, callerName: '王' })).toBe(false)
  expect(isBlank({ ...blank, questions: [{ ...blankQuestion('q1'), words: '押' }] })).toBe(false)
})

test('a number is sent once in clear, left out when the server has it, and null when there is none', () => {
  expect(inputOf({ ...blank, phone: ' 13800001234 ' })).toMatchObject({ phone: '13800001234' })
  expect('phone' in inputOf({ ...blank, phoneMasked: '138****1234' })).toBe(false)
  expect(inputOf(blank)).toMatchObject({ phone: null })
})

test('an answer picked twice is taken away; a unit that is picked is whom one would transfer to', () => {
  const unit = { kind: 'unit', unitId: 'sj', title: '市监局' } as const
  const picked = withAnswer(blankQuestion('q1'), unit)
  expect(picked).toMatchObject({ answers: [unit], unitId: 'sj' })
  expect(withAnswer(picked, unit).answers).toEqual([])
})

test('among others a contact is known by its first words', () => {
  const questions = [blankQuestion('q1'), { ...blankQuestion('q2'), words: ' 押金 ' }]
  expect(firstWords({ ...blank, questions })).toBe('押金')
})
