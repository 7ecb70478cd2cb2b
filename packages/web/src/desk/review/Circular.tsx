import type { NamedUnit } from '@bancheng/core/review/contract.ts'
import { useId } from 'react'
import { texts, useTexts } from '../../locale.tsx'

const circularTexts = texts(
  {
    title: '月度通报',
    count: (count: number) => `列入 ${count} 件，为本月最多`,
    running: (months: number) => `连续 ${months} 个月`,
    accountable: '按规定启动问责',
  },
  {
    title: 'Monthly circular',
    count: (count: number) => (count === 1 ? '1 case, the most of the month' : `${count} cases, the most of the month`),
    running: (months: number) => `${months} months running`,
    accountable: 'To be called to account',
  },
)

/** The units that the rules name this month; nothing where they name nobody. */
export function Circular({ units }: { units: readonly NamedUnit[] }) {
  const t = useTexts(circularTexts)
  const id = useId()
  if (units.length === 0) return null
  return (
    <section className="review-section" aria-labelledby={id}>
      <h2 id={id}>{t.title}</h2>
      <ul className="review-named">
        {units.map(({ unitId, unit, count, monthsRunning, isAccountable }) => (
          <li key={unitId}>
            <strong>{unit}</strong> {t.count(count)}{' '}
            {monthsRunning > 1 ? <span className="word-tag">{t.running(monthsRunning)}</span> : null}{' '}
            {isAccountable ? <span className="word-tag is-late">{t.accountable}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
