import { type CaseState, isOpen, isSupervision, type Task } from '@bancheng/core/cases/state.ts'
import { sampleForms, sampleUnits } from '../sample/ids.ts'
import type { Dice } from './dice.ts'
import { at, DAY, type Move, owner, type Plot, pace, supervisor } from './move.ts'

/** What a task that is not the owner's own waits for. */
export function moveFor(task: Task, state: CaseState, plot: Plot, dice: Dice): Move | null {
  const { taskId } = task
  const unitId = task.party.kind === 'unit' ? task.party.unitId : ''
  switch (task.kind) {
    case 'coordinate':
      return coordinateMove(task, unitId, state, plot, dice)
    case 'redirect':
      return {
        who: unitId ? at(unitId) : owner,
        command: 'redirectTask',
        input: { taskId, toUnitId: sampleUnits.registry },
        after: dice.between(10, 200),
      }
    case 'rule-on-return':
      return {
        who: supervisor,
        command: 'ruleOnReturn',
        input: { taskId, toUnitId: plot.unitId, reason: '按职责清单由该单位办理' },
        after: dice.between(30, 300),
      }
    case 'decide-extension':
      return {
        who: supervisor,
        command: 'decideExtension',
        input: { taskId, granted: true, reason: '情况属实', applicantTold: '已电话告知新期限' },
        after: dice.between(20, 200),
      }
    case 'negative-approval':
      return {
        who: supervisor,
        command: 'decideNegativeAnswer',
        input: { taskId, granted: true, reason: '依据充分' },
        after: dice.between(20, 200),
      }
    case 'first-contact':
      return {
        who: unitId ? at(unitId) : owner,
        command: 'recordContact',
        input: { taskId, at: task.opened.at, means: 'phone', toWhom: '申请人', words: '已告知正在核查' },
        after: dice.between(20, 200),
      }
    case 'step':
      return stepMove(task, plot, dice)
    case 'supplement':
      return {
        who: owner,
        command: 'recordApplicantAnswer',
        input: { taskId, note: '申请人已补齐' },
        after: dice.between(DAY, 4 * DAY),
      }
    case 'tolerance-decision':
      return toleranceMove(task, unitId, plot, dice)
    case 'tolerance-supplement':
      return {
        who: owner,
        command: 'recordToleranceSupplement',
        input: { toleranceId: task.subjectId ?? '', note: '说明已交窗口' },
        after: dice.between(30, 2 * DAY),
      }
    case 'oversee':
      if (isSupervision(task)) return null // it ends with the task that it is about
      return {
        who: supervisor,
        command: 'settleOversight',
        input: { taskId, decision: '由原经办人继续办理，三日内报结果' },
        after: dice.between(30, 300),
      }
    case 'rating-call':
      return {
        who: supervisor,
        command: 'recordRatingCall',
        input: { taskId, finding: dice.chance(0.8) ? 'founded' : 'explained', words: '已电话致歉并说明后续办理' },
        after: dice.between(30, 300),
      }
    case 'rating-right':
      return {
        who: owner,
        command: 'recordSettingRight',
        input: { taskId, outcome: '已补办并上门说明' },
        after: dice.between(DAY, 3 * DAY),
      }
    default:
      return null
  }
}

function coordinateMove(task: Task, unitId: string, state: CaseState, plot: Plot, dice: Dice): Move | null {
  const { taskId } = task
  const children = state.tasks.filter((child) => child.parentTaskId === taskId)
  if (children.some(isOpen)) return null // the other unit has it
  const who = at(unitId)
  if (!task.signed) return { who, command: 'signTask', input: { taskId }, after: pace(dice, plot, 5, 240) }
  if (task.mayReturn && children.length === 0 && dice.chance(0.06))
    return {
      who,
      command: 'returnTask',
      input: { taskId, reason: '不属本科室职责', suggestedUnitId: sampleUnits.registry },
      after: dice.between(5, 60),
    }
  if (unitId === sampleUnits.food && children.length === 0 && dice.chance(0.4))
    return {
      who,
      command: 'forwardTask',
      input: { taskId, toUnitId: sampleUnits.cityPermit, direction: 'up', ask: '请市局明确办理路径' },
      after: dice.between(20, 200),
    }
  const publicReply = dice.pick(['按线下收件、线上更正数据的办法办理。', '材料齐全后当日办结。', '已核对，可以办理。'])
  return {
    who,
    command: 'replyToTask',
    input: { taskId, publicReply, internalNote: '已与系统管理员核对。' },
    after: pace(dice, plot, 30, DAY) + (task.parentTaskId ? 0 : (plot.stuckFor ?? 0)),
  }
}

function stepMove(task: Task, plot: Plot, dice: Dice): Move {
  const { taskId } = task
  const who = task.party.kind === 'unit' ? at(task.party.unitId) : owner
  const form = task.formId === sampleForms.dataCorrection ? correction : null
  return { who, command: 'completeStep', input: { taskId, outcome: '已办理', form }, after: pace(dice, plot, 20, DAY) }
}

const correction = {
  enterprise: '示例市某某餐饮管理有限公司',
  uscc: '91350100M000100Y43',
  system: '食品经营许可系统',
  record: 'JY13101060000000',
  current: '主体状态：注销',
  corrected: '开放许可注销',
  reason: '营业执照先行注销，许可系统随之锁定',
  isLicenceCancelled: true,
  contact: '许航',
  phone: '17000000002',
}

function toleranceMove(task: Task, unitId: string, plot: Plot, dice: Dice): Move {
  const who = at(unitId)
  if (!task.signed) return { who, command: 'signTask', input: { taskId: task.taskId }, after: pace(dice, plot, 5, 120) }
  const granted = dice.chance(0.8)
  const ground = granted ? '情况说明可佐证，风险可控' : '说明未经房东确认'
  return {
    who,
    command: 'decideTolerance',
    input: { toleranceId: task.subjectId ?? '', granted, ground },
    after: pace(dice, plot, 30, 300),
  }
}
