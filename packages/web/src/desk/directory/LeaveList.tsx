import { sayLeave } from '@bancheng/core/directory/leave.ts'
import { type LeaveRow, leaveContract } from '@bancheng/core/directory/leave-contract.ts'
import { sayInstant } from '@bancheng/core/kernel/time.ts'
import { useMutation } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { leaveTexts } from './leave-texts.ts'
import { useLeaveChanged } from './leaves.ts'

type ListProps = {
  readonly title: string
  readonly empty: string
  readonly rows: readonly LeaveRow[]
  readonly change: (row: LeaveRow) => void
}

export function LeaveList({ title, empty, rows, change }: ListProps) {
  return (
    <section className="leave-section" aria-label={title}>
      <h2>
        {title} {rows.length > 0 ? <small className="desk-quiet">{rows.length}</small> : null}
      </h2>
      <LeaveRows empty={empty} rows={rows} change={change} />
    </section>
  )
}

export const LeaveRows = ({ empty, rows, change }: Omit<ListProps, 'title'>) =>
  rows.length === 0 ? (
    <p className="desk-panel leave-empty desk-quiet">{empty}</p>
  ) : (
    <ul className="desk-panel leave-list">
      {rows.map((row) => (
        <Row key={row.absenceId} row={row} change={change} />
      ))}
    </ul>
  )

function Row({ row, change }: { row: LeaveRow; change: ListProps['change'] }) {
  const t = useTexts(leaveTexts)
  const { locale } = useLocale()
  return (
    <li className="leave-row">
      <div>
        <strong>{row.personName}</strong>
        <div className="desk-quiet">{row.unitName}</div>
      </div>
      <div>
        <span className="leave-period">{sayLeave(row, locale)}</span>
        {row.isWithdrawn ? <span className="word-tag">{t.withdrawn}</span> : null}
        {row.note ? <div className="leave-note">{row.note}</div> : null}
      </div>
      <div>
        <Behind row={row} />
        <History row={row} />
      </div>
      {row.mayKeep ? <Acts row={row} change={change} /> : null}
    </li>
  )
}

/** Who stands in, and who does at this moment where they are away too. */
function Behind({ row }: { row: LeaveRow }) {
  const t = useTexts(leaveTexts)
  const { standInName, actingName, isNow } = row
  if (!standInName)
    return (
      <span className="word-tag is-strong" title={t.aloneHint}>
        {t.alone}
      </span>
    )
  if (!isNow || actingName === standInName) return t.by(standInName)
  return (
    <span className="leave-warning">{actingName ? t.follows(standInName, actingName) : t.nobodyNow(standInName)}</span>
  )
}

function History({ row }: { row: LeaveRow }) {
  const t = useTexts(leaveTexts)
  const { locale } = useLocale()
  const ways = { entered: t.entered, changed: t.changed, ended: t.ended, withdrawn: t.withdrawnBy } as const
  return (
    <details className="leave-history">
      <summary>{t.history}</summary>
      <ol>
        {row.history.map((change) => (
          <li key={`${change.at} ${change.way} ${change.until}`}>
            <span className="desk-number">{sayInstant(change.at)}</span> {change.byName} {ways[change.way]}
            {`${locale === 'zh' ? '：' : ': '}${sayLeave(change, locale)} · ${change.standInName ? t.by(change.standInName) : t.alone}`}
          </li>
        ))}
      </ol>
    </details>
  )
}

function Acts({ row, change }: { row: LeaveRow; change: ListProps['change'] }) {
  const t = useTexts(leaveTexts)
  const changed = useLeaveChanged()
  const { personName, absenceId } = row
  const over = useMutation({
    mutationFn: () => call(row.isNow ? leaveContract.endLeave : leaveContract.withdrawLeave, { params: { absenceId } }),
    onSuccess: changed,
  })
  const words = row.isNow
    ? { name: t.endOf(personName), label: t.end, sure: t.endSure, hint: t.endHint }
    : { name: t.withdrawOf(personName), label: t.withdraw, sure: t.withdrawSure, hint: t.withdrawHint }
  return (
    <div className="leave-acts">
      <Button size="small" aria-label={t.changeOf(personName)} onClick={() => change(row)}>
        {t.change}
      </Button>
      <Popconfirm
        title={words.sure}
        description={words.hint}
        okText={words.label}
        cancelText={t.no}
        onConfirm={() => over.mutate()}
      >
        <Button size="small" danger aria-label={words.name} loading={over.isPending}>
          {words.label}
        </Button>
      </Popconfirm>
      <ProblemAlert error={over.error} />
    </div>
  )
}
