import { type CaseState, heldPapers, isOpen } from '@bancheng/core/cases/state.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sampleForms } from '../sample/ids.ts'
import type { Dice } from './dice.ts'
import { endMove, resultMove } from './end-moves.ts'
import { type Move, owner, type Plot, pace } from './move.ts'
import { moveFor } from './task-moves.ts'

/** The next move, or null when the case has ended. Pure but for the dice. */
export function nextMove(state: CaseState, plot: Plot, dice: Dice, now: Instant): Move | null {
  if (state.status === 'closed' || state.status === 'refused') return null
  if (state.status === 'registered') return firstMove(state, plot, dice)
  const urgent = state.tasks.filter(isOpen).flatMap((task) => moveFor(task, state, plot, dice) ?? [])[0]
  if (urgent) return urgent
  if (state.status === 'resolved') return endMove(state, plot, dice, now)
  return handleMove(state, plot, dice) ?? resultMove(state, plot, dice, now)
}

function firstMove(state: CaseState, plot: Plot, dice: Dice): Move {
  if (plot.wantsPapers && state.receipts.length === 0 && state.channel === 'walk-in')
    return { who: owner, command: 'takeInPapers', input: takenIn(state), after: 5 }
  const after = dice.between(5, 120)
  if (state.receipts.length === 0 && dice.chance(0.06)) {
    const reason = dice.pick(['petition', 'civil-dispute', 'out-of-jurisdiction', 'duplicate'] as const)
    return {
      who: owner,
      command: 'refuseCase',
      input: { reason, explanation: '不属窗口受理范围，已当面说明。' },
      after,
    }
  }
  if (state.receipts.length === 0 && dice.chance(0.15))
    return { who: owner, command: 'answerOnSpot', input: answered(state), after }
  const grade = dice.pick(['simple', 'simple', 'complex', 'complex', 'special'] as const)
  return { who: owner, command: 'acceptCase', input: { grade }, after }
}

const answered = (state: CaseState) => ({
  kind: 'done' as const,
  publicReply: '已当场告知办理部门、材料和入口。',
  proof: '当场演示办理步骤',
  means: 'in-person' as const,
  toWhom: state.applicant.contactName ?? state.applicant.name,
})

const takenIn = (state: CaseState) => ({
  papers: [
    { name: '许可证正本', form: 'original' as const, copies: 1 },
    { name: '租赁合同', form: 'copy' as const, copies: 1 },
  ],
  from: state.applicant.contactName ?? state.applicant.name,
  place: '代管柜 A-3',
  consentToHandIn: true,
})

/** What the owner begins while the case is in hand; null when everything that this case needs was begun. */
function handleMove(state: CaseState, plot: Plot, dice: Dice): Move | null {
  const wasAsked = state.tasks.some((task) => task.kind === 'coordinate')
  if (!wasAsked)
    return {
      who: owner,
      command: 'askUnits',
      input: { ask: `请协助：${state.want}`, units: [{ unitId: plot.unitId, part: 'lead' }] },
      after: pace(dice, plot, 10, 240),
    }
  if (plot.wantsTolerance && state.tolerances.length === 0) return toleranceRequest(plot, dice)
  const wasPlanned = state.tasks.some((task) => task.kind === 'step')
  if (!wasPlanned && dice.chance(0.5))
    return { who: owner, command: 'layPlan', input: planOf(plot), after: dice.between(15, 120) }
  const wasQuestioned = state.tasks.some((task) => task.kind === 'supplement')
  if (!wasQuestioned && dice.chance(0.15))
    return {
      who: owner,
      command: 'askApplicant',
      input: { items: ['经办人身份证复印件'], means: 'phone' },
      after: dice.between(10, 100),
    }
  const held = heldPapers(state)
  if (held.length > 0 && dice.chance(0.7))
    return {
      who: owner,
      command: 'movePapers',
      input: {
        paperIds: held.map(({ paperId }) => paperId),
        holder: { kind: 'unit', unitId: plot.unitId },
        place: '部门综合窗口',
      },
      after: dice.between(10, 60),
    }
  return null
}

const toleranceRequest = (plot: Plot, dice: Dice): Move => ({
  who: owner,
  command: 'requestTolerance',
  input: {
    kind: 'deferral',
    unitId: plot.unitId,
    materialName: '租赁合同',
    isPrincipal: false,
    shortfall: '租期差一天满半年',
    undertaking: '提交房东续租意向说明',
  },
  after: dice.between(10, 60),
})

const planOf = ({ unitId }: Plot) => ({
  steps: [
    {
      key: 'online',
      title: '线上更正登记数据',
      channel: 'online' as const,
      party: { kind: 'unit' as const, unitId },
      formId: sampleForms.dataCorrection,
    },
    { key: 'offline', title: '窗口线下收件', channel: 'offline' as const, party: { kind: 'owner' as const } },
    {
      key: 'check',
      title: '核对办理结果',
      channel: 'online' as const,
      party: { kind: 'owner' as const },
      after: ['online', 'offline'],
    },
  ],
})
