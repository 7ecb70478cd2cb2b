import { receptionContract } from '@bancheng/core/reception/contract.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import './contact.css'
import { OwedRow } from './OwedRow.tsx'
import { receptionTexts } from './texts.ts'

/** What is owed outside of cases, as this person may see it. Asked again every few minutes: time alone makes things late. */
export function useOwed() {
  const { can } = useSession()
  return useQuery({
    queryKey: ['reception', 'tasks'],
    queryFn: () => call(receptionContract.receptionTasks, { query: {} }),
    enabled: can.includes('viewOwed'),
    refetchInterval: 3 * 60_000,
    placeholderData: keepPreviousData,
  })
}

/** 待回电、未接来电、投诉, late on top: what reception itself owes. */
export function Owed() {
  const t = useTexts(receptionTexts)
  const id = useId()
  const rows = (useOwed().data?.rows ?? []).filter(({ kind }) => kind !== 'report')
  return (
    <section className="contact-owed" aria-labelledby={id}>
      <h2 id={id}>{t.owed}</h2>
      {rows.length === 0 ? <p className="desk-quiet">{t.owedNone}</p> : null}
      <ul className="desk-panel">
        {rows.map((row) => (
          <li key={row.taskId}>
            <OwedRow row={row} />
          </li>
        ))}
      </ul>
    </section>
  )
}
