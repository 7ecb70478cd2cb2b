import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { reviewContract } from '@bancheng/core/review/contract.ts'
import { sayMonth } from '@bancheng/core/review/texts.ts'
import { Button, Empty } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { useReviewChanged, useReviews } from './review.ts'
import './review.css'
import { reviewTexts } from './texts.ts'

/** The months that have a list, and the one that could have. */
export function ReviewsPage() {
  const t = useTexts(reviewTexts)
  const { locale } = useLocale()
  const { data, error, refetch } = useReviews()
  useTitle(t.title)
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        {data.next ? <Freeze month={data.next} /> : null}
      </div>
      {data.rows.length === 0 ? (
        <div className="desk-panel review-empty">
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={`${t.none} — ${t.noneHint}`} />
        </div>
      ) : (
        <ul className="desk-panel review-months">
          {data.rows.map((row) => (
            <li key={row.month}>
              <Link to={`/review/${row.month}`}>
                <strong>{sayMonth(row.month, locale)}</strong>
                <span>{t.total(row.total)}</span>
                <span className="desk-quiet desk-number">{sayInstant(row.frozenAt)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Freeze({ month }: { month: string }) {
  const t = useTexts(reviewTexts)
  const { locale } = useLocale()
  const { can } = useSession()
  const navigate = useNavigate()
  const changed = useReviewChanged()
  const [problem, setProblem] = useState<unknown>(null)
  if (!can.includes('freezeReview')) return null
  const freeze = async () => {
    try {
      await call(reviewContract.freezeReview, { body: { month } })
      await changed()
      await navigate(`/review/${month}`)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <>
      <Button type="primary" className="desk-push" onClick={() => void freeze()}>
        {t.freeze(sayMonth(month, locale))}
      </Button>
      <ProblemAlert error={problem} />
    </>
  )
}
