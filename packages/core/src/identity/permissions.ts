import type { CommandName, Target } from '../cases/commands.ts'
import type { Directory } from '../cases/context.ts'
import { isParty } from '../cases/party.ts'
import { type CaseState, type Task, taskOf } from '../cases/state.ts'
import type { Party } from '../cases/words.ts'
import type { Actor, PersonActor, Role } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'

/** How a person stands to a case, or to the task that a command is aimed at. */
export type Relation =
  | 'any' // every case of their centre
  | 'owner' // they own the case (首问负责)
  | 'party' // the task waits for them, their unit or their role
  | 'asker' // their unit asked for it: the task's parent is theirs, or they own the case
  | 'unit' // their unit has or had a task in the case

/** What one can do that is not a command to a case. */
export const deskActions = [
  'registerCase',
  'viewCase',
  'exportLedger',
  'revealPersonalData',
  'viewDirectory',
  'viewCatalogue',
  'importCatalogue',
  'keepCatalogue',
  'reportCatalogue',
  'settleReport',
  'giveNotice',
  'uploadFile',
  'issueLink',
  'viewRatingLink',
  'revokeRatingLink',
  'manageAccounts',
  'manageRoles',
  'readAudit',
  'viewPolicy',
  'editPolicy',
  'takeContact',
  'viewContacts',
  'viewOwed',
  'viewTelephony',
  'manageWebhooks',
  'viewAssistant',
  'viewReview',
  'freezeReview',
  'removeFromReview',
  'instruct',
  'viewInstruction',
  'signInstruction',
  'answerInstruction',
] as const
export type DeskAction = (typeof deskActions)[number]
export type Action = CommandName | DeskAction

type Row = Partial<Record<Role, readonly Relation[]>>

const window = (...relations: Relation[]): Row => ({ officer: relations, supervisor: ['any'] })
const everyone: Row = {
  officer: ['any'],
  liaison: ['any'],
  supervisor: ['any'],
  leader: ['any'],
  analyst: ['any'],
  sysadmin: ['any'],
  secadmin: ['any'],
  auditor: ['any'],
}

/**
 * Who may do what: role × action × relation to the case. Anything that is not written here is refused. The window works
 * as one team at the counter (papers, notes, post); what steers a case is its owner's; the supervisor stands behind
 * both. The three administrators (三员分立) see no case.
 */
