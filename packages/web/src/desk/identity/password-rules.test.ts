import { expect, test } from 'vitest'
import { ruleStates } from './password-rules.ts'

const states = (password: string) => ruleStates(password, 'officer1').map(({ state }) => state)

test('nothing typed: nothing is said to be broken', () => {
  expect(states('')).toEqual(['unknown', 'unknown', 'unknown'])
})

test('each rule lights up when the ones before it are met', () => {
  expect(states('abc')).toEqual(['broken', 'unknown', 'unknown'])
  expect(states('abcdefghijk')).toEqual(['met', 'broken', 'unknown'])
  expect(states('Officer1-abc')).toEqual(['met', 'met', 'broken'])
  expect(states('Quiet-Lake-7')).toEqual(['met', 'met', 'met'])
})
