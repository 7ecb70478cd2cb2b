import type { PolicyDocument } from '../schema.ts'
import { onTheSpot, workingDays } from './lengths.ts'

/** 镇江: simple on the spot, complex 5 working days, special with a time that is stated (告知明确时限); the ceiling is ours. */
export const zhenjiang2023: PolicyDocument = {
  version: 'zhenjiang-2023@1',
  name: '镇江市“办不成事”反映窗口',
  source: 'jszwb.jiangsu.gov.cn/art/2023/5/9/art_88548_10887678.html',
  grades: { 'on-the-spot': onTheSpot, simple: onTheSpot, complex: workingDays(5), special: workingDays(60) },
  statedGrades: ['special'],
}
