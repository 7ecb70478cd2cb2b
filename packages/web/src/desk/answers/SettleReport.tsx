import { type CatalogueReport, type ReportAnswer, reportContract } from '@bancheng/core/catalogue/qa/report.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Input, Modal, Radio } from 'antd'
import { useId, useState } from 'react'
import { Link } from 'react-router'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { Loading } from '../../ui/Loading.tsx'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { Labelled } from '../cases/commands/controls/Labelled.tsx'
import { UnitPicker } from '../cases/commands/controls/pickers.tsx'
import { addressOfSubject } from './subject-address.ts'
import { reportsTexts } from './texts.ts'

type Outcome = ReportAnswer['outcome']
const outcomes: readonly Outcome[] = ['corrected', 'rejected', 'forwarded']

/** Corrected in a newer version, left as it is with the reason, or handed to whoever keeps it. */
export function SettleReport({ reportId, close }: { reportId: string; close: () => void }) {
  const t = useTexts(reportsTexts)
  const client = useQueryClient()
  const { data, error } = useQuery({
    queryKey: ['catalogue-reports', 'one', reportId],
    queryFn: () => call(reportContract.viewReport, { params: { reportId } }),
    staleTime: 0, // the keeper comes back from correcting it
  })
  const [chosen, setOutcome] = useState<Outcome | null>(null)
  const [note, setNote] = useState('')
  const [unitId, setUnitId] = useState<string | null>(null)
  const id = useId()
  const outcome = chosen ?? (data && isCorrected(data) ? 'corrected' : 'rejected')
  const settle = useMutation({
    mutationFn: () =>
      call(reportContract.settleReport, { params: { reportId }, body: answerOf(outcome, note, unitId) }),
    onSuccess: async () => {
      for (const queryKey of [['catalogue-reports'], ['reception', 'tasks']])
        await client.invalidateQueries({ queryKey })
      close()
    },
  })
  const isWaiting = data && outcome === 'corrected' && data.currentVersion !== null && !isCorrected(data)
  const isNoteNeeded = outcome === 'rejected' || (outcome === 'corrected' && data?.currentVersion === null)
  const isMissing = (isNoteNeeded && note.trim() === '') || (outcome === 'forwarded' && !unitId)
  return (
    <Modal
      open
      title={t.settleTitle}
      okText={t.send}
      cancelText={t.cancel}
      okButtonProps={{
        disabled: !data || isMissing || Boolean(isWaiting),
        loading: settle.isPending,
        title: isMissing ? (outcome === 'forwarded' ? t.chooseUnit : t.noteNeeded) : undefined,
      }}
      onOk={() => settle.mutate()}
      onCancel={close}
      width={520}
    >
      <ProblemAlert error={error ?? settle.error} />
      {data ? (
        <>
          <Said report={data} />
          <Radio.Group
            aria-label={t.what}
            optionType="button"
            value={outcome}
            onChange={(event) => setOutcome(outcomes.find((one) => one === event.target.value) ?? 'rejected')}
            options={outcomes.map((value) => ({ value, label: t[`answer.${value}`] }))}
            style={{ marginBottom: 12 }}
          />
          {isWaiting ? <Alert type="info" showIcon title={t.notYet(data.subjectVersion ?? 1)} /> : null}
          {outcome === 'corrected' && data.currentVersion !== null && isCorrected(data) ? (
            <p>{t.inVersion(data.currentVersion)}</p>
          ) : null}
          {outcome === 'forwarded' ? (
            <Labelled id={`${id}-unit`} label={t.toUnit} isRequired>
              <UnitPicker id={`${id}-unit`} label={t.toUnit} value={unitId} onChange={setUnitId} />
            </Labelled>
          ) : null}
          <Labelled id={id} label={t.noteFor} isRequired={isNoteNeeded}>
            <Input.TextArea
              id={id}
              autoSize={{ minRows: 2 }}
              maxLength={2_000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          </Labelled>
        </>
      ) : error ? null : (
        <Loading />
      )}
    </Modal>
  )
}

const isCorrected = ({ subjectVersion, currentVersion }: CatalogueReport): boolean =>
  currentVersion !== null && currentVersion > (subjectVersion ?? 0)

function answerOf(outcome: Outcome, note: string, unitId: string | null): ReportAnswer {
  if (outcome === 'forwarded') return { outcome, unitId: unitId ?? '', note }
  return outcome === 'corrected' ? { outcome, version: null, note } : { outcome, note }
}

function Said({ report }: { report: CatalogueReport }) {
  const t = useTexts(reportsTexts)
  const address = addressOfSubject(report)
  return (
    <div style={{ marginBottom: 12 }}>
      <span className={report.fault === 'wrong' ? 'word-tag is-late' : 'word-tag is-strong'}>
        {t[`fault.${report.fault}`]}
      </span>{' '}
      <strong>{report.subjectName}</strong>{' '}
      {address ? (
        // In a tab of its own: what is typed here stays.
        <Link to={address} target="_blank">
          {t.openToCorrect}
        </Link>
      ) : null}
      {report.note ? <p style={{ margin: '4px 0 0', whiteSpace: 'pre-line' }}>{report.note}</p> : null}
    </div>
  )
}
