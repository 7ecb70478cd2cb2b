import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { receptionContract } from '@bancheng/core/reception/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import type { ContactTyped } from './contact-typed.ts'
import { receptionTexts } from './texts.ts'

/** Who called from this number before, masked until opened. Asked once the server knows the number. */
export function Earlier({ contact }: { contact: ContactTyped }) {
  const t = useTexts(receptionTexts)
  const { contactId, phoneMasked } = contact
  const { data } = useQuery({
    queryKey: ['reception', 'earlier', contactId, phoneMasked],
    queryFn: () => call(receptionContract.earlierContacts, { params: { contactId } }),
    enabled: phoneMasked !== null,
  })
  if (phoneMasked === null || !data) return null
  const { rows, cases } = data
  return (
    <section className="desk-panel contact-side" aria-labelledby="contact-earlier">
      <h2 id="contact-earlier">{t.earlier}</h2>
      {rows.length + cases.length === 0 ? <p className="desk-quiet">{t.earlierNone}</p> : null}
      <ul>
        {rows.map((row) => (
          <li key={row.contactId}>
            <Link to={`/contacts/${row.contactId}`} title={t.earlierHidden}>
              <strong>{row.callerMasked || t.anonymousCaller}</strong>{' '}
              {row.outcomes.map((outcome) => t[`outcome.${outcome}`]).join('、')}
            </Link>
            <span className="desk-quiet">
              {sayInstant(row.takenAt)} · {t.by(row.takenByName)}
            </span>
          </li>
        ))}
        {cases.map((one) => (
          <li key={one.caseId}>
            <Link to={`/cases/${one.caseId}`} className="desk-number">
              {one.caseNo}
            </Link>
            <span className="desk-quiet">
              {sayInstant(one.registeredAt)} · {one.isOpen ? t.caseOpen : t.caseClosed}
            </span>
          </li>
        ))}
      </ul>
      {rows.length > 0 ? <p className="desk-quiet">{t.earlierHidden}</p> : null}
    </section>
  )
}
