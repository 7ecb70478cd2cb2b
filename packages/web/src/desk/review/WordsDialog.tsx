import { Input, Modal } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Labelled } from '../cases/commands/controls/Labelled.tsx'
import '../cases/commands/fields.css'
import './review.css'
import { useReviewChanged } from './review.ts'
import { reviewTexts } from './texts.ts'

type Props = {
  readonly title: string
  readonly label: string
  readonly hint?: string
  readonly isOptional?: boolean
  /** How many characters a reason has at least. */
  readonly least?: number
  /** Why it cannot be sent yet, besides the words. */
  readonly blocked?: string | undefined
  readonly okText: string
  /** Fields beside the words. */
  readonly children?: ReactNode
  readonly send: (text: string) => Promise<unknown>
  readonly close: () => void
}

/** A dialog that asks for words; what was typed stays when it is refused. */
export function WordsDialog(props: Props) {
  const { title, label, hint, isOptional, least = 2, blocked, okText, children, send, close } = props
  const t = useTexts(reviewTexts)
  const id = useId()
  const changed = useReviewChanged()
  const [text, setText] = useState('')
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<unknown>(null)
  const isShort = !isOptional && text.trim().length < least
  const reason = isShort ? t.tooShort(least) : blocked
  const submit = async () => {
    setSending(true)
    try {
      await send(text)
      await changed()
      close()
    } catch (error) {
      setProblem(error)
      setSending(false)
    }
  }
  return (
    <Modal
      open
      title={title}
      okText={okText}
      cancelText={t.cancel}
      okButtonProps={{ disabled: reason !== undefined, title: reason, loading: isSending }}
      onOk={() => void submit()}
      onCancel={close}
      width={560}
    >
      <ProblemAlert error={problem} />
      <div className="review-fields">
        <Labelled id={id} label={label} hint={isShort && text ? t.tooShort(least) : hint} isRequired={!isOptional}>
          <Input.TextArea
            id={id}
            autoFocus
            autoSize={{ minRows: 3, maxRows: 12 }}
            maxLength={4_000}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Labelled>
        {children}
      </div>
    </Modal>
  )
}

/** A day, by the browser's own calendar: on a tablet that is the one which fingers know. */
export function DayField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (day: string) => void
}) {
  const id = useId()
  return (
    <Labelled id={id} label={label} isRequired>
      <Input id={id} type="date" value={value} onChange={(event) => onChange(event.target.value)} />
    </Labelled>
  )
}
