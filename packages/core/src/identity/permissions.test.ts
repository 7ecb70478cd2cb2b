import { expect, test } from 'vitest'
import { commandNames, type Target } from '../cases/commands.ts'
import type { CaseState, Task } from '../cases/state.ts'
import type { Party } from '../cases/words.ts'
import { type PersonActor, Role } from '../kernel/actor.ts'
import { Refusal } from '../kernel/refusal.ts'
import { actorOf, Story } from '../testing/kit.ts'
import { type Action, authorise, deskActions, mayEver } from './permissions.ts'

/**
 * The table once more, written by hand from what each person's work is. A name with a star may do it in every case of the
 * centre; a name without one only where the case or the task is theirs.
 */
const expected: Record<Action, string> = {
  registerCase: 'officer* supervisor*',
  viewCase: 'officer* liaison supervisor* leader* analyst*',
  exportLedger: 'officer* liaison supervisor* leader* analyst*',
  revealPersonalData: 'officer* liaison supervisor*',
  viewDirectory: 'officer* liaison supervisor* leader* analyst*',
  viewCatalogue: 'officer* liaison supervisor* leader* analyst*',
  importCatalogue: 'supervisor* analyst*',
  keepCatalogue: 'officer* liaison supervisor* analyst*',
  reportCatalogue: 'officer* liaison supervisor* leader* analyst*',
  settleReport: 'officer* liaison supervisor* analyst*',
  giveNotice: 'officer* supervisor*',
  uploadFile: 'officer* liaison supervisor*',
  issueLink: 'officer supervisor*',
  viewRatingLink: 'officer* supervisor*',
  revokeRatingLink: 'supervisor*',
  manageAccounts: '',
  manageRoles: '',
  manageWebhooks: '',
  viewAssistant: 'supervisor*',
  readAudit: '',
  viewPolicy: 'officer* supervisor* leader* analyst*',
  editPolicy: 'supervisor*',
  takeContact: 'officer* supervisor*',
  viewContacts: 'officer* supervisor* leader*',
  viewOwed: 'officer* liaison supervisor* leader* analyst*',
  viewTelephony: 'supervisor*',
  viewReview: 'supervisor* leader* analyst*',
  freezeReview: 'supervisor*',
  removeFromReview: 'supervisor*',
  instruct: 'leader*',
  viewInstruction: 'liaison supervisor* leader*',
  signInstruction: 'liaison supervisor* leader*',
  answerInstruction: 'liaison supervisor*',
  acceptCase: 'officer* supervisor*',
  refuseCase: 'officer* supervisor*',
  answerOnSpot: 'officer* supervisor*',
  regradeCase: 'officer supervisor*',
  correctDetails: 'officer* supervisor*',
  correctEntry: 'officer* liaison supervisor*',
  addNote: 'officer* liaison supervisor* leader*',
  recordTrip: 'officer* supervisor*',
  setSmsConsent: 'officer* supervisor*',
  rateCase: '',
  addToRating: '',
  recordRatingCall: 'supervisor*',
  recordSettingRight: 'officer supervisor*',
  offerHandOver: 'officer supervisor*',
  acceptHandOver: 'officer supervisor',
  declineHandOver: 'officer supervisor',
  recordResult: 'officer supervisor*',
  tellApplicant: 'officer* supervisor*',
  decideNegativeAnswer: 'supervisor leader',
  withdrawNegativeAnswer: 'officer* supervisor*',
  resolveCase: 'officer supervisor*',
  closeCase: 'officer supervisor*',
  askUnits: 'officer supervisor*',
  askOutside: 'officer supervisor*',
  seekOpinion: 'officer supervisor*',
  askCountersign: 'officer supervisor*',
  seekOpinionWithin: 'liaison',
  askCountersignWithin: 'liaison',
  agreeCountersign: 'officer liaison supervisor',
  refuseCountersign: 'officer liaison supervisor',
  ruleOnRefusal: 'supervisor*',
  overruleRefusal: 'supervisor*',
  askCountersignAgain: 'officer liaison supervisor*',
  addUnit: 'officer liaison supervisor*',
  copyCase: 'officer supervisor*',
  markCopyRead: 'officer* liaison supervisor* leader* analyst*',
  urgeTask: 'officer liaison supervisor*',
  signTask: 'officer liaison supervisor leader',
  replyToTask: 'officer liaison supervisor',
  forwardTask: 'liaison',
  transferTask: 'liaison',
  recallReply: 'officer liaison supervisor',
  returnTask: 'liaison',
  redirectTask: 'officer liaison supervisor*',
  ruleOnReturn: 'supervisor leader',
  withdrawTask: 'officer liaison supervisor*',
  requestExtension: 'officer liaison supervisor',
  decideExtension: 'supervisor leader',
  layPlan: 'officer supervisor*',
  completeStep: 'officer liaison supervisor*',
  dropStep: 'officer supervisor*',
  sendBackStep: 'officer liaison supervisor*',
  askApplicant: 'officer supervisor*',
  recordApplicantAnswer: 'officer* supervisor*',
  recordContact: 'officer liaison supervisor*',
  withdrawQuestion: 'officer supervisor*',
  startProcedure: 'officer supervisor*',
  endProcedure: 'officer liaison supervisor*',
  takeInPapers: 'officer* supervisor*',
  movePapers: 'officer* supervisor*',
  handInPapers: 'officer* supervisor*',
  giveBackPapers: 'officer* supervisor*',
  declarePaperLost: 'supervisor*',
  requestTolerance: 'officer supervisor*',
  decideTolerance: 'liaison',
  recordToleranceSupplement: 'officer* supervisor*',
  arrangeDelivery: 'officer* supervisor*',
  postDelivery: 'officer* liaison supervisor*',
  reportDelivery: 'officer* liaison supervisor*',
  recordFollowUpAttempt: 'officer* liaison supervisor*',
  recordFollowUp: 'officer* liaison supervisor*',
  reopenCase: 'supervisor*',
  settleOversight: 'officer liaison supervisor* leader',
  climb: 'supervisor*',
  superviseTask: 'supervisor* leader*',
}

