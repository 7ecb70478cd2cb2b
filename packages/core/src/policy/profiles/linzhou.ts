import type { PolicyDocument } from '../schema.ts'
import { onTheSpot, workingDays } from './lengths.ts'

/**
 * 林州: blue slips on the spot, yellow and red ones in 3 to 10 working days: three to work towards, ten at the most. The
 * discipline office looks back (回头看), so the follow-up is never the handler's own.
 */
export const linzhou: PolicyDocument = {
  version: 'linzhou@1',
  name: '林州市“办不成事”窗口蓝黄红牌工单',
  source: 'linzhou.gov.cn …ffa7dff35a1941218504142bb527cd3f.html',
  grades: { 'on-the-spot': onTheSpot, simple: workingDays(3), complex: workingDays(10), special: workingDays(10) },
  targets: { grades: { complex: workingDays(3), special: workingDays(3) } },
  followUp: { attempts: 3, byHandler: false },
}
