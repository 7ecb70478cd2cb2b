import type { PolicyDocument } from '../schema.ts'
import { onTheSpot, workingDays } from './lengths.ts'

/**
 * 湘西某县: 3 working days, and 2 to explain what cannot be done at all. The worst window is named every month; twice
 * running, it is called to account.
 */
export const xiangxi2021: PolicyDocument = {
  version: 'xiangxi-2021@1',
  name: '湘西州某县“办不成事”反映窗口',
  source: 'news.xxrb.com.cn/html/2021/xianqu_0929/285334.html',
  grades: { 'on-the-spot': onTheSpot, simple: workingDays(3), complex: workingDays(3), special: workingDays(3) },
  review: {
    causes: ['late-closed', 'late-open', 'returned', 'reopened', 'dissatisfied'],
    returnedFrom: 2,
    circular: { worst: 1, accountableAfter: 2 },
  },
  caseLimits: [
    {
      name: '完全不能办的，2 个工作日内说明',
      when: { grades: ['simple', 'complex', 'special'], pains: ['cannot'] },
      limit: workingDays(2),
    },
  ],
}
