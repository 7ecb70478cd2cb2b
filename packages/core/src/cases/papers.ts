import type { CaseEvent } from './events.ts'
import { type CaseState, isPending } from './state.ts'
import { done } from './tasks.ts'

/** A receipt whose last paper finds its end needs nobody's care any more. */
export function settleReceipts(state: CaseState, endedPaperIds: readonly string[]): CaseEvent[] {
  const stillHeld = state.papers.filter((paper) => paper.state === 'held' && !endedPaperIds.includes(paper.paperId))
  return state.tasks
    .filter((task) => task.kind === 'settle-papers' && isPending(task))
    .filter((task) => !stillHeld.some((paper) => paper.receiptId === task.subjectId))
    .map((task) => done(task.taskId, 'settled'))
}