export const permissions: Record<Action, Row> = {
  // the desk
  registerCase: window('any'),
  viewCase: { officer: ['any'], supervisor: ['any'], leader: ['any'], analyst: ['any'], liaison: ['unit'] },
  exportLedger: { officer: ['any'], supervisor: ['any'], leader: ['any'], analyst: ['any'], liaison: ['unit'] },
  revealPersonalData: { officer: ['any'], supervisor: ['any'], liaison: ['unit'] },
  viewDirectory: everyone,
  viewCatalogue: everyone,
  importCatalogue: { supervisor: ['any'], analyst: ['any'] },
  keepCatalogue: { officer: ['any'], supervisor: ['any'], analyst: ['any'], liaison: ['unit'] }, // a unit keeps its own answers
  reportCatalogue: { officer: ['any'], liaison: ['any'], supervisor: ['any'], leader: ['any'], analyst: ['any'] },
  settleReport: { officer: ['any'], supervisor: ['any'], analyst: ['any'], liaison: ['unit'] },
  giveNotice: window('any'),
  uploadFile: { officer: ['any'], supervisor: ['any'], liaison: ['any'] },
  issueLink: window('owner'), // one task, to a party without an account
  viewRatingLink: window('any'), // that it was sent and opened; its address is shown to nobody
  revokeRatingLink: { supervisor: ['any'] }, // whoever is rated has no hand in it
  manageAccounts: { sysadmin: ['any'] },
  manageWebhooks: { sysadmin: ['any'] },
  viewAssistant: { sysadmin: ['any'], supervisor: ['any'] },
  manageRoles: { secadmin: ['any'] },
  readAudit: { auditor: ['any'] },
  viewPolicy: { officer: ['any'], supervisor: ['any'], leader: ['any'], analyst: ['any'] },
  editPolicy: { supervisor: ['any'] },
  takeContact: window('any'),
  viewContacts: { officer: ['any'], supervisor: ['any'], leader: ['any'] }, // a complaint may go to a leader
  // what waits outside of a case: call-backs for the window, a wrong answer for whoever keeps it
  viewOwed: { officer: ['any'], liaison: ['any'], supervisor: ['any'], leader: ['any'], analyst: ['any'] },
  viewTelephony: { supervisor: ['any'], sysadmin: ['any'] }, // how the exchange is connected; no calls

  // the monthly review (月度阅批): the leader instructs, units and the head of the window answer
  viewReview: { supervisor: ['any'], leader: ['any'], analyst: ['any'] },
  freezeReview: { supervisor: ['any'] }, // by hand, where the clock was not running
  removeFromReview: { supervisor: ['any'] },
  instruct: { leader: ['any'] },
  viewInstruction: { supervisor: ['any'], leader: ['any'], liaison: ['unit'] },
  signInstruction: { supervisor: ['any'], leader: ['any'], liaison: ['unit'] }, // whoever it, or its paper, is to
  answerInstruction: { supervisor: ['any'], liaison: ['unit'] },

  // the case
  acceptCase: window('any'),
  refuseCase: window('any'),
  answerOnSpot: window('any'),
  regradeCase: window('owner'),
  correctDetails: window('any'),
  correctEntry: { officer: ['any'], supervisor: ['any'], liaison: ['unit'] },
  addNote: { officer: ['any'], supervisor: ['any'], liaison: ['unit'], leader: ['any'] },
  recordTrip: window('any'),
  setSmsConsent: window('any'),
  offerHandOver: window('owner'),
  acceptHandOver: { officer: ['party'], supervisor: ['party'] },
  declineHandOver: { officer: ['party'], supervisor: ['party'] },
  recordResult: window('owner'),
  tellApplicant: window('any'),
  decideNegativeAnswer: { supervisor: ['party'], leader: ['party'] }, // whoever the policy names
  withdrawNegativeAnswer: window('any'), // whose draft it is, is the rule's own business
  resolveCase: window('owner'),
  closeCase: window('owner'),

  // coordination
  askUnits: window('owner'),
  askOutside: window('owner'),
  seekOpinion: window('owner'),
  askCountersign: window('owner'),
  seekOpinionWithin: { liaison: ['party'] },
  askCountersignWithin: { liaison: ['party'] },
  agreeCountersign: { liaison: ['party'], officer: ['party'], supervisor: ['party'] },
  refuseCountersign: { liaison: ['party'], officer: ['party'], supervisor: ['party'] },
  ruleOnRefusal: { supervisor: ['any'] },
  overruleRefusal: { supervisor: ['any'] },
  askCountersignAgain: { officer: ['asker'], liaison: ['asker'], supervisor: ['any'] },
  addUnit: { officer: ['asker'], liaison: ['asker'], supervisor: ['any'] },
  copyCase: window('owner'),
  markCopyRead: { officer: ['any'], liaison: ['unit'], supervisor: ['any'], leader: ['any'], analyst: ['any'] },
  urgeTask: { officer: ['asker'], liaison: ['asker'], supervisor: ['any'] },
  signTask: { liaison: ['party'], officer: ['party'], supervisor: ['party'], leader: ['party'] },
  replyToTask: { liaison: ['party'], officer: ['party'], supervisor: ['party'] },
  forwardTask: { liaison: ['party'] },
  transferTask: { liaison: ['party'] },
  recallReply: { liaison: ['party'], officer: ['party'], supervisor: ['party'] },
  returnTask: { liaison: ['party'] },
  redirectTask: { officer: ['party'], liaison: ['party'], supervisor: ['any'] },
  ruleOnReturn: { supervisor: ['party'], leader: ['party'] }, // whoever the policy names,
  withdrawTask: { officer: ['asker'], liaison: ['asker'], supervisor: ['any'] },
  requestExtension: { liaison: ['party'], officer: ['party'], supervisor: ['party'] },
  decideExtension: { supervisor: ['party'], leader: ['party'] },
  layPlan: window('owner'),
  completeStep: { liaison: ['party'], officer: ['party'], supervisor: ['any'] },
  dropStep: window('owner'),
  sendBackStep: { liaison: ['party'], officer: ['party', 'owner'], supervisor: ['any'] },
  askApplicant: window('owner'),
  recordApplicantAnswer: window('any'),
  recordContact: { officer: ['party'], liaison: ['party'], supervisor: ['any'] },
  withdrawQuestion: window('owner'),
  startProcedure: window('owner'),
  endProcedure: { officer: ['owner', 'party'], liaison: ['party'], supervisor: ['any'] },

  // custody
  takeInPapers: window('any'),
  movePapers: window('any'),
  handInPapers: window('any'),
  giveBackPapers: window('any'),
  declarePaperLost: { supervisor: ['any'] },

  // tolerance: the window asks, the authority decides
  requestTolerance: window('owner'),
  decideTolerance: { liaison: ['party'] },
  recordToleranceSupplement: window('any'),

  // delivery
  arrangeDelivery: window('any'),
  postDelivery: { officer: ['any'], supervisor: ['any'], liaison: ['party'] },
  reportDelivery: { officer: ['any'], supervisor: ['any'], liaison: ['party'] },

  // feedback; that the handler may not make the follow-up, and whose it is, is the rule's own business
  recordFollowUpAttempt: { ...window('any'), liaison: ['unit'] },
  recordFollowUp: { ...window('any'), liaison: ['unit'] },
  rateCase: {}, // the applicant's alone: nobody of the desk gives a rating for them, or adds to one
  addToRating: {},
  recordRatingCall: { supervisor: ['any'] },
  recordSettingRight: window('owner'),
  reopenCase: { supervisor: ['any'] },
  settleOversight: { supervisor: ['any'], leader: ['party'], officer: ['party'], liaison: ['party'] },

  // the ladder
  climb: { supervisor: ['any'] },
  superviseTask: { supervisor: ['any'], leader: ['any'] },
}

