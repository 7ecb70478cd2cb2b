import { expect, test } from 'vitest'
import { rebase } from './rebase.ts'

test('given that somebody else corrected the phone while I corrected the fee, then both corrections stand', () => {
  const base = { phones: ['1'], fees: '10 元', window: 'A1' }
  expect(rebase(base, { ...base, fees: '免费' }, { ...base, phones: ['2'] })).toEqual({
    phones: ['2'],
    fees: '免费',
    window: 'A1',
  })
})

test('where both changed the same field, mine stays typed: I have just been shown theirs', () => {
  expect(rebase({ fees: '10 元' }, { fees: '免费' }, { fees: '5 元' })).toEqual({ fees: '免费' })
})
