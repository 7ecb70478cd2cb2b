import { caseContract } from '@bancheng/core/cases/contract.ts'
import { Button, Input, Modal } from 'antd'
import { useEffect, useId, useState } from 'react'
import { call } from '../../../api.ts'
import { useTexts } from '../../../locale.tsx'
import { useSession } from '../../../session.tsx'
import { ProblemAlert } from '../../../ui/ProblemAlert.tsx'
import { caseTexts } from '../case-texts.ts'
import { useCaseDesk } from '../commands/CaseDesk.tsx'
import { Labelled } from '../commands/controls/Labelled.tsx'

const SHOWN_MS = 60_000

type Props = {
  readonly field: 'applicant.phone' | 'applicant.identity' | 'delivery.phone' | 'delivery.address' | 'form'
  readonly label: string
  readonly masked: string
  readonly subjectId?: string
  readonly formKey?: string
}

/** The masked value; in full for a minute, for a stated reason that the audit keeps. */
export function Masked({ field, label, masked, subjectId, formKey }: Props) {
  const t = useTexts(caseTexts)
  const { can } = useSession()
  const [isAsking, setAsking] = useState(false)
  const [shown, setShown] = useState<string | null>(null)
  useEffect(() => {
    if (shown === null) return
    const timer = setTimeout(() => setShown(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [shown])
  if (shown !== null)
    return (
      <span className="case-revealed" title={t.revealedFor}>
        {shown}
      </span>
    )
  return (
    <span className="desk-number">
      {masked}
      {can.includes('revealPersonalData') ? (
        <Button size="small" type="link" aria-label={`${t.reveal} ${label}`} onClick={() => setAsking(true)}>
          {t.reveal}
        </Button>
      ) : null}
      {isAsking ? (
        <RevealDialog
          ask={{ field, subjectId: subjectId ?? null, key: formKey ?? null }}
          onClose={() => setAsking(false)}
          onShown={setShown}
        />
      ) : null}
    </span>
  )
}

type DialogProps = {
  readonly ask: { field: Props['field']; subjectId: string | null; key: string | null }
  readonly onClose: () => void
  readonly onShown: (value: string) => void
}

function RevealDialog({ ask, onClose, onShown }: DialogProps) {
  const t = useTexts(caseTexts)
  const { caseId } = useCaseDesk().view.state
  const id = useId()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const show = async () => {
    try {
      const { value } = await call(caseContract.revealPersonalData, {
        params: { caseId },
        body: { ...ask, reason: reason.trim() },
      })
      onShown(value)
      onClose()
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <Modal
      open
      title={t.revealTitle}
      width={420}
      okText={t.reveal}
      cancelText={t.cancel}
      okButtonProps={{ disabled: reason.trim().length < 2 }}
      onOk={() => void show()}
      onCancel={onClose}
    >
      <Labelled id={id} label={t.revealReason} hint={t.revealHint} isRequired>
        <Input
          id={id}
          autoFocus
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
          onPressEnter={() => reason.trim().length >= 2 && void show()}
        />
      </Labelled>
      <ProblemAlert error={problem} />
    </Modal>
  )
}
