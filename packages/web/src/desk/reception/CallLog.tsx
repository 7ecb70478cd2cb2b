import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { talkedSeconds } from '@bancheng/core/reception/calls.ts'
import { type CallRow, receptionContract } from '@bancheng/core/reception/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Switch } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProvisionalTag } from '../../ui/ProvisionalTag.tsx'
import { RevealPhone } from './RevealPhone.tsx'
import { sayTalked } from './talked.ts'
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
  const talked = talkedSeconds(row)
  return (
    <>
      <span>{row.phoneMasked ? <RevealPhone masked={row.phoneMasked} of={{ callId: row.callId }} /> : t.withheld}</span>
      <span className={row.status === 'missed' ? 'word-tag is-late' : 'word-tag'}>{t[`call.${row.status}`]}</span>
      <small>
        {sayInstant(row.at)} · {t.extension} {row.extension} {row.personName}
        {talked === null ? '' : ` · ${sayTalked(talked, t)}`}
        {row.recording ? (
          <span className="contact-recording">
            {' '}
            · {t.recording} {row.recording}
          </span>
        ) : null}{' '}
        {row.contactId ? <Link to={`/contacts/${row.contactId}`}>{t.openIt}</Link> : null}
      </small>
      {row.callBack ? <CallBackSaid callBack={row.callBack} /> : null}
    </>
  )
}

/** What became of a missed call, and why nothing is owed any more. */
function CallBackSaid({ callBack }: { callBack: NonNullable<CallRow['callBack']> }) {
  const t = useTexts(receptionTexts)
  const { state, dueAt, isProvisional, endedAt, outcome, note, byName } = callBack
  if (state === 'open')
    return (
      <small className="contact-call-back">
        {t.callBackDue(sayInstant(dueAt))}
        <ProvisionalTag isShown={isProvisional} />
      </small>
    )
  const what = t[`callBack.${outcome ?? 'done'}`]
  return (
    <small className="contact-call-back">
      {[what, byName, endedAt && sayInstant(endedAt), note].filter(Boolean).join(' · ')}
    </small>
  )
}
