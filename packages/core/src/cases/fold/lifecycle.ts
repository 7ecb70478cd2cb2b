import type { Envelope, PayloadOf } from '../events.ts'
import type { CaseClock, CaseState } from '../state.ts'
import { type Folds, markOf, withTask, wordOf } from './folding.ts'

/** The first event makes the case; every other one changes it. */
export function born(payload: PayloadOf<'CaseRegistered'>, envelope: Envelope): CaseState {
  const mark = markOf(envelope)
  return {
    centerId: payload.centerId,
    caseId: payload.caseId,
    caseNo: payload.caseNo,
    version: envelope.seq,
    status: 'registered',
    policyVersion: envelope.policyVersion,
    registered: mark,
    channel: payload.channel,
    transferredFrom: payload.transferredFrom,
    applicant: payload.applicant,
    want: payload.want,
    pain: payload.pain,
    item: payload.item,
    alreadyDone: payload.alreadyDone,
    trips: payload.tripsBefore + (payload.channel === 'walk-in' ? 1 : 0), // standing at the window is a trip
    overrides: payload.overrides,
    grade: null,
    accepted: null,
    refusal: null,
    ownerId: mark.by,
    handlerIds: [mark.by],
    level: 0,
    caseClock: null,
    tasks: [],
    receipts: [],
    papers: [],
    tolerances: [],
    deliveries: [],
    result: null,
    told: null,
    resolved: null,
    followUpAttempts: [],
    followUp: null,
    closed: null,
    rounds: [],
    fileIds: payload.fileIds,
    alarms: [],
    escalations: [],
    changedAt: envelope.at,
  }
}

const withHandler = (state: CaseState, personId: string): CaseState => ({
  ...state,
  ownerId: personId,
  handlerIds: state.handlerIds.includes(personId) ? state.handlerIds : [...state.handlerIds, personId],
})

const keptConsent = ({ applicant: { refusesSms } }: CaseState) => (refusesSms === undefined ? {} : { refusesSms })

/** The name that goes with the grade; another grade's name does not stay behind. */
function graded({ gradeName: _, ...state }: CaseState, gradeName: string | undefined): CaseState {
  return gradeName ? { ...state, gradeName } : state
}

/** Another length for the case and for the task that carries it. */
function withLimit(state: CaseState, { clock, dueAt }: Pick<CaseClock, 'clock' | 'dueAt'>): CaseState {
  const handle = state.tasks.find((task) => task.kind === 'handle' && task.state === 'open')
  const limited = { ...state, caseClock: state.caseClock && { ...state.caseClock, clock, dueAt } }
  return handle ? withTask(limited, handle.taskId, (task) => ({ ...task, clock, dueAt })) : limited
}

