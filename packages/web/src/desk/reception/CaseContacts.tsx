import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { receptionContract } from '@bancheng/core/reception/contract.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useCaseDesk } from '../cases/commands/CaseDesk.tsx'
import './contact.css'
import { receptionTexts } from './texts.ts'

/** The contact out of which the case was opened: what was said first, and to whom. */
export function CaseContacts() {
  const t = useTexts(receptionTexts)
  const { can } = useSession()
  const { caseId } = useCaseDesk().view.state
  const { data } = useQuery({
    queryKey: ['reception', 'case', caseId],
    queryFn: () => call(receptionContract.contactsOfCase, { params: { caseId } }),
    enabled: can.includes('viewContacts'),
    staleTime: 5 * 60_000,
  })
  if (!data || data.rows.length === 0) return null
  return (
    <section className="desk-panel contact-side" aria-labelledby="case-contacts">
      <h2 id="case-contacts">{t.fromContact}</h2>
      <ul>
        {data.rows.map((row) => (
          <li key={row.contactId}>
            <Link to={`/contacts/${row.contactId}`}>{row.said || t[`channel.${row.channel}`]}</Link>
            <span className="desk-quiet">
              {t[`channel.${row.channel}`]} · {sayInstant(row.takenAt)} · {t.by(row.takenByName)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
