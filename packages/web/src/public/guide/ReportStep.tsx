import type { OrderGoal } from '@bancheng/core/catalogue/order/goal.ts'
import { type FormEvent, useId, useState } from 'react'
import { useLocale, useTexts } from '../../locale.tsx'
import { named, orderTexts } from '../../order/texts.ts'

type Sent = 'reportSent' | 'reportTooMany' | 'reportFailed'

async function send(goalId: string, body: object): Promise<Sent> {
  const url = `/api/public/order/goals/${encodeURIComponent(goalId)}/report`
  const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(url, json).catch(() => null)
  if (response?.ok) return 'reportSent'
  return response?.status === 429 ? 'reportTooMany' : 'reportFailed'
}

/** 这里有误: whoever follows the guide sees first that a step is wrong. Nobody is asked who they are. */
export function ReportStep({ goal }: { goal: OrderGoal }) {
  const t = useTexts(orderTexts)
  const { locale } = useLocale()
  const id = useId()
  const [stepId, setStepId] = useState('')
  const [note, setNote] = useState('')
  const [sent, setSent] = useState<Sent | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await send(goal.goalId, { stepId: stepId || null, note })
    setSent(answer)
    if (answer === 'reportSent') setNote('')
  }
  return (
    <details className="guide-report">
      <summary>{t.reportOpen}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <label htmlFor={`${id}-step`}>{t.reportWhich}</label>
        <select id={`${id}-step`} value={stepId} onChange={(event) => setStepId(event.target.value)}>
          <option value="">{t.reportWhole}</option>
          {goal.steps.map((step) => (
            <option key={step.stepId} value={step.stepId}>
              {named(step, locale)}
            </option>
          ))}
        </select>
        <label htmlFor={id}>{t.reportWhat}</label>
        <textarea
          id={id}
          required
          minLength={2}
          maxLength={500}
          rows={3}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <button type="submit">{t.reportSend}</button>
        <p role="status">{sent ? t[sent] : ''}</p>
      </form>
    </details>
  )
}
