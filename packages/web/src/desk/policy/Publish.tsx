import { instantAt, LocalDate } from '@bancheng/core/kernel/time.ts'
import { policyContract } from '@bancheng/core/policy/contract.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, DatePicker, Input, Radio } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useChecked } from './panels.tsx'
import { policyTexts } from './texts.ts'

/** In force from now or from the morning of a day; who may not publish is told who may. */
export function Publish({ policy, done }: { policy: Policy; done: () => void }) {
  const t = useTexts(policyTexts)
  const { can } = useSession()
  const { message } = App.useApp()
  const client = useQueryClient()
  const [date, setDate] = useState<LocalDate | null>(null)
  const [isNow, setNow] = useState(true)
  const [note, setNote] = useState('')
  const { data: checked } = useChecked(policy)
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => {
      const inForceFrom = isNow || !date ? null : instantAt(date, '00:00')
      return call(policyContract.publish, { body: { document: policy, inForceFrom, note } })
    },
    onSuccess: ({ version }) => {
      void message.success(t.published(version))
      setNote('')
      done()
      void client.invalidateQueries({ queryKey: ['policies'] })
    },
  })
  if (!can.includes('editPolicy')) return <p className="desk-quiet">{t.onlySupervisor}</p>
  const isWrong = !checked || checked.faults.length > 0 || checked.findings.some(({ severity }) => severity === 'error')
  return (
    <section className="desk-panel policy-publish" aria-label={t.publish}>
      <h2>{t.publish}</h2>
      <p className="desk-quiet">{t.publishHint}</p>
      <Radio.Group value={isNow} onChange={({ target }) => setNow(target.value === true)} aria-label={t.from}>
        <Radio value={true}>{t.now}</Radio>
        <Radio value={false}>{t.fromLabel}</Radio>
      </Radio.Group>
      {isNow ? null : (
        <DatePicker
          aria-label={t.fromLabel}
          value={date ? dayjs(date) : null}
          onChange={(_, text) => setDate(LocalDate.safeParse(text).data ?? null)}
        />
      )}
      <Input.TextArea
        aria-label={t.note}
        placeholder={t.note}
        autoSize
        value={note}
        onChange={({ target }) => setNote(target.value)}
      />
      {error ? <ProblemAlert error={error} /> : null}
      <Button
        type="primary"
        loading={isPending}
        disabled={isWrong || note.trim() === '' || (!isNow && !date)}
        onClick={() => mutate()}
      >
        {t.publish}
      </Button>
    </section>
  )
}
