import { expect, test } from 'vitest'
import { asked } from './suggestions.ts'

test.each([
  ['开饭店的食品经营许可怎么办', ['开饭店的食品经营许可怎么办', '食品经营许可', '开饭店']],
  ['您好，我想问一下公司注销需要什么材料？', ['您好，我想问一下公司注销需要什么材料？', '公司注销']],
  ['spjyxkz', ['spjyxkz']],
  ['押金', ['押金']],
  ['  ', []],
])('%s is searched as %j', (words, searched) => {
  expect(asked(words)).toEqual(searched)
})
