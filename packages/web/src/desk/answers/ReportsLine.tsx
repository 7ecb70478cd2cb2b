import { reportContract } from '@bancheng/core/catalogue/qa/report.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { reportsTexts } from './texts.ts'

/** What readers reported and this person keeps: a quiet line above the inbox, the late ones marked. */
export function ReportsLine() {
  const t = useTexts(reportsTexts)
  const { can } = useSession()
  const { data } = useQuery({
    queryKey: ['catalogue-reports', 'open'],
    queryFn: () => call(reportContract.findReports, { query: { state: 'open' } }),
    enabled: can.includes('settleReport'),
  })
  const mine = data?.reports.filter(({ maySettle }) => maySettle) ?? []
  if (mine.length === 0) return null
  const late = mine.filter(({ isLate }) => isLate).length
  return (
    <p style={{ margin: '0 0 12px' }}>
      <Link to="/answers/reports">{t.inbox(mine.length)}</Link>{' '}
      {late > 0 ? <span className="desk-late">{t.inboxLate(late)}</span> : null}
    </p>
  )
}
