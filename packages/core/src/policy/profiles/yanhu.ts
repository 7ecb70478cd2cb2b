import type { PolicyDocument } from '../schema.ts'
import { onTheSpot, workingDays } from './lengths.ts'

/** 运城盐湖: what should have been done and was not, 5 working days; what cannot be done at all is explained within 3. */
export const yanhu: PolicyDocument = {
  version: 'yanhu@1',
  name: '运城市盐湖区“办不成事”反映窗口',
  source: 'yunxunwl.com/thread-167911-1-1.html',
  grades: { 'on-the-spot': onTheSpot, simple: workingDays(5), complex: workingDays(5), special: workingDays(5) },
  caseLimits: [
    {
      name: '完全不能办的，3 个工作日内说明',
      when: { grades: ['simple', 'complex', 'special'], pains: ['cannot'] },
      limit: workingDays(3),
    },
  ],
}
