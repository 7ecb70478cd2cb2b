import { usualPauses } from '../clocks.ts'
import { usualRemedies } from '../remedies.ts'
import { Policy } from '../schema.ts'

const workingDays = (amount: number) => ({ amount, unit: 'working-days' as const })

/**
 * The published rule of the centre this system began with (办不成事反映窗口运行管理办法（试行）, as reported 2023-04-28): on the
 * spot, 3, 5, 15 working days; follow-up within one working day after the reply. The limits of single tasks are ours
 * where the rule is silent; returns within one working day follow the practice of the 12345 lines.
 */
export const jingan2023: Policy = Policy.parse({
  version: 'jingan-2023@1',
  name: '静安区行政服务中心“办不成事”反映窗口运行管理办法（试行）',
  source: 'm.coalstudy.com/zt/2023/0428/54729.html',
  grades: {
    'on-the-spot': { amount: 0, unit: 'on-the-spot' },
    simple: workingDays(3),
    complex: workingDays(5),
    special: workingDays(15),
  },
  tasks: {
    accept: workingDays(1),
    handle: workingDays(3),
    coordinate: workingDays(2),
    redirect: workingDays(1),
    'rule-on-return': workingDays(1),
    'decide-extension': workingDays(1),
    step: workingDays(3),
    supplement: workingDays(5),
    'tolerance-decision': workingDays(1),
    'tolerance-supplement': workingDays(5),
    'settle-papers': workingDays(20),
    deliver: workingDays(5),
    'follow-up': workingDays(1),
    'strike-off': workingDays(10),
    oversee: workingDays(1),
    'accept-hand-over': workingDays(1),
  },
  // The rule is silent, and the law fixes no time for the applicant: thirty days are what guides commonly allow. What is
  // kept of an earlier centre says for itself that there was none (clocks.ts).
  pauses: { ...usualPauses, supplement: { ceiling: { amount: 30, unit: 'calendar-days' }, times: null } },
  returns: { within: workingDays(1), times: 1 },
  extensions: { times: 1 },
  followUp: { attempts: 3 },
  remedies: usualRemedies,
})
