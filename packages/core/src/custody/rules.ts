import type { InputOf } from '../cases/commands.ts'
import type { Context } from '../cases/context.ts'
import type { Decisions } from '../cases/decision.ts'
import type { CaseEvent } from '../cases/events.ts'
import { settleReceipts } from '../cases/papers.ts'
import type { CaseState, Paper } from '../cases/state.ts'
import { openTask, requireNotEnded } from '../cases/tasks.ts'
import { Refusal } from '../kernel/refusal.ts'

/** @throws Refusal paper-not-found · paper-already-ended */
function requireHeld(state: CaseState, paperIds: readonly string[]): readonly Paper[] {
  return paperIds.map((paperId) => {
    const paper = state.papers.find((held) => held.paperId === paperId)
    if (!paper) throw new Refusal('paper-not-found')
    if (paper.state !== 'held') throw new Refusal('paper-already-ended', { paper: paper.name, state: paper.state })
    return paper
  })
}

/** Papers stay at the window against an itemised receipt, so that the person need not come again. */
function takeInPapers(state: CaseState, input: InputOf<'takeInPapers'>, ctx: Context): CaseEvent[] {
  requireNotEnded(state)
  if (input.papers.length === 0) throw new Refusal('receipt-empty')
  const receiptId = ctx.newId()
  const receiptNo = `${state.caseNo}-R${state.receipts.length + 1}`
  const papers = input.papers.map((paper) => ({ ...paper, paperId: ctx.newId() }))
  return [
    { type: 'PapersTakenIn', payload: { ...input, papers, receiptId, receiptNo } },
    openTask(ctx, {
      kind: 'settle-papers',
      party: { kind: 'owner' },
      ask: input.papers.map((paper) => paper.name).join('、'),
      subjectId: receiptId,
    }),
  ]
}

function requireSomeHeld(state: CaseState): void {
  requireNotEnded(state)
  if (!state.papers.some((paper) => paper.state === 'held')) throw new Refusal('paper-not-found')
}

export const custodyRules: Decisions<
  'takeInPapers' | 'movePapers' | 'handInPapers' | 'giveBackPapers' | 'declarePaperLost'
> = {
  takeInPapers: { guard: requireNotEnded, decide: takeInPapers },
  movePapers: {
    guard: requireSomeHeld,
    decide: (state, input) => {
      requireHeld(state, input.paperIds)
      return [{ type: 'PapersMoved', payload: input }]
    },
  },
  handInPapers: {
    guard: requireSomeHeld,
    decide: (state, input, ctx) => {
      requireHeld(state, input.paperIds)
      if (!ctx.directory.unit(input.toUnitId)) throw new Refusal('unit-unknown', { unitId: input.toUnitId })
      return [{ type: 'PapersHandedIn', payload: input }, ...settleReceipts(state, input.paperIds)]
    },
  },
  giveBackPapers: {
    guard: requireSomeHeld,
    decide: (state, input) => {
      requireHeld(state, input.paperIds)
      return [
        { type: 'PapersGivenBack', payload: { ...input, means: 'in-person' } },
        ...settleReceipts(state, input.paperIds),
      ]
    },
  },
  declarePaperLost: {
    guard: requireSomeHeld,
    decide: (state, input) => {
      requireHeld(state, [input.paperId])
      return [{ type: 'PaperLost', payload: input }, ...settleReceipts(state, [input.paperId])]
    },
  },
}
