import { isPending, type Task } from '@bancheng/core/cases/state.ts'
import { involvedUnits } from '@bancheng/core/identity/permissions.ts'
import { useLocale, useTexts } from '../../../locale.tsx'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { sayParty } from './names.ts'

/** Everyone who has or had a hand in the case, and what still waits for them. */
export function Parties() {
  const t = useTexts(caseTexts)
  const { state, names } = useCaseDesk().view
  const others = state.handlerIds.filter((id) => id !== state.ownerId)
  return (
    <section className="desk-panel case-section" aria-labelledby="case-parties">
      <div className="case-section-head">
        <h2 id="case-parties">{t.parties}</h2>
      </div>
      <ul className="case-parties">
        <li>
          <span className="desk-quiet">{t.applicant}</span> {state.applicant.name}
        </li>
        <li>
          <span className="desk-quiet">{t.owner}</span> {names.people[state.ownerId]}
          {others.length > 0 ? (
            <span className="desk-quiet">{`${t.handler} ${others.map((id) => names.people[id] ?? '').join('、')}`}</span>
          ) : null}
        </li>
        {involvedUnits(state).map((unitId) => (
          <Unit key={unitId} unitId={unitId} />
        ))}
        {state.tasks
          .filter((task) => task.party.kind === 'outside')
          .map((task) => (
            <Outside key={task.taskId} task={task} />
          ))}
      </ul>
    </section>
  )
}

/** Without an account, and so in no directory: known by the task that is theirs. */
function Outside({ task }: { task: Task }) {
  const t = useTexts(caseTexts)
  const { view } = useCaseDesk()
  const { locale } = useLocale()
  return (
    <li>
      <a href={`#task-${task.taskId}`}>{sayParty(task.party, view, locale)}</a>
      {isPending(task) ? (
        <span className="word-tag is-strong">{t.waitsFor(1)}</span>
      ) : task.reply ? (
        <span className="word-tag is-done">{t.answered}</span>
      ) : null}
    </li>
  )
}

function Unit({ unitId }: { unitId: string }) {
  const t = useTexts(caseTexts)
  const { state, names } = useCaseDesk().view
  const tasks = state.tasks.filter((task) => task.party.kind === 'unit' && task.party.unitId === unitId)
  const pending = tasks.filter(isPending)
  const copy = state.copies?.findLast((one) => one.unitId === unitId)
  const [first] = pending.length > 0 ? pending : tasks
  return (
    <li>
      {first ? <a href={`#task-${first.taskId}`}>{names.units[unitId]}</a> : names.units[unitId]}
      {copy ? <span className="word-tag">{t.copySent(copy.read !== null)}</span> : null}
      {pending.length > 0 ? (
        <span className="word-tag is-strong">{t.waitsFor(pending.length)}</span>
      ) : tasks.at(-1)?.ended?.outcome === 'not-agreed' ? (
        <span className="word-tag is-strong">{t.notAgreed}</span>
      ) : tasks.some((task) => task.reply) ? (
        <span className="word-tag is-done">{t.answered}</span>
      ) : null}
    </li>
  )
}
