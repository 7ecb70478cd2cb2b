import { Button } from 'antd'
import { useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { type Reported, ReportForm } from '../search/ReportForm.tsx'
import { reportsTexts } from './texts.ts'

/** One key away for whoever reads it: `!`, a word, Enter. */
export function ReportEntry({ subject }: { subject: Omit<Reported, 'fault'> }) {
  const t = useTexts(reportsTexts)
  const [isOpen, setOpen] = useState(false)
  const mayReport = useSession().can.includes('reportCatalogue')
  useShortcuts(mayReport ? [{ keys: '!', label: t.report, run: () => setOpen(true) }] : [])
  if (!mayReport) return null
  if (isOpen) return <ReportForm reported={{ ...subject, fault: 'wrong' }} done={() => setOpen(false)} />
  return (
    <Button type="text" size="small" onClick={() => setOpen(true)}>
      {t.report}（!）
    </Button>
  )
}
