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
  returns: { within: workingDays(1), times: 1 },
  extensions: { times: 1 },
  followUp: { attempts: 3 },
  remedies: {
    'legal-proceeding': '请向有管辖权的人民法院、公安机关或仲裁机构提出；法律援助热线 12348。',
    petition: '请向信访部门反映，可通过国家信访局网上投诉或当地信访接待窗口提出。',
    discipline: '请向纪检监察机关反映，举报电话 12388。',
    reconsideration: '请在知道行政行为之日起六十日内向有权机关申请行政复议。',
    'info-disclosure': '请向相应行政机关的政府信息公开机构提出公开申请。',
    'civil-dispute': '请通过人民调解、仲裁或民事诉讼解决；法律服务热线 12348。',
    emergency: '请立即拨打 110、119、120 或 122。',
    'out-of-jurisdiction': '请向有管辖权的地区或部门提出，窗口已告知其联系方式。',
    prohibited: '法律法规明确不能办理；如对具体行政行为不服，可申请行政复议或提起行政诉讼。',
    duplicate: '同一事项已在办理，请以原案件编号查询进度。',
    'no-substance': '请补充具体诉求后再次提出，窗口随时受理。',
  },
})
