import { runningPauses, taskOf } from '@bancheng/core/cases/state.ts'
import { type Instant, localDateOf, sayInstant, sayWeekday } from '@bancheng/core/kernel/time.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { useLocale, useTexts } from '../../../locale.tsx'
import { ProvisionalTag } from '../../../ui/ProvisionalTag.tsx'
import { nowHere, sayDue } from '../../due.ts'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { DueExplained } from './DueExplained.tsx'
import { sayParty } from './names.ts'

/** The three answers that the page owes first: whose court, what blocks closing, until when. */
export const Answers = () => (
  <div className="case-answers">
    <Courts />
    <Gate />
    <Due />
  </div>
)

function Courts() {
  const { locale } = useLocale()
  const t = useTexts(caseTexts)
  const { courts } = useCaseDesk().view
  const now = nowHere()
  return (
    <section className="desk-panel case-answer" aria-labelledby="case-courts">
      <h2 id="case-courts">{t.whoseCourt}</h2>
      {courts.length === 0 ? <p className="desk-quiet">{t.noCourt}</p> : null}
      <ul className="case-courts">
        {courts.map((court) => {
          const { word, full } = sayDue(court, now, locale)
          return (
            <li key={court.taskId} className={court.isLate ? 'is-late' : undefined}>
              <a href={`#task-${court.taskId}`}>
                <strong>{court.who}</strong>
                <span className="case-court-what">
                  {labelOf('taskKind', court.kind, locale)}
                  {court.ask ? <span className="desk-quiet">　{court.ask}</span> : null}
                </span>
                <span className={court.isLate ? 'desk-late desk-number' : 'desk-number'} title={full}>
                  {word}
                </span>
              </a>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Gate() {
  const t = useTexts(caseTexts)
  const { closingGate, state } = useCaseDesk().view
  const isOver = state.status === 'closed' || state.status === 'refused'
  return (
    <section className="desk-panel case-answer" aria-labelledby="case-gate">
      <h2 id="case-gate">{t.blocks}</h2>
      {closingGate.length === 0 ? <p className="desk-quiet">{isOver ? t.ended : t.nothingBlocks}</p> : null}
      <ul className="case-gate">
        {closingGate.map((missing) => (
          <li key={`${missing.what}-${missing.label}-${missing.who}`}>
            {missing.sentence}
            <span className="desk-quiet">　{missing.who}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** “tomorrow”, “overdue by 2 days”; a day far off is said by its weekday. */
function Nearness({ dueAt, isLate }: { dueAt: Instant; isLate: boolean }) {
  const { locale } = useLocale()
  const { word, full } = sayDue({ dueAt, isLate }, nowHere(), locale)
  const isNear = isLate || full !== '' || !word.includes(sayInstant(dueAt))
  return (
    <span className={isLate ? 'case-nearness desk-late' : 'case-nearness'}>
      {isNear ? word : sayWeekday(localDateOf(dueAt), locale)}
    </span>
  )
}

/** What the clock stands still for now: whom the case waits for, and how long at most. */
function Pauses() {
  const t = useTexts(caseTexts)
  const { locale } = useLocale()
  const { view } = useCaseDesk()
  const running = runningPauses(view.state)
  if (running.length === 0) return null
  return (
    <ul className="case-pauses">
      {running.map(({ taskId, from, ceilingAt }) => {
        const task = taskOf(view.state, taskId)
        return (
          <li key={taskId}>
            <a href={`#task-${taskId}`}>
              {task?.procedure?.name ?? labelOf('taskKind', 'supplement', locale)}
              {task ? `　${t.waitFor(sayParty(task.party, view, locale))}` : null}
            </a>
            <span className="desk-quiet">{t.pausedSince(sayInstant(from))}</span>
            {ceilingAt ? <span className="desk-quiet">{t.pausedUntil(sayInstant(ceilingAt))}</span> : null}
          </li>
        )
      })}
    </ul>
  )
}

function Due() {
  const t = useTexts(caseTexts)
  const { state, courts, dueExplained, dueIsProvisional, targetAt } = useCaseDesk().view
  const isOver = state.closed !== null || state.status === 'refused'
  const dueAt = state.caseClock?.dueAt ?? null
  const isLate = courts.some((court) => court.kind === 'handle' && court.isLate)
  return (
    <section className="desk-panel case-answer case-due" aria-labelledby="case-due">
      <h2 id="case-due">{t.due}</h2>
      {dueAt ? (
        <p>
          <span className={isLate ? 'desk-late case-due-time' : 'case-due-time'}>{sayInstant(dueAt)}</span>
          {isOver || state.resolved ? null : <Nearness dueAt={dueAt} isLate={isLate} />}
          <ProvisionalTag isShown={dueIsProvisional && !isOver} />
        </p>
      ) : (
        <p className="desk-quiet">{state.caseClock ? t.dueStands : t.dueNone}</p>
      )}
      <Pauses />
      {targetAt && !state.resolved ? (
        <p className="desk-quiet">
          {t.target} {sayInstant(targetAt)}
        </p>
      ) : null}
      <DueExplained sentences={dueExplained} />
    </section>
  )
}
