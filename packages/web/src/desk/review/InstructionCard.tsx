import { addDays, LocalDate, localDateOf, sayInstant } from '@bancheng/core/kernel/time.ts'
import { type InstructionTaskView, reviewContract } from '@bancheng/core/review/contract.ts'
import { sayMonth } from '@bancheng/core/review/texts.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { nowHere } from '../due.ts'
import { useInstructionTasks } from './review.ts'
import './review.css'
import { reviewTexts } from './texts.ts'
import { DayField, WordsDialog } from './WordsDialog.tsx'

const tags = { open: 'word-tag is-strong', answered: 'word-tag', accepted: 'word-tag is-done' } as const

/** One instruction to one party: what is asked, what was said to it, and what this person can do now. */
export function InstructionCard({ task }: { task: InstructionTaskView }) {
  const t = useTexts(reviewTexts)
  const { locale } = useLocale()
  const [open, setOpen] = useState<'answer' | 'accept' | 'send-back' | null>(null)
  const about = task.caseNos.length > 0 ? task.caseNos.join(locale === 'zh' ? '、' : ', ') : t.whole
  return (
    <article className="instruction">
      <p className="instruction-text">{task.text}</p>
      <p className="instruction-facts">
        <span className={task.isLate ? 'word-tag is-late' : tags[task.state]}>
          {t[`state.${task.state}`]}
          {task.isLate ? ` · ${t.late}` : ''}
        </span>
        {task.round > 1 ? <span className="word-tag">{t.round(task.round)}</span> : null}
        <strong>{task.who}</strong>
        <span className="desk-number">{t.due(sayInstant(task.dueAt))}</span>
        <span className="desk-quiet">
          <span className="desk-number">{task.number}</span> · {t.givenBy(task.givenBy)} ·{' '}
          {sayMonth(task.month, locale)} · {about}
        </span>
      </p>
      {happenedTo(task).map((one) =>
        'text' in one ? (
          <p key={one.at + one.kind} className="instruction-entry">
            <strong>{t[`entry.${one.kind}`]}</strong> {one.text}{' '}
            <span className="desk-quiet">
              {one.by} {sayInstant(one.at)}
            </span>
          </p>
        ) : (
          <p key={one.at + one.kind + one.paper?.number} className="instruction-entry is-clock">
            <strong>{t[`alarm.${one.kind}`]}</strong>{' '}
            {one.paper ? `${labelOf('ladderPaper', one.paper.kind, locale)} ${one.paper.number} ` : ''}
            {t.toldTo(one.who)} <span className="desk-quiet">{sayInstant(one.at)}</span>
          </p>
        ),
      )}
      <p className="instruction-buttons">
        {task.mayAnswer ? <Button onClick={() => setOpen('answer')}>{t.answer}</Button> : null}
        {task.mayJudge ? (
          <>
            <Button type="primary" onClick={() => setOpen('accept')}>
              {t.accept}
            </Button>
            <Button onClick={() => setOpen('send-back')}>{t.sendBack}</Button>
          </>
        ) : null}
      </p>
      {open === 'answer' ? <AnswerDialog taskId={task.taskId} close={() => setOpen(null)} /> : null}
      {open === 'accept' ? <AcceptDialog taskId={task.taskId} close={() => setOpen(null)} /> : null}
      {open === 'send-back' ? <SendBackDialog taskId={task.taskId} close={() => setOpen(null)} /> : null}
    </article>
  )
}

/** What people said and what the clock said, in the order in which it happened. */
const happenedTo = ({ entries, alarms }: InstructionTaskView) =>
  [...alarms, ...entries].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))

type AtTask = { readonly taskId: string; readonly close: () => void }

function AnswerDialog({ taskId, close }: AtTask) {
  const t = useTexts(reviewTexts)
  const send = (text: string) => call(reviewContract.answerInstruction, { params: { taskId }, body: { text } })
  return <WordsDialog title={t.answer} label={t.answerText} okText={t.answer} send={send} close={close} />
}

function AcceptDialog({ taskId, close }: AtTask) {
  const t = useTexts(reviewTexts)
  const send = (text: string) =>
    call(reviewContract.judgeAnswer, { params: { taskId }, body: { kind: 'accept', text } })
  return <WordsDialog title={t.accept} label={t.acceptText} isOptional okText={t.accept} send={send} close={close} />
}

function SendBackDialog({ taskId, close }: AtTask) {
  const t = useTexts(reviewTexts)
  const [dueOn, setDueOn] = useState<string>(addDays(localDateOf(nowHere()), 7))
  const send = (text: string) =>
    call(reviewContract.judgeAnswer, {
      params: { taskId },
      body: { kind: 'send-back', text, dueOn: LocalDate.parse(dueOn) },
    })
  return (
    <WordsDialog title={t.sendBack} label={t.sendBackText} okText={t.sendBack} send={send} close={close}>
      <DayField label={t.dueOn} value={dueOn} onChange={setDueOn} />
    </WordsDialog>
  )
}

/** Tasks in their order, in a panel. */
export const Instructions = ({ tasks }: { tasks: readonly InstructionTaskView[] }) => (
  <ul className="desk-panel instruction-list">
    {tasks.map((task) => (
      <li key={task.taskId}>
        <InstructionCard task={task} />
      </li>
    ))}
  </ul>
)

/** In the inbox: instructions to be answered, or answers to be judged; nothing at all where there are none. */
export function InstructionInbox() {
  const t = useTexts(reviewTexts)
  const id = useId()
  const tasks = useInstructionTasks().data?.rows ?? []
  if (tasks.length === 0) return null
  return (
    <section className="review-section" aria-labelledby={id}>
      <h2 id={id}>{t.inbox}</h2>
      <Instructions tasks={tasks} />
    </section>
  )
}
