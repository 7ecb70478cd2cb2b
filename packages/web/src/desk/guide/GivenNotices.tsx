import { type GivenNotice, noticeContract } from '@bancheng/core/catalogue/qa/notice.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { noticeTexts } from './notice-texts.ts'

/** What was told at once in this case or contact, and whether its SMS went. */
export function GivenNotices({ of }: { of: { readonly caseId?: string; readonly contactId?: string } }) {
  const t = useTexts(noticeTexts)
  const { can } = useSession()
  const mayAsk = can.includes('giveNotice')
  const { data } = useQuery({
    queryKey: ['notices', of],
    queryFn: () => call(noticeContract.listNotices, { query: of }),
    enabled: mayAsk,
  })
  if (!data || data.rows.length === 0) return null
  return (
    <section className="desk-panel case-section" aria-label={t.given} style={{ padding: '14px 18px' }}>
      <h2 style={{ marginTop: 0 }}>{t.given}</h2>
      {data.rows.map((row) => (
        <Row key={row.noticeId} row={row} />
      ))}
    </section>
  )
}

function Row({ row: { itemName, givenAt, givenByName, repeatReason, sms } }: { row: GivenNotice }) {
  const t = useTexts(noticeTexts)
  return (
    <p style={{ overflowWrap: 'anywhere' }}>
      {t.givenAt(itemName, givenByName)} <span className="desk-quiet desk-number">{sayInstant(givenAt)}</span>
      {repeatReason ? <span className="desk-quiet">{` · ${t.again}：${repeatReason}`}</span> : null}
      {sms?.standing ? (
        <span className={sms.standing === 'failed' ? 'desk-late' : 'desk-quiet'}>
          {` · ${t[sms.standing](sms.masked ?? '')}`}
        </span>
      ) : null}
    </p>
  )
}