/** The units that have or had a task of the case, or were sent a copy: theirs is the right to see it. */
export const involvedUnits = (state: CaseState): readonly string[] => [
  ...new Set([
    ...state.tasks.flatMap((task) => (task.party.kind === 'unit' ? [task.party.unitId] : [])),
    ...state.tasks.flatMap((task) => (task.transfers ?? []).map(({ fromUnitId }) => fromUnitId)),
    ...(state.copies ?? []).map(({ unitId }) => unitId),
  ]),
]

function targetTask(state: CaseState, target: Target): Task | undefined {
  if (target.taskId) return taskOf(state, target.taskId)
  const thing =
    state.deliveries.find((delivery) => delivery.deliveryId === target.deliveryId) ??
    state.tolerances.find((tolerance) => tolerance.toleranceId === target.toleranceId)
  return thing && taskOf(state, thing.taskId)
}

/**
 * What nobody does for somebody else: to take a case over is a promise of the person who gives it (首问负责). To decline
 * one is not.
 */
const inPerson: ReadonlySet<Action> = new Set<Action>(['acceptHandOver'])

/** Who is on leave, and who stands in for them. */
export type Presence = Pick<Directory, 'person' | 'standInOf'>
const everybodyIsThere: Presence = { person: () => undefined, standInOf: () => null }

/** Whether a task waits for this very person: theirs to hand to a stand-in, as what waits for a unit or a role is not. */
const waitsFor = (party: Party, personId: string, ownerId: string): boolean =>
  party.kind === 'owner' ? personId === ownerId : party.kind === 'person' && party.personId === personId

