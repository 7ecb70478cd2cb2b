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
  const isAsked = task.kind === 'coordinate' || task.kind === 'step'
  const isLinkable = isAsked && task.state === 'open' && task.purpose?.kind !== 'countersign'
  // Somebody outside has nothing else to answer by.
  const isNeeded = task.party.kind === 'outside' && (!task.link || task.link.revokedAt !== null)
  if (!isLinkable || !isSender) return null
  return (
    <>
      <Button
        size="small"
        type={isNeeded ? 'primary' : 'default'}
        className="case-command"
        onClick={() => setOpen(true)}
      >
        {t.send}
      </Button>
      {isOpen ? <LinkDialog task={task} onClose={() => setOpen(false)} /> : null}
    </>
  )
}
