import type { Limit } from '../kernel/limit.ts'
import type { PolicyFinding, PolicyFindingCode } from '../policy/check.ts'
import type { Decider } from '../policy/clocks.ts'
import type { RungParty, RungTrigger } from '../policy/ladder.ts'
import type { MessageKind } from '../policy/messages.ts'
import type { ReviewCause } from '../policy/service.ts'

type Facts = PolicyFinding['facts']
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
  readonly paper: (paper: string) => string
  readonly rung: (trigger: string, party: string, paper: string, within: string) => string
  readonly line: Readonly<Record<string, string>>
  readonly target: (limit: string) => string
  readonly stated: (limit: string) => string
  readonly upTo: (limit: string) => string
  readonly times: (n: number) => string
  readonly anyTimes: string
  readonly noCeiling: string
  readonly yes: string
  readonly no: string
  readonly and: string
  readonly before: (limit: string) => string
  readonly unknownField: (near: string | null, known: string) => string
  readonly findings: Readonly<Record<PolicyFindingCode, (facts: Facts, limits: readonly string[]) => string>>
}
export type PolicyGroup = 'time' | 'tasks' | 'clocks' | 'coordination' | 'ladder' | 'service' | 'words'

const zh: PolicyWords = {
  groups: {
    time: '办理时限',
    tasks: '各类任务时限',
    clocks: '暂停与特别程序',
    coordination: '退单与延期',
    ladder: '多级帮办',
    service: '回访、容缺与阅批',
    words: '受理范围与告知',
  },
  messages: {
    'task-reminded': '临期提醒',
    'task-overdue': '逾期',
    'task-escalated': '提级督办',
    'task-assigned': '新任务',
    'clock-resumed': '暂停到期，恢复计时',
    'report-settled': '反映的答案有结果',
    'applicant-unreached': '短信未送达（告知经办人）',
    'applicant-asked': '请申请人补充',
    'date-extended': '延期（告知申请人）',
    'case-resolved': '办结（告知申请人）',
    notice: '一次性告知书链接',
    digest: '早间汇总',
  },
  parties: { holder: '承办人', superior: '上级单位', centre: '窗口负责人', district: '区领导' },
  deciders: { supervisor: '窗口负责人', leader: '区领导' },
  reviewCauses: {
    'late-closed': '逾期办结',
    'late-open': '逾期未结',
    returned: '多次退单',
    reopened: '重新打开',
    dissatisfied: '不满意',
  },
  triggers: {
    late: ({ by }, say) => (by.amount === 0 ? '逾期当时' : `逾期满${say(by)}`),
    age: ({ over }, say) => `受理后超过${say(over)}`,
    returns: ({ times }) => `退单满 ${times} 次`,
    reopenings: ({ times }) => `重新打开满 ${times} 次`,
    dissatisfied: () => '回访不满意',
    'by-hand': () => '人工提级',
  },
  paper: (paper) => (paper === 'urging' ? '发催办通知书' : '发督办单'),
  rung: (trigger, party, paper, within) => `${trigger}，请${party}督促${paper ? `，${paper}` : ''}，${within}内处理`,
  line: {
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
    attempts: '回访联系不上，至少尝试',
    handler: '经办人可以自己回访',
    tolerance: '可用方式',
    'tolerance-longest': '补交最长',
    'tolerance-beyond': '可超过事项承诺时限',
    review: '月度阅批列入',
    'rating-call': '差评回访',
    'rating-right': '差评整改',
    negative: '“不能办”只能由窗口负责人答复',
    telling: '告知方式',
    signature: '短信签名',
    scope: '不予受理情形',
    callBack: '回电',
    missedCall: '未接来电回电',
    report: '答案有误或缺失的处理',
    complaint: '投诉答复',
  },
  target: (limit) => `，目标${limit}`,
  stated: (limit) => `受理时明确，最长${limit}`,
  upTo: (limit) => `最长${limit}`,
  times: (n) => `${n} 次`,
  anyTimes: '次数不限',
  noCeiling: '不限时长',
  yes: '是',
  no: '否',
  and: '、',
  before: (limit) => `到期前${limit}`,
  unknownField: (near, known) => `没有这一项。${near ? `是不是“${near}”？` : ''}这里可以写：${known}`,
  findings: {
    'rung-repeated-key': ({ rung }) => `梯级“${rung}”的代号重复，后一级永远不会响`,
    'rung-unreachable': ({ rung }) => `梯级“${rung}”与前面一级条件、对象相同，永远轮不到它`,
    'rung-out-of-order': ({ rung }) => `梯级“${rung}”排在更高一级之后，却请更低的一级督促`,
    'rung-returns-too-many': ({ rung, times, most }) =>
      `梯级“${rung}”要退单 ${times} 次才到，而同一事项最多只能退 ${most} 次`,
    'party-missing': ({ party }) =>
      party === 'leader' ? '规定要求区领导处理，但系统中没有区领导账号' : '系统中没有窗口负责人账号，无人裁定和督办',
    'party-often-missing': ({ units, without }) =>
      `${units} 个单位中有 ${without} 个没有上级单位，到“上级单位”一级时改由窗口负责人督促`,
    'target-after-limit': ({ name }, [target, limit]) => `“${name}”的目标（${target}）晚于时限（${limit}）`,
    'task-longer-than-case': (_, [task, most]) => `协同任务给${task}，比最长的案件时限（${most}）还长`,
    'reminder-never': (_, [remind, task]) => `提前${remind}提醒，而协同任务总共只有${task}，提醒不会发出`,
    'longer-than-promise': ({ grade, items, of, item }, [limit, promised]) =>
      `“${grade}”给${limit}，超过 ${of} 个事项中 ${items} 个事项自己的承诺时限（如“${item}”承诺${promised}）`,
    'quiet-all-day': () => '免打扰时间从早到晚，谁也通知不到',
  },
}

