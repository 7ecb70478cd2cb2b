import { labelOf } from '@bancheng/core/texts/labels.ts'
import { expect, test } from 'vitest'
import { ratingTexts } from './texts.ts'

test('the five levels are called on the phone what they are called at the desk', () => {
  for (const locale of ['zh', 'en'] as const)
    for (const level of [1, 2, 3, 4, 5] as const)
      expect(ratingTexts[locale].levels(level)).toBe(labelOf('satisfaction', level, locale))
})
