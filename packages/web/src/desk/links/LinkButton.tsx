import type { Task } from '@bancheng/core/cases/state.ts'
import { Button } from 'antd'
import { useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useCaseDesk } from '../cases/commands/CaseDesk.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { linkDeskTexts } from './texts.ts'

/** Beside what a unit is asked: the same, by a link, to somebody who cannot sign in. */
export function LinkButton({ task }: { task: Task }) {
  const t = useTexts(linkDeskTexts)
  const { can, role, person } = useSession()
  const { state, standingInFor } = useCaseDesk().view
  const isOwner = [person, ...standingInFor].some(({ personId }) => personId === state.ownerId)
  const [isOpen, setOpen] = useState(false)
  const isSender = can.includes('issueLink') && (role === 'supervisor' || isOwner)
  const isLinkable = task.kind === 'coordinate' && task.state === 'open' && task.purpose?.kind !== 'countersign'
  if (!isLinkable || !isSender) return null
  return (
    <>
      <Button size="small" className="case-command" onClick={() => setOpen(true)}>
        {t.send}
      </Button>
      {isOpen ? <LinkDialog task={task} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
