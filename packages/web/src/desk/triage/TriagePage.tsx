import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type HitRate, triageContract } from '@bancheng/core/triage/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { Empty, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { triageTexts } from './texts.ts'
import './triage.css'

const periods = [30, 90, 365] as const

/** How often a suggestion was what the officer chose. */
export function TriagePage() {
  const t = useTexts(triageTexts)
  useTitle(t.pageTitle)
  const [days, setDays] = useState<number>(365)
  const { data, error, refetch } = useQuery({
    queryKey: ['triage', 'hit-rates', days],
    queryFn: () => call(triageContract.hitRates, { query: { days } }),
  })
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  return (
    <>
      <div className="desk-head">
        <h1>{t.pageTitle}</h1>
        <span className="desk-quiet">{t.pageLead}</span>
        <Select<number>
          className="desk-push"
          aria-label={t.days}
          value={days}
          onChange={setDays}
          options={periods.map((value) => ({ value, label: t.lastDays(value) }))}
        />
      </div>
      {data ? <Rates rates={data.rates} /> : <Loading />}
      {data?.learntFrom ? (
        <p className="desk-quiet">
          {t.learntFrom(data.learntFrom.cases, data.learntFrom.items, data.learntFrom.questions)}{' '}
          {t.learntAt(sayInstant(data.learntFrom.at))}
        </p>
      ) : null}
    </>
  )
}

function Rates({ rates }: { readonly rates: readonly HitRate[] }) {
  const t = useTexts(triageTexts)
  const names = {
    item: t.item,
    unit: t.unit,
    pain: t.pain,
    category: t.categoryName,
    'contact-answer': t.contactAnswer,
    'contact-outcome': t.contactOutcome,
  }
  if (rates.length === 0)
    return (
      <div className="desk-panel triage-empty">
        <Empty description={t.empty} />
      </div>
    )
  return (
    <div className="desk-panel triage-rates">
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{t.what}</th>
            <th scope="col">{t.judged}</th>
            <th scope="col">{t.top1}</th>
            <th scope="col">{t.top3}</th>
          </tr>
        </thead>
        <tbody>
          {rates.map(({ what, judged, top1, top3 }) => (
            <tr key={what}>
              <th scope="row">{names[what]}</th>
              <td className="desk-number">{judged}</td>
              <td>
                <Share part={top1} whole={judged} />
              </td>
              <td>
                <Share part={top3} whole={judged} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Share({ part, whole }: { readonly part: number; readonly whole: number }) {
  return (
    <span className="triage-share">
      <span className="desk-number">{Math.round((100 * part) / whole)}%</span>
      <span className="triage-bar" aria-hidden="true">
        <span style={{ inlineSize: `${(100 * part) / whole}%` }} />
      </span>
      <span className="desk-quiet desk-number">{part}</span>
    </span>
  )
}
