import type { DirectoryOrganisation } from '@bancheng/core/directory/contract.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Input, Modal, Popconfirm, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import { Problem } from '../../api.ts'
import { useTexts } from '../../locale.tsx'
import { useSession } from '../../session.tsx'
import { useDraft } from '../../ui/draft.ts'
import { ProblemAlert } from '../../ui/ProblemAlert.tsx'
import { rebase } from '../../ui/rebase.ts'
import { ChangeList } from '../answers/Changes.tsx'
import '../catalogue/catalogue.css'
import { PhoneRows } from '../PhoneRows.tsx'
import { directoryKeepTexts } from './keep-texts.ts'
import { draftNameOf, type Kept, retire, send, subjectOf, type Typed, typedOf, wrongOf } from './keeping.ts'

/** What is typed, upon what was seen. */
type Draft = { readonly base: Typed; readonly typed: Typed }

function useKeeping(kept: Kept, close: () => void) {
  const { person } = useSession()
  const client = useQueryClient()
  const latest = typedOf(kept)
  const [initial] = useState<Draft>({ base: latest, typed: latest })
  const subject = subjectOf(kept)
  const draft = useDraft<Draft>(person.personId, draftNameOf(kept), initial)
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const refresh = () => {
    for (const key of ['directory', 'changes', 'search']) void client.invalidateQueries({ queryKey: [key] })
  }
  const done = () => {
    draft.forget()
    refresh()
    close()
  }
  const save = useMutation({
    mutationFn: () => send(kept, draft.value.base, draft.value.typed),
    onSuccess: done,
    onError: refresh,
  })
  const leave = useMutation({
    mutationFn: (personId: string) => retire(personId, draft.value.base),
    onSuccess: done,
    onError: refresh,
  })
  const submit = () => {
    const found = wrongOf(kept, draft.value.typed)
    setWrong(found)
    if (found.size === 0) save.mutate()
  }
  const takeNewest = () => {
    draft.keep({ base: latest, typed: rebase(draft.value.base, draft.value.typed, latest) })
    save.reset()
    leave.reset()
  }
  const set = (changed: Typed) => draft.keep({ ...draft.value, typed: { ...draft.value.typed, ...changed } })
  const isBehind = JSON.stringify(latest) !== JSON.stringify(draft.value.base)
  return {
    typed: draft.value.typed,
    set,
    wrong,
    save,
    leave,
    submit,
    takeNewest,
    isBehind,
    forget: draft.forget,
    subject,
  }
}

type DialogProps = {
  readonly kept: Kept
  readonly organisations: readonly DirectoryOrganisation[]
  readonly close: () => void
}

/** One entry of the directory as its keeper writes it, with its history below. */
export function KeepDialog({ kept, organisations, close }: DialogProps) {
  const t = useTexts(directoryKeepTexts)
  const form = useKeeping(kept, close)
  const { typed, set, wrong, save, leave, subject } = form
  const error = save.error ?? leave.error
  const isConflict = error instanceof Problem && error.body.code === 'entry-changed'
  const cancel = () => {
    form.forget()
    close()
  }
  const field = (name: 'name' | 'title' | 'address' | 'duties') =>
    typed[name] === undefined ? null : (
      <Labelled id={`keep-${name}`} label={t[name]}>
        <Input.TextArea
          id={`keep-${name}`}
          autoSize={{ minRows: name === 'duties' ? 2 : 1 }}
          status={wrong.has(name) ? 'error' : ''}
          aria-invalid={wrong.has(name)}
          value={typed[name]}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      </Labelled>
    )
  return (
    <Modal open title={titleOf(kept, t)} footer={null} onCancel={cancel} destroyOnHidden>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          form.submit()
        }}
      >
        <ProblemAlert error={error} />
        {isConflict || form.isBehind ? (
          <section className="keep-newer">
            <p>{t.newerHint}</p>
            <Button disabled={!form.isBehind} onClick={form.takeNewest}>
              {t.newer}
            </Button>
          </section>
        ) : null}
        <div className="keep-fields is-narrow">
          {field('name')}
          {field('title')}
          {typed.unitId === undefined ? null : (
            <Labelled id="keep-unitId" label={t.unitId}>
              <UnitChoice
                kept={kept}
                organisations={organisations}
                value={typed.unitId}
                change={(unitId) => set({ unitId })}
              />
            </Labelled>
          )}
          {field('address')}
          {field('duties')}
          {typed.phones ? (
            <Labelled id="keep-phones" label={t.phones}>
              <PhoneRows phones={typed.phones} change={(phones) => set({ phones })} isWrong={wrong.has('phones')} />
            </Labelled>
          ) : null}
        </div>
        {wrong.size > 0 ? <Alert type="error" role="alert" title={t.wrong} style={{ marginTop: 12 }} /> : null}
        <p className="keep-buttons">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t.save}
          </Button>
          <Button onClick={cancel}>{t.cancel}</Button>
          {kept.kind === 'person' && !kept.person.role ? (
            <Popconfirm
              title={t.retireSure}
              okText={t.retire}
              cancelText={t.cancel}
              onConfirm={() => leave.mutate(kept.person.personId)}
            >
              <Button danger loading={leave.isPending} style={{ marginInlineStart: 'auto' }}>
                {t.retire}
              </Button>
            </Popconfirm>
          ) : null}
        </p>
      </form>
      {subject ? (
        <>
          <h3>{t.history}</h3>
          <ChangeList subjectKind={subject.kind} subjectId={subject.id} names={t} />
        </>
      ) : null}
    </Modal>
  )
}

function titleOf(
  kept: Kept,
  t: { edit: string; addUnit: string; addPerson: string; editOf: (name: string) => string },
) {
  switch (kept.kind) {
    case 'organisation':
      return t.editOf(kept.organisation.name)
    case 'unit':
      return t.editOf(kept.unit.name)
    case 'person':
      return t.editOf(kept.person.name)
    case 'new-unit':
      return t.addUnit
    case 'new-person':
      return t.addPerson
  }
}

const Labelled = ({ id, label, children }: { id: string; label: string; children: ReactNode }) => (
  <div className="keep-field is-wide">
    <label htmlFor={id}>{label}</label>
    {children}
  </div>
)

type ChoiceProps = Omit<DialogProps, 'close'> & { readonly value: string; readonly change: (unitId: string) => void }

/** A unit moves nobody out of itself: only the window does. */
function UnitChoice({ kept, organisations, value, change }: ChoiceProps) {
  const t = useTexts(directoryKeepTexts)
  const { role } = useSession()
  const hasAccount = kept.kind === 'person' && kept.person.role !== null
  return (
    <>
      <Select
        id="keep-unitId"
        showSearch
        optionFilterProp="label"
        disabled={role === 'liaison' || hasAccount}
        value={value}
        options={organisations.map((one) => ({
          label: one.name,
          options: one.units.map((unit) => ({ value: unit.unitId, label: `${one.shortName} ${unit.name}` })),
        }))}
        onChange={change}
      />
      {hasAccount ? <small className="desk-quiet">{t.hasAccount}</small> : null}
    </>
  )
}
