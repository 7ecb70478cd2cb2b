import { isPending, type Task } from '@bancheng/core/cases/state.ts'
import { useTexts } from '../../../locale.tsx'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { TaskCard } from './TaskCard.tsx'

/** By due time, as an inbox has it; what waits for an earlier step comes last. */
const byDue = (a: Task, b: Task) => ((a.dueAt ?? '9') < (b.dueAt ?? '9') ? -1 : 1)

export function Tasks() {
  const t = useTexts(caseTexts)
  const { tasks } = useCaseDesk().view.state
  const pending = tasks.filter(isPending).toSorted(byDue)
  const ended = tasks.filter((task) => !isPending(task))
  // What was answered is read as long as the case is worked on; what was only passed on may fold away.
  const replied = ended.filter((task) => task.reply)
  const rest = ended.filter((task) => !task.reply)
  return (
    <section className="desk-panel case-section" aria-labelledby="case-tasks">
      <div className="case-section-head">
        <h2 id="case-tasks">{t.tasks}</h2>
      </div>
      {tasks.length === 0 ? <p className="desk-quiet">{t.noTasks}</p> : null}
      <div className="case-cards">
        {[...pending, ...replied].map((task) => (
          <TaskCard key={task.taskId} task={task} />
        ))}
      </div>
      {rest.length > 0 ? (
        <details className="case-ended">
          <summary>{t.endedTasks(rest.length)}</summary>
          <div className="case-cards">
            {rest.map((task) => (
              <TaskCard key={task.taskId} task={task} />
            ))}
          </div>
        </details>
      ) : null}
    </section>
  )
}