const roles = Role.options
const story = new Story().does('officer', 'acceptCase', { grade: 'complex' })
const [template] = story.state.tasks

const task = (taskId: string, party: Party, parentTaskId: string | null = null): Task => {
  if (!template) throw new Error('an accepted case has a task')
  return { ...template, taskId, party, parentTaskId, kind: 'coordinate', state: 'open', ended: null }
}
const someoneOf = (role: Role): PersonActor => ({
  ...actorOf('officer'),
  personId: `some-${role}`,
  role,
  unitId: `unit-of-${role}`,
})

/** A case in which somebody of this role has everything: they own it, and a task and what came of it are theirs. */
function ownCase(actor: PersonActor): { state: CaseState; targets: Target[] } {
  const mine = task('mine', { kind: 'unit', unitId: actor.unitId })
  const asked = task('asked', { kind: 'unit', unitId: 'another' }, 'mine')
  const state = { ...story.state, ownerId: actor.personId, tasks: [mine, asked] }
  return { state, targets: [{ taskId: 'mine' }, { taskId: 'asked' }] }
}
/** One in which nothing is theirs: another's case, another's task. */
const strange = {
  state: { ...story.state, ownerId: 'somebody-else', tasks: [task('other', { kind: 'unit', unitId: 'another' })] },
  targets: [{ taskId: 'other' }],
}

const isAllowed = (action: Action, actor: PersonActor, { state, targets }: { state: CaseState; targets: Target[] }) =>
  targets.some((target) => {
    try {
      authorise(action, actor, state, target)
      return true
    } catch (error) {
      if (error instanceof Refusal) return false
      throw error
    }
  })

const actions: readonly Action[] = [...deskActions, ...commandNames]

test.each(actions)('%s: every role, in a case of their own and in one of somebody else', (action) => {
  const found = roles.flatMap((role) => {
    const actor = someoneOf(role)
    const isOwn = isAllowed(action, actor, ownCase(actor))
    const isAny = isAllowed(action, actor, strange)
    return isOwn || isAny ? [`${role}${isAny ? '*' : ''}`] : []
  })
  expect(found.join(' ')).toBe(expected[action])
})

test('the three administrators see no case, and each has something that the others have not', () => {
  const own = {
    sysadmin: ['manageAccounts', 'viewTelephony', 'manageWebhooks', 'viewAssistant'],
    secadmin: ['manageRoles'],
    auditor: ['readAudit'],
  } as const
  for (const role of ['sysadmin', 'secadmin', 'auditor'] as const) {
    expect(deskActions.filter((action) => mayEver(action, role))).toEqual([
      'viewDirectory',
      'viewCatalogue',
      ...own[role],
    ])
    expect(commandNames.filter((command) => mayEver(command, role))).toEqual([])
  }
})

test('a liaison whose unit had a task sees the case still, one who never had is told that there is none', () => {
  const liaison = someoneOf('liaison')
  const ended = { ...task('old', { kind: 'unit', unitId: liaison.unitId }), state: 'done' as const }
  expect(() => authorise('viewCase', liaison, { ...story.state, tasks: [ended] })).not.toThrow()
  expect(() => authorise('viewCase', liaison, strange.state)).toThrow('case-not-visible')
  expect(() => authorise('addNote', liaison, strange.state)).toThrow('case-not-visible')
})

test('whoever may see but not do is told so', () => {
  expect(() => authorise('acceptCase', someoneOf('leader'), story.state)).toThrow('forbidden')
})
