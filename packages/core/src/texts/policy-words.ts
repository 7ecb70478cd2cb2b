import type { LadderPaper } from '../cases/words.ts'
import type { Limit } from '../kernel/limit.ts'
import type { FirstContactRule, NegativeReport } from '../policy/answers.ts'
import type { CountsFrom, Decider } from '../policy/clocks.ts'
import type { RungParty, RungTrigger } from '../policy/ladder.ts'
import type { MessageKind } from '../policy/messages.ts'
import type { ReviewCause } from '../policy/service.ts'
import { type FindingWords, findingsEn, findingsZh } from './policy-findings.ts'

type Say = (limit: Limit) => string
type TriggerWords = { readonly [K in RungTrigger['on']]: (when: Extract<RungTrigger, { on: K }>, say: Say) => string }

/** What a policy says, in the words of the people who decide on it. */
export type PolicyWords = {
  readonly groups: Readonly<Record<PolicyGroup, string>>
  readonly messages: Readonly<Record<MessageKind, string>>
  readonly parties: Readonly<Record<RungParty, string>>
  readonly deciders: Readonly<Record<Decider, string>>
  readonly reviewCauses: Readonly<Record<ReviewCause, string>>
  readonly triggers: TriggerWords
  readonly paper: (paper: LadderPaper) => string
  readonly rung: (trigger: string, party: string, paper: string, within: string) => string
  readonly repeat: (every: string) => string
  readonly copies: (units: string) => string
  readonly onlyFor: (what: string) => string
  readonly reopened: (times: number) => string
  readonly colon: string
  readonly semicolon: string
  readonly shareOver: (percent: number) => string
  readonly share: (percent: number) => string
  readonly leaderFrom: (n: number) => string
  readonly days: (n: number) => string
  readonly nthDay: (n: number) => string
  readonly outOfScope: (remedy: string) => string
  readonly message: (zh: string, en: string) => string
  readonly usualText: string
  readonly line: Readonly<Record<string, string>>
  readonly target: (limit: string) => string
  readonly countsFrom: Readonly<Record<CountsFrom, string>>
  readonly stated: (limit: string) => string
  readonly upTo: (limit: string) => string
  readonly times: (n: number) => string
  readonly negative: (by: string, report: NegativeReport, within: string) => string
  readonly window: string
  readonly noCircular: string
  readonly circular: (worst: number, accountableAfter: number | null) => string
  readonly noApproval: string
  readonly noContact: string
  readonly contact: (by: FirstContactRule['by'], within: string) => string
  readonly anyTimes: string
  readonly noCeiling: string
  readonly yes: string
  readonly no: string
  readonly and: string
  readonly all: string
  readonly none: string
  readonly before: (limit: string) => string
  readonly unknownField: (near: string | null, known: string) => string
  readonly findings: FindingWords
}
export type PolicyGroup =
  | 'names'
  | 'time'
  | 'tasks'
  | 'clocks'
  | 'coordination'
  | 'ladder'
  | 'service'
  | 'words'
  | 'messages'

