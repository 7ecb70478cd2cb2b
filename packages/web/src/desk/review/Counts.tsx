import { ReviewCause } from '@bancheng/core/policy/service.ts'
import type { Counts } from '@bancheng/core/review/contract.ts'
import { reviewWords, sayMonth } from '@bancheng/core/review/texts.ts'
import type { ReactNode } from 'react'
import { useLocale, useTexts } from '../../locale.tsx'
import { reviewTexts } from './texts.ts'

/** A front page in figures: by cause and by unit, this month beside the earlier ones. */
export function CountTables({ months }: { months: readonly Counts[] }) {
  const t = useTexts(reviewTexts)
  const { locale } = useLocale()
  const units = new Map(months.flatMap((of) => of.byUnit.map((one) => [one.unitId, one.unit] as const)))
  return (
    <div className="review-counts">
      <CountTable title={t.byCause} months={months}>
        {ReviewCause.options.map((cause) => (
          <Row
            key={cause}
            name={reviewWords[locale].cause[cause]}
            counts={months.map((of) => of.byCause[cause] ?? 0)}
          />
        ))}
        <Row name={t.all} counts={months.map((of) => of.total)} isTotal />
      </CountTable>
      <CountTable title={t.byUnit} months={months}>
        {[...units].map(([unitId, unit]) => (
          <Row
            key={unitId}
            name={unit}
            counts={months.map((of) => of.byUnit.find((one) => one.unitId === unitId)?.count ?? 0)}
          />
        ))}
      </CountTable>
    </div>
  )
}

function CountTable(props: { title: string; months: readonly Counts[]; children: ReactNode }) {
  const { locale } = useLocale()
  return (
    <div className="desk-panel review-count">
      <table className="desk-table">
        <thead>
          <tr>
            <th scope="col">{props.title}</th>
            {props.months.map((of) => (
              <th scope="col" key={of.month} className="review-figure">
                {sayMonth(of.month, locale)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{props.children}</tbody>
      </table>
    </div>
  )
}

const Row = ({ name, counts, isTotal }: { name: string; counts: readonly number[]; isTotal?: boolean }) => (
  <tr className={isTotal ? 'review-total' : undefined}>
    <td>{name}</td>
    {counts.map((count, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a column of months, which never changes its order
      <td key={index} className={index === 0 ? 'review-figure is-now' : 'review-figure'}>
        {count}
      </td>
    ))}
  </tr>
)
