import { usualLadder } from '../ladder.ts'
import type { PolicyDocument } from '../schema.ts'
import { onTheSpot, workingDays } from './lengths.ts'

/**
 * 天津某区: at once, 5, and 10 working days (一事一议、联动会审); what is not done then goes to the leading group for the
 * business environment. 否定答复报告机制: a clerk's “no” is approved first.
 */
export const tianjin2021: PolicyDocument = {
  version: 'tianjin-2021@1',
  name: '天津市某区“办不成事”反映窗口工作机制',
  source: 'news.022china.com/2021/08-07/1801.html',
  grades: { 'on-the-spot': onTheSpot, simple: onTheSpot, complex: workingDays(5), special: workingDays(10) },
  negativeAnswers: { approvedBy: 'supervisor' },
  ladder: {
    ...usualLadder,
    rungs: [
      ...usualLadder.rungs.filter(({ key }) => key !== 'district'),
      {
        key: 'leading-group',
        when: { on: 'age', over: workingDays(10) },
        to: 'district',
        paper: 'supervision',
        within: workingDays(5),
      },
    ],
  },
}
