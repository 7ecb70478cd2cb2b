import type { PolicyDocument } from '../schema.ts'
import { onTheSpot, workingDays } from './lengths.ts'

/**
 * 江苏省: what is simple at once; what is complex with a named department and a stated time; what is special in 15 working
 * days. More time may be taken, but the applicant is told the reason and the new date before the old one.
 */
export const jiangsu2023: PolicyDocument = {
  version: 'jiangsu-2023@1',
  name: '江苏省“办不成事”反映窗口工作规范',
  source: 'imationlatam.com/news/1681520405183627.shtml; yshjw.net/archives/3858',
  grades: { 'on-the-spot': onTheSpot, simple: onTheSpot, complex: workingDays(15), special: workingDays(15) },
  statedGrades: ['complex'],
  extensions: { times: 5, mustTellApplicant: true },
}
