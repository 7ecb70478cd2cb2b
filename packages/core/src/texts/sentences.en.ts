import type { Party } from '../cases/words.ts'
import { sayLimit } from '../kernel/calendar-explain.ts'
import { type Instant, sayInstant } from '../kernel/time.ts'
import { rungTitle } from '../policy/rungs.ts'
import { labelsEn as l } from './labels.en.ts'
import { gradeWord, scopeWord } from './labels.ts'
import type { Names, Sentences } from './sentences.ts'

const who = (party: Party, names: Names) =>
  party.kind === 'unit'
    ? names.unit(party.unitId)
    : party.kind === 'person'
      ? names.person(party.personId)
      : party.kind === 'outside'
        ? `${party.name}, ${party.organisation}`
        : l.party[party.kind]
const until = (dueAt: Instant | null) => (dueAt ? `, by ${sayInstant(dueAt)}` : '')
const because = (reason: string) => (reason ? `: ${reason}` : '')

/** Whose words they are, where another person approved them. */
const drafted = ({ draftedBy }: { draftedBy?: string | undefined }, names: Names) =>
  draftedBy ? `, drafted by ${names.person(draftedBy)} and approved` : ''

const copied = ({ unitId, personId }: { unitId: string; personId?: string | undefined }, names: Names) =>
  personId ? names.person(personId) : names.unit(unitId)

