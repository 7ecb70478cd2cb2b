import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseNoOf, checkCaseNo } from './case-no.ts'
import { someDay } from './testing/arbitraries.ts'
import { day } from './testing/calendars.ts'

const parts = fc.record({
  letters: fc.stringMatching(/^[A-Z]{1,6}$/),
  date: someDay,
  running: fc.integer({ min: 1, max: 999_999 }),
})
const seeded = { seed: 20260302, numRuns: 300 }
const exchanged = (text: string, i: number, j: number) => {
  const characters = [...text]
  const [one = '', other = ''] = [characters[i], characters[j]]
  return characters.with(i, other).with(j, one).join('')
}

describe('a case number', () => {
  const caseNo = caseNoOf({ letters: 'JA', date: day('2023-05-09'), running: 7 })

  test('is short enough to be read aloud', () => expect(caseNo).toBe('JA-20230509-0007-M'))

  test.each(['ja-20230509-0007-m', 'JA202305090007M', 'ＪＡ２０２３０５０９０００７Ｍ', ' JA 20230509 0007 M '])(
    'is known when typed %s',
    (typed) => {
      expect(checkCaseNo(typed)).toEqual({ ok: true, caseNo, letters: 'JA', date: '2023-05-09', running: 7 })
    },
  )
  test.each([
    ['JA-20230509-0008-M', 'wrong-check'],
    ['JB-20230509-0007-M', 'wrong-check'],
    ['JA-20230590-0007-M', 'wrong-date'],
    ['JA-20230509-007-M', 'wrong-shape'],
    ['JA-20230509-0007', 'wrong-shape'],
    ['20230509-0007-M', 'wrong-shape'],
    ['JA-20230509-0007-O', 'wrong-shape'], // O, I, S, V and Z are never check characters
  ])('%s: %s', (typed, problem) => expect(checkCaseNo(typed)).toEqual({ ok: false, problem }))

  test('cannot be made of what is not letters or of no number', () => {
    expect(() => caseNoOf({ letters: 'ja', date: day('2023-05-09'), running: 7 })).toThrow()
    expect(() => caseNoOf({ letters: 'JA', date: day('2023-05-09'), running: 1_000_000 })).toThrow()
  })
})

test('every case number comes back as what it was made of', () => {
  const roundTrip = fc.property(parts, (made) => {
    expect(checkCaseNo(caseNoOf(made).toLowerCase().replaceAll('-', ''))).toMatchObject({ ok: true, ...made })
  })
  fc.assert(roundTrip, seeded)
})

test('no single wrong character and no two exchanged ones go unseen', () => {
  const noticed = fc.property(
    parts,
    fc.nat(20),
    fc.nat(20),
    fc.constantFrom(...'0123456789ABCXYK'),
    (made, i, j, wrong) => {
      const plain = caseNoOf(made).replaceAll('-', '')
      for (const typed of [
        [...plain].with(i % plain.length, wrong).join(''),
        exchanged(plain, i % plain.length, j % plain.length),
      ])
        expect(checkCaseNo(typed).ok).toBe(typed === plain)
    },
  )
  fc.assert(noticed, seeded)
})
