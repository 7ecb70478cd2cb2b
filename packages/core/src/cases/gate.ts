import type { Id } from '../kernel/ids.ts'
import { standingRefusals } from './countersign.ts'
import {
  type CaseState,
  heldPapers,
  isDeliveryEnded,
  isOpinion,
  isPending,
  isSupervision,
  openTaskOfKind,
} from './state.ts'
import type { Party, TaskKind } from './words.ts'

/** One thing that stands between a case and its end, and who can remove it. */
export type Missing =
  | {
      readonly what: 'task-open'
      readonly taskId: Id
      readonly kind: TaskKind
      readonly label: string
      readonly who: Party
    }
  | { readonly what: 'countersign-refused'; readonly taskId: Id; readonly label: string; readonly who: Party }
  | { readonly what: 'paper-held'; readonly paperId: Id; readonly label: string; readonly who: Party }
  | { readonly what: 'delivery-unproven'; readonly deliveryId: Id; readonly label: string; readonly who: Party }
  | { readonly what: 'result-missing' | 'result-not-told' | 'not-resolved' | 'follow-up-missing'; readonly who: Party }

const owner: Party = { kind: 'owner' }

/** Tasks that may outlive the result: papers, mail and what a low rating asks find their end before the case is closed. */
const afterResult: readonly TaskKind[] = [
  'handle',
  'strike-off',
  'deliver',
  'settle-papers',
  'follow-up',
  'rating-call',
  'rating-right',
]

function openWork(state: CaseState, except: readonly TaskKind[]): Missing[] {
  return state.tasks
    .filter((task) => isPending(task) && !except.includes(task.kind) && !isSupervision(task) && !isOpinion(state, task)) // both end by themselves
    .map((task) => ({ what: 'task-open', taskId: task.taskId, kind: task.kind, label: task.ask, who: task.party }))
}

function missingResult(state: CaseState): Missing[] {
  if (!state.result) return [{ what: 'result-missing', who: owner }]
  return state.told ? [] : [{ what: 'result-not-told', who: owner }]
}

/** What not everybody agreed to is not done; that it cannot be done may be said all the same. */
const refusedCountersigns = (state: CaseState): Missing[] =>
  state.result && state.result.kind !== 'done'
    ? []
    : standingRefusals(state).map(({ taskId, ask }) => ({
        what: 'countersign-refused',
        taskId,
        label: ask,
        who: owner,
      }))

/** What is missing before the case may be called resolved (办结). */
export const resolvingGate = (state: CaseState): readonly Missing[] => [
  ...openWork(state, afterResult),
  ...refusedCountersigns(state),
  ...missingResult(state),
]

/** What is missing before the case may be struck off (销号). Empty means: it may be closed now. */
export function closingGate(state: CaseState): readonly Missing[] {
  const isResolved = state.status === 'resolved'
  return [
    ...openWork(state, ['handle', 'strike-off', 'deliver', 'settle-papers']), // the last two are named by their things below
    ...heldPapers(state).map(
      (paper): Missing => ({ what: 'paper-held', paperId: paper.paperId, label: paper.name, who: paper.holder }),
    ),
    ...state.deliveries
      .filter((delivery) => !isDeliveryEnded(delivery))
      .map(
        (delivery): Missing => ({
          what: 'delivery-unproven',
          deliveryId: delivery.deliveryId,
          label: delivery.contents,
          who: { kind: 'unit', unitId: delivery.unitId },
        }),
      ),
    ...(isResolved ? [] : refusedCountersigns(state)),
    ...missingResult(state),
    ...(isResolved ? [] : [{ what: 'not-resolved' as const, who: owner }]),
    ...(isResolved && !state.followUp
      ? [
          {
            what: 'follow-up-missing' as const,
            who: openTaskOfKind(state, 'follow-up')?.party ?? { kind: 'window' as const },
          },
        ]
      : []),
  ]
}
