import { type ReceptionTaskRow, receptionContract } from '@bancheng/core/reception/contract.ts'
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Modal, Radio } from 'antd'
import { useId, useRef, useState } from 'react'
import { Link } from 'react-router'
import { call, callOnce, newKey } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Labelled } from '../cases/commands/controls/Labelled.tsx'
import { nowHere, sayDue } from '../due.ts'
import './contact.css'
import { RevealPhone } from './RevealPhone.tsx'
import { receptionTexts } from './texts.ts'

/** What reception owes, as this person may see it. Asked again every few minutes: time alone makes things late. */
export function useOwed() {
  const { can } = useSession()
  return useQuery({
    queryKey: ['reception', 'tasks'],
    queryFn: () => call(receptionContract.receptionTasks, { query: {} }),
    enabled: can.includes('viewContacts'),
    refetchInterval: 3 * 60_000,
    placeholderData: keepPreviousData,
  })
}

/** 待回电、未接来电、投诉, late on top; nothing at all where nothing is owed and nobody asked for the list. */
export function Owed({ isShownEmpty = false }: { isShownEmpty?: boolean }) {
  const t = useTexts(receptionTexts)
  const id = useId()
  const rows = useOwed().data?.rows ?? []
  const [settling, setSettling] = useState<ReceptionTaskRow | null>(null)
  if (rows.length === 0 && !isShownEmpty) return null
  return (
    <section className="contact-owed" aria-labelledby={id}>
      <h2 id={id}>{t.owed}</h2>
      {rows.length === 0 ? <p className="desk-quiet">{t.owedNone}</p> : null}
      <ul className="desk-panel">
        {rows.map((row) => (
          <li key={row.taskId}>
            <OwedRow row={row} settle={() => setSettling(row)} />
          </li>
        ))}
      </ul>
      {settling ? <SettleDialog task={settling} close={() => setSettling(null)} /> : null}
    </section>
  )
}

function OwedRow({ row, settle }: { row: ReceptionTaskRow; settle: () => void }) {
  const t = useTexts(receptionTexts)
  const { locale } = useLocale()
  const { word, full } = sayDue(row, nowHere(), locale)
  const of = row.contactId ? { contactId: row.contactId } : { callId: row.callId ?? '' }
  return (
    <div className={row.isLate ? 'owed-row is-late' : 'owed-row'}>
      <strong className="owed-kind">{t[`task.${row.kind}`]}</strong>
      <span className="owed-ask">
        {row.contactId ? <Link to={`/contacts/${row.contactId}`}>{row.ask}</Link> : `${t.extension} ${row.ask}`}
        <small>
          {row.who}
          {row.tries > 0 ? ` · ${t.tries(row.tries)}` : ''}
        </small>
      </span>
      <span>
        {row.callerMasked} {row.phoneMasked ? <RevealPhone masked={row.phoneMasked} of={of} /> : null}
      </span>
      <span className="desk-number">
        <span className={row.isLate ? 'desk-late' : undefined}>{word}</span>
        {full ? <small>{full}</small> : null}
      </span>
      <Button size="small" disabled={!row.maySettle} onClick={settle}>
        {t.settle}
      </Button>
    </div>
  )
}

const outcomes = ['done', 'not-reached', 'given-up'] as const
type Outcome = (typeof outcomes)[number]

function SettleDialog({ task, close }: { task: ReceptionTaskRow; close: () => void }) {
  const t = useTexts(receptionTexts)
  const client = useQueryClient()
  const id = useId()
  const key = useRef(newKey())
  const [outcome, setOutcome] = useState<Outcome>('done')
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const isComplaint = task.kind === 'complaint'
  const names: Record<Outcome, string> = {
    done: isComplaint ? t.settleAnswered : t.settleDone,
    'not-reached': t.settleNotReached,
    'given-up': t.settleGivenUp,
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
      <p>{task.ask}</p>
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
