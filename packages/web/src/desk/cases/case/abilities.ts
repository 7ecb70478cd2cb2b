import { type Aim, aimOf, type CommandName } from '@bancheng/core/cases/commands.ts'
import { type CaseState, isPending, isSupervision, type Task } from '@bancheng/core/cases/state.ts'
import type { Ability } from '@bancheng/core/cases/view.ts'
import type { TaskKind } from '@bancheng/core/cases/words.ts'

/** The purposes under which the commands to a whole case stand; the order is the order of the work. */
export const purposes = ['take-on', 'together', 'papers', 'post', 'end', 'record'] as const
export type Purpose = (typeof purposes)[number]

/** Where the button of a command to the whole case stands; those aimed at a task or a parcel stand beside it. */
export const purposeOf: Partial<Record<CommandName, Purpose>> = {
  acceptCase: 'take-on',
  refuseCase: 'take-on',
  answerOnSpot: 'take-on',
  regradeCase: 'take-on',
  offerHandOver: 'take-on',
  askUnits: 'together',
  askOutside: 'together',
  seekOpinion: 'together',
  askCountersign: 'together',
  copyCase: 'together',
  markCopyRead: 'together',
  layPlan: 'together',
  askApplicant: 'together',
  startProcedure: 'together',
  requestTolerance: 'together',
  takeInPapers: 'papers',
  movePapers: 'papers',
  handInPapers: 'papers',
  giveBackPapers: 'papers',
  declarePaperLost: 'papers',
  arrangeDelivery: 'post',
  recordResult: 'end',
  tellApplicant: 'end',
  resolveCase: 'end',
  recordFollowUp: 'end',
  recordFollowUpAttempt: 'end',
  closeCase: 'end',
  reopenCase: 'end',
  addNote: 'record',
  recordTrip: 'record',
  correctDetails: 'record',
  setSmsConsent: 'record',
}

const commandOf = (ability: Ability) => ability.command as CommandName // the server lists commands of the same core

/** Commands to the whole case, purpose by purpose. Correcting an entry has its button at the entry. */
export function caseCommands(
  abilities: readonly Ability[],
): readonly { purpose: Purpose; abilities: readonly Ability[] }[] {
  const whole = abilities.filter(
    (ability) => aimOf(commandOf(ability)) === 'case' && ability.command !== 'correctEntry',
  )
  return purposes
    .map((purpose) => ({
      purpose,
      abilities: whole.filter((ability) => (purposeOf[commandOf(ability)] ?? 'record') === purpose),
    }))
    .filter((group) => group.abilities.length > 0)
}

/** What can be done to one thing of the case, what is possible first. */
export function commandsAt(abilities: readonly Ability[], aim: Exclude<Aim, 'case'>, id: string): readonly Ability[] {
  const key = `${aim}Id` as const
  return abilities
    .filter((ability) => aimOf(commandOf(ability)) === aim && ability.target[key] === id)
    .sort((a, b) => Number(a.refusal !== null) - Number(b.refusal !== null))
}

/** Work that lies with somebody else, or in a step of its own. */
const givenAway: readonly TaskKind[] = ['coordinate', 'step', 'supplement', 'procedure', 'tolerance-decision']

/** What most likely comes next, by the step that the case has reached; at most one is offered in colour. */
export function likelyNext(abilities: readonly Ability[], state: CaseState): Ability | null {
  const possible = (command: CommandName) =>
    abilities.find((ability) => ability.command === command && ability.refusal === null)
  const isUnderWay = state.tasks.some((task) => isPending(task) && givenAway.includes(task.kind))
  const wasAsked = state.tasks.some((task) => task.kind === 'coordinate')
  const order: readonly CommandName[] = ['acceptCase', 'closeCase', 'resolveCase', 'recordFollowUp']
  const [next] = order.flatMap((command) => possible(command) ?? [])
  if (next) return next
  if (state.result && !state.told) return possible('tellApplicant') ?? null
  if (isUnderWay) return null
  return possible(wasAsked ? 'recordResult' : 'askUnits') ?? null
}

/** What a task is there for, by kind of command; asking for more time or taking it back is never the main thing. */
const mainThings: readonly CommandName[] = [
  'signTask',
  'replyToTask',
  'completeStep',
  'agreeCountersign',
  'redirectTask',
  'ruleOnReturn',
  'ruleOnRefusal',
  'decideExtension',
  'decideNegativeAnswer',
  'recordContact',
  'acceptHandOver',
  'recordApplicantAnswer',
  'endProcedure',
  'settleOversight',
  'recordRatingCall',
  'recordSettingRight',
]

/** The main thing to do with a task. Signing for it is a unit's first step; nobody signs for what they gave themselves. */
export const mainThing = (abilities: readonly Ability[], task: Task): Ability | null =>
  firstPossible(
    abilities,
    mainThings.filter((command) => command !== 'signTask' || task.party.kind === 'unit' || isSupervision(task)),
  )

/** The first thing that waits for this person and that they can answer with one of these commands now. */
export function firstPossible(abilities: readonly Ability[], commands: readonly CommandName[]): Ability | null {
  const [first] = commands.flatMap(
    (command) => abilities.find((ability) => ability.refusal === null && ability.command === command) ?? [],
  )
  return first ?? null
}

export const abilityFor = (abilities: readonly Ability[], command: CommandName): Ability | null =>
  abilities.find((ability) => ability.command === command) ?? null
