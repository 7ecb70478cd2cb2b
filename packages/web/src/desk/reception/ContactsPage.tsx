import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { type ContactRow, receptionContract } from '@bancheng/core/reception/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Link, useNavigate } from 'react-router'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { useTitle } from '../../ui/title.ts'
import { focusRow } from '../rows.ts'
import { CallLog } from './CallLog.tsx'
import './contact.css'
import { Owed } from './Owed.tsx'
import { SeatPicker } from './SeatPicker.tsx'
import { receptionTexts } from './texts.ts'
import { UnsavedTabs } from './UnsavedTabs.tsx'
import { useContacts } from './useContactDesk.ts'

/** The desk between two calls: who waits, what is owed, who called, what was told lately. */
export function ContactsPage() {
  const t = useTexts(receptionTexts)
  const { locale } = useLocale()
  const { desk } = useContacts()
  const navigate = useNavigate()
  useTitle(t.listTitle)
  useShortcuts([
    { keys: 'j', label: t.recent, run: () => focusRow(1) },
    { keys: 'k', label: t.recent, run: () => focusRow(-1) },
  ])
  return (
    <>
      <div className="desk-head">
        <h1>{t.listTitle}</h1>
        <SeatPicker />
        <Button
          className="desk-push"
          type="primary"
          size="large"
          onClick={() => void navigate(`/contacts/${desk.openNew()}`)}
        >
          {t.newContact}
          {locale === 'zh' ? '（C）' : ' (C)'}
        </Button>
      </div>
      <UnsavedTabs currentId={null} />
      <Owed />
      <div className="contact-columns">
        <Recent />
        <CallLog />
      </div>
    </>
  )
}

function Recent() {
  const t = useTexts(receptionTexts)
  const { data, error, refetch } = useQuery({
    queryKey: ['reception', 'recent'],
    queryFn: () => call(receptionContract.listContacts, { query: { which: 'recent', size: 30 } }),
  })
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  const rows = data?.rows ?? []
  return (
    <section aria-labelledby="contacts-recent" className="contact-list">
      <h2 id="contacts-recent">{t.recent}</h2>
      {data && rows.length === 0 ? <p className="desk-quiet">{t.recentNone}</p> : null}
      <ul className="desk-panel">
        {rows.map((row) => (
          <li key={row.contactId}>
            <RecentRow row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RecentRow({ row }: { row: ContactRow }) {
  const t = useTexts(receptionTexts)
  return (
    <Link className="contact-row" data-row to={`/contacts/${row.contactId}`}>
      <span className="contact-row-said">{row.said}</span>
      <span>
        {row.outcomes.map((outcome) => (
          <span key={outcome} className="word-tag">
            {t[`outcome.${outcome}`]}
          </span>
        ))}
      </span>
      <small>
        {[
          row.callerMasked,
          row.phoneMasked,
          t[`channel.${row.channel}`],
          sayInstant(row.takenAt),
          t.by(row.takenByName),
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    </Link>
  )
}
