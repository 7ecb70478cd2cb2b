import { resolvingGate } from '@bancheng/core/cases/gate.ts'
import { type CaseState, heldPapers, isDeliveryEnded, openTaskOfKind } from '@bancheng/core/cases/state.ts'
import type { Instant } from '@bancheng/core/kernel/time.ts'
import { sampleUnits } from '../sample/ids.ts'
import type { Dice } from './dice.ts'
import { waybillOf } from './matters.ts'
import { at, colleague, DAY, type Move, owner, type Plot, pace } from './move.ts'

/** From the answers to the result that is told: papers find their end, the envelope goes out. */
export function resultMove(state: CaseState, plot: Plot, dice: Dice, now: Instant): Move | null {
  const held = heldPapers(state).map(({ paperId }) => paperId)
  if (held.length > 0) {
    const input = {
      paperIds: held,
      toUnitId: plot.unitId,
      acceptedAt: now,
      acceptanceNo: `SJ-${state.caseNo.slice(-6)}`,
    }
    return { who: owner, command: 'handInPapers', input, after: dice.between(20, 200) }
  }
  if (!state.result)
    return { who: owner, command: 'recordResult', input: resultOf(dice), after: pace(dice, plot, 30, 300) }
  if (plot.wantsDelivery && state.deliveries.length === 0)
    return { who: owner, command: 'arrangeDelivery', input: envelopeOf(state), after: 10 }
  const toWhom = state.applicant.contactName ?? state.applicant.name
  if (!state.told)
    return { who: owner, command: 'tellApplicant', input: { means: 'phone', toWhom }, after: dice.between(5, 60) }
  return resolvingGate(state).length === 0 ? { who: owner, command: 'resolveCase', input: {}, after: 5 } : null
}

const resultOf = (dice: Dice) =>
  dice.chance(0.85)
    ? { kind: 'done' as const, publicReply: '已办结，证照（通知书）可凭身份证领取或邮寄。', proof: '办结通知书' }
    : {
        kind: 'explained' as const,
        publicReply: '按现行规定不能办理，已说明依据与替代办法。',
        legalBasis: '《食品经营许可和备案管理办法》第十五条',
        alternative: '可先办理食品经营备案',
      }

const envelopeOf = (state: CaseState) => ({
  direction: 'to-applicant' as const,
  unitId: sampleUnits.ems,
  contents: '办结通知书',
  recipient: state.applicant.contactName ?? state.applicant.name,
  phone: '17000000001',
  address: '静安示例区示例路 200 弄 1 号',
})

/** After the result: the envelope, the follow-up by somebody else, the end. */
export function endMove(state: CaseState, plot: Plot, dice: Dice, now: Instant): Move | null {
  const delivery = state.deliveries.find((one) => !isDeliveryEnded(one))
  if (delivery) {
    const { deliveryId } = delivery
    const who = at(delivery.unitId)
    if (delivery.state === 'arranged' || delivery.state === 'returned')
      return {
        who,
        command: 'postDelivery',
        input: { deliveryId, waybill: waybillOf(dice) },
        after: dice.between(30, 300),
      }
    const isReturned = delivery.waybills.length === 1 && dice.chance(0.1)
    const input = {
      deliveryId,
      state: isReturned ? ('returned' as const) : ('delivered' as const),
      signedBy: isReturned ? null : ('applicant' as const),
      at: now,
    }
    return { who, command: 'reportDelivery', input, after: dice.between(DAY, 3 * DAY) }
  }
  if (openTaskOfKind(state, 'follow-up')) return followUpMove(state, plot, dice)
  return { who: owner, command: 'closeCase', input: {}, after: dice.between(5, 120) }
}

function followUpMove(state: CaseState, plot: Plot, dice: Dice): Move {
  const after = pace(dice, plot, 60, DAY)
  if (state.followUpAttempts.length < 3 && dice.chance(0.1))
    return { who: colleague, command: 'recordFollowUpAttempt', input: { note: '无人接听' }, after }
  const solved = dice.chance(0.93) || state.level > 0
  const satisfaction = solved ? dice.pick([5, 5, 5, 4, 4, 3]) : dice.pick([1, 2])
  return {
    who: colleague,
    command: 'recordFollowUp',
    input: { solved, satisfaction, words: solved ? '' : '问题没有解决' },
    after,
  }
}