const zh: PolicyWords = {
  groups: {
    names: '名称与出处',
    time: '办理时限',
    tasks: '各类任务时限',
    clocks: '暂停与特别程序',
    coordination: '退单与延期',
    ladder: '多级帮办',
    service: '回访、容缺与阅批',
    words: '受理范围与告知',
    messages: '短信文字',
  },
  messages: {
    'task-reminded': '临期提醒',
    'task-overdue': '逾期',
    'task-escalated': '提级督办',
    'task-assigned': '新任务',
    'task-transferred': '任务转办（告知交办人）',
    'clock-resumed': '暂停到期，恢复计时',
    'report-settled': '反映的答案有结果',
    'applicant-unreached': '短信未送达（告知经办人）',
    'answer-reported': '否定答复报备',
    'applicant-asked': '请申请人补充',
    'date-extended': '延期（告知申请人）',
    'case-resolved': '办结（告知申请人）',
    'rating-asked': '评价链接（告知申请人）',
    notice: '一次性告知书链接',
    digest: '早间汇总',
  },
  parties: { holder: '承办人', superior: '上级单位', centre: '窗口负责人', district: '区领导', unit: '指定单位' },
  deciders: { supervisor: '窗口负责人', leader: '区领导' },
  reviewCauses: {
    'late-closed': '逾期办结',
    'late-open': '逾期未结',
    returned: '多次退单',
    reopened: '重新打开',
    dissatisfied: '不满意',
    old: '久拖未结',
  },
  triggers: {
    late: ({ by }, say) => (by.amount === 0 ? '逾期当时' : `逾期满${say(by)}`),
    unsigned: ({ after }, say) => `交办后${say(after)}未签收`,
    age: ({ over }, say) => `受理后超过${say(over)}`,
    returns: ({ times }) => `退单满 ${times} 次`,
    reopenings: ({ times }) => `重新打开满 ${times} 次`,
    dissatisfied: () => '评价不满意',
    'by-hand': () => '人工提级',
  },
  paper: (paper) => ({ urging: '发催办通知书', supervision: '发督办单', circular: '发通报批评' })[paper],
  rung: (trigger, party, paper, within) => `${trigger}，请${party}督促${paper ? `，${paper}` : ''}，${within}内处理`,
  line: {
    name: '名称',
    source: '出处',
    'counts-from': '办理时限起算',
    'case-order': '另有时限的情形，先后次序',
    'task-order': '任务另有时限的情形，先后次序',
    'rung-order': '梯级次序',
    'extension-before': '最迟提出',
    'extension-grades': '可延期的分级',
    'quiet-rest': '休息日也不打扰',
    'review-returned': '退单满几次列入',
    'review-old': '受理多久未结列入',
    'review-day': '阅批名单生成',
    'review-circular': '月度通报',
    'rating-link': '评价链接有效',
    'rating-additions': '追评',
    extensions: '延期次数',
    'extension-longest': '一次最长',
    'extension-by': '审批人',
    'extension-told': '批准前须告知申请人',
    'returns-within': '退单时限',
    'returns-times': '同一事项可退',
    'returns-by': '超过后裁定人',
    supplement: '待补正',
    remind: '临期提醒',
    quiet: '免打扰时间',
    'follow-up-by': '由谁回访',
    attempts: '回访联系不上，至少尝试',
    handler: '经办人可以自己回访',
    tolerance: '可用方式',
    'tolerance-longest': '补交最长',
    'tolerance-beyond': '可超过事项承诺时限',
    review: '月度阅批列入',
    'rating-call': '差评回访',
    'rating-right': '差评整改',
    negative: '否定答复（不能办、不予受理）',
    contact: '首次联系申请人',
    telling: '告知方式',
    signature: '短信签名',
    scope: '不予受理情形',
    callBack: '回电',
    missedCall: '未接来电回电',
    report: '答案有误或缺失的处理',
    complaint: '投诉答复',
  },
  target: (limit) => `，目标${limit}`,
  countsFrom: { acceptance: '自受理起计算', registration: '自登记（收到反映）起计算' },
  stated: (limit) => `受理时明确，最长${limit}`,
  upTo: (limit) => `最长${limit}`,
  times: (n) => `${n} 次`,
  negative: (by, report, within) =>
    report === 'before'
      ? `答复前报${by}审批，未批准不得答复；批复时限：${within}`
      : `由经办人答复，答复后即报${by}备案`,
  window: '窗口',
  noCircular: '不通报单位',
  circular: (worst, after) =>
    `列入案件最多的 ${worst} 个单位在首页通报${after === null ? '' : `，连续 ${after} 个月的启动问责`}`,
  noApproval: '由经办人答复，不须审批或报备',
  noContact: '不作要求',
  contact: (by, within) => `${by === 'window' ? '受理后由窗口联系' : '收到交办单后由主办单位联系'}，时限：${within}`,
  anyTimes: '次数不限',
  noCeiling: '不限时长',
  yes: '是',
  no: '否',
  and: '、',
  all: '不限',
  none: '（无）',
  before: (limit) => `到期前${limit}`,
  repeat: (every) => `，此后每${every}再督办一次，直至办结`,
  copies: (units) => `，抄送${units}`,
  onlyFor: (what) => `仅限${what}，`,
  reopened: (times) => `重新打开满 ${times} 次`,
  colon: '：',
  semicolon: '；',
  shareOver: (percent) => `时限过 ${percent}% 时`,
  share: (percent) => `不超过原时限的 ${percent}%`,
  leaderFrom: (n) => `第 ${n} 次起由区领导批准`,
  days: (n) => `${n} 天`,
  nthDay: (n) => (n === 1 ? '每月第一个工作日' : `每月第 ${n} 个工作日`),
  outOfScope: (remedy) => `（本中心不以此为由不予受理）${remedy}`,
  message: (zh, en) => `${zh}（英文：${en}）`,
  usualText: '用通常的文字',
  unknownField: (near, known) => `没有这一项。${near ? `是不是“${near}”？` : ''}这里可以写：${known}`,
  findings: findingsZh,
}