const en: PolicyWords = {
  groups: {
    time: 'Time allowed',
    tasks: 'Time for each kind of task',
    clocks: 'Pauses and special procedures',
    coordination: 'Returns and extensions',
    ladder: 'Ladder',
    service: 'Follow-up, tolerance, review',
    words: 'Scope and telling',
  },
  messages: {
    'task-reminded': 'Due soon',
    'task-overdue': 'Overdue',
    'task-escalated': 'Escalated',
    'task-assigned': 'A new task',
    'clock-resumed': 'The clock runs again',
    'report-settled': 'A reported answer is settled',
    'applicant-unreached': 'SMS not delivered (to the owner)',
    'applicant-asked': 'The applicant is asked',
    'date-extended': 'A new date (to the applicant)',
    'case-resolved': 'Done (to the applicant)',
    notice: 'Link of a one-time notice',
    digest: 'Morning digest',
  },
  parties: {
    holder: 'whoever holds it',
    superior: 'the superior unit',
    centre: 'the supervisor',
    district: 'the district leader',
  },
  deciders: { supervisor: 'the supervisor', leader: 'the district leader' },
  reviewCauses: {
    'late-closed': 'closed late',
    'late-open': 'open and late',
    returned: 'returned too often',
    reopened: 'reopened',
    dissatisfied: 'dissatisfied',
  },
  triggers: {
    late: ({ by }, say) => (by.amount === 0 ? 'As soon as it is late' : `Late by ${say(by)}`),
    age: ({ over }, say) => `Open for more than ${say(over)}`,
    returns: ({ times }) => `Returned ${times} times`,
    reopenings: ({ times }) => `Reopened ${times} times`,
    dissatisfied: () => 'Dissatisfied at the follow-up',
    'by-hand': () => 'Escalated by hand',
  },
  paper: (paper) => (paper === 'urging' ? 'an urging notice is sent' : 'a supervision order is sent'),
  rung: (trigger, party, paper, within) =>
    `${trigger}: ${party} sees to it within ${within}${paper ? `; ${paper}` : ''}`,
  line: {
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
    attempts: 'Attempts before “could not be reached”',
    handler: 'The handler may make the follow-up',
    tolerance: 'Ways that may be used',
    'tolerance-longest': 'Longest time to supply',
    'tolerance-beyond': 'May exceed the promise of the item',
    review: 'Listed in the monthly review',
    'rating-call': 'Call back after a low rating',
    'rating-right': 'Set right after a low rating',
    negative: 'Only the supervisor may answer “no”',
    telling: 'Means of telling',
    signature: 'SMS signature',
    scope: 'Out-of-scope reasons',
    callBack: 'Call back',
    missedCall: 'Call back after a missed call',
    report: 'Settle a wrong or missing answer',
    complaint: 'Answer to a complaint',
  },
  target: (limit) => `, target ${limit}`,
  stated: (limit) => `stated on acceptance, at most ${limit}`,
  upTo: (limit) => `at most ${limit}`,
  times: (n) => (n === 1 ? 'once' : `${n} times`),
  anyTimes: 'any number of times',
  noCeiling: 'as long as it takes',
  yes: 'yes',
  no: 'no',
  and: ', ',
  before: (limit) => `${limit} before it is due`,
  unknownField: (near, known) =>
    `There is no such field.${near ? ` Did you mean “${near}”?` : ''} Known here: ${known}`,
  findings: {
    'rung-repeated-key': ({ rung }) => `The key of rung “${rung}” is used twice; the later one never sounds`,
    'rung-unreachable': ({ rung }) =>
      `Rung “${rung}” has the trigger and the party of an earlier one: its turn never comes`,
    'rung-out-of-order': ({ rung }) => `Rung “${rung}” stands after a higher one and yet calls somebody lower`,
    'rung-returns-too-many': ({ rung, times, most }) =>
      `Rung “${rung}” needs ${times} returns, but one matter may be returned ${most} times at most`,
    'party-missing': ({ party }) =>
      party === 'leader'
        ? 'The rules call the district leader, but no account has that role'
        : 'No account is a supervisor: nobody rules or supervises',
    'party-often-missing': ({ units, without }) =>
      `${without} of ${units} units have no superior unit; there the supervisor is called instead`,
    'target-after-limit': ({ name }, [target, limit]) =>
      `The target of “${name}” (${target}) is later than its limit (${limit})`,
    'task-longer-than-case': (_, [task, most]) => `A unit gets ${task}, longer than the longest case (${most})`,
    'reminder-never': (_, [remind, task]) =>
      `The reminder comes ${remind} before the end, but a unit has ${task} in all: none is sent`,
    'longer-than-promise': ({ grade, items, of, item }, [limit, promised]) =>
      `“${grade}” gets ${limit}: longer than the own promise of ${items} of ${of} items (“${item}” promises ${promised})`,
    'quiet-all-day': () => 'The quiet hours never end: nobody is told anything',
  },
}

export const policyWords = { zh, en } as const
