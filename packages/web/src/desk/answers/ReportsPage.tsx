import { type CatalogueReport, reportContract } from '@bancheng/core/catalogue/qa/report.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { useQuery } from '@tanstack/react-query'
import { Button, Empty, Segmented } from 'antd'
import { useState } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { SettleReport } from './SettleReport.tsx'
import { addressOfSubject } from './subject-address.ts'
import { reportsTexts } from './texts.ts'

function Report({ report }: { report: CatalogueReport }) {
  const t = useTexts(reportsTexts)
  const [isSettling, setIsSettling] = useState(false)
  const address = addressOfSubject(report)
  const id = `report-${report.reportId}`
  const isMeant = useLocation().hash === `#${id}`
  return (
    <li
      id={id}
      className="desk-panel"
      style={{ padding: '10px 16px', marginBottom: 8, ...(isMeant ? { background: '#fff8e1' } : {}) }}
      ref={(line) => {
        if (isMeant) line?.scrollIntoView({ block: 'center' })
      }}
    >
      <span className={report.fault === 'wrong' ? 'word-tag is-late' : 'word-tag is-strong'}>
        {t[`fault.${report.fault}`]}
      </span>{' '}
      <span className="desk-quiet">{t[`kind.${report.subjectKind}`]}</span>{' '}
      <strong>{address ? <Link to={address}>{report.subjectName}</Link> : report.subjectName}</strong>
      {report.note ? <p style={{ margin: '4px 0', whiteSpace: 'pre-line' }}>{report.note}</p> : null}
      <div className="desk-quiet">
        {t.by(report.reportedByName ?? t.public, sayInstant(report.reportedAt))} · {t.keeper(report.keeperName)} ·{' '}
        {report.settledAt && report.settledByName
          ? t.settled(report.settledByName, sayInstant(report.settledAt))
          : t.due(sayInstant(report.dueAt))}{' '}
        {report.isLate ? <span className="desk-late">{t.late}</span> : null}
      </div>
      {report.outcome ? (
        <p style={{ margin: '4px 0 0' }}>
          <span className="word-tag is-done">
            {report.correctedVersion ? t.inVersion(report.correctedVersion) : t[`ended.${report.outcome}`]}
          </span>{' '}
          {report.settlement}
        </p>
      ) : null}
      {report.maySettle ? (
        <Button size="small" style={{ marginTop: 6 }} onClick={() => setIsSettling(true)}>
          {t.settle}
        </Button>
      ) : null}
      {isSettling ? <SettleReport reportId={report.reportId} close={() => setIsSettling(false)} /> : null}
    </li>
  )
}

/** What readers say is wrong or missing: the keeper's tasks, the first due on top. */
export function ReportsPage() {
  const t = useTexts(reportsTexts)
  const [search, setSearch] = useSearchParams()
  const state = search.get('state') === 'settled' ? 'settled' : 'open'
  const { data, error, refetch } = useQuery({
    queryKey: ['catalogue-reports', state],
    queryFn: () => call(reportContract.findReports, { query: { state } }),
  })
  useTitle(t.title)
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <Segmented
          value={state}
          onChange={(next) => setSearch(next === 'settled' ? { state: next } : {}, { replace: true })}
          options={[
            { value: 'open', label: t['state.open'] },
            { value: 'settled', label: t['state.settled'] },
          ]}
        />
        <Link className="desk-push" to="/answers">
          {t.back}
        </Link>
      </div>
      {error ? <ProblemPage error={error} retry={() => void refetch()} /> : null}
      {data || error ? null : <Loading />}
      {data?.reports.length === 0 ? (
        <div className="desk-panel" style={{ padding: 48 }}>
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={`${t.empty} — ${t.emptyHint}`} />
        </div>
      ) : null}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {data?.reports.map((report) => (
          <Report key={report.reportId} report={report} />
        ))}
      </ul>
    </>
  )
}
