import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { settleReceipts } from '../cases/papers.ts'
import { reopening } from '../cases/reopening.ts'
import { type CaseState, type Delivery, isDeliveryEnded } from '../cases/state.ts'
import { done, openTask, requireNotEnded, startClock } from '../cases/tasks.ts'
import { checkPhone, checkWaybill } from '../kernel/identifiers.ts'
import { Refusal } from '../kernel/refusal.ts'
import { taskLimitOf } from '../policy/limits.ts'

function requireDelivery(state: CaseState, deliveryId: string | undefined): Delivery {
  const delivery = state.deliveries.find((sent) => sent.deliveryId === deliveryId)
  if (!delivery) throw new Refusal('delivery-not-found')
  return delivery
}

function arrangeDelivery(state: CaseState, input: InputOf<'arrangeDelivery'>, ctx: Context): CaseEvent[] {
  requireArrangeable(state)
  if (!ctx.directory.unit(input.unitId)) throw new Refusal('unit-unknown', { unitId: input.unitId })
  const phone = checkPhone(input.phone)
  if (!phone.ok) throw new Refusal('identifier-suspect', { field: 'phone', problem: phone.problem })
  for (const paperId of input.paperIds) {
    const paper = state.papers.find((held) => held.paperId === paperId)
    if (paper?.state !== 'held') throw new Refusal('paper-not-found')
  }
  const deliveryId = ctx.newId()
  const task = openTask(ctx, {
    kind: 'deliver',
    party: { kind: 'unit', unitId: input.unitId },
    ask: input.contents,
    subjectId: deliveryId,
  })
  const sealed = { phone: ctx.seal('phone', input.phone), address: ctx.seal('address', input.address) }
  return [{ type: 'DeliveryArranged', payload: { ...input, ...sealed, deliveryId, taskId: task.payload.taskId } }, task]
}

function requireArrangeable(state: CaseState): void {
  requireNotEnded(state)
  if (state.status === 'registered') throw new Refusal('case-not-accepted')
}

/** Mail that came back, or was refused at the door, may be posted again; what is under way may not. */
function requirePostable(state: CaseState, deliveryId: string | undefined): Delivery {
  const delivery = requireDelivery(state, deliveryId)
  if (isDeliveryEnded(delivery)) throw new Refusal('delivery-ended', { state: delivery.state })
  return delivery
}

function postDelivery(state: CaseState, input: InputOf<'postDelivery'>): CaseEvent[] {
  requirePostable(state, input.deliveryId)
  const check = checkWaybill(input.waybill)
  if (!check.ok && !input.override)
    throw new Refusal('waybill-invalid', { waybill: input.waybill, problem: check.problem })
  return [{ type: 'DeliveryPosted', payload: { ...input, waybill: input.waybill.toUpperCase() } }]
}

/** What the desk may say of a delivery now; returned mail can follow even a signature. */
function requireReportable(delivery: Delivery, reported: InputOf<'reportDelivery'>['state'] | undefined): void {
  const isReturn = reported === 'returned' || reported === 'refused'
  if (delivery.state === 'cancelled' || (isDeliveryEnded(delivery) && reported !== undefined && !isReturn))
    throw new Refusal('delivery-ended', { state: delivery.state })
  const needsPost = reported !== undefined && reported !== 'picked-up' && reported !== 'cancelled'
  if (delivery.state === 'arranged' && needsPost) throw new Refusal('delivery-not-posted')
}

function reportDelivery(state: CaseState, input: InputOf<'reportDelivery'>, ctx: Context): CaseEvent[] {
  const delivery = requireDelivery(state, input.deliveryId)
  requireReportable(delivery, input.state)
  const report: CaseEvent = { type: 'DeliveryReported', payload: input }
  switch (input.state) {
    case 'delivered':
    case 'picked-up':
      return [report, done(delivery.taskId, input.state), ...papersArrived(state, delivery, input.state)]
    case 'cancelled':
      return [report, done(delivery.taskId, input.state)]
    case 'returned':
    case 'refused': {
      const due = startClock(ctx, taskLimitOf(ctx.policy, 'deliver', null, ctx.ofCase))
      const reopened: CaseEvent = {
        type: 'TaskReopened',
        payload: { taskId: delivery.taskId, ...due, reason: input.state },
      }
      // Mail that comes back after the case was struck off makes it a case again.
      return [
        ...(state.status === 'closed'
          ? reopening(state, `${delivery.contents}：${input.note || input.state}`, ctx)
          : []),
        report,
        reopened,
      ]
    }
    case 'in-transit':
    case 'out-for-delivery':
    case 'problem':
      return [report]
  }
}

/** Papers that travelled in the envelope are back with the person once it is signed for. */
function papersArrived(state: CaseState, delivery: Delivery, reported: 'delivered' | 'picked-up'): CaseEvent[] {
  const paperIds = delivery.paperIds.filter((paperId) =>
    state.papers.some((paper) => paper.paperId === paperId && paper.state === 'held'),
  )
  if (paperIds.length === 0 || delivery.direction === 'from-applicant') return []
  const means = reported === 'delivered' ? 'by-post' : 'in-person'
  return [
    { type: 'PapersGivenBack', payload: { paperIds, to: delivery.recipient, means, note: '' } },
    ...settleReceipts(state, paperIds),
  ]
}

export const deliveryRules: Decisions<'arrangeDelivery' | 'postDelivery' | 'reportDelivery'> = {
  arrangeDelivery: { guard: requireArrangeable, decide: arrangeDelivery },
  postDelivery: { guard: (state, target) => void requirePostable(state, target.deliveryId), decide: postDelivery },
  reportDelivery: {
    guard: (state, target) => requireReportable(requireDelivery(state, target.deliveryId), undefined),
    decide: reportDelivery,
  },
}