const en: PolicyWords = {
  groups: {
    names: 'Name and source',
    time: 'Time allowed',
    tasks: 'Time for each kind of task',
    clocks: 'Pauses and special procedures',
    coordination: 'Returns and extensions',
    ladder: 'Ladder',
    service: 'Follow-up, tolerance, review',
    words: 'Scope and telling',
    messages: 'Wording of messages',
  },
  messages: {
    'task-reminded': 'Due soon',
    'task-overdue': 'Overdue',
    'task-escalated': 'Escalated',
    'task-assigned': 'A new task',
    'task-transferred': 'A task was transferred (to whoever asked)',
    'clock-resumed': 'The clock runs again',
    'report-settled': 'A reported answer is settled',
    'applicant-unreached': 'SMS not delivered (to the owner)',
    'answer-reported': 'A “no” is reported',
    'applicant-asked': 'The applicant is asked',
    'date-extended': 'A new date (to the applicant)',
    'case-resolved': 'Done (to the applicant)',
    'rating-asked': 'Link for a rating (to the applicant)',
    notice: 'Link of a one-time notice',
    digest: 'Morning digest',
  },
  parties: {
    holder: 'whoever holds it',
    superior: 'the superior unit',
    centre: 'the supervisor',
    district: 'the district leader',
    unit: 'a named unit',
  },
  deciders: { supervisor: 'the supervisor', leader: 'the district leader' },
  reviewCauses: {
    'late-closed': 'closed late',
    'late-open': 'open and late',
    returned: 'returned too often',
    reopened: 'reopened',
    dissatisfied: 'dissatisfied',
    old: 'open for too long',
  },
  triggers: {
    late: ({ by }, say) => (by.amount === 0 ? 'As soon as it is late' : `Late by ${say(by)}`),
    unsigned: ({ after }, say) => `Not signed for within ${say(after)}`,
    age: ({ over }, say) => `Open for more than ${say(over)}`,
    returns: ({ times }) => `Returned ${times} times`,
    reopenings: ({ times }) => `Reopened ${times} times`,
    dissatisfied: () => 'Rated low',
    'by-hand': () => 'Escalated by hand',
  },
  paper: (paper) =>
    ({
      urging: 'an urging notice is sent',
      supervision: 'a supervision order is sent',
      circular: 'a circular of criticism is sent',
    })[paper],
  rung: (trigger, party, paper, within) =>
    `${trigger}: ${party} sees to it within ${within}${paper ? `; ${paper}` : ''}`,
  line: {
    name: 'Name',
    source: 'Source',
    'counts-from': 'Time counts',
    'case-order': 'Limits of their own, in this order',
    'task-order': 'Limits of tasks, in this order',
    'rung-order': 'Rungs, in this order',
    'extension-before': 'Asked for at the latest',
    'extension-grades': 'Grades that may be given more time',
    'quiet-rest': 'Quiet on days of rest',
    'review-returned': 'Listed from so many returns',
    'review-old': 'Listed when open for longer than',
    'review-day': 'The list is made',
    'review-circular': 'Monthly circular',
    'rating-link': 'Link for a rating is valid',
    'rating-additions': 'Additions to a rating',
    extensions: 'Extensions',
    'extension-longest': 'Longest extension',
    'extension-by': 'Decided by',
    'extension-told': 'Applicant told before it is granted',
    'returns-within': 'A unit may return within',
    'returns-times': 'One matter may be returned',
    'returns-by': 'Then ruled by',
    supplement: 'Waiting for the applicant',
    remind: 'Reminder',
    quiet: 'Quiet hours',
    'follow-up-by': 'Follow-up by',
    attempts: 'Attempts before “could not be reached”',
    handler: 'The handler may make the follow-up',
    tolerance: 'Ways that may be used',
    'tolerance-longest': 'Longest time to supply',
    'tolerance-beyond': 'May exceed the promise of the item',
    review: 'Listed in the monthly review',
    'rating-call': 'Call back after a low rating',
    'rating-right': 'Set right after a low rating',
    negative: 'A “no” to the applicant',
    contact: 'First contact with the applicant',
    telling: 'Means of telling',
    signature: 'SMS signature',
    scope: 'Out-of-scope reasons',
    callBack: 'Call back',
    missedCall: 'Call back after a missed call',
    report: 'Settle a wrong or missing answer',
    complaint: 'Answer to a complaint',
  },
  target: (limit) => `, target ${limit}`,
  countsFrom: { acceptance: 'from acceptance', registration: 'from registration' },
  stated: (limit) => `stated on acceptance, at most ${limit}`,
  upTo: (limit) => `at most ${limit}`,
  times: (n) => (n === 1 ? 'once' : `${n} times`),
  negative: (by, report, within) =>
    report === 'before'
      ? `not said until ${by} approved it; time for that: ${within}`
      : `said by whoever handles it, and reported to ${by} at once`,
  window: 'the window',
  noCircular: 'no unit is named',
  circular: (worst, after) =>
    `the ${worst} unit(s) with the most cases are named on the front page${after === null ? '' : `; called to account after ${after} months running`}`,
  noApproval: 'said by whoever handles it, without approval or report',
  noContact: 'not required',
  contact: (by, within) =>
    `${by === 'window' ? 'by the window, after acceptance' : 'by the lead unit, after the slip'}; time for that: ${within}`,
  anyTimes: 'any number of times',
  noCeiling: 'as long as it takes',
  yes: 'yes',
  no: 'no',
  and: ', ',
  all: 'all',
  none: '(none)',
  before: (limit) => (limit ? `${limit} before it is due` : 'before it is due'),
  repeat: (every) => `, and again every ${every} until it is done`,
  copies: (units) => `, copy to ${units}`,
  onlyFor: (what) => `Only ${what}: `,
  reopened: (times) => `reopened ${times} times`,
  colon: ': ',
  semicolon: '; ',
  shareOver: (percent) => `when ${percent}% of the time is over`,
  share: (percent) => `at most ${percent}% of what was first allowed`,
  leaderFrom: (n) => `from the ${n}. on by the district leader`,
  days: (n) => `${n} days`,
  nthDay: (n) => (n === 1 ? 'on the first working day of the month' : `on working day ${n} of the month`),
  outOfScope: (remedy) => `(no ground for a refusal here) ${remedy}`,
  message: (zh, en) => `${en} (Chinese: ${zh})`,
  usualText: 'the usual wording',
  unknownField: (near, known) =>
    `There is no such field.${near ? ` Did you mean “${near}”?` : ''} Known here: ${known}`,
  findings: findingsEn,
}

export const policyWords = { zh, en } as const