function standsInPerson(relation: Relation, absent: PersonActor, state: CaseState, task: Task | undefined): boolean {
  const parent = task?.parentTaskId ? taskOf(state, task.parentTaskId) : undefined
  switch (relation) {
    case 'owner':
      return absent.personId === state.ownerId
    case 'party':
      return task !== undefined && waitsFor(task.party, absent.personId, state.ownerId)
    case 'asker':
      return parent ? waitsFor(parent.party, absent.personId, state.ownerId) : absent.personId === state.ownerId
    case 'any':
    case 'unit':
      return false
  }
}

/**
 * 代办: for whom this person does it, while somebody's leave lasts; null where they do it in their own right. A stand-in
 * may do what the absent person may do as owner of the case and with what waits for them by name. What waits for a unit
 * or a role waits for everybody of it, and stays with those who are there.
 */
export function absentFor(
  action: Action,
  actor: PersonActor,
  state: CaseState,
  target: Target,
  presence: Presence,
): PersonActor | null {
  const task = targetTask(state, target)
  const named = task?.party.kind === 'person' ? [task.party.personId] : []
  for (const personId of [...named, state.ownerId]) {
    if (presence.standInOf(personId) !== actor.personId) continue
    const facts = presence.person(personId)
    if (!facts) continue
    const absent: PersonActor = { kind: 'person', ...facts }
    const relations = permissions[action][absent.role] ?? []
    if (relations.some((relation) => standsInPerson(relation, absent, state, task))) return absent
  }
  return null
}

function stands(relation: Relation, actor: PersonActor, state: CaseState, task: Task | undefined): boolean {
  switch (relation) {
    case 'any':
      return true
    case 'owner':
      return actor.personId === state.ownerId
    case 'party':
      return task !== undefined && isParty(task.party, actor, state.ownerId)
    case 'asker': {
      const parent = task?.parentTaskId ? taskOf(state, task.parentTaskId) : undefined
      return parent ? isParty(parent.party, actor, state.ownerId) : actor.personId === state.ownerId
    }
    case 'unit':
      return involvedUnits(state).includes(actor.unitId)
  }
}

/** Whether the role has the action at all, whatever the case. */
export const mayEver = (action: Action, role: Role): boolean => permissions[action][role] !== undefined

/** @throws Refusal forbidden · in-person-only · case-not-visible: a stranger must not even learn that the case exists */
export function authorise(
  action: Action,
  actor: Actor,
  state: CaseState,
  target: Target = {},
  presence: Presence = everybodyIsThere,
): void {
  if (actor.kind === 'system') return // the clock acts by the same rules, and nobody signs in as it
  if (actor.kind === 'link') {
    authoriseLink(action, actor, target)
    return
  }
  if (actor.kind === 'applicant') {
    authoriseRater(action)
    return
  }
  if (!isAllowed('viewCase', actor, state, {})) throw new Refusal('case-not-visible')
  if (isAllowed(action, actor, state, target)) return
  const absent = absentFor(action, actor, state, target, presence)
  if (absent && inPerson.has(action)) throw new Refusal('in-person-only', { name: absent.name })
  if (!absent) throw new Refusal('forbidden', { action, role: actor.role })
}

/** A link lets its holder answer its one task; what they may read of it is chosen for them. @throws Refusal forbidden */
function authoriseLink(action: Action, actor: Extract<Actor, { kind: 'link' }>, target: Target): void {
  const isOwnAnswer = (action === 'replyToTask' || action === 'completeStep') && target.taskId === actor.taskId
  if (!isOwnAnswer && action !== 'viewCase') throw new Refusal('forbidden', { action, role: 'link' })
}

/** Their rating and what they add to it; what they read is chosen for them. @throws Refusal forbidden */
function authoriseRater(action: Action): void {
  if (action !== 'rateCase' && action !== 'addToRating' && action !== 'viewCase')
    throw new Refusal('forbidden', { action, role: 'applicant' })
}

function isAllowed(action: Action, actor: PersonActor, state: CaseState, target: Target): boolean {
  const relations = permissions[action][actor.role] ?? []
  return relations.some((relation) => stands(relation, actor, state, targetTask(state, target)))
}
