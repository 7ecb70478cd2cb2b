import { heldPapers, taskOf } from '@bancheng/core/cases/state.ts'
import { type Instant, localDateOf, timeOfDay } from '@bancheng/core/kernel/time.ts'
import { blankApplicant } from './applicant-typed.ts'
import type { Scene, Values } from './fields.ts'
import { redraftValues } from './redraft.ts'

/** 2026-03-02T09:30, as a date-time field shows it. */
export const momentOf = (instant: Instant): string => `${localDateOf(instant)}T${timeOfDay(instant)}`

const caller = ({ view: { state } }: Scene) => state.applicant.contactName ?? state.applicant.name

function details({ view: { state } }: Scene): Values {
  const { kind, name, contactName, uscc, identityKind } = state.applicant
  return {
    want: state.want,
    pain: state.pain,
    item: state.item,
    alreadyDone: state.alreadyDone,
    applicant: {
      ...blankApplicant,
      kind,
      name,
      contactName: contactName ?? '',
      uscc: uscc ?? '',
      identityKind: identityKind ?? 'identity-card',
    },
  }
}

const onlyHeld = (scene: Scene) => {
  const held = heldPapers(scene.view.state)
  return held.length === 1 ? held.map((paper) => paper.paperId) : []
}

/** The ways out that units proposed and that are no step yet, as rows of a plan, one after the other. */
export function proposedPlan({ view: { state } }: Pick<Scene, 'view'>, taskId?: string): readonly object[] {
  const proposed = state.tasks
    .filter((task) => !taskId || task.taskId === taskId)
    .flatMap((task) => task.reply?.solution ?? [])
  return proposed.map((step, index) => ({
    key: `s${index + 1}`,
    title: step.title,
    channel: step.channel,
    party: step.unitId ? { kind: 'unit', unitId: step.unitId } : { kind: 'owner' },
    after: index > 0 ? [`s${index}`] : [],
    limit: null,
    formId: step.formId,
  }))
}

/** What a dialog begins with: what the case already knows is not asked for again. */
export function startValues(scene: Scene, now: Instant): Values {
  switch (scene.command) {
    case 'recordResult':
    case 'refuseCase':
      return redraftValues(scene)
    case 'recordContact':
      return { at: momentOf(now), toWhom: caller(scene) }
    case 'tellApplicant':
    case 'answerOnSpot':
    case 'startProcedure':
      return { toWhom: caller(scene) }
    case 'takeInPapers':
      return { from: caller(scene), papers: [{ name: '', form: 'original', copies: 1, condition: '' }] }
    case 'giveBackPapers':
      return { to: caller(scene), paperIds: onlyHeld(scene) }
    case 'handInPapers':
      return { acceptedAt: momentOf(now), paperIds: onlyHeld(scene) }
    case 'movePapers':
      return { paperIds: onlyHeld(scene) }
    case 'arrangeDelivery':
      return { direction: 'to-applicant', recipient: caller(scene) }
    case 'reportDelivery':
      return { at: momentOf(now) }
    case 'forwardTask':
      return { direction: 'up', ask: scene.task?.ask ?? '' }
    case 'superviseTask':
      return scene.task?.party.kind === 'unit' ? { party: scene.task.party } : {}
    case 'redirectTask':
      return { ask: returnedAsk(scene) }
    case 'askUnits':
      return { units: [{ part: 'lead' }] }
    case 'layPlan': {
      const proposed = proposedPlan(scene)
      return { steps: proposed.length > 0 ? proposed : [{ key: 's1', title: '', channel: 'offline', after: [] }] }
    }
    case 'correctDetails':
      return details(scene)
    default:
      return {}
  }
}

const returnedAsk = ({ task, view: { state } }: Scene) =>
  (task?.subjectId ? taskOf(state, task.subjectId)?.ask : undefined) ?? ''
