import { expect, test } from 'vitest'
import { passwordProblem } from './password.ts'

test.each([
  ['Bancheng-2026', 'officer1', null],
  ['bancheng2026', 'officer1', 'too-few-classes'],
  ['Ab1-', 'officer1', 'too-short'],
  ['办成Bancheng一二三四', 'officer1', null], // Chinese characters are the fourth class
  ['My-Officer1-2026', 'officer1', 'contains-name'],
  [`Aa1${'x'.repeat(300)}`, 'officer1', 'too-long'],
])('the password %s of %s: %s', (password, name, problem) => {
  expect(passwordProblem(password, name)).toBe(problem)
})
