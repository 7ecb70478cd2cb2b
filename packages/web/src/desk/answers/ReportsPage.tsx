import { type CatalogueReport, reportContract } from '@bancheng/core/catalogue/qa/report.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Empty, Input, Segmented } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { reportsTexts } from './texts.ts'

const addressOfSubject = ({ subjectKind, subjectId, subjectName }: CatalogueReport): string | null => {
  if (subjectKind === 'item') return `/items?item=${subjectId}`
  if (subjectKind === 'qa') return `/answers?answer=${subjectId}`
  if (subjectKind === 'unit' || subjectKind === 'person') return `/directory?${new URLSearchParams({ q: subjectName })}`
  return null
}

function Settle({ reportId, done }: { reportId: string; done: () => void }) {
  const t = useTexts(reportsTexts)
  const client = useQueryClient()
  const [settlement, setSettlement] = useState('')
  const settle = useMutation({
    mutationFn: () => call(reportContract.settleReport, { params: { reportId }, body: { settlement } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['catalogue-reports'] })
      done()
    },
  })
  return (
    <form
      style={{ display: 'flex', gap: 8, marginTop: 6 }}
      onSubmit={(event) => {
        event.preventDefault()
        settle.mutate()
      }}
    >
      <ProblemAlert error={settle.error} />
      <Input
        autoFocus
        aria-label={t.what}
        placeholder={t.what}
        value={settlement}
        onChange={(event) => setSettlement(event.target.value)}
      />
      <Button type="primary" htmlType="submit" disabled={settlement.trim() === ''} loading={settle.isPending}>
        {t.send}
      </Button>
    </form>
  )
}

function Report({ report }: { report: CatalogueReport }) {
  const t = useTexts(reportsTexts)
  const [isSettling, setIsSettling] = useState(false)
  const address = addressOfSubject(report)
  return (
    <li className="desk-panel" style={{ padding: '10px 16px', marginBottom: 8 }}>
      <span className={report.fault === 'wrong' ? 'word-tag is-late' : 'word-tag is-strong'}>
        {t[`fault.${report.fault}`]}
      </span>{' '}
      <span className="desk-quiet">{t[`kind.${report.subjectKind}`]}</span>{' '}
      <strong>{address ? <Link to={address}>{report.subjectName}</Link> : report.subjectName}</strong>
      {report.note ? <p style={{ margin: '4px 0', whiteSpace: 'pre-line' }}>{report.note}</p> : null}
      <div className="desk-quiet">
        {t.by(report.reportedByName, sayInstant(report.reportedAt))} · {t.keeper(report.keeperName || t.window)} ·{' '}
        {report.settledAt && report.settledByName
          ? t.settled(report.settledByName, sayInstant(report.settledAt))
          : t.due(sayInstant(report.dueAt))}{' '}
        {report.isLate ? <span className="desk-late">{t.late}</span> : null}
      </div>
      {report.settlement ? <p style={{ margin: '4px 0 0' }}>{report.settlement}</p> : null}
      {report.maySettle && !isSettling ? (
        <Button size="small" style={{ marginTop: 6 }} onClick={() => setIsSettling(true)}>
          {t.settle}
        </Button>
      ) : null}
      {isSettling ? <Settle reportId={report.reportId} done={() => setIsSettling(false)} /> : null}
    </li>
  )
}

/** What readers say is wrong or missing: the keeper's tasks, the first due on top. */
export function ReportsPage() {
  const t = useTexts(reportsTexts)
  const [state, setState] = useState<'open' | 'settled'>('open')
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
          onChange={setState}
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
