import { texts } from '../../../locale.tsx'

/** 否定报备 and 首次联系 on the page of a case. */
export const answersTexts = texts(
  {
    draftedBy: (name: string) => `${name}拟稿，尚未答复申请人`,
    wasDraftedBy: (name: string) => `${name}拟稿`,
    scopeReason: '不予受理的情形',
    explanation: '向申请人的解释',
    approverWords: '审批意见',
    contactWords: '联系情况',
    approved: '已同意',
    sentBack: '已退回',
    redraft: '修改后再报',
    goesFirst: (to: string) => `按否定报备制度，这份答复先报${to}审批，批准后才能告知申请人；在此之前可以撤回。`,
    goesAfter: (to: string) => `按否定报备制度，提交后即报${to}备案。`,
    onSpot: '案件先按“当场办结”受理，批准后再告知、办结。',
    call: (name: string, phone: string) => `申请人：${name}${phone ? `，电话 ${phone}` : '，没有登记电话'}`,
    reveal: '完整号码在案件上方“电话”旁查看，查看会记录在案。',
  },
  {
    draftedBy: (name: string) => `Drafted by ${name}; the applicant has not been told`,
    wasDraftedBy: (name: string) => `Drafted by ${name}`,
    scopeReason: 'Why out of scope',
    explanation: 'Explanation to the applicant',
    approverWords: 'The approver’s words',
    contactWords: 'What was said',
    approved: 'Approved',
    sentBack: 'Sent back',
    redraft: 'Change and put it again',
    goesFirst: (to: string) =>
      `By the rules this “no” goes to ${to} first; the applicant is told once it is approved. Until then it can be taken back.`,
    goesAfter: (to: string) => `By the rules this “no” is reported to ${to} as soon as it is sent.`,
    onSpot: 'The case is accepted as “on the spot” now; telling and resolving follow once it is approved.',
    call: (name: string, phone: string) =>
      `Applicant: ${name}${phone ? `, phone ${phone}` : ', no phone was registered'}`,
    reveal: 'The full number can be opened at the head of the case; that is recorded.',
  },
)
