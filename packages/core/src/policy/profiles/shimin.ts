import type { PolicyDocument } from '../schema.ts'
import { onTheSpot, workingDays } from './lengths.ts'

/**
 * 市民之家: struck off at once, answered and struck off within 5 working days, or 10 where several departments must agree.
 * So the call and the strike-off are for the day of the answer, and the days are those of both.
 */
export const shimin: PolicyDocument = {
  version: 'shimin@1',
  name: '市民之家“办不成事”反映窗口工作制度',
  source: 'xiexiebang.com/a5/dcfdf1dabad7a378.html',
  grades: { 'on-the-spot': onTheSpot, simple: onTheSpot, complex: workingDays(5), special: workingDays(10) },
  tasks: { 'follow-up': onTheSpot, 'strike-off': onTheSpot },
}
