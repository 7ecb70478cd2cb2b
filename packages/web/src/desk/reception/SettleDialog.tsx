import { type ReceptionTaskRow, receptionContract } from '@bancheng/core/reception/contract.ts'
import { useQueryClient } from '@tanstack/react-query'
import { Input, Modal, Radio } from 'antd'
import { useId, useRef, useState } from 'react'
import { callOnce, newKey } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Labelled } from '../cases/commands/controls/Labelled.tsx'
import { receptionTexts } from './texts.ts'

const outcomes = ['done', 'not-reached', 'given-up'] as const
type Outcome = (typeof outcomes)[number]

/** Nobody can be called back: what is left is to say so. */
export const isWithheld = (row: ReceptionTaskRow): boolean => row.kind === 'missed-call' && row.phoneMasked === null

/** Called back, tried in vain, or answered. */
export function SettleDialog({ task, close }: { task: ReceptionTaskRow; close: () => void }) {
  const t = useTexts(receptionTexts)
  const client = useQueryClient()
  const id = useId()
  const key = useRef(newKey())
  const [outcome, setOutcome] = useState<Outcome>(isWithheld(task) ? 'given-up' : 'done')
  const [note, setNote] = useState(isWithheld(task) ? t.withheldNote : '')
  const [problem, setProblem] = useState<unknown>(null)
  const isComplaint = task.kind === 'complaint'
  const names: Record<Outcome, string> = {
    done: isComplaint ? t.settleAnswered : t.settleDone,
    'not-reached': t.settleNotReached,
    'given-up': isWithheld(task) ? t.settleWithheld : t.settleGivenUp,
  }
  const send = async () => {
    try {
      const asked = { params: { taskId: task.taskId }, body: { outcome, note } }
      await callOnce(receptionContract.settleTask, asked, key.current)
      await client.invalidateQueries({ queryKey: ['reception'] })
      close()
    } catch (error) {
      key.current = newKey()
      setProblem(error)
    }
  }
  return (
    <Modal
      open
      title={t.settleTitle}
      okText={t.save}
      cancelText={t.close}
      onOk={() => void send()}
      onCancel={close}
      width={460}
    >
      <p>{task.contactId ? task.ask : `${t.extension} ${task.ask}`}</p>
      {isComplaint ? null : (
        <Radio.Group
          aria-label={t.settled}
          optionType="button"
          value={outcome}
          onChange={(event) => setOutcome(outcomes.find((one) => one === event.target.value) ?? 'done')}
          options={outcomes.map((value) => ({ value, label: names[value] }))}
          style={{ marginBottom: 12 }}
        />
      )}
      <Labelled id={id} label={t.settleNote} isRequired={outcome !== 'not-reached'}>
        <Input.TextArea
          id={id}
          autoFocus
          autoSize={{ minRows: 2 }}
          maxLength={2_000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Labelled>
      <ProblemAlert error={problem} />
    </Modal>
  )
}
