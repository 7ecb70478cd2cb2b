import { waitsForApplicant } from './fold/folding.ts'
import { closingGate } from './gate.ts'
import { type CaseState, isEnded, isOpen, isPending, runningPauses } from './state.ts'
import type { TaskKind } from './words.ts'

/** The task that carries the case in each status; a case that has ended carries none. */
const umbrellaKind = {
  registered: 'accept',
  'in-progress': 'handle',
  'waiting-for-applicant': 'handle',
  resolved: 'strike-off',
  closed: null,
  refused: null,
} as const satisfies Record<CaseState['status'], TaskKind | null>

function taskFaults(state: CaseState): string[] {
  const pending = state.tasks.filter(isPending)
  const faults: string[] = []
  if (isEnded(state) && pending.length > 0) faults.push('an ended case has an open task')
  if (!isEnded(state) && !pending.some(isOpen)) faults.push('an open case has no open task')
  const umbrella = umbrellaKind[state.status]
  if (umbrella && pending.filter((task) => task.kind === umbrella).length !== 1)
    faults.push(`a case that is ${state.status} has exactly one ${umbrella} task`)
  for (const task of pending) {
    const stands = task.kind === 'handle' && runningPauses(state).length > 0
    if (task.state === 'open' && task.dueAt === null && !stands) faults.push(`open task ${task.taskId} has no due time`)
    if (task.parentTaskId && !state.tasks.some((parent) => parent.taskId === task.parentTaskId && isPending(parent)))
      faults.push(`task ${task.taskId} is open under an ended parent`)
    if ((task.kind === 'negative-approval') !== (task.negative !== undefined))
      faults.push(`task ${task.taskId} and what was drafted disagree`)
    if (task.step?.after.some((id) => !state.tasks.some((before) => before.taskId === id)))
      faults.push(`step ${task.taskId} waits for an unknown step`)
  }
  return faults
}

function thingFaults(state: CaseState): string[] {
  const isOpenTask = (id: string | null) => state.tasks.some((task) => task.taskId === id && isPending(task))
  return [
    ...state.receipts
      .filter((receipt) => {
        const isHeld = state.papers.some((paper) => paper.receiptId === receipt.receiptId && paper.state === 'held')
        return isHeld !== state.tasks.some((task) => task.subjectId === receipt.receiptId && isPending(task))
      })
      .map((receipt) => `receipt ${receipt.receiptNo} and its task disagree`),
    ...state.tolerances
      .filter((tolerance) => tolerance.state === 'pending' && !isOpenTask(tolerance.taskId))
      .map((tolerance) => `tolerance ${tolerance.toleranceId} is pending and nobody decides`),
    ...state.deliveries
      .filter((delivery) => {
        const ended = ['delivered', 'picked-up', 'cancelled'].includes(delivery.state)
        return ended === isOpenTask(delivery.taskId)
      })
      .map((delivery) => `delivery ${delivery.deliveryId} and its task disagree`),
  ]
}

/**
 * The closed-loop invariants. An open case has an open task; a closed case has none, has a result, and the applicant
 * was asked. Empty means that they hold; a sentence for each that does not. A broken one is a fault, never a refusal.
 */
export function brokenInvariants(state: CaseState): readonly string[] {
  const isHandled = state.status === 'in-progress' || state.status === 'waiting-for-applicant'
  const stands = runningPauses(state).length > 0
  return [
    ...taskFaults(state),
    ...thingFaults(state),
    ...(state.ownerId === '' ? ['the owner is empty'] : []),
    ...(waitsForApplicant(state) === (state.status === 'waiting-for-applicant')
      ? []
      : ['the clock and the status disagree']),
    ...(isHandled && stands !== (state.caseClock?.dueAt === null) ? ['the clock and its pauses disagree'] : []),
    ...(!isHandled && stands ? ['the clock stands still in a case that nobody handles'] : []),
    ...(state.status === 'closed'
      ? closingGate({ ...state, status: 'resolved' }).map((missing) => `closed with ${missing.what}`)
      : []),
    ...(state.status === 'refused' && !state.refusal?.remedy ? ['refused without a way of remedy'] : []),
  ]
}
