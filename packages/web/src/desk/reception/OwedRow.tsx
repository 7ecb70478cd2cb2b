import { sayInstant } from '@bancheng/core/kernel/time.ts'
import type { ReceptionTaskRow } from '@bancheng/core/reception/contract.ts'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useLocation } from 'react-router'
import { useLocale, useTexts } from '../../locale.tsx'
import { ProvisionalTag } from '../../ui/ProvisionalTag.tsx'
import { SettleReport } from '../answers/SettleReport.tsx'
import { nowHere, sayDue } from '../due.ts'
import './contact.css'
import { RevealPhone } from './RevealPhone.tsx'
import { isWithheld, SettleDialog } from './SettleDialog.tsx'
import { receptionTexts } from './texts.ts'

/** Something owed outside of a case, with the button that ends it. A message leads to it by its id. */
export function OwedRow({ row, className = '' }: { row: ReceptionTaskRow; className?: string }) {
  const t = useTexts(receptionTexts)
  const { locale } = useLocale()
  const [isSettling, setSettling] = useState(false)
  const { word, full } = sayDue(row, nowHere(), locale)
  const id = `owed-${row.taskId}`
  const isMeant = useLocation().hash === `#${id}`
  const close = () => setSettling(false)
  return (
    <div
      id={id}
      className={`owed-row ${className} ${row.isLate ? 'is-late' : ''} ${isMeant ? 'is-meant' : ''}`}
      ref={(line) => {
        if (isMeant) line?.scrollIntoView({ block: 'center' })
      }}
    >
      <strong className="owed-kind">{t[`task.${row.kind}`]}</strong>
      <span className="owed-ask">
        <Ask row={row} />
        {row.missedCount > 1 && row.lastMissedAt ? (
          <small>{t.missedTimes(row.missedCount, sayInstant(row.lastMissedAt))}</small>
        ) : null}
        {row.tries > 0 ? <small>{t.tries(row.tries)}</small> : null}
      </span>
      <span>{row.who}</span>
      <span className="owed-caller">
        <span>
          <Caller row={row} />
        </span>
        <Button
          size="small"
          data-row
          disabled={!row.maySettle}
          title={row.maySettle ? undefined : t.notYours}
          onClick={() => setSettling(true)}
        >
          {row.kind === 'report' ? t.settleReport : t.settle}
        </Button>
      </span>
      <span className="desk-number owed-due">
        <span className={row.isLate ? 'desk-late' : undefined}>{word}</span>
        {full ? <small>{full}</small> : null}
        {row.isProvisional ? (
          <small>
            <ProvisionalTag isShown />
          </small>
        ) : null}
      </span>
      {isSettling && row.reportId ? <SettleReport reportId={row.reportId} close={close} /> : null}
      {isSettling && !row.reportId ? <SettleDialog task={row} close={close} /> : null}
    </div>
  )
}

function Ask({ row }: { row: ReceptionTaskRow }) {
  const t = useTexts(receptionTexts)
  if (row.contactId) return <Link to={`/contacts/${row.contactId}`}>{row.ask}</Link>
  if (row.reportId) return <Link to={`/answers/reports#report-${row.reportId}`}>{row.ask}</Link>
  return `${t.extension} ${row.ask}`
}

function Caller({ row }: { row: ReceptionTaskRow }) {
  const t = useTexts(receptionTexts)
  if (row.kind === 'report') return row.callerMasked ? t.reportedBy(row.callerMasked) : t.reportedByPublic
  if (isWithheld(row)) return t.withheld
  const of = row.contactId ? { contactId: row.contactId } : { callId: row.callId ?? '' }
  return (
    <>
      {row.callerMasked} {row.phoneMasked ? <RevealPhone masked={row.phoneMasked} of={of} /> : null}
    </>
  )
}
