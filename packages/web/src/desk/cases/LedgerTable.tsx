import type { LedgerFilter } from '@bancheng/core/cases/contract.ts'
import type { LedgerRow } from '@bancheng/core/cases/view.ts'
import { type Instant, localDateOf, sayInstant } from '@bancheng/core/kernel/time.ts'
import { gradeWord, labelOf } from '@bancheng/core/texts/labels.ts'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { useLocale, useTexts } from '../../locale.tsx'
import { ProvisionalTag } from '../../ui/ProvisionalTag.tsx'
import { sayDue } from '../due.ts'
import { ledgerTexts } from './lists-texts.ts'

type Sort = LedgerFilter['sort']
type Sorting = { readonly filter: LedgerFilter; readonly change: (next: Partial<LedgerFilter>) => void }

function SortHead({ sort, filter, change, children }: Sorting & { sort: Sort; children: ReactNode }) {
  const isChosen = filter.sort === sort
  const isUp = filter.direction === 'asc'
  return (
    <th scope="col" aria-sort={isChosen ? (isUp ? 'ascending' : 'descending') : 'none'}>
      <button type="button" onClick={() => change({ sort, direction: isChosen && !isUp ? 'asc' : 'desc' })}>
        {children}
        <span aria-hidden="true">{isChosen ? (isUp ? ' ↑' : ' ↓') : ''}</span>
      </button>
    </th>
  )
}

const tone: Partial<Record<LedgerRow['status'], string>> = {
  registered: 'is-strong',
  'waiting-for-applicant': 'is-strong',
  resolved: 'is-done',
  closed: 'is-done',
}

function Until({ row, now }: { row: LedgerRow; now: Instant }) {
  const t = useTexts(ledgerTexts)
  const { locale } = useLocale()
  if (row.closedAt)
    return (
      <>
        {row.status === 'refused' ? labelOf('status', 'refused', locale) : t.closed} {localDateOf(row.closedAt)}
        {row.result ? <small>{labelOf('resultKind', row.result, locale)}</small> : null}
      </>
    )
  if (row.dueAt === null && row.status !== 'waiting-for-applicant') return '—'
  const { word, full } = sayDue(row, now, locale)
  return (
    <>
      <span className={row.isLate ? 'desk-late' : undefined}>{word}</span>
      {full ? <small>{full}</small> : null}
      {row.isProvisional ? (
        <small>
          <ProvisionalTag isShown />
        </small>
      ) : null}
    </>
  )
}

function Row({ row, now }: { row: LedgerRow; now: Instant }) {
  const t = useTexts(ledgerTexts)
  const { locale } = useLocale()
  return (
    <tr>
      <td className="desk-number">
        <Link data-row to={`/cases/${row.caseId}`}>
          {row.caseNo}
        </Link>
        <span>
          <span className={`word-tag ${tone[row.status] ?? ''}`}>{labelOf('status', row.status, locale)}</span>{' '}
          {row.level > 0 ? <span className="word-tag is-late">{t.level(row.level)}</span> : null}
        </span>
      </td>
      <td>
        {row.applicantName}
        <small className="desk-number">{row.phoneMasked}</small>
      </td>
      <td className="ledger-want">
        {row.want}
        <small>{row.itemName}</small>
      </td>
      <td className="ledger-pain">
        {labelOf('pain', row.pain, locale)}
        <small>
          {row.grade ? gradeWord(row.grade, row.gradeName ?? undefined, locale) : '—'} · {t.trips(row.trips)}
        </small>
      </td>
      <td data-label={t.owner}>{row.ownerName}</td>
      <td data-label={t.waitsFor}>{row.waitsFor || '—'}</td>
      <td className="desk-number ledger-registered">{sayInstant(row.registeredAt)}</td>
      <td className="desk-number" data-label={t.due}>
        <Until row={row} now={now} />
      </td>
    </tr>
  )
}

/** A table at a desk and on paper, cards on a phone: the same rows, laid out by the style sheet. */
export function LedgerTable({ rows, now, ...sorting }: Sorting & { rows: readonly LedgerRow[]; now: Instant }) {
  const t = useTexts(ledgerTexts)
  return (
    <table className="ledger desk-panel" aria-label={t.table}>
      <thead>
        <tr>
          <SortHead sort="number" {...sorting}>
            {t.caseNo}
          </SortHead>
          <th scope="col">{t.applicant}</th>
          <th scope="col">{t.want}</th>
          <th scope="col">{t.pain}</th>
          <th scope="col">{t.owner}</th>
          <th scope="col">{t.waitsFor}</th>
          <SortHead sort="registered" {...sorting}>
            {t.registered}
          </SortHead>
          <SortHead sort="due" {...sorting}>
            {t.due}
          </SortHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.caseId} row={row} now={now} />
        ))}
      </tbody>
    </table>
  )
}
