import type { Task } from '@bancheng/core/cases/state.ts'
import { msOf } from '@bancheng/core/kernel/time.ts'
import { LINK_DAYS } from '@bancheng/core/links/rules.ts'
import { Button, Checkbox, Input, InputNumber } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useTexts } from '../../locale.tsx'
import { useCaseDesk } from '../cases/commands/CaseDesk.tsx'
import { nowHere } from '../due.ts'
import { linkDeskTexts } from './texts.ts'

export type Wanted = {
  readonly organisation: string
  readonly recipient: string
  readonly days: number
  readonly fileIds: string[]
}

type Props = {
  readonly task: Task
  /** What was typed before the preview was looked at. */
  readonly before: Wanted | null
  readonly isBusy: boolean
  readonly onLook: (wanted: Wanted) => void
}

/** A link that ends before the answer is due is no use to anybody. */
const daysFor = ({ dueAt }: Task): number => {
  const untilDue = dueAt ? Math.ceil((msOf(dueAt) - msOf(nowHere())) / DAY_MS) + 1 : LINK_DAYS.usual
  return Math.min(LINK_DAYS.most, Math.max(LINK_DAYS.usual, untilDue))
}
const DAY_MS = 86_400_000

/** To whom, for how long, and which of the task’s files go along: none, unless somebody ticks them. */
export function LinkForm({ task, before, isBusy, onLook }: Props) {
  const t = useTexts(linkDeskTexts)
  const outside = task.party.kind === 'outside' ? task.party : null
  const [organisation, setOrganisation] = useState(outside?.organisation ?? before?.organisation ?? '')
  const [recipient, setRecipient] = useState(outside?.name ?? before?.recipient ?? '')
  const [days, setDays] = useState<number>(before?.days ?? daysFor(task))
  const [fileIds, setFileIds] = useState<string[]>(before?.fileIds ?? [])
  const isComplete = organisation.trim() !== '' && recipient.trim() !== ''
  return (
    <form
      style={{ display: 'grid', gap: 10 }}
      onSubmit={(event) => {
        event.preventDefault()
        if (isComplete) onLook({ organisation, recipient, days, fileIds })
      }}
    >
      <Part label={t.organisation}>
        {(id) => (
          <Input
            id={id}
            value={organisation}
            readOnly={outside !== null}
            onChange={(event) => setOrganisation(event.target.value)}
            autoFocus={outside === null}
          />
        )}
      </Part>
      <Part label={t.recipient}>
        {(id) => (
          <Input
            id={id}
            value={recipient}
            readOnly={outside !== null}
            onChange={(event) => setRecipient(event.target.value)}
          />
        )}
      </Part>
      <Part label={t.days}>
        {(id) => (
          <InputNumber
            id={id}
            min={LINK_DAYS.least}
            max={LINK_DAYS.most}
            precision={0}
            value={days}
            onChange={(value) => setDays(value ?? daysFor(task))}
          />
        )}
      </Part>
      <FilesToSend task={task} chosen={fileIds} onChange={setFileIds} />
      <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isComplete}>
        {isComplete ? t.look : t.incomplete}
      </Button>
    </form>
  )
}

type FilesProps = {
  readonly task: Task
  readonly chosen: string[]
  readonly onChange: (fileIds: string[]) => void
}

function FilesToSend({ task, chosen, onChange }: FilesProps) {
  const t = useTexts(linkDeskTexts)
  const { files } = useCaseDesk().view
  const options = files
    .filter(({ fileId }) => task.fileIds.includes(fileId))
    .map(({ fileId, name }) => ({ value: fileId, label: name }))
  if (options.length === 0) return null
  return (
    <fieldset style={{ margin: 0, padding: '6px 12px', border: '1px solid #dde2ea', borderRadius: 6 }}>
      <legend style={{ fontSize: 14 }}>{t.files}</legend>
      <p className="desk-quiet" style={{ margin: '0 0 6px' }}>
        {t.filesHint}
      </p>
      <Checkbox.Group options={options} value={chosen} onChange={onChange} style={{ display: 'grid', gap: 4 }} />
    </fieldset>
  )
}

function Part({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
