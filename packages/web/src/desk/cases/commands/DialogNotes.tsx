import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Alert } from 'antd'
import type { ProblemBody } from '../../../api.ts'
import { Problem } from '../../../api.ts'
import { useLocale, useTexts } from '../../../locale.tsx'
import { useSaidProblem } from '../../../ui/ProblemPage.tsx'
import { ProvisionalTag } from '../../../ui/ProvisionalTag.tsx'
import { answersTexts } from '../case/answers-texts.ts'
import { DraftedAnswer } from '../case/DraftedAnswer.tsx'
import { caseTexts } from '../case-texts.ts'
import { deliveryOf, toleranceOf } from './aims.ts'
import type { Scene, Values } from './fields.ts'
import type { Intent } from './intent.ts'

/** What the dialog is about, so that nobody answers the wrong thing. */
export function SceneNote({ scene }: { scene: Scene }) {
  const t = useTexts(caseTexts)
  const { locale } = useLocale()
  const { task, view } = scene
  const delivery = deliveryOf(scene)
  const tolerance = toleranceOf(scene)
  if (delivery) return <p className="case-quote">{`${delivery.contents}　→　${delivery.recipient}`}</p>
  if (tolerance)
    return (
      <p className="case-quote">
        {`${labelOf('toleranceKind', tolerance.kind, locale)}：${tolerance.materialName}，${tolerance.shortfall}；${tolerance.undertaking}`}
      </p>
    )
  if (!task) return null
  if (task.negative) return <DraftedAnswer task={task} view={view} />
  const asked = task.askedLimit
  const court = view.courts.find(({ taskId }) => taskId === task.taskId)
  const newDueAt = court?.newDueAt
  const unit = task.party.kind === 'unit' ? view.names.units[task.party.unitId] : undefined
  if (task.kind === 'first-contact') return <WhomToCall scene={scene} />
  return (
    <p className="case-quote">
      {unit ? `${unit}：` : ''}
      {task.ask}
      {asked ? `（${t.asked} ${asked.amount} ${labelOf('limitUnit', asked.unit, locale)}）` : ''}
      {task.dueAt ? <span className="desk-quiet">　{t.until(sayInstant(task.dueAt))}</span> : null}
      <ProvisionalTag isShown={court?.isProvisional ?? false} />
      {newDueAt ? <strong className="case-new-due">{t.newDue(sayInstant(newDueAt))}</strong> : null}
    </p>
  )
}

/** 首次联系: who is called; the number stays masked here as everywhere. */
function WhomToCall({ scene: { view } }: { scene: Scene }) {
  const t = useTexts(answersTexts)
  const { name, contactName, phone } = view.state.applicant
  return (
    <p className="case-quote">
      {t.call(contactName ?? name, phone?.masked ?? '')}
      {phone ? <span className="desk-quiet">　{t.reveal}</span> : null}
    </p>
  )
}

/** 否定报备: before whom this “no” goes, and when. */
function NegativeNote({ scene, values }: { scene: Scene; values: Values }) {
  const t = useTexts(answersTexts)
  const { locale } = useLocale()
  const duty = scene.view.negativeDuty
  const isNo = scene.command === 'refuseCase' || values.kind === 'explained'
  if (!duty || !isNo) return null
  const to = labelOf('party', duty.to, locale)
  const onSpot = scene.command === 'answerOnSpot' && duty.report === 'before' ? t.onSpot : ''
  return (
    <Alert
      type="info"
      title={duty.report === 'before' ? t.goesFirst(to) : t.goesAfter(to)}
      {...(onSpot ? { description: onSpot } : {})}
    />
  )
}

/** What follows from what was chosen, where the person should know it before they send. */
export function ConsequenceNote({ scene, values }: { scene: Scene; values: Values }) {
  const t = useTexts(caseTexts)
  if (scene.command === 'resolveCase') return <p>{t.confirmResolve}</p>
  if (scene.command === 'closeCase') return <p>{t.confirmClose}</p>
  return (
    <>
      <NegativeNote scene={scene} values={values} />
      <RemedyNote scene={scene} values={values} />
    </>
  )
}

function RemedyNote({ scene, values }: { scene: Scene; values: Values }) {
  const t = useTexts(caseTexts)
  if (scene.command !== 'refuseCase') return null
  const remedy = scene.view.choices.scopeReasons.find(({ reason }) => reason === values.reason)?.remedy
  return remedy && !values.remedy ? <Alert type="info" title={t.remedyOf(remedy)} /> : null
}

/** What the server said, and what the person can do about it; everything typed stays. */
export function IntentNote({ intent }: { intent: Intent }) {
  const t = useTexts(caseTexts)
  const say = useSaidProblem()
  if (intent.phase === 'conflict')
    return (
      <Alert
        className="case-answered"
        type="warning"
        role="alert"
        title={t.conflict}
        description={
          <>
            <ul className="case-changes">
              {intent.changes.map((change) => (
                <li key={change.seq}>
                  <span className="desk-quiet">{`${sayWhen(change.at)} ${change.actorName}`}</span> {change.sentence}
                </li>
              ))}
            </ul>
            {t.conflictNext}
          </>
        }
      />
    )
  if (!intent.problem || intent.phase === 'done' || intent.phase === 'sending') return null
  const { title, nextStep } = say(new Problem(intent.problem))
  const isUnanswered = intent.phase === 'unanswered'
  return (
    <Alert
      className="case-answered"
      type={isUnanswered ? 'warning' : 'error'}
      role="alert"
      title={title}
      description={nextStep}
    />
  )
}

type ChangeTime = NonNullable<ProblemBody['changes']>[number]['at']
/** The server's instants are of the one shape that we say. */
const sayWhen = (at: ChangeTime) => sayInstant(at as Parameters<typeof sayInstant>[0])
