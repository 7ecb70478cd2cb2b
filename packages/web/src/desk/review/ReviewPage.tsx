import { sayInstant } from '@bancheng/core/kernel/time.ts'
import {
  type EntryRow,
  type InstructionTaskView,
  type ReviewView,
  reviewContract,
} from '@bancheng/core/review/contract.ts'
import { reviewWords, sayMonth } from '@bancheng/core/review/texts.ts'
import { Button, Checkbox } from 'antd'
import { useId, useState } from 'react'
import { Link, useParams } from 'react-router'
import { addressOf } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { Circular } from './Circular.tsx'
import { CountTables } from './Counts.tsx'
import { InstructDialog } from './InstructDialog.tsx'
import { Instructions } from './InstructionCard.tsx'
import { useReview } from './review.ts'
import './review.css'
import { reviewTexts } from './texts.ts'

/** The front page of a month: what became of the last instructions, figures, and the list to work through. */
export function ReviewPage() {
  const t = useTexts(reviewTexts)
  const { locale } = useLocale()
  const { month = '' } = useParams()
  const { data, error, refetch } = useReview(month)
  useTitle(`${sayMonth(month, locale)} ${t.title}`)
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <div className="desk-head">
        <h1>
          {sayMonth(month, locale)} {t.title}
        </h1>
        <span className="desk-quiet">{t.frozen(sayInstant(data.frozenAt), data.frozenBy)}</span>
        <span className="desk-push review-links">
          <Link to="/review">{t.months}</Link>
          <Link to={`/review/${month}/print`} target="_blank">
            {t.print}
          </Link>
          <a href={addressOf(reviewContract.reviewDocument, { params: { month } })} download>
            {t.word}
          </a>
          {data.hasPdf ? (
            <a href={addressOf(reviewContract.reviewPdf, { params: { month } })} download>
              {t.pdf}
            </a>
          ) : (
            <span className="desk-quiet">{t.pdfMissing}</span>
          )}
        </span>
      </div>
      <Tasks title={t.earlier} none={t.earlierNone} tasks={data.earlierInstructions} />
      <CountTables months={[data.counts, ...data.earlier]} />
      <Circular units={data.circular} />
      {data.counts.removed > 0 ? <p className="desk-quiet">{t.removedCount(data.counts.removed)}</p> : null}
      <List view={data} />
      <Tasks title={t.instructions} none={t.instructionsNone} tasks={data.instructions} />
    </>
  )
}

function Tasks({ title, none, tasks }: { title: string; none: string; tasks: readonly InstructionTaskView[] }) {
  const id = useId()
  return (
    <section className="review-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {tasks.length > 0 ? <Instructions tasks={tasks} /> : <p className="desk-quiet">{none}</p>}
    </section>
  )
}

function List({ view }: { view: ReviewView }) {
  const t = useTexts(reviewTexts)
  const id = useId()
  const { can } = useSession()
  const mayInstruct = can.includes('instruct')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [about, setAbout] = useState<readonly EntryRow[] | null>(null)
  const choose = (caseId: string) => {
    const next = new Set(chosen)
    if (!next.delete(caseId)) next.add(caseId)
    setChosen(next)
  }
  return (
    <section className="review-section" aria-labelledby={id}>
      <div className="review-list-head">
        <h2 id={id}>
          {t.list} <small>{t.total(view.counts.total)}</small>
        </h2>
        {mayInstruct ? (
          <>
            <Button
              type="primary"
              disabled={chosen.size === 0}
              title={chosen.size === 0 ? t.chooseFirst : undefined}
              onClick={() => setAbout(view.rows.filter((row) => chosen.has(row.caseId)))}
            >
              {t.chosen(chosen.size)}
            </Button>
            <Button onClick={() => setAbout([])}>{t.instructWhole}</Button>
          </>
        ) : null}
      </div>
      {view.rows.length === 0 ? <p className="desk-quiet">{t.listNone}</p> : null}
      <ul className="desk-panel review-list">
        {view.rows.map((row) => (
          <li key={row.caseId} className={row.removed ? 'is-removed' : undefined}>
            {mayInstruct ? (
              <Checkbox
                aria-label={t.choose(row.caseNo)}
                disabled={row.removed !== null}
                checked={chosen.has(row.caseId)}
                onChange={() => choose(row.caseId)}
              />
            ) : null}
            <Entry row={row} month={view.month} />
          </li>
        ))}
      </ul>
      {about ? (
        <InstructDialog
          month={view.month}
          about={about}
          close={() => {
            setAbout(null)
            setChosen(new Set())
          }}
        />
      ) : null}
    </section>
  )
}

function Entry({ row, month }: { row: EntryRow; month: string }) {
  const t = useTexts(reviewTexts)
  const { locale } = useLocale()
  const words = reviewWords[locale]
  return (
    <Link className="review-entry" to={`/review/${month}/cases/${row.caseId}`}>
      <span className="review-want">
        <strong>{row.want}</strong>
        <span className="desk-quiet">
          <span className="desk-number">{row.caseNo}</span> {row.applicant} · {row.unit}
        </span>
        {row.removed ? <span className="desk-quiet">{t.removedFor(row.removed.reason)}</span> : null}
      </span>
      <span className="review-causes">
        {row.causes.map((cause) => (
          <span key={cause} className="word-tag is-strong">
            {words.cause[cause]}
          </span>
        ))}
        {row.instructions > 0 ? <span className="word-tag is-done">{t.instructed(row.instructions)}</span> : null}
      </span>
      <span className="review-holdings">
        {row.holdings.slice(0, 3).map((holding) => (
          <span key={holding.who}>
            {holding.who} {words.days(holding.workingDays)}
          </span>
        ))}
      </span>
    </Link>
  )
}
