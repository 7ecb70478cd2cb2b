import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type CaseMessage, notificationContract } from '@bancheng/core/notifications/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { call } from '../../../api.ts'
import { texts, useTexts } from '../../../locale.tsx'
import { useCaseDesk } from '../commands/CaseDesk.tsx'

const bundle = texts(
  {
    title: '短信告知',
    off: '本中心没有接入短信通道，请用其他方式告知申请人。',
    'not-a-means': '本中心规定不用短信告知申请人。',
    refused: '申请人不接收短信，请用电话或当面告知。',
    'no-mobile': '没有可以发短信的手机号码，请用电话或当面告知。',
    ready: '补充材料、延期、办结会发短信告知申请人；办结后请其评价。',
    waiting: '待发送',
    sent: '已交短信通道',
    failed: '没有送出',
    delivered: '已送达',
    undelivered: '未送达',
    noRating: '评价链接没有送到；回访时会问满意程度，不用另外告知。',
    phone: '请改用电话告知申请人，并在案件里备注。',
    next: (when: string, tries: number) => `${when} 发送${tries > 0 ? `（已试 ${tries} 次）` : ''}`,
  },
  {
    title: 'Told by SMS',
    off: 'No SMS gateway is connected here; tell the applicant another way.',
    'not-a-means': 'The rules of the centre do not tell applicants by SMS.',
    refused: 'The applicant wants no SMS; phone, or tell them in person.',
    'no-mobile': 'There is no mobile number to send to; phone, or tell them in person.',
    ready: 'What is asked of the applicant, a new date and the end are told by SMS; then they are asked to rate it.',
    waiting: 'Waiting',
    sent: 'With the provider',
    failed: 'Not sent',
    delivered: 'Delivered',
    undelivered: 'Not delivered',
    noRating: 'The link to rate did not arrive; the follow-up asks, so nothing else is to be done.',
    phone: 'Please phone the applicant instead, and note it in the case.',
    next: (when: string, tries: number) => `to be sent ${when}${tries > 0 ? ` (${tries} tries)` : ''}`,
  },
)

const tags = {
  waiting: 'word-tag',
  sent: 'word-tag',
  delivered: 'word-tag is-done',
  undelivered: 'word-tag is-late',
  failed: 'word-tag is-late',
} as const satisfies Record<CaseMessage['standing'], string>

/** What went to the applicant by SMS and what became of it; what failed is said by phone. */
export function SmsMessages() {
  const t = useTexts(bundle)
  const { caseId, version, status } = useCaseDesk().view.state
  const { data } = useQuery({
    queryKey: ['case-messages', caseId, version],
    queryFn: () => call(notificationContract.messagesOfCase, { params: { caseId } }),
    placeholderData: (before) => before,
    // What was just decided is put out a second or two later.
    refetchInterval: ({ state: { data: last } }) => {
      if (last?.hindrance !== null) return false
      return last.rows.some(({ standing }) => standing === 'waiting') ? 5_000 : 15_000
    },
  })
  if (!data || (data.rows.length === 0 && status === 'closed')) return null
  return (
    <section className="desk-panel case-section" aria-labelledby="case-sms">
      <div className="case-section-head">
        <h2 id="case-sms">{t.title}</h2>
      </div>
      <p className="desk-quiet">{t[data.hindrance ?? 'ready']}</p>
      {data.rows.map((row) => (
        <Message key={row.postingId} row={row} />
      ))}
    </section>
  )
}

function Message({ row }: { row: CaseMessage }) {
  const t = useTexts(bundle)
  return (
    <div className="case-card" style={{ overflowWrap: 'anywhere', marginTop: 8 }}>
      <div>
        <span className={tags[row.standing]}>{t[row.standing]}</span>{' '}
        <span className="desk-quiet desk-number">
          {row.nextTryAt ? t.next(sayInstant(row.nextTryAt), row.attempts) : sayInstant(row.sentAt ?? row.at)}
        </span>
      </div>
      <p style={{ margin: '4px 0 0' }}>{row.text}</p>
      {row.standing === 'undelivered' && row.lastError ? <p className="desk-quiet">{row.lastError}</p> : null}
      {row.standing === 'failed' || row.standing === 'undelivered' ? (
        <strong>{row.kind === 'rating-asked' ? t.noRating : t.phone}</strong>
      ) : null}
    </div>
  )
}
