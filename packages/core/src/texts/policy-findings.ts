import type { PolicyFinding, PolicyFindingCode } from '../policy/check.ts'

type Facts = PolicyFinding['facts']
/** What the check of a policy found, in a sentence each. */
export type FindingWords = Readonly<Record<PolicyFindingCode, (facts: Facts, limits: readonly string[]) => string>>

export const findingsZh: FindingWords = {
  'rung-repeated-key': ({ rung }) => `梯级“${rung}”的代号重复，后一级永远不会响`,
  'rung-unreachable': ({ rung }) => `梯级“${rung}”与前面一级条件、对象相同，永远轮不到它`,
  'rung-out-of-order': ({ rung }) => `梯级“${rung}”排在更高一级之后，却请更低的一级督促`,
  'rung-returns-too-many': ({ rung, times, most }) =>
    `梯级“${rung}”要退单 ${times} 次才到，而同一事项最多只能退 ${most} 次`,
  'party-missing': ({ party }) =>
    party === 'leader' ? '规定要求区领导处理，但系统中没有区领导账号' : '系统中没有窗口负责人账号，无人裁定和督办',
  'party-often-missing': ({ units, without }) =>
    `${units} 个单位中有 ${without} 个没有上级单位，到“上级单位”一级时改由窗口负责人督促`,
  'target-after-limit': ({ name, when }, [target, limit]) =>
    `“${name}”的目标（${target}）${when === 'sometimes' ? '有时会' : ''}晚于时限（${limit}）`,
  'task-longer-than-case': ({ when }, [task, most]) =>
    `协同任务给${task}，${when === 'sometimes' ? '有时' : ''}比最长的案件时限（${most}）还长`,
  'reminder-never': (_, [remind, task]) => `提前${remind}提醒，而协同任务总共只有${task}，提醒不会发出`,
  'longer-than-promise': ({ name, items, of, item }, [limit, promised]) =>
    `“${name}”给${limit}，超过 ${of} 个事项中 ${items} 个事项自己的承诺时限（如“${item}”承诺${promised}）`,
  'rule-shadowed': ({ name, earlier }) => `“${name}”永远用不上：符合它的案件或任务都已被前面的“${earlier}”管住`,
  'ladder-empty': () => '多级帮办没有一级：逾期后不会有人督促',
  'limit-zero': ({ name }) => `“${name}”的时限是 0：一开始就逾期。当场办结请选“当场”`,
  'task-absurd': ({ task }, [limit, most]) => `“${task}”给${limit}，明显过长（案件最长${most}）`,
  'unit-unknown': ({ rung, unit }) => `“${rung}”写明的单位（${unit}）不在本中心的单位名录中`,
  'unit-unmanned': ({ rung, unit }) => `梯级“${rung}”要请的单位“${unit}”没有人有账号，到时改由窗口负责人督促`,
  'follow-up-unknown': ({ unit }) => `负责回访的单位（${unit}）不在本中心的单位名录中`,
  'follow-up-unmanned': ({ unit }) => `由“${unit}”回访，而那里没有人有账号，到时改由窗口回访`,
  'rung-repeats-never': ({ rung }) => `梯级“${rung}”写了反复督办，但只有按逾期计算的梯级会反复；请去掉或另设一级`,
  'pause-without-end': () =>
    '请申请人补正没有最长时间：申请人一直不补，案件就一直停着。可在“暂停与特别程序”里写上，如 30 日',
  'called-after-set-right': (_, [call, right]) => `差评${call}内回访，却要${right}内整改好：还没问清就到期了`,
  'rating-without-link': () => '评价短信里没有写 {link}：链接会附在末尾，最好写进句子里',
  'quiet-all-day': () => '免打扰时间从早到晚，谁也通知不到',
}

export const findingsEn: FindingWords = {
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
  'target-after-limit': ({ name, when }, [target, limit]) =>
    `The target of “${name}” (${target}) is ${when === 'sometimes' ? 'on some days ' : ''}later than its limit (${limit})`,
  'task-longer-than-case': ({ when }, [task, most]) =>
    `A unit gets ${task}, ${when === 'sometimes' ? 'on some days ' : ''}longer than the longest case (${most})`,
  'reminder-never': (_, [remind, task]) =>
    `The reminder comes ${remind} before the end, but a unit has ${task} in all: none is sent`,
  'longer-than-promise': ({ name, items, of, item }, [limit, promised]) =>
    `“${name}” gets ${limit}: longer than the own promise of ${items} of ${of} items (“${item}” promises ${promised})`,
  'rule-shadowed': ({ name, earlier }) => `“${name}” never applies: “${earlier}” before it takes every case or task`,
  'ladder-empty': () => 'The ladder has no rung: nobody is asked when something is late',
  'limit-zero': ({ name }) => `“${name}” allows nothing: it is late at once. For “at once” choose “on the spot”`,
  'task-absurd': ({ task }, [limit, most]) => `“${task}” gets ${limit}, far too long (the longest case has ${most})`,
  'unit-unknown': ({ rung, unit }) => `“${rung}” names a unit (${unit}) that the directory does not have`,
  'unit-unmanned': ({ rung, unit }) =>
    `Nobody at “${unit}”, which rung “${rung}” calls, has an account; the supervisor is called instead`,
  'follow-up-unknown': ({ unit }) => `The unit that follows up (${unit}) is not in the directory`,
  'follow-up-unmanned': ({ unit }) =>
    `“${unit}” makes the follow-up, but nobody there has an account; the window makes it instead`,
  'rung-repeats-never': ({ rung }) =>
    `Rung “${rung}” is to repeat, but only what is reached by lateness repeats; leave that out or add a rung`,
  'pause-without-end': () =>
    'A wait for the applicant may last for ever: nothing starts the clock again. Give it a longest time, such as 30 days',
  'called-after-set-right': (_, [call, right]) =>
    `A low rating is called about within ${call}, and set right within ${right}: before it is known what was wrong`,
  'rating-without-link': () =>
    'The SMS that asks for a rating names no {link}: it is put at the end; better where the sentence wants it',
  'quiet-all-day': () => 'The quiet hours never end: nobody is told anything',
}
