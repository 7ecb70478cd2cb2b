import type { StandardScopeReason } from '../cases/words.ts'

/** 救济途径 where a centre has not written its own. */
export const usualRemedies: Record<StandardScopeReason, string> = {
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
  'other-organ': '请向有关机关提出，窗口已告知其联系方式。',
  secret: '请向有权处理的机关当面提出，请勿在此处写明具体内容。',
  'requirements-unmet': '请按一次性告知书补齐要件后再次提出，窗口随时受理。',
  other: '请按窗口告知的去向提出；不认可的，可向窗口负责人反映。',
}