export const lifecycleFolds = {
  CaseAccepted: (state, { grade, gradeName, ownerId, clock, dueAt, urgency }, envelope) => ({
    ...graded(withHandler(state, ownerId), gradeName),
    ...(urgency ? { urgency } : {}),
    status: 'in-progress',
    policyVersion: envelope.policyVersion,
    grade,
    accepted: markOf(envelope),
    caseClock: { clock, dueAt, pauses: [], extensions: [] },
  }),
  CaseRefused: (state, { reason, reasonName, explanation, remedy, draftedBy }, envelope) => ({
    ...state,
    status: 'refused',
    refusal: { ...wordOf(envelope, draftedBy), reason, ...(reasonName ? { reasonName } : {}), explanation, remedy },
  }),
  CaseRegraded: (state, { to, toName, ...due }) => ({ ...withLimit(graded(state, toName), due), grade: to }),
  CaseLimitCorrected: (state, due) => withLimit(state, due),
  SmsConsentSet: (state, { refuses }) => ({ ...state, applicant: { ...state.applicant, refusesSms: refuses } }),
  DetailsCorrected: (state, details) => ({
    ...state,
    want: details.want ?? state.want,
    pain: details.pain ?? state.pain,
    item: details.item ?? state.item,
    alreadyDone: details.alreadyDone ?? state.alreadyDone,
    trips: details.tripsBefore ?? state.trips,
    // Their word on SMS stands, whatever else of them was written down wrongly.
    applicant: details.applicant ? { ...keptConsent(state), ...details.applicant } : state.applicant,
    overrides: [...state.overrides, ...details.overrides],
  }),
  EntryCorrected: (state) => state, // shown beside the entry it corrects; the state never depended on the text
  NoteAdded: (state, { fileIds }) => ({ ...state, fileIds: [...state.fileIds, ...fileIds] }),
  TripMade: (state) => ({ ...state, trips: state.trips + 1 }),
  HandOverOffered: (state) => state,
  HandOverAccepted: (state, { ownerId }) => withHandler(state, ownerId),
  HandOverDeclined: (state) => state,
  HandOverExpired: (state) => state, // likewise
  CaseCopied: (state, copy, envelope) => ({
    ...state,
    copies: [...(state.copies ?? []), { ...copy, sent: markOf(envelope), read: null }],
  }),
  CopyRead: (state, { unitId, personId }, envelope) => ({
    ...state,
    copies: (state.copies ?? []).map((copy) =>
      copy.unitId === unitId && copy.personId === personId && !copy.read ? { ...copy, read: markOf(envelope) } : copy,
    ),
  }),
  ResultRecorded: (state, { draftedBy, ...result }, envelope) => ({
    ...state,
    result: { ...result, recorded: wordOf(envelope, draftedBy) },
    told: null, // another result must be told anew
    fileIds: [...state.fileIds, ...result.fileIds.filter((fileId) => !(draftedBy && state.fileIds.includes(fileId)))],
  }),
  NegativeAnswerReported: (state) => state,
  ApplicantTold: (state, payload, envelope) => ({ ...state, told: { ...payload, ...markOf(envelope) } }),
  CaseResolved: (state, _, envelope) => ({ ...state, status: 'resolved', resolved: markOf(envelope) }),
  RatingCalled: (state) => state, // what follows from it are the tasks that end with it
  CaseRated: (state, { round, satisfaction, solved, words }, envelope) => ({
    ...state,
    ratings: [...(state.ratings ?? []), { ...markOf(envelope), round, satisfaction, solved, words, additions: [] }],
  }),
  RatingAdded: (state, { round, words }, envelope) => ({
    ...state,
    ratings: (state.ratings ?? []).map((rating) =>
      rating.round === round ? { ...rating, additions: [...rating.additions, { ...markOf(envelope), words }] } : rating,
    ),
  }),
  CaseClosingUndone: (state) => ({ ...state, status: 'resolved', closed: null }),
  FollowUpAttempted: (state, _, envelope) => ({
    ...state,
    followUpAttempts: [...state.followUpAttempts, markOf(envelope)],
  }),
  FollowUpRecorded: (state, { solved, satisfaction, words }, envelope) => ({
    ...state,
    followUp: { ...markOf(envelope), solved, satisfaction, words },
  }),
  CaseReopened: (state, { level, reason, grade, gradeName, clock, dueAt }, envelope) => ({
    ...(state.grade ? state : graded(state, gradeName)),
    status: 'in-progress',
    level,
    accepted: state.accepted ?? markOf(envelope), // a refusal that was set right counts as taken on now
    grade: state.grade ?? grade ?? 'simple', // an event before there were other grades names none
    refusal: null,
    caseClock: { clock, dueAt, pauses: [], extensions: [] },
    rounds: [...state.rounds, { result: state.result, followUp: state.followUp, reopened: markOf(envelope), reason }],
    result: null,
    told: null,
    resolved: null,
    followUpAttempts: [],
    followUp: null,
    closed: null,
    handlerIds: [state.ownerId],
  }),
  CaseClosed: (state, _, envelope) => ({ ...state, status: 'closed', closed: markOf(envelope) }),
} satisfies Folds<
  | 'CaseAccepted'
  | 'CaseRefused'
  | 'CaseRegraded'
  | 'CaseLimitCorrected'
  | 'DetailsCorrected'
  | 'EntryCorrected'
  | 'NoteAdded'
  | 'TripMade'
  | 'HandOverOffered'
  | 'HandOverAccepted'
  | 'HandOverDeclined'
  | 'HandOverExpired'
  | 'CaseCopied'
  | 'CopyRead'
  | 'ResultRecorded'
  | 'NegativeAnswerReported'
  | 'ApplicantTold'
  | 'CaseResolved'
  | 'FollowUpAttempted'
  | 'RatingCalled'
  | 'CaseRated'
  | 'RatingAdded'
  | 'CaseClosingUndone'
  | 'SmsConsentSet'
  | 'FollowUpRecorded'
  | 'CaseReopened'
  | 'CaseClosed'
>
