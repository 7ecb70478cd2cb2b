import type { PolicyDocument } from '../schema.ts'
import { onTheSpot, workingDays } from './lengths.ts'

/**
 * 奉贤, the window on the net: whoever reports something is called within 5 working days. 月报通报: every unit with its count
 * is on the front page of the month, and the one with the most is named.
 */
export const fengxian2023: PolicyDocument = {
  version: 'fengxian-2023@1',
  name: '奉贤区线上“办不成事”反映窗口',
  source: 'shanghai.17car.com.cn/shanghai/2023/0316/398804.html',
  grades: { 'on-the-spot': onTheSpot, simple: workingDays(5), complex: workingDays(5), special: workingDays(5) },
  telling: { means: ['phone'] },
  review: {
    causes: ['late-closed', 'late-open', 'returned', 'reopened', 'dissatisfied'],
    returnedFrom: 2,
    circular: { worst: 1 },
  },
}
