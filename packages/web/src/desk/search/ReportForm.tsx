import { reportContract } from '@bancheng/core/catalogue/qa/report.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Radio } from 'antd'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { searchTexts } from './texts.ts'

export type Reported = {
  readonly subjectKind: 'item' | 'qa' | 'unit' | 'person' | 'nothing-found'
  readonly subjectId: string | null
  readonly subjectName: string
  readonly fault: 'wrong' | 'missing'
}

/** 答案有误／缺失: `!`, a word if there is time for one, Enter; its keeper has it as a task. */
export function ReportForm({ reported, done }: { reported: Reported; done: () => void }) {
  const t = useTexts(searchTexts)
  const client = useQueryClient()
  const [fault, setFault] = useState(reported.fault)
  const [note, setNote] = useState('')
  const send = useMutation({
    mutationFn: () => call(reportContract.report, { body: { ...reported, fault, note } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['catalogue-reports'] }),
  })
  if (send.isSuccess)
    return (
      <div className="search-report" role="status">
        {t.sent}{' '}
        <Button size="small" autoFocus onClick={done}>
          {t.close}
        </Button>
      </div>
    )
  return (
    <form
      className="search-report"
      aria-label={t.reportTitle}
      onSubmit={(event) => {
        event.preventDefault()
        send.mutate()
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        done()
      }}
    >
      <ProblemAlert error={send.error} />
      <strong>{reported.subjectName}</strong>
      {reported.subjectKind === 'nothing-found' ? null : (
        <Radio.Group
          value={fault}
          onChange={(event) => setFault(event.target.value === 'missing' ? 'missing' : 'wrong')}
          options={[
            { value: 'wrong', label: t.wrong },
            { value: 'missing', label: t.missing },
          ]}
        />
      )}
      <Input
        autoFocus
        aria-label={t.reportNote}
        placeholder={t.reportNote}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <Button type="primary" htmlType="submit" loading={send.isPending}>
        {t.send}
      </Button>
      <Button onClick={done}>{t.cancel}</Button>
    </form>
  )
}
