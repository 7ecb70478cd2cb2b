import { sayUntil } from '@bancheng/core/directory/leave.ts'
import type { LeaveRow } from '@bancheng/core/directory/leave-contract.ts'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useLocale, useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemPage } from '../../ui/ProblemPage.tsx'
import { useTitle } from '../../ui/title.ts'
import { LeaveDialog } from './LeaveDialog.tsx'
import { LeaveList, LeaveRows } from './LeaveList.tsx'
import './leave.css'
import { leaveTexts } from './leave-texts.ts'
import { useLeaves, useLeavesOver } from './leaves.ts'

/** 休假与代办: who is away now and next, who stands in, and one’s own leave. */
export function LeavePage() {
  const t = useTexts(leaveTexts)
  const { locale } = useLocale()
  useTitle(t.title)
  const { data, error, refetch } = useLeaves()
  const [open, setOpen] = useState<{ readonly before: LeaveRow | null } | null>(null)
  if (error) return <ProblemPage error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const { rows, people, standingInFor } = data
  const change = (before: LeaveRow) => setOpen({ before })
  const absent = standingInFor.map(({ name, until }) => t.absent(name, sayUntil(until, locale))).join(t.and)
  return (
    <>
      <div className="desk-head">
        <h1>{t.title}</h1>
        <Button className="desk-push" type="primary" size="large" onClick={() => setOpen({ before: null })}>
          {t.enter}
        </Button>
      </div>
      <p className="desk-quiet leave-lead">{t.lead}</p>
      {absent ? <Alert type="info" showIcon title={t.standingIn(absent)} description={t.standingInHint} /> : null}
      <LeaveList title={t.now} empty={t.noneNow} rows={rows.filter(({ isNow }) => isNow)} change={change} />
      <LeaveList title={t.coming} empty={t.noneComing} rows={rows.filter(({ isNow }) => !isNow)} change={change} />
      <Over change={change} />
      {open ? <LeaveDialog people={people} before={open.before} close={() => setOpen(null)} /> : null}
    </>
  )
}

/** Loaded when somebody wants to know. */
function Over({ change }: { change: (row: LeaveRow) => void }) {
  const t = useTexts(leaveTexts)
  const [isOpen, setOpen] = useState(false)
  const { data, error, refetch } = useLeavesOver(isOpen)
  return (
    <details className="leave-over" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t.over}</summary>
      {error ? <ProblemPage error={error} retry={() => void refetch()} /> : null}
      {data ? <LeaveRows empty={t.noneOver} rows={data.rows} change={change} /> : isOpen && !error ? <Loading /> : null}
    </details>
  )
}
