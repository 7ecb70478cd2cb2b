import { type LeavePerson, type LeaveRow, leaveContract } from '@bancheng/core/directory/leave-contract.ts'
import { useMutation } from '@tanstack/react-query'
import { Checkbox, Input, Modal, Select } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { call } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { emptyLeave, formOf, type LeaveForm, periodOf } from './leave-form.ts'
import { leaveTexts } from './leave-texts.ts'
import { useLeaveChanged } from './leaves.ts'

type Props = { readonly people: readonly LeavePerson[]; readonly before: LeaveRow | null; readonly close: () => void }

/** A new leave, kept as a draft until it is sent, or another stand-in and other days for one that was entered. */
export const LeaveDialog = (props: Props) =>
  props.before ? <ChangeDialog {...props} before={props.before} /> : <EnterDialog {...props} />

function EnterDialog({ people, close }: Props) {
  const t = useTexts(leaveTexts)
  const { person } = useSession()
  const [initial] = useState(() => emptyLeave(person.personId))
  const draft = useDraft<LeaveForm>(person.personId, 'leave', initial)
  const send = async (form: LeaveForm) => {
    const period = periodOf(form, null)
    if (!period) return
    await call(leaveContract.enterLeave, { body: { personId: form.personId, ...period } })
    draft.forget()
  }
  return (
    <Dialog
      title={t.enter}
      people={people}
      form={draft.value}
      keep={draft.keep}
      before={null}
      send={send}
      close={close}
    />
  )
}

function ChangeDialog({ people, before, close }: Props & { before: LeaveRow }) {
  const t = useTexts(leaveTexts)
  const [form, setForm] = useState(() => formOf(before))
  const send = async (next: LeaveForm) => {
    const period = periodOf(next, before)
    if (period) await call(leaveContract.changeLeave, { params: { absenceId: before.absenceId }, body: period })
  }
  const title = t.changeOf(before.personName)
  return <Dialog title={title} people={people} form={form} keep={setForm} before={before} send={send} close={close} />
}

type DialogProps = {
  readonly title: string
  readonly people: readonly LeavePerson[]
  readonly form: LeaveForm
  readonly keep: (form: LeaveForm) => void
  readonly before: LeaveRow | null
  readonly send: (form: LeaveForm) => Promise<void>
  readonly close: () => void
}

function Dialog({ title, people, form, keep, before, send, close }: DialogProps) {
  const t = useTexts(leaveTexts)
  const changed = useLeaveChanged()
  const save = useMutation({
    mutationFn: () => send(form),
    onSuccess: async () => {
      await changed()
      close()
    },
  })
  const isComplete = periodOf(form, before) !== null
  return (
    <Modal
      open
      title={title}
      onCancel={close}
      mask={{ closable: false }}
      okText={t.save}
      cancelText={t.no}
      onOk={() => save.mutate()}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !isComplete, title: isComplete ? '' : t.needDays }}
    >
      <form
        className="leave-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (isComplete) save.mutate()
        }}
      >
        <ProblemAlert error={save.error} />
        {people.length > 1 && !before ? <Who people={people} form={form} keep={keep} /> : null}
        <Days form={form} keep={keep} hasBegun={before?.isNow ?? false} />
        <StandIn person={people.find(({ personId }) => personId === form.personId)} form={form} keep={keep} />
        <Part label={t.note} hint={t.noteHint}>
          {(id) => (
            <Input.TextArea
              id={id}
              aria-describedby={`${id}-hint`}
              maxLength={500}
              autoSize={{ minRows: 2, maxRows: 6 }}
              value={form.note}
              onChange={({ target }) => keep({ ...form, note: target.value })}
            />
          )}
        </Part>
        {isComplete ? null : <p className="desk-quiet leave-need">{t.needDays}</p>}
      </form>
    </Modal>
  )
}

type PartsProps = { readonly form: LeaveForm; readonly keep: (form: LeaveForm) => void }

function Who({ people, form, keep }: PartsProps & { people: readonly LeavePerson[] }) {
  const t = useTexts(leaveTexts)
  return (
    <Part label={t.who}>
      {(id) => (
        <Select
          id={id}
          showSearch={{ optionFilterProp: 'label' }}
          value={form.personId}
          onChange={(personId) => keep({ ...form, personId, standInId: null })}
          options={people.map(({ personId, name, unitName }) => ({ value: personId, label: `${name} · ${unitName}` }))}
        />
      )}
    </Part>
  )
}

function Days({ form, keep, hasBegun }: PartsProps & { hasBegun: boolean }) {
  const t = useTexts(leaveTexts)
  return (
    <div className="leave-days">
      <Part label={t.firstDay} {...(hasBegun ? { hint: t.hasBegun } : {})}>
        {(id) => (
          <>
            <Input
              id={id}
              type="date"
              disabled={hasBegun}
              value={form.firstDay}
              onChange={({ target }) =>
                keep({ ...form, firstDay: target.value, lastDay: form.lastDay || target.value })
              }
            />
            <Checkbox
              disabled={hasBegun}
              checked={form.fromNoon}
              onChange={({ target }) => keep({ ...form, fromNoon: target.checked })}
            >
              {t.fromNoon}
            </Checkbox>
          </>
        )}
      </Part>
      <Part label={t.lastDay}>
        {(id) => (
          <>
            <Input
              id={id}
              type="date"
              min={form.firstDay}
              value={form.lastDay}
              onChange={({ target }) => keep({ ...form, lastDay: target.value })}
            />
            <Checkbox checked={form.untilNoon} onChange={({ target }) => keep({ ...form, untilNoon: target.checked })}>
              {t.untilNoon}
            </Checkbox>
          </>
        )}
      </Part>
    </div>
  )
}

function StandIn({ person, form, keep }: PartsProps & { person: LeavePerson | undefined }) {
  const t = useTexts(leaveTexts)
  const standIns = person?.standIns ?? []
  const hint = standIns.length === 0 ? t.nobodyFits : form.standInId ? undefined : t.withoutStandIn
  return (
    <Part label={t.standIn} {...(hint ? { hint } : {})}>
      {(id) => (
        <Select
          id={id}
          allowClear
          disabled={standIns.length === 0}
          placeholder={t.noStandIn}
          value={form.standInId}
          onChange={(standInId: string | null | undefined) => keep({ ...form, standInId: standInId ?? null })}
          options={standIns.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
      )}
    </Part>
  )
}

function Part({ label, hint, children }: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="leave-part">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {hint ? (
        <small id={`${id}-hint`} className="desk-quiet">
          {hint}
        </small>
      ) : null}
    </div>
  )
}
