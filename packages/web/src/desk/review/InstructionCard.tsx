import { addDays, LocalDate, localDateOf, sayInstant } from '@bancheng/core/kernel/time.ts'
import { type InstructionTaskView, type RungPaper, reviewContract } from '@bancheng/core/review/contract.ts'
import { sayMonth } from '@bancheng/core/review/texts.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Button } from 'antd'
import { useId, useState } from 'react'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { ProvisionalTag } from '../../ui/ProvisionalTag.tsx'
import { nowHere } from '../due.ts'
import { useInstructionTasks } from './review.ts'
import './review.css'
import { SignButton } from './SignButton.tsx'
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
        <span className="desk-number">
          {t.due(sayInstant(task.dueAt))}
          <ProvisionalTag isShown={task.isProvisional} />
        </span>
        <Signature receipt={task.receipt} isAwaited={task.state === 'open'} />
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
            <strong>{t[`alarm.${one.kind}`]}</strong> {t.toldTo(one.who)}{' '}
            <span className="desk-quiet">{sayInstant(one.at)}</span>
            {one.paper ? <PaperLine taskId={task.taskId} paper={one.paper} /> : null}
          </p>
        ),
      )}
      <p className="instruction-buttons">
        {task.maySign ? <SignButton taskId={task.taskId} number={task.number} label={t.signInstruction} /> : null}
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

/** 催办通知书 · 督办单 with its receipt: to be read and printed, and signed for by whoever it is to. */
function PaperLine({ taskId, paper }: { taskId: string; paper: RungPaper }) {
  const t = useTexts(reviewTexts)
  const { locale } = useLocale()
  return (
    <span className="instruction-paper">
      <a href={`/review/papers/${taskId}/${paper.number}`} target="_blank" rel="noreferrer">
        {labelOf('ladderPaper', paper.kind, locale)} <span className="desk-number">{paper.number}</span>
      </a>
      {paper.until && !paper.answeredAt ? (
        <span className="desk-number">
          {t.due(sayInstant(paper.until))}
          <ProvisionalTag isShown={paper.isProvisional} />
        </span>
      ) : null}
      <Signature receipt={paper.receipt} isAwaited={paper.answeredAt === null} />
      {paper.maySign ? <SignButton taskId={taskId} number={paper.number} /> : null}
    </span>
  )
}

/** Who received it and when; while it is waited for, that nobody has. */
function Signature({ receipt, isAwaited }: { receipt: RungPaper['receipt']; isAwaited: boolean }) {
  const t = useTexts(reviewTexts)
  if (receipt) return <span className="desk-quiet">{t.signed(receipt.by, sayInstant(receipt.at))}</span>
  return isAwaited ? <span className="word-tag is-strong">{t.unsigned}</span> : null
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
  const unsigned = tasks.flatMap((task) => [task, ...task.alarms.map(({ paper }) => paper)])
  const count = unsigned.filter((one) => one?.maySign).length
  return (
    <section className="review-section" aria-labelledby={id}>
      <h2 id={id}>
        {t.inbox} {count > 0 ? <small className="word-tag is-strong">{t.toSign(count)}</small> : null}
      </h2>
      <Instructions tasks={tasks} />
    </section>
  )
}
