import { isParty } from '@bancheng/core/cases/party.ts'
import { isPending, type Task } from '@bancheng/core/cases/state.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { useLocale, useTexts } from '../../../locale.tsx'
import { useSession } from '../../../session.tsx'
import { ProvisionalTag } from '../../../ui/ProvisionalTag.tsx'
import { nowHere, sayDue } from '../../due.ts'
import { LinkButton } from '../../links/LinkButton.tsx'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { CommandButton } from '../commands/CommandButton.tsx'
import { controlTexts } from '../commands/control-texts.ts'
import { FileLinks } from '../files/FileLinks.tsx'
import { commandsAt, mainThing } from './abilities.ts'
import { answersTexts } from './answers-texts.ts'
import { DraftedAnswer } from './DraftedAnswer.tsx'
import { DueExplained } from './DueExplained.tsx'
import { sayParty } from './names.ts'
import { PrintLink } from './PrintLink.tsx'
import { RedraftButton } from './RedraftButton.tsx'
import { ReplyView } from './ReplyView.tsx'

/** Whether the ball of this task lies with whoever looks. */
export function useIsMine(): (task: Task) => boolean {
  const { person, role, unit } = useSession()
  const { view } = useCaseDesk()
  const { ownerId, handlerIds } = view.state
  const me = { kind: 'person', personId: person.personId, name: person.name, role, unitId: unit.unitId } as const
  // 代办: what waits by name for somebody on leave.
  const selves = [me, ...view.standingInFor.map(({ personId }) => ({ ...me, personId }))]
  return (task) =>
    task.state === 'open' &&
    task.party.kind !== 'applicant' && // the window only writes down what they bring
    !(task.kind === 'follow-up' && handlerIds.includes(person.personId)) && // nobody asks after their own work
    selves.some((self) => isParty(task.party, self, ownerId))
}

export function TaskCard({ task }: { task: Task }) {
  const { locale } = useLocale()
  const { view } = useCaseDesk()
  const isMine = useIsMine()(task)
  const commands = commandsAt(view.abilities, 'task', task.taskId)
  const main = mainThing(commands, task)
  const state = isPending(task) ? (isMine ? 'is-mine' : 'is-pending') : 'is-over'
  return (
    <article id={`task-${task.taskId}`} className={`case-card ${state}`} tabIndex={-1}>
      <TaskHead task={task} isMine={isMine} />
      <p className="case-ask">{task.ask}</p>
      <FileLinks ids={task.fileIds} files={view.files} />
      <TaskFacts task={task} />
      <DraftedAnswer task={task} view={view} />
      {task.ended && !task.reply ? (
        <p className="desk-quiet">
          {labelOf('taskState', task.state, locale)}
          {`　${sayInstant(task.ended.at)}`}
        </p>
      ) : null}
      {task.reply ? <ReplyView task={task} reply={task.reply} /> : null}
      <div className="case-commands">
        {commands.map((ability) => (
          <CommandButton key={ability.command} ability={ability} isPrimary={isMine && ability === main} />
        ))}
        <RedraftButton task={task} isPrimary={isMine} />
        <LinkButton task={task} />
        {task.kind === 'coordinate' ? <PrintLink sheet="work-order" id={task.taskId} /> : null}
        {task.procedure ? <PrintLink sheet="procedure" id={task.taskId} /> : null}
        {task.formId ? <PrintLink sheet="form" id={task.taskId} /> : null}
      </div>
    </article>
  )
}

function TaskHead({ task, isMine }: { task: Task; isMine: boolean }) {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const c = useTexts(controlTexts)
  const a = useTexts(answersTexts)
  const { view } = useCaseDesk()
  const court = view.courts.find(({ taskId }) => taskId === task.taskId)
  const isLate = court?.isLate ?? false
  const due = isPending(task)
    ? task.state === 'waiting'
      ? { word: t.noDue, full: '' }
      : sayDue({ dueAt: task.dueAt, isLate }, nowHere(), locale)
    : null
  return (
    <div className="case-card-head">
      <span className="case-kind">{labelOf('taskKind', task.kind, locale)}</span>
      {task.procedure ? <span className="word-tag is-strong">{task.procedure.name}</span> : null}
      {task.purpose ? <span className="word-tag">{sayPurpose(task.purpose, locale)}</span> : null}
      <strong>{sayParty(task.party, view, locale)}</strong>
      {task.part ? <span className="word-tag">{task.part === 'lead' ? c.lead : c.assist}</span> : null}
      {task.step ? <span className="word-tag">{labelOf('stepChannel', task.step.channel, locale)}</span> : null}
      {task.ended?.outcome === 'agreed' ? <span className="word-tag">{t.agreed}</span> : null}
      {task.ended?.outcome === 'not-agreed' ? <span className="word-tag is-strong">{t.notAgreed}</span> : null}
      {task.ended?.outcome === 'approved' ? <span className="word-tag">{a.approved}</span> : null}
      {task.ended?.outcome === 'sent-back' ? <span className="word-tag is-strong">{a.sentBack}</span> : null}
      {isMine ? <span className="word-tag is-strong">{t.mine}</span> : null}
      {due ? (
        <span className="case-card-when">
          <span className={isLate ? 'desk-late' : undefined} title={due.full}>
            {due.word}
          </span>
          <ProvisionalTag isShown={court?.isProvisional ?? false} />
          {court ? <DueExplained sentences={court.explained} about={task.ask} /> : null}
        </span>
      ) : null}
    </div>
  )
}

/** 会签 with its rule for a refusal beside it; 征求意见. */
const sayPurpose = (purpose: NonNullable<Task['purpose']>, locale: 'zh' | 'en') =>
  [
    labelOf('purpose', purpose.kind, locale),
    purpose.kind === 'countersign' ? labelOf('onRefusal', purpose.onRefusal, locale) : '',
  ]
    .filter(Boolean)
    .join(' · ')

const signable: readonly Task['kind'][] = [
  'coordinate',
  'step',
  'procedure',
  'tolerance-decision',
  'deliver',
  'oversee',
]

/** When it was asked and signed for, what it waits for, how often it was prolonged or sent back. */
function TaskFacts({ task }: { task: Task }) {
  const t = useTexts(caseTexts)
  const { state, names } = useCaseDesk().view
  const before = (task.step?.after ?? []).flatMap((id) => state.tasks.find((other) => other.taskId === id)?.ask ?? [])
  const signing = signable.includes(task.kind) && task.party.kind === 'unit'
  const facts = [
    t.openedAt(sayInstant(task.opened.at)),
    task.signed ? t.signedAt(sayInstant(task.signed.at)) : signing && isPending(task) ? t.unsigned : '',
    task.state === 'waiting' && before.length > 0 ? `${t.after}${before.join('、')}` : '',
    task.extensions > 0 ? t.extended(task.extensions) : '',
    task.returns > 0 ? t.returned(task.returns) : '',
    task.rounds ? t.sentBack(task.rounds) : '',
    ...(task.transfers ?? []).map(({ fromUnitId }) => t.transferred(names.units[fromUnitId] ?? '')),
    task.overruled ? t.overruled(task.overruled.reason) : '',
    task.urgings ? t.urged(task.urgings.length) : '',
  ].filter(Boolean)
  return <p className="case-card-facts">{facts.join(' · ')}</p>
}
