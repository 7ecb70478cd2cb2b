import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type CallRow, receptionContract } from '@bancheng/core/reception/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Switch } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { RevealPhone } from './RevealPhone.tsx'
import { receptionTexts } from './texts.ts'

/** 来电记录: every call that the exchange told of, the missed ones marked. */
export function CallLog() {
  const t = useTexts(receptionTexts)
  const [isMissed, setMissed] = useState(false)
  const { data } = useQuery({
    queryKey: ['reception', 'calls', isMissed],
    queryFn: () => call(receptionContract.calls, { query: { missed: isMissed ? 'true' : undefined, size: 30 } }),
    placeholderData: keepPreviousData,
  })
  const rows = data?.rows ?? []
  return (
    <section aria-labelledby="contacts-calls" className="contact-list">
      <div className="contact-list-head">
        <h2 id="contacts-calls">{t.calls}</h2>
        {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch inside is the control */}
        <label>
          <Switch size="small" checked={isMissed} onChange={setMissed} /> {t.onlyMissed}
        </label>
      </div>
      {data && rows.length === 0 ? <p className="desk-quiet">{t.callsNone}</p> : null}
      <ul className="desk-panel">
        {rows.map((row) => (
          <li key={row.callId} className="contact-row">
            <Entry row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Entry({ row }: { row: CallRow }) {
  const t = useTexts(receptionTexts)
  return (
    <>
      <span>{row.phoneMasked ? <RevealPhone masked={row.phoneMasked} of={{ callId: row.callId }} /> : t.withheld}</span>
      <span className={row.status === 'missed' ? 'word-tag is-late' : 'word-tag'}>{t[`call.${row.status}`]}</span>
      <small>
        {sayInstant(row.at)} · {t.extension} {row.extension} {row.personName}
        {row.recording ? ` · ${t.recording} ${row.recording}` : ''}{' '}
        {row.contactId ? <Link to={`/contacts/${row.contactId}`}>{t.openIt}</Link> : null}
      </small>
    </>
  )
}
