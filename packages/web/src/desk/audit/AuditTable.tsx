import type { AuditRow } from '@bancheng/core/audit/contract.ts'
import { localDateOf } from '@bancheng/core/kernel/time.ts'
import { labelOf } from '@bancheng/core/texts/labels.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { auditActions, auditTexts } from './texts.ts'

/** To the second: an investigation asks which came first. */
const precise = (at: AuditRow['at']): string =>
  `${localDateOf(at)} ${new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' })}`

function useActionName(): (action: string) => string {
  const { locale } = useLocale()
  const known: Readonly<Record<string, { zh: string; en: string }>> = auditActions
  return (action) => known[action]?.[locale] ?? action
}

function Facts({ row }: { row: AuditRow }) {
  const facts = Object.entries(row.facts)
  return (
    <>
      {row.objectId ? (
        <span className="desk-quiet" style={{ display: 'block', fontSize: 12 }}>
          {row.objectKind} {row.objectId}
        </span>
      ) : null}
      {facts.map(([name, value]) => `${name}: ${value ?? '—'}`).join('；')}
    </>
  )
}

function Row({ row }: { row: AuditRow }) {
  const t = useTexts(auditTexts)
  const { locale } = useLocale()
  const nameOf = useActionName()
  return (
    <tr>
      <td className="desk-number">{precise(row.at)}</td>
      <td>
        {row.personName || t.nobody}
        <span className="desk-quiet"> {row.role ? labelOf('role', row.role, locale) : ''}</span>
      </td>
      <td title={row.action}>{nameOf(row.action)}</td>
      <td>
        <span className={row.isSuccess ? 'word-tag' : 'word-tag is-late'}>{row.isSuccess ? t.ok : t.failed}</span>
      </td>
      <td className="desk-number">{row.address ?? '—'}</td>
      <td>
        <Facts row={row} />
      </td>
    </tr>
  )
}

export function AuditTable({ rows }: { rows: readonly AuditRow[] }) {
  const t = useTexts(auditTexts)
  return (
    <table className="desk-panel desk-table is-cards" aria-label={t.table}>
      <thead>
        <tr>
          <th scope="col">{t.at}</th>
          <th scope="col">{t.person}</th>
          <th scope="col">{t.action}</th>
          <th scope="col">{t.outcome}</th>
          <th scope="col">{t.address}</th>
          <th scope="col">{t.facts}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.auditId} row={row} />
        ))}
      </tbody>
    </table>
  )
}
