import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type EntryPage as Page, reviewContract } from '@bancheng/core/review/contract.ts'
import { reviewWords } from '@bancheng/core/review/texts.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { InstructDialog } from './InstructDialog.tsx'
import { Instructions } from './InstructionCard.tsx'
import { useReview, useReviewPages } from './review.ts'
import './review.css'
import { reviewTexts } from './texts.ts'
import { WordsDialog } from './WordsDialog.tsx'

/** One page a case: what is wanted, who held it how long, what happened, what is missing now. */
export function EntryPage() {
  const t = useTexts(reviewTexts)
  const { month = '', caseId = '' } = useParams()
  const { data, error, refetch } = useReviewPages(month, caseId)
  const review = useReview(month).data
  const page = data?.pages[0]
  useTitle(page ? `${page.caseNo} ${t.title}` : t.title)
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!page) return <Loading />
  const given = review?.instructions.filter((task) => task.caseIds.includes(caseId)) ?? []
  return (
    <>
      <Neighbours month={month} caseId={caseId} all={review?.rows.map((row) => row.caseId) ?? []} />
      <div className="desk-head">
        <h1>{page.want}</h1>
      </div>
      <Acts page={page} month={month} />
      {given.length > 0 ? (
        <section className="review-section">
          <h2>{t.instruct}</h2>
          <Instructions tasks={given} />
        </section>
      ) : null}
      <div className="review-page">
        <div>
          <Facts page={page} />
          <Missing page={page} />
          <Holdings page={page} />
        </div>
        <Happened page={page} />
      </div>
    </>
  )
}

function Neighbours({ month, caseId, all }: { month: string; caseId: string; all: readonly string[] }) {
  const t = useTexts(reviewTexts)
  const at = all.indexOf(caseId)
  const to = (position: number, name: string) =>
    all[position] ? <Link to={`/review/${month}/cases/${all[position]}`}>{name}</Link> : null
  return (
    <nav className="review-neighbours" aria-label={t.list}>
      <Link to={`/review/${month}`}>{t.back}</Link>
      {at >= 0 ? <span className="desk-quiet">{t.position(at + 1, all.length)}</span> : null}
      {at > 0 ? to(at - 1, t.previous) : null}
      {to(at + 1, t.next)}
    </nav>
  )
}

function Acts({ page, month }: { page: Page; month: string }) {
  const t = useTexts(reviewTexts)
  const { can } = useSession()
  const [open, setOpen] = useState<'instruct' | 'remove' | 'restore' | null>(null)
  const close = () => setOpen(null)
  const { caseId, removed } = page
  const change = (endpoint: 'removeFromReview' | 'restoreToReview') => (reason: string) =>
    call(reviewContract[endpoint], { params: { month, caseId }, body: { reason } })
  const mayChange = can.includes('removeFromReview')
  const common = { hint: t.removeHint, least: 5, close }
  return (
    <>
      {removed ? (
        <p className="review-removed" role="status">
          {t.removedBy(removed.reason, removed.name, sayInstant(removed.at))}
        </p>
      ) : null}
      <div className="review-acts">
        {can.includes('instruct') && !removed ? (
          <Button type="primary" size="large" onClick={() => setOpen('instruct')}>
            {t.instruct}
          </Button>
        ) : null}
        {mayChange && !removed ? <Button onClick={() => setOpen('remove')}>{t.remove}</Button> : null}
        {mayChange && removed ? <Button onClick={() => setOpen('restore')}>{t.restore}</Button> : null}
      </div>
      <Changes page={page} />
      {open === 'instruct' ? <InstructDialog month={month} about={[page]} close={close} /> : null}
      {open === 'remove' ? (
        <WordsDialog
          {...common}
          title={t.remove}
          label={t.removeReason}
          okText={t.remove}
          send={change('removeFromReview')}
        />
      ) : null}
      {open === 'restore' ? (
        <WordsDialog
          {...common}
          title={t.restore}
          label={t.restoreReason}
          okText={t.restore}
          send={change('restoreToReview')}
        />
      ) : null}
    </>
  )
}

/** Once it was put back, both reasons stay to be read. */
function Changes({ page: { changes } }: { page: Page }) {
  const t = useTexts(reviewTexts)
  if (changes.length < 2) return null
  return (
    <section className="review-section" aria-label={t.changes}>
      {changes.map((one) => (
        <p key={one.at + one.kind} className="instruction-entry">
          <strong>{t[`change.${one.kind}`]}</strong> {one.reason}{' '}
          <span className="desk-quiet">
            {one.name} {sayInstant(one.at)}
          </span>
        </p>
      ))}
    </section>
  )
}

const Panel = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="desk-panel review-panel">
    <h2>{title}</h2>
    {children}
  </section>
)

function Facts({ page }: { page: Page }) {
  const t = useTexts(reviewTexts)
  const { locale } = useLocale()
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t.case, <Link key="case" to={`/cases/${page.caseId}`}>{`${page.caseNo} · ${t.openCase}`}</Link>],
    [t.cause, page.causes.map((cause) => reviewWords[locale].cause[cause]).join(' · ')],
    [t.item, page.itemName ?? t.noItem],
    [t.applicant, `${page.applicant} · ${labelOf('pain', page.pain, locale)}`],
    [t.registered, sayInstant(page.registeredAt)],
    [t.owner, page.owner],
    [t.status, labelOf('status', page.status, locale)],
  ]
  return (
    <Panel title={t.want}>
      <dl className="review-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function Missing({ page }: { page: Page }) {
  const t = useTexts(reviewTexts)
  return (
    <Panel title={t.missing}>
      {page.missing.length === 0 ? <p className="desk-quiet">{t.missingNone}</p> : null}
      <ul className="review-missing">
        {page.missing.map(({ sentence, who }) => (
          <li key={sentence + who}>
            {sentence} <strong>{who}</strong>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Holdings({ page }: { page: Page }) {
  const t = useTexts(reviewTexts)
  const { locale } = useLocale()
  const longest = Math.max(1, ...page.holdings.map(({ workingDays }) => workingDays))
  return (
    <Panel title={t.whoHeld}>
      <ul className="review-bars">
        {page.holdings.map(({ who, workingDays }) => (
          <li key={who}>
            <span>{who}</span>
            <span className="review-bar" style={{ inlineSize: `${(workingDays / longest) * 100}%` }} />
            <span className="desk-number">{reviewWords[locale].days(workingDays)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Happened({ page }: { page: Page }) {
  const t = useTexts(reviewTexts)
  return (
    <Panel title={t.whatHappened}>
      <ol className="review-timeline">
        {page.timeline.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the log is never reordered
          <li key={index}>
            <span className="desk-quiet desk-number">{sayInstant(entry.at)}</span>
            <span>
              {entry.sentence} <span className="desk-quiet">{entry.who}</span>
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  )
}
