import type { RecordedEvent } from '../cases/events.ts'
import type { TaskKind } from '../cases/words.ts'
import type { Decider } from './clocks.ts'
import type { Policy } from './schema.ts'

/** What the rules of 否定报备 and 首次联系 would have asked for: “no”s to approve, “no”s to hear of, first calls to make. */
export type AnswersAsked = {
  readonly approvals: Readonly<Record<Decider, number>>
  readonly reports: number
  readonly contacts: number
}
export const noAnswersAsked: AnswersAsked = { approvals: { supervisor: 0, leader: 0 }, reports: 0, contacts: 0 }

export function answersAsked(log: readonly RecordedEvent[], policy: Policy): AnswersAsked {
  const { approvedBy, report } = policy.negativeAnswers
  const noes = approvedBy === 'nobody' ? 0 : log.filter((event) => isNo(event) && !isOwnWord(event, approvedBy)).length
  const approvals = report === 'before' ? noes : 0
  return {
    approvals: {
      supervisor: approvedBy === 'supervisor' ? approvals : 0,
      leader: approvedBy === 'leader' ? approvals : 0,
    },
    reports: report === 'after' ? noes : 0,
    contacts: contactsIn(log, policy),
  }
}

const isNo = ({ type, payload }: RecordedEvent): boolean =>
  type === 'CaseRefused' || (type === 'ResultRecorded' && payload.kind === 'explained')

/** The approver's own “no” is put before nobody; one that was drafted was somebody else's. */
const isOwnWord = ({ actor, payload }: RecordedEvent, approver: Decider): boolean =>
  actor.kind !== 'person' || (actor.role === approver && !('draftedBy' in payload && payload.draftedBy))

/** One a case where the window calls, unless it was answered on the spot; one for each lead unit where that does. */
function contactsIn(log: readonly RecordedEvent[], { firstContact }: Policy): number {
  if (!firstContact) return 0
  if (firstContact.by === 'window')
    return log.filter(
      ({ type, at }) =>
        type === 'CaseAccepted' && !log.some((other) => other.type === 'ApplicantTold' && other.at === at),
    ).length
  const units = log.flatMap(({ type, payload }) =>
    type === 'TaskOpened' && payload.part === 'lead' && payload.party.kind === 'unit' ? [payload.party.unitId] : [],
  )
  return new Set(units).size
}

/** What the rules no longer ask for is late for nobody. */
export const isAskedFor = ({ negativeAnswers, firstContact }: Policy, kind: TaskKind): boolean => {
  if (kind === 'first-contact') return firstContact !== null
  if (kind === 'negative-approval' || kind === 'negative-revision')
    return negativeAnswers.approvedBy !== 'nobody' && negativeAnswers.report === 'before'
  return true
}
