import { instantAt, LocalDate } from '@bancheng/core/kernel/time.ts'
import { policyContract } from '@bancheng/core/policy/contract.ts'
import type { Policy } from '@bancheng/core/policy/schema.ts'
import { changesOf, sayFinding } from '@bancheng/core/texts/policy.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, DatePicker, Input, Radio } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { call } from '../../api.ts'
import { useLocale, useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { useChecked } from './panels.tsx'
import { policyTexts } from './texts.ts'
import { useUnitName } from './units.ts'

/** So many lines of each kind are read before the list is only counted. */
const SHOWN = 8

type Props = {
  readonly policy: Policy
  readonly current: Policy
  readonly openCases: number
  readonly done: () => void
}

/** In force from now or from the morning of a day; who may not publish is told who may. */
export function Publish({ policy, current, openCases, done }: Props) {
  const t = useTexts(policyTexts)
  const { can } = useSession()
  const { message, modal } = App.useApp()
  const { locale } = useLocale()
  const unitName = useUnitName()
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
  /** What everybody will live by from then on is said once more before it is sent. */
  const confirm = () => {
    const changes = changesOf(current, policy, locale, unitName)
    const warnings = (checked?.findings ?? []).map((finding) => sayFinding(finding, locale, unitName))
    modal.confirm({
      title: t.confirmPublish(isNow || !date ? t.now : date),
      content: (
        <div className="policy-confirm">
          <p>{t.confirmCases(String(openCases))}</p>
          <h3>{t.confirmChanges(String(changes.length))}</h3>
          <ul>
            {changes.slice(0, SHOWN).map(({ group, key, label, to }) => (
              <li key={`${group} ${key}`}>{`${label}：${to ?? t.none}`}</li>
            ))}
            {changes.length > SHOWN ? (
              <li className="desk-quiet">{t.andMore(String(changes.length - SHOWN))}</li>
            ) : null}
          </ul>
          {warnings.length > 0 ? (
            <>
              <h3>{t.confirmWarnings(String(warnings.length))}</h3>
              <ul>
                {warnings.slice(0, SHOWN).map((warning) => (
                  <li key={warning}>{warning}</li>
                ))}
                {warnings.length > SHOWN ? (
                  <li className="desk-quiet">{t.andMore(String(warnings.length - SHOWN))}</li>
                ) : null}
              </ul>
            </>
          ) : null}
        </div>
      ),
      width: 560,
      okText: t.confirmOk,
      onOk: () => mutate(),
    })
  }
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
        onClick={confirm}
      >
        {t.publish}
      </Button>
    </section>
  )
}