export const sentencesEn: Sentences = {
  CaseRegistered: (e) => `Registered (${l.channel[e.channel]}, ${l.pain[e.pain]}): ${e.want}`,
  CaseAccepted: (e) => `Accepted as “${gradeWord(e.grade, e.gradeName, 'en')}”${until(e.dueAt)}${because(e.reason)}`,
  CaseRefused: (e, n) =>
    `Refused as out of scope (${scopeWord(e.reason, e.reasonName, 'en')})${drafted(e, n)}: ${e.explanation}; way of remedy told: ${e.remedy}`,
  CaseRegraded: (e) =>
    `Grade changed from “${gradeWord(e.from, e.fromName, 'en')}” to “${gradeWord(e.to, e.toName, 'en')}”${until(e.dueAt)}: ${e.reason}`,
  CaseLimitCorrected: (e) =>
    `As corrected, the time for the case is ${sayLimit(e.clock.limit, 'en')} instead of ${sayLimit(e.from, 'en')}${until(e.dueAt)}: ${e.reason}`,
  DetailsCorrected: (e) => `Details corrected: ${e.reason}`,
  EntryCorrected: (e) => `Entry ${e.seq} corrected: ${e.text} (${e.reason})`,
  NoteAdded: (e) => `Note: ${e.text}`,
  SmsConsentSet: (e) =>
    `The applicant ${e.refuses ? 'wants no SMS' : 'may be told by SMS'}${e.note ? `: ${e.note}` : ''}`,
  TripMade: (e) => `The applicant came once more: ${e.note}`,
  HandOverOffered: (e, n) => `Offered to hand the case over to ${n.person(e.toPersonId)}${because(e.note)}`,
  HandOverAccepted: (e, n) => `${n.person(e.ownerId)} took the case over`,
  HandOverDeclined: (e) => `Hand-over declined: ${e.reason}`,
  HandOverExpired: (e, n) => `The hand-over was not taken in time; the case stays with ${n.person(e.ownerId)}`,
  CaseCopied: (e, n) => `Copy sent to ${copied(e, n)}${because(e.note)}`,
  CopyRead: (e, n) => `${copied(e, n)} read its copy`,
  TaskOpened: (e, n) =>
    `${e.purpose ? l.purpose[e.purpose.kind] : l.taskKind[e.kind]}${e.purpose?.kind === 'countersign' ? ` (${l.onRefusal[e.purpose.onRefusal]})` : ''}: to ${who(e.party, n)}${e.part ? ` (${e.part})` : ''}${until(e.dueAt)}: ${e.ask}`,
  TaskStarted: (e) => `The steps before are done; the next one begins${until(e.dueAt)}`,
  TaskSigned: () => 'Signed for',
  TaskReplied: (e) => `Replied: ${e.publicReply}`,
  TaskForwarded: (e, n) => `Sent ${e.direction === 'up' ? 'up' : 'across'} to ${n.unit(e.toUnitId)}: ${e.ask}`,
  TaskTransferred: (e, n) => `${n.unit(e.fromUnitId)} transferred it to ${n.unit(e.toUnitId)}: ${e.reason}`,
  ReplyRecalled: (e) => `Took the reply back; the task is open again: ${e.reason}`,
  TaskReturned: (e, n) => `Returned: ${e.reason}${e.suggestedUnitId ? ` (suggests ${n.unit(e.suggestedUnitId)})` : ''}`,
  TaskRedirected: (e, n) => `Given to ${n.unit(e.toUnitId)} instead`,
  ReturnRuled: (e, n) => `Ruled: ${n.unit(e.toUnitId)} handles it, no further return: ${e.reason}`,
  LinkSent: (e) =>
    `Link sent to ${e.recipient}, ${e.organisation}; it works until ${sayInstant(e.expiresAt)}${e.fileIds.length ? `, with ${e.fileIds.length} file(s)` : ''}`,
  LinkRevoked: () => 'Link revoked',
  UnitAdded: (e, n) => `${n.unit(e.toUnitId)} asked as well`,
  TaskUrged: (e, n) => `Urged ${who(e.party, n)}: ${e.words}`,
  CountersignAgreed: (e) => `Agreed${because(e.note)}`,
  CountersignRefused: (e) => `Did not agree: ${e.reason}`,
  RefusalRuled: (e) => `Ruled: the refusal ${e.upheld ? 'stands, the request ends' : 'does not stand'} (${e.reason})`,
  RefusalOverruled: (e) => `The supervisor overruled the refusal: ${e.reason}`,
  CountersignAskedAgain: () => 'Asked for agreement again',
  CountersignerReleased: (e) => `The supervisor no longer asks this unit to agree: ${e.reason}`,
  StepSentBack: (e) => `Sent back to an earlier step: ${e.reason}`,
  TaskWithdrawn: (e) => `Withdrawn: ${e.reason}`,
  TaskDone: (e) => `Done${because(e.outcome)}`,
  StepCompleted: (e) => `Step completed: ${e.outcome}`,
  ExtensionRequested: (e) => `Asked for ${e.limit.amount} more ${l.limitUnit[e.limit.unit]}: ${e.reason}`,
  ExtensionDecided: (e) =>
    e.granted
      ? `Extension granted${until(e.dueAt)}: ${e.reason}${e.applicantTold ? `; applicant told: ${e.applicantTold}` : ''}`
      : `Extension refused: ${e.reason}`,
  DueRecomputed: (e) =>
    `The working calendar changed and due times were worked out again${e.caseDueAt ? `, the case by ${sayInstant(e.caseDueAt)}` : ''}${e.tasks.length ? `, tasks moved: ${e.tasks.length}` : ''}: ${e.reason}`,
  TaskReminded: (e, n) => `Reminded ${who(e.party, n)}: due ${sayInstant(e.dueAt)}`,
  TaskOverdue: (e, n) => `Overdue: ${who(e.party, n)} should have finished by ${sayInstant(e.dueAt)}`,
  TaskUnmanned: (e, n) =>
    e.party.kind === 'outside'
      ? `${who(e.party, n)} has no link that works; whoever is in charge was asked to see to it`
      : `Nobody at ${who(e.party, n)} can do this now; whoever is in charge was asked to see to it`,
  TaskManned: (e, n) => `There is somebody at ${who(e.party, n)} again who can do this`,
  TaskEscalated: (e, n) =>
    `${l.ladderCause[e.cause]} (${rungTitle(e.rung, e.name, 'en')}): ${who(e.party, n)} now sees to it${e.paper ? `, ${l.ladderPaper[e.paper.kind]} ${e.paper.number}` : ''}${because(e.reason)}`,
  ApplicantContacted: (e) => `First contact on ${sayInstant(e.at)} (${l.means[e.means]}) with ${e.toWhom}: ${e.words}`,
  ApplicantAsked: (e) => `Asked the applicant (${l.means[e.means]}): ${e.items.join('; ')}`,
  ApplicantAnswered: (e) => `The applicant answered: ${e.note}`,
  ClockStopped: (e) =>
    `The clock stands still: ${e.reason}${e.ceilingAt ? `; until ${sayInstant(e.ceilingAt)} at most` : ''}`,
  PauseEnded: () => 'One pause is over; the clock still stands for another',
  PauseExpired: (e, n) =>
    `A pause reached its longest time (${sayInstant(e.at)}); ${e.dueAt ? `the clock runs again by itself, due ${sayInstant(e.dueAt)}; ${who(e.party, n)} was told` : 'the clock still stands for another'}`,
  ClockResumed: (e) => `The clock runs again; due ${sayInstant(e.dueAt)}`,
  ProcedureStarted: (e, n) =>
    `Procedure “${e.name}” started, by ${who(e.party, n)} until ${sayInstant(e.dueAt)}: ${e.reason}; ${e.told.toWhom} has the time in writing (${l.means[e.told.means]})`,
  ProcedureEnded: (e) => `The procedure is over: ${e.outcome}`,
  PapersTakenIn: (e) =>
    `Took in ${e.papers.length} paper(s), receipt ${e.receiptNo}, kept at ${e.place}: ${e.papers.map((p) => `${p.name} (${l.paperForm[p.form]} ×${p.copies})`).join(', ')}`,
  PapersMoved: (e, n) => `${e.paperIds.length} paper(s) moved to ${who(e.holder, n)}, ${e.place}${because(e.note)}`,
  PapersHandedIn: (e, n) =>
    `Handed in ${e.paperIds.length} paper(s) to ${n.unit(e.toUnitId)} for the applicant, number ${e.acceptanceNo}, accepted ${sayInstant(e.acceptedAt)}`,
  PapersGivenBack: (e) =>
    `${e.paperIds.length} paper(s) ${e.means === 'by-post' ? 'posted back' : 'given back'} to ${e.to}${because(e.note)}`,
  PaperLost: (e) => `A paper was lost: ${e.reason}; made good by: ${e.amends}`,
  ToleranceRequested: (e, n) =>
    `${l.toleranceKind[e.kind]} asked of ${n.unit(e.unitId)}: ${e.materialName}, ${e.shortfall}; offered: ${e.undertaking}`,
  ToleranceDecided: (e) =>
    `Tolerance ${e.granted ? 'granted' : 'refused'}, ground: ${e.ground}${e.conditions ? `; conditions: ${e.conditions}` : ''}`,
  ToleranceSupplemented: (e) => `Supplement received: ${e.note}`,
  ResultRecorded: (e, n) => `Result “${l.resultKind[e.kind]}”${drafted(e, n)}: ${e.publicReply}`,
  NegativeAnswerDrafted: ({ answer }) =>
    answer.kind === 'explained'
      ? `Drafted “${l.resultKind.explained}”, to be approved: ${answer.publicReply}; basis: ${answer.legalBasis}`
      : `Drafted a refusal (${scopeWord(answer.reason, answer.reasonName, 'en')}), to be approved: ${answer.explanation}; way of remedy: ${answer.remedy}`,
  NegativeAnswerDecided: (e) => `The “no” was ${e.granted ? 'approved' : 'sent back'}${because(e.reason)}`,
  NegativeAnswerReported: (e, n) => `The “no” was reported to ${who(e.party, n)}: ${e.answer}`,
  ApplicantTold: (e) => `Told ${e.toWhom} (${l.means[e.means]})${because(e.note)}`,
  CaseResolved: () => 'Resolved',
  DeliveryArranged: (e, n) =>
    `Delivery by ${n.unit(e.unitId)}, ${l.deliveryDirection[e.direction]}: ${e.contents}, for ${e.recipient}`,
  DeliveryPosted: (e) =>
    `Posted, waybill ${e.waybill}${e.override ? ` (kept though it fails its check: ${e.override})` : ''}`,
  DeliveryReported: (e) =>
    `Delivery: ${l.deliveryState[e.state]}${e.signedBy ? ` (${l.signedBy[e.signedBy]})` : ''}${because(e.note)}`,
  TaskReopened: (e) => `The task is open again${until(e.dueAt)}`,
  CaseRated: (e) =>
    `Rated by the applicant: ${satisfied(e.satisfaction)}${e.solved === null ? '' : e.solved ? ', solved' : ', not solved'}${because(e.words)}`,
  RatingAdded: (e) => `The applicant added to the rating: ${e.words}`,
  CaseClosingUndone: (e) => `Striking off undone: ${e.reason}`,
  RatingCalled: (e) => `Call back after a low rating (${l.ratingFinding[e.finding]}): ${e.words}`,
  FollowUpAttempted: (e) => `Follow-up, not reached: ${e.note}`,
  FollowUpRecorded: (e) =>
    `Follow-up: ${e.solved === null ? 'not reached' : e.solved ? 'solved' : 'not solved'}${e.satisfaction === null ? '' : `, ${satisfied(e.satisfaction)}`}${because(e.words)}`,
  CaseReopened: (e) => `Reopened at level ${e.level}${until(e.dueAt)}: ${e.reason}`,
  CaseClosed: () => 'Closed',
}

function satisfied(level: number): string {
  return Object.entries(l.satisfaction).find(([key]) => Number(key) === level)?.[1] ?? String(level)
}
